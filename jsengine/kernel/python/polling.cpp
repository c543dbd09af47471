#include "jsengine/kernel/python/polling.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/python/context.h"

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

}  // namespace whipsnake
