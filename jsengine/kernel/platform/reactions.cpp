#include "jsengine/kernel/platform/reactions.h"

#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

ReactionScope::ReactionScope(Agent* agent, bool wanted) {
  if (!wanted || !agent->extras->has_reactions) return;
  auto* stack = static_cast<PyObject*>(agent->extras->reaction_stack);
  Reference queue(PyList_New(0));
  if (queue && PyList_Append(stack, queue.get()) == 0)
    stack_ = stack;
  else
    PyErr_Clear();
}

bool ReactionScope::leave() {
  if (stack_ == nullptr) return true;
  auto* stack = static_cast<PyObject*>(std::exchange(stack_, nullptr));
  Py_ssize_t count = PyList_GET_SIZE(stack);
  if (count == 0) return true;
  Reference queue = Reference::borrowed(PyList_GET_ITEM(stack, count - 1));
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  bool done = PyList_SetSlice(stack, count - 1, count, nullptr) == 0;
  if (done && PyList_GET_SIZE(queue.get()) != 0)
    done = bool(Reference(PyObject_CallOneArg(platform_hooks.invoke_reactions, queue.get())));
  if (done) {
    PyErr_Restore(type, value, traceback);
  } else {
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
  }
  return done;
}

}  // namespace whipsnake
