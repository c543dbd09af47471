#include "jsengine/kernel/python/module_loader.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/modules/loading.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {
namespace {

// UTF-8 of a Python string whose surrogates may stand apart.
bool utf8_of_python(PyObject* text, std::string* out) {
  Reference bytes(PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass"));
  if (!bytes) return false;
  out->assign(PyBytes_AS_STRING(bytes.get()), size_t(PyBytes_GET_SIZE(bytes.get())));
  return true;
}

// A refusal of the loader is a TypeError of the script; what stops Python stops the script.
Abrupt throw_refusal(Agent* agent) {
  if (!PyErr_ExceptionMatches(PyExc_Exception)) return terminate(agent, TerminationReason::kHostError);
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Reference owned_type(type), owned_value(value), owned_traceback(traceback);
  Reference text(PyObject_Str(value));
  const char* utf8 = text ? PyUnicode_AsUTF8(text.get()) : nullptr;
  PyErr_Clear();
  String* message = string_from_utf8(agent, utf8 ? utf8 : "the module cannot be loaded");
  return message ? throw_new(agent, ErrorType::kTypeError, message) : Abrupt{};
}

bool ask(Agent* agent, PyObject* loader, String* specifier, Value referrer, const std::string& type,
         ModuleText* out) {
  Reference name(python_text(agent, specifier));
  Reference from(referrer.is_string() ? python_text(agent, referrer.as_string()) : Py_NewRef(Py_None));
  if (!name || !from) return false;
  Reference found(PyObject_CallFunction(loader, "OOs", name.get(), from.get(), type.c_str()));
  if (!found) return false;
  PyObject *key, *text;
  if (!PyArg_ParseTuple(found.get(), "UU", &key, &text)) return false;
  return utf8_of_python(key, &out->key) && utf8_of_python(text, &out->text);
}

Status load(Agent* agent, String* specifier, Value referrer, const std::string& type, ModuleText* out) {
  PyObject* loader = context_of(agent)->module_loader;
  if (loader == nullptr) {
    String* message =
        string_from_utf8(agent, "modules cannot be loaded here: the context has no module loader");
    return message ? Status(throw_new(agent, ErrorType::kTypeError, message)) : Status::kAbrupt;
  }
  return ask(agent, loader, specifier, referrer, type, out) ? Status::kOk : Status(throw_refusal(agent));
}

}  // namespace

PyObject* context_set_module_loader(PyObject* object, PyObject* loader) {
  if (!PyCallable_Check(loader)) {
    PyErr_SetString(PyExc_TypeError, "a module loader is a callable: loader(specifier, referrer, type)");
    return nullptr;
  }
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Py_XSETREF(context->module_loader, Py_NewRef(loader));
  context->agent->extras->hooks.load_module = load;
  Py_RETURN_NONE;
}

PyObject* context_import_module(PyObject* object, PyObject* arguments) {
  PyObject *key, *text;
  if (!PyArg_ParseTuple(arguments, "UU:import_module", &key, &text)) return nullptr;
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  std::string name, source;
  if (!utf8_of_python(key, &name) || !utf8_of_python(text, &source)) return nullptr;
  Agent* agent = context->agent;
  Module* module = load_module_text(agent, agent->realm, name, std::move(source));
  if (module == nullptr) return raise_pending(context);
  return completion_to_python(context, run_module(agent, module));
}

}  // namespace whipsnake
