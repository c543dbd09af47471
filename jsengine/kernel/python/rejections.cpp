#include "jsengine/kernel/python/rejections.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

// What a promise was rejected with, as an exception that knows the promise.
Reference exception_of(ContextObject* context, Promise* promise) {
  throw_value(context->agent, promise->result);
  raise_pending(context);
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  Reference exception(value);
  Reference handle(python_from_value(context, Value(promise)));
  if (!exception || !handle) return {};
  if (PyObject_SetAttrString(exception.get(), "promise", handle.get()) != 0) return {};
  return exception;
}

PyObject* take(PyObject* object, std::vector<Promise*> JobQueue::*member) {
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  std::vector<Promise*>& promises = self->agent->jobs->*member;
  Reference list(PyList_New(0));
  if (!list) return nullptr;
  for (Promise* promise : promises) {
    Reference exception = exception_of(self, promise);
    if (!exception || PyList_Append(list.get(), exception.get()) != 0) return nullptr;
  }
  promises.clear();
  return list.release();
}

}  // namespace

PyObject* context_take_unhandled(PyObject* object, PyObject*) { return take(object, &JobQueue::unhandled); }
PyObject* context_take_handled(PyObject* object, PyObject*) { return take(object, &JobQueue::handled_late); }

// The promise stands in the set of outstanding rejected promises from now on.
PyObject* context_rejection_told(PyObject* object, PyObject* given) {
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  if (!is_handle(given) || !is_promise(reinterpret_cast<HandleObject*>(given)->value))
    return PyErr_Format(PyExc_TypeError, "a Handle of a promise is expected");
  auto* promise = static_cast<Promise*>(reinterpret_cast<HandleObject*>(given)->value.as_object());
  if (promise->is_handled) Py_RETURN_FALSE;
  promise->is_outstanding = true;
  Py_RETURN_TRUE;
}

}  // namespace whipsnake
