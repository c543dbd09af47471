// Completions as Python exceptions: ScriptError for what JS throws, Terminated for what ends a script.
#include <cstdio>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

PyObject* script_error = nullptr;
PyObject* terminated = nullptr;

// The own `stack` of an Error, without running code.
Reference stack_of(ContextObject* context, Value thrown) {
  if (thrown.is_object() && thrown.as_object()->is(CellKind::kError)) {
    Agent* agent = context->agent;
    auto* error = static_cast<Error*>(thrown.as_object());
    Value own = peek_data(agent, error, agent->names->stack);
    Value text = own.is_string() ? own : stack_text(agent, error);
    if (text.is_string()) return Reference(python_text(agent, text.as_string()));
  }
  return Reference::borrowed(Py_None);
}

PyObject* raise_exception(ContextObject* context) {
  Agent* agent = context->agent;
  Value thrown = take_exception(agent);
  String* shown = display(agent, thrown);
  Reference text(shown ? python_text(agent, shown) : PyUnicode_FromString("an exception without a text"));
  if (!shown) clear_termination(agent);
  Reference value(python_from_value(context, thrown));
  Reference stack = stack_of(context, thrown);
  if (!text || !value || !stack) return nullptr;
  Reference exception(PyObject_CallOneArg(script_error, text.get()));
  if (!exception) return nullptr;
  if (PyObject_SetAttrString(exception.get(), "value", value.get()) != 0) return nullptr;
  if (PyObject_SetAttrString(exception.get(), "stack", stack.get()) != 0) return nullptr;
  PyErr_SetObject(script_error, exception.get());
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
  if (agent->extras->entry_depth <= 1) clear_termination(agent);
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

PyObject* completion_to_python(ContextObject* context, Value value) {
  return is_abrupt(value) ? raise_pending(context) : python_from_value(context, value);
}

bool thrown_value_of(ContextObject* context, PyObject* exception, Value* thrown) {
  if (!PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject*>(script_error))) return false;
  Reference value(PyObject_GetAttrString(exception, "value"));
  if (!value) {
    PyErr_Clear();
    return false;
  }
  *thrown = value_from_python(context, value.get());
  if (!is_abrupt(*thrown)) return true;
  PyErr_Clear();
  return false;
}

bool add_exceptions(PyObject* module) {
  script_error = PyErr_NewExceptionWithDoc(
      "jsengine._kernel.ScriptError", "JavaScript threw `value`; `stack` is its stack trace, if it has one.",
      nullptr, nullptr);
  terminated = PyErr_NewExceptionWithDoc(
      "jsengine._kernel.Terminated",
      "A limit or the host ended a script. Not an Exception: `except Exception` does not stop it.",
      PyExc_BaseException, nullptr);
  return script_error && terminated && PyModule_AddObjectRef(module, "ScriptError", script_error) == 0 &&
         PyModule_AddObjectRef(module, "Terminated", terminated) == 0;
}

}  // namespace whipsnake
