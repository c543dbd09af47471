#include "jsengine/kernel/python/polling.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

// Compiled Python looks for nothing while it runs: neither limits nor signals would end it.
PyObject* poll_python(PyObject*, PyObject*) {
  ContextObject* context = innermost_context;
  if (context == nullptr) {
    if (PyErr_CheckSignals() != 0) return nullptr;
  } else if (is_abrupt(poll(context->agent))) {
    // In Python it is an exception, and is made a termination again where Python was called.
    raise_pending(context);
    clear_termination(context->agent);
    return nullptr;
  }
  Py_RETURN_NONE;
}

PyObject* run_interruptibly(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (count == 0) {
    PyErr_SetString(PyExc_TypeError, "a function is expected");
    return nullptr;
  }
  ContextObject* context = innermost_context;
  auto call = [&] { return PyObject_Vectorcall(arguments[0], arguments + 1, size_t(count) - 1, nullptr); };
  if (context == nullptr) return call();
  Reference polled(poll_python(nullptr, nullptr));
  if (!polled) return nullptr;
  HostScope scope(context->agent);
  Reference result(call());
  if (!scope.was_interrupted()) return result.release();
  raise_pending(context);
  clear_termination(context->agent);
  return nullptr;
}

}  // namespace whipsnake
