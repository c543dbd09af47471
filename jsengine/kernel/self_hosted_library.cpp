// The files of jsengine/builtins/*.js, read and parsed when one of their functions is first asked for.
#include <Python.h>

#include <cctype>
#include <string>
#include <vector>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/portable/portable.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/self_hosting.h"
#include "jsengine/kernel/source_view.h"
#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake {

namespace {

// The sources of one agent.
struct Library final : Roots {
  explicit Library(Heap* heap) : Roots(heap) {}
  struct File {
    std::string name;
    Source* source;
  };
  std::vector<File> files;
  void visit(Marker& m) override {
    for (File& file : files) m.cell(file.source);
  }
};

// ArrayPrototype_map -> array_prototype
std::string file_of(const std::string& function) {
  std::string file;
  for (char c : function.substr(0, function.find('_'))) {
    if (isupper(c) && !file.empty()) file += '_';
    file += char(tolower(c));
  }
  return file;
}

Abrupt no_library(Agent* agent, const std::string& file) {
  PyErr_Clear();
  return throw_error(agent, Message::kMissingIntrinsic, string_from_utf8(agent, file + ".js"));
}

// What a function of jsengine.builtins says of a file: bytes; nullptr with an exception.
Reference ask_library(const char* function, const std::string& file) {
  Reference module(PyImport_ImportModule("jsengine.builtins"));
  Reference bytes(module ? PyObject_CallMethod(module.get(), function, "s", file.c_str()) : nullptr);
  return bytes && PyBytes_Check(bytes.get()) ? std::move(bytes) : Reference();
}
std::string copy_of(const Reference& bytes) {
  return {PyBytes_AS_STRING(bytes.get()), size_t(PyBytes_GET_SIZE(bytes.get()))};
}

// The file as the build compiled it; nullptr when it did not, or for another version.
CodeFile* compiled_file(const std::string& file) {
  Reference bytes = ask_library("code_of", file);
  PyErr_Clear();
  std::string complaint;
  return bytes ? CodeFile::open(copy_of(bytes), &complaint) : nullptr;
}

Source* read_library_file(Agent* agent, const std::string& file) {
  if (CodeFile* compiled = compiled_file(file))
    return source_of_code_file(agent, compiled, Value::undefined());
  Reference text = ask_library("text_of", file);
  if (!text) return no_library(agent, file);
  return new_source(agent, copy_of(text), Goal::kScript, nullptr, Value::undefined(), Value::undefined());
}

Source* source_of(Agent* agent, const std::string& file) {
  auto*& library = reinterpret_cast<Library*&>(agent->extras->self_hosted_library);
  if (library == nullptr) library = new Library(agent->heap);
  for (const Library::File& known : library->files)
    if (known.name == file) return known.source;
  Source* source = TRY(read_library_file(agent, file));
  mark_as_library(source);
  library->files.push_back({file, source});
  return source;
}

}  // namespace

void mark_as_library(Source* source) {
  source->flags |= kSelfHostedSource;
  syntax::object_of(source->parsed)->self_hosted = true;
}

bool add_self_hosting_names(PyObject* module) {
  Reference names(PyTuple_New(Py_ssize_t(SelfHosting::kCount)));
  for (Py_ssize_t i = 0; names && i < Py_ssize_t(SelfHosting::kCount); i++) {
    PyObject* name = PyUnicode_FromString(self_hosting_name(SelfHosting(i)));
    if (name == nullptr) return false;
    PyTuple_SET_ITEM(names.get(), i, name);
  }
  return names && PyModule_AddObjectRef(module, "SELF_HOSTING", names.get()) == 0;
}

FunctionInfo* self_hosted_info(Agent* agent, const char* name) {
  Source* source = TRY(source_of(agent, file_of(name)));
  const syntax::ScopeTables& tables = scope_tables(source);
  const syntax::AtomTable& names = source->parsed->names;
  std::u16string wanted(name, name + std::char_traits<char>::length(name));
  for (size_t i = 1; i < tables.functions.size(); i++) {
    const syntax::Function& row = tables.functions[i];
    if (row.parent != 0 || row.name == syntax::NO_ATOM) continue;
    if (std::u16string_view(names.units(row.name), names.length(row.name)) == wanted)
      return function_info(agent, source, uint32_t(i));
  }
  return throw_error(agent, Message::kMissingIntrinsic, new_string(agent, name));
}

}  // namespace whipsnake
