// Completions as Python exceptions: ScriptError and JSError for what JS throws, Terminated for what ends a
// script.
#include <Python.h>
#include <structmember.h>

#include <cstddef>
#include <cstdio>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/platform_object.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/python/traceback.h"

namespace whipsnake {

namespace {

PyObject* script_error = nullptr;
PyObject* js_error = nullptr;
PyObject* terminated = nullptr;

struct JSErrorObject {
  PyBaseExceptionObject base;
  PyObject *value, *name, *message, *stack;  // nullptr: None
};
JSErrorObject* error_of(PyObject* object) { return reinterpret_cast<JSErrorObject*>(object); }

Error* engine_error(Value thrown) {
  bool is_error = thrown.is_object() && thrown.as_object()->is(CellKind::kError);
  return is_error ? static_cast<Error*>(thrown.as_object()) : nullptr;
}

// The own `stack` of an Error, without running code.
Reference stack_of(ContextObject* context, Value thrown) {
  if (Error* error = engine_error(thrown)) {
    Agent* agent = context->agent;
    Value own = peek_data(agent, error, agent->names->stack);
    Value text = own.is_string() ? own : stack_text(agent, error);
    if (text.is_string()) return Reference(python_text(agent, text.as_string()));
  }
  return Reference::borrowed(Py_None);
}

// "Name: message" of a platform object that is an exception; null for everything else.
Reference text_of_platform_exception(Value thrown) {
  PlatformObject* o = platform_object_of(thrown);
  if (o == nullptr || !PyExceptionInstance_Check(o->python())) return {};
  Reference name(PyObject_GetAttrString(o->python(), "name"));
  Reference message(PyObject_GetAttrString(o->python(), "message"));
  if (!name || !message) return PyErr_Clear(), Reference();
  return Reference(PyUnicode_FromFormat("%S: %S", name.get(), message.get()));
}

Reference text_of(ContextObject* context, Value thrown) {
  if (Reference declared = text_of_platform_exception(thrown)) return declared;
  String* shown = display(context->agent, thrown);
  if (shown == nullptr) clear_termination(context->agent);
  return Reference(shown ? python_text(context->agent, shown)
                         : PyUnicode_FromString("an exception without a text"));
}

// A data property of what was thrown, if it is a text: no code runs.
Reference peek_text(ContextObject* context, Value thrown, PropertyKey key) {
  Value found = thrown.is_object() ? peek_data(context->agent, thrown.as_object(), key) : Value::undefined();
  return Reference(found.is_string() ? python_text(context->agent, found.as_string())
                                     : PyUnicode_FromString(""));
}

void raise_script_error(ContextObject* context, Value thrown) {
  Reference text = text_of(context, thrown);
  Reference value(python_from_value(context, thrown));
  Reference stack = stack_of(context, thrown);
  if (!text || !value || !stack) return;
  Reference exception(PyObject_CallOneArg(script_error, text.get()));
  if (!exception) return;
  if (PyObject_SetAttrString(exception.get(), "value", value.get()) != 0) return;
  if (PyObject_SetAttrString(exception.get(), "stack", stack.get()) != 0) return;
  PyErr_SetObject(script_error, exception.get());
}

void set_cause(ContextObject* context, PyObject* exception, Value thrown) {
  Value cause = thrown.is_object()
                    ? peek_data(context->agent, thrown.as_object(), context->agent->names->cause)
                    : Value::undefined();
  Error* error = engine_error(cause);
  if (error == nullptr || error->host_exception == nullptr) return;
  PyException_SetCause(exception, Py_NewRef(static_cast<PyObject*>(error->host_exception)));
}

void raise_js_error(ContextObject* context, Value thrown) {
  Names* names = context->agent->names;
  Reference text = text_of(context, thrown);
  Reference value(python_from_value(context, thrown));
  Reference stack = stack_of(context, thrown);
  Reference name = peek_text(context, thrown, names->name);
  Reference message =
      thrown.is_object() ? peek_text(context, thrown, names->message) : Reference::borrowed(text.get());
  if (!text || !value || !stack || !name || !message) return;
  Reference exception(PyObject_CallOneArg(js_error, text.get()));
  if (!exception) return;
  JSErrorObject* error = error_of(exception.get());
  error->value = value.release();
  error->stack = stack.release();
  error->name = name.release();
  error->message = message.release();
  set_cause(context, exception.get(), thrown);
  PyErr_SetObject(js_error, exception.get());
}

// A Python exception that went through JavaScript comes out as the object that it was.
void raise_original(PyObject* exception) {
  PyErr_Restore(Py_NewRef(reinterpret_cast<PyObject*>(Py_TYPE(exception))), Py_NewRef(exception),
                PyException_GetTraceback(exception));
}

PyObject* raise_exception(ContextObject* context) {
  Value thrown = take_exception(context->agent);
  if (!context->is_public) return raise_script_error(context, thrown), nullptr;
  Error* error = engine_error(thrown);
  if (error != nullptr && error->host_exception != nullptr) {
    raise_original(static_cast<PyObject*>(error->host_exception));
  } else {
    if (error != nullptr) error->told_above = UINTPTR_MAX;
    raise_js_error(context, thrown);
  }
  if (error != nullptr) add_script_frames(context, error);
  return nullptr;
}

const char* text_of(TerminationReason reason) {
  switch (reason) {
    case TerminationReason::kTimeLimit:
      return "time limit";
    case TerminationReason::kMemoryLimit:
      return "memory limit";
    case TerminationReason::kInterrupt:
      return "interrupt";
    case TerminationReason::kHostError:
      return "host";
    case TerminationReason::kNone:
      break;
  }
  ENGINE_BUG("a termination without a reason");
}

PyObject* raise_termination(ContextObject* context) {
  Agent* agent = context->agent;
  TerminationReason reason = agent->termination;
  // Inside another entry the outer frames have to end, too: the state stays until the last one has left.
  if (agent->extras->entry_depth <= 1) {
    clear_termination(agent);
    if (!context->is_public) forget_jobs_of_scripts(agent);  // for users' contexts run_checkpoint does
  }
  if (!PyErr_Occurred()) PyErr_SetString(terminated, text_of(reason));
  return nullptr;
}

}  // namespace

PyObject* raise_pending(ContextObject* context) {
  switch (context->agent->pending_kind) {
    case Pending::kException:
      return raise_exception(context);
    case Pending::kTermination:
      return raise_termination(context);
    case Pending::kNone:
      break;
  }
  if (!PyErr_Occurred()) ENGINE_BUG("an abrupt completion with nothing pending");
  return nullptr;
}

Abrupt fail_in_python(Agent* agent) {
  if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_MemoryError))
    return terminate(agent, TerminationReason::kHostError);
  PyErr_Clear();
  return throw_out_of_memory(agent);
}

PyObject* completion_to_python(ContextObject* context, Value value) {
  return is_abrupt(value) ? raise_pending(context) : python_from_value(context, value);
}

bool thrown_value_of(ContextObject* context, PyObject* exception, Value* thrown) {
  Reference value;
  if (is_js_error(exception)) {
    value = Reference::borrowed(error_of(exception)->value);
  } else if (PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject*>(script_error))) {
    value = Reference(PyObject_GetAttrString(exception, "value"));
    if (!value) PyErr_Clear();
  }
  if (!value) return false;
  *thrown = value_from_python(context, value.get());
  if (!is_abrupt(*thrown)) return true;
  PyErr_Clear();  // of another context, or closed
  return false;
}

bool is_js_error(PyObject* object) {
  return PyObject_TypeCheck(object, reinterpret_cast<PyTypeObject*>(js_error));
}

bool is_terminated_exception() { return PyErr_ExceptionMatches(terminated); }

void describe_termination(TerminationReason reason) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Reference arguments(Py_BuildValue("(s)", text_of(reason)));
  if (!arguments || PyObject_SetAttrString(value, "args", arguments.get()) != 0) PyErr_Clear();
  PyErr_Restore(type, value, traceback);
}

void raise_in_host(Agent* agent) { PyThreadState_SetAsyncExc(agent->extras->watch.host_thread, terminated); }

// -- JSError

namespace {

int js_error_clear(PyObject* self) {
  JSErrorObject* error = error_of(self);
  for (PyObject** field : {&error->value, &error->name, &error->message, &error->stack}) Py_CLEAR(*field);
  return reinterpret_cast<PyTypeObject*>(PyExc_Exception)->tp_clear(self);
}

int js_error_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(error_of(self)->value);
  return reinterpret_cast<PyTypeObject*>(PyExc_Exception)->tp_traverse(self, visit, arg);
}

void js_error_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  js_error_clear(self);
  PyObject_GC_Track(self);  // the base type's takes it off again
  reinterpret_cast<PyTypeObject*>(PyExc_Exception)->tp_dealloc(self);
  Py_DECREF(type);
}

PyMemberDef js_error_members[] = {
    {"value", T_OBJECT, offsetof(JSErrorObject, value), READONLY, "The thrown value."},
    {"name", T_OBJECT, offsetof(JSErrorObject, name), READONLY,
     "The `name` of what was thrown; empty where it is none."},
    {"message", T_OBJECT, offsetof(JSErrorObject, message), READONLY,
     "The `message` of a thrown object; another value as text."},
    {"stack", T_OBJECT, offsetof(JSErrorObject, stack), READONLY,
     "Name, message and JavaScript frames as text; None if the value is no Error."},
    {nullptr, 0, 0, 0, nullptr}};

constexpr char kDocumentation[] =
    R"text(What a script threw and nobody caught. Its traceback shows the script's frames.

>>> from jsengine import Context, JSError
>>> try:
...     Context().eval("null.x")
... except JSError as error:
...     print(error.name, "|", error.message)
TypeError | Cannot read properties of null (reading 'x')
)text";

PyType_Slot js_error_slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(js_error_dealloc)},
                                {Py_tp_traverse, reinterpret_cast<void*>(js_error_traverse)},
                                {Py_tp_clear, reinterpret_cast<void*>(js_error_clear)},
                                {Py_tp_members, js_error_members},
                                {Py_tp_doc, const_cast<char*>(kDocumentation)},
                                {0, nullptr}};
PyType_Spec js_error_spec = {"jsengine.JSError", sizeof(JSErrorObject), 0,
                             Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE, js_error_slots};

}  // namespace

bool add_exceptions(PyObject* module) {
  script_error = PyErr_NewExceptionWithDoc(
      "jsengine._kernel.ScriptError", "JavaScript threw `value`; `stack` is its stack trace, if it has one.",
      nullptr, nullptr);
  terminated = PyErr_NewExceptionWithDoc(
      "jsengine.Terminated",
      "A limit, Ctrl-C or `Context.interrupt` ended a script. No script can catch it; not an `Exception`.",
      PyExc_BaseException, nullptr);
  Reference bases(PyTuple_Pack(1, PyExc_Exception));
  js_error = bases ? PyType_FromSpecWithBases(&js_error_spec, bases.get()) : nullptr;
  return script_error && terminated && js_error &&
         PyModule_AddObjectRef(module, "ScriptError", script_error) == 0 &&
         PyModule_AddObjectRef(module, "JSError", js_error) == 0 &&
         PyModule_AddObjectRef(module, "Terminated", terminated) == 0;
}

}  // namespace whipsnake
