#include "jsengine/kernel/python/portable_bytecode.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/modules/loading.h"
#include "jsengine/kernel/portable/code_cache.h"
#include "jsengine/kernel/portable/verifier.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/self_hosting.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake {
namespace {

CodeFile* open_code_file(PyObject* bytes) {
  std::string complaint;
  CodeFile* file =
      CodeFile::open(std::string(PyBytes_AS_STRING(bytes), size_t(PyBytes_GET_SIZE(bytes))), &complaint);
  if (file == nullptr) PyErr_SetString(PyExc_ValueError, complaint.c_str());
  if (file != nullptr && file->kind() == PortableKind::kLibrary) {
    PyErr_SetString(PyExc_ValueError, "it holds a part of the engine, not a script");
    delete_code_file(file);
    return nullptr;
  }
  return file;
}

}  // namespace

// compile(text, name, module) -> bytes
PyObject* context_compile(PyObject* object, PyObject* arguments) {
  PyObject *text, *name;
  int kind;
  if (!PyArg_ParseTuple(arguments, "UUi:compile", &text, &name, &kind)) return nullptr;
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Agent* agent = context->agent;
  std::string utf8;
  if (!utf8_of_python(text, &utf8)) return nullptr;
  String* file = string_from_python(agent, name);
  if (file == nullptr) return raise_pending(context);
  auto portable_kind = PortableKind(kind);
  Goal goal = portable_kind == PortableKind::kModule ? Goal::kModule : Goal::kScript;
  Source* source = new_source(agent, std::move(utf8), goal, nullptr, file, Value::undefined());
  if (source == nullptr) return raise_pending(context);
  if (portable_kind == PortableKind::kLibrary) mark_as_library(source);
  syntax::object_of(source->parsed)->verifiable = true;
  if (is_abrupt(compile_everything(agent, source))) return raise_pending(context);
  std::string written = write_code_file(agent, source, portable_kind);
  if (!written.empty()) return PyBytes_FromStringAndSize(written.data(), Py_ssize_t(written.size()));
  PyErr_SetString(PyExc_ValueError, "it is too large for a file of bytecode");
  return nullptr;
}

// The last bytes that were verified: pages run the same script of the host's again and again.
bool verify_once(CodeFile* file, Source* source, PyObject* data, std::string* complaint) {
  static PyObject* verified = nullptr;
  if (data == verified) return true;
  if (!verify_code_file(*file, source, complaint)) return false;
  Py_XSETREF(verified, Py_NewRef(data));
  return true;
}

Source* open_source(ContextObject* context, PyObject* data, PyObject* name) {
  String* shown = string_from_python(context->agent, name);
  CodeFile* file = shown ? open_code_file(data) : nullptr;
  if (file == nullptr) return PyErr_Occurred() ? nullptr : (raise_pending(context), nullptr);
  Source* source = source_of_code_file(context->agent, file, Value(shown));
  std::string complaint;
  if (source == nullptr) {
    raise_pending(context);
  } else if (!verify_once(file, source, data, &complaint)) {
    PyErr_SetString(PyExc_ValueError, complaint.c_str());
    return nullptr;
  }
  return source;
}

// run_bytecode(data, name): a script's completion value, a module's promise
PyObject* context_run_bytecode(PyObject* object, PyObject* arguments) {
  PyObject *data, *name;
  if (!PyArg_ParseTuple(arguments, "SU:run_bytecode", &data, &name)) return nullptr;
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Agent* agent = context->agent;
  Source* source = open_source(context, data, name);
  if (source == nullptr) return nullptr;
  if (source->code_file->kind() != PortableKind::kModule)
    return completion_to_python(context, run_script(agent, agent->realm, source));
  Module* module = load_module_source(agent, agent->realm, source);
  if (module == nullptr) return raise_pending(context);
  return completion_to_python(context, run_module(agent, module));
}

// verify_bytecode(data)
PyObject* context_verify_bytecode(PyObject* object, PyObject* data) {
  if (!PyBytes_Check(data)) {
    PyErr_SetString(PyExc_TypeError, "bytecode is bytes");
    return nullptr;
  }
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  Reference name(entry.ok() ? PyUnicode_FromString("") : nullptr);
  if (!name || open_source(context, data, name.get()) == nullptr) return nullptr;
  Py_RETURN_NONE;
}

// set_code_cache(folder, size limit in bytes)
PyObject* context_set_code_cache(PyObject* object, PyObject* arguments) {
  const char* folder;
  unsigned long long limit;
  if (!PyArg_ParseTuple(arguments, "sK:set_code_cache", &folder, &limit)) return nullptr;
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  delete context->agent->extras->code_cache;
  context->agent->extras->code_cache = new CodeCache(context->agent, folder, limit);
  Py_RETURN_NONE;
}

PyObject* context_save_code_cache(PyObject* object, PyObject*) {
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  if (CodeCache* cache = context->agent->extras->code_cache) cache->save();
  Py_RETURN_NONE;
}

PyObject* bytecode_kind(PyObject*, PyObject* bytes) {
  if (!PyBytes_Check(bytes)) {
    PyErr_SetString(PyExc_TypeError, "bytecode is bytes");
    return nullptr;
  }
  CodeFile* file = open_code_file(bytes);
  if (file == nullptr) return nullptr;
  const char* kind = file->kind() == PortableKind::kModule ? "module" : "script";
  Reference name(PyUnicode_DecodeUTF8(file->name().data(), Py_ssize_t(file->name().size()), "surrogatepass"));
  delete_code_file(file);
  return name ? Py_BuildValue("sO", kind, name.get()) : nullptr;
}

}  // namespace whipsnake
