#include "jsengine/kernel/python/module_loader.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/modules/loading.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {
namespace {

// A refusal of the loader is a TypeError of the script, and in users' contexts an Error that comes out as
// what it was; what stops Python stops the script.
Abrupt throw_refusal(Agent* agent) {
  ContextObject* context = context_of(agent);
  if (context->is_public || !PyErr_ExceptionMatches(PyExc_Exception)) return throw_python_exception(context);
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
  HostScope scope(agent);
  Reference found(PyObject_CallFunction(loader, "OOs", name.get(), from.get(), type.c_str()));
  if (scope.was_interrupted() || !found) return false;
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
  if (ask(agent, loader, specifier, referrer, type, out)) return Status::kOk;
  return agent->pending_kind == Pending::kTermination ? Status::kAbrupt : Status(throw_refusal(agent));
}

}  // namespace

PyObject* context_set_module_loader(PyObject* object, PyObject* arguments) {
  PyObject* loader;
  int keeps_errors = 0;
  if (!PyArg_ParseTuple(arguments, "O|p:set_module_loader", &loader, &keeps_errors)) return nullptr;
  if (!PyCallable_Check(loader)) {
    PyErr_SetString(PyExc_TypeError, "a module loader is a callable: loader(specifier, referrer, type)");
    return nullptr;
  }
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Py_XSETREF(context->module_loader, Py_NewRef(loader));
  context->agent->extras->hooks.load_module = load;
  context->agent->extras->hooks.keeps_module_errors = keeps_errors != 0;
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
  Module* module = load_module_text(agent, agent->realm, {name, std::move(source)});
  if (module == nullptr) return raise_pending(context);
  return entry.leave(completion_to_python(context, run_module(agent, module)));
}

namespace {

// The evaluation has ended: the namespace, or the reason why there is none.
void deliver(Agent* agent, PromiseReaction* reaction, bool fulfilled, Value argument) {
  auto* promise = static_cast<Promise*>(reaction->on_fulfilled.as_object());
  if (!fulfilled) return reject_promise(agent, promise, argument);
  Object* names = module_namespace(agent, reaction->on_rejected.as<Module>());
  if (names != nullptr) return resolve_promise(agent, promise, Value(names));
  if (has_exception(agent)) reject_promise(agent, promise, take_exception(agent));
}

Value import_namespace(Agent* agent, String* specifier, std::string* text) {
  Module* module =
      TRY(text ? load_module_text(agent, agent->realm, {utf8_of(agent, specifier), std::move(*text)})
               : load_module(agent, agent->realm, specifier, Value::undefined(), ""));
  Value evaluated = TRY(run_module(agent, module));
  Promise* promise = TRY(new_promise(agent, agent->realm));
  then_native(agent, static_cast<Promise*>(evaluated.as_object()), deliver, promise, Value::cell(module));
  return promise;
}

}  // namespace

PyObject* context_import_namespace(PyObject* object, PyObject* arguments) {
  PyObject *specifier, *text = nullptr;
  if (!PyArg_ParseTuple(arguments, "U|U:import_namespace", &specifier, &text)) return nullptr;
  auto* context = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  std::string source;
  if (text != nullptr && !utf8_of_python(text, &source)) return nullptr;
  String* name = string_from_python(context->agent, specifier);
  if (name == nullptr) return raise_pending(context);
  Value promise = import_namespace(context->agent, name, text ? &source : nullptr);
  return entry.leave(completion_to_python(context, promise));
}

}  // namespace whipsnake
