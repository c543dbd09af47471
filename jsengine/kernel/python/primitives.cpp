// What jsengine/asynchrony.py and jsengine/copying.py need of the kernel.
#include "jsengine/kernel/python/primitives.h"

#include <Python.h>

#include "jsengine/kernel/builtins/date_time.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/polling.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

HandleObject* handle_of(PyObject* object) {
  if (is_js_object(object)) return reinterpret_cast<HandleObject*>(object);
  PyErr_SetString(PyExc_TypeError, "a JSObject is needed");
  return nullptr;
}

Promise* promise_of(PyObject* object) {
  HandleObject* handle = handle_of(object);
  if (handle == nullptr) return nullptr;
  if (is_promise(handle->value)) return static_cast<Promise*>(handle->value.as_object());
  PyErr_SetString(PyExc_TypeError, "this JavaScript object is not a promise");
  return nullptr;
}

PyObject* is_promise_object(PyObject*, PyObject* object) {
  return PyBool_FromLong(is_handle(object) && is_promise(reinterpret_cast<HandleObject*>(object)->value));
}

PyObject* is_pending(PyObject*, PyObject* object) {
  Promise* promise = promise_of(object);
  return promise ? PyBool_FromLong(promise->state() == PromiseState::kPending) : nullptr;
}

// The value of a promise that is settled, or its reason raised.
PyObject* promise_result(PyObject*, PyObject* object) {
  Promise* promise = promise_of(object);
  if (promise == nullptr) return nullptr;
  ContextObject* context = reinterpret_cast<HandleObject*>(object)->context;
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  if (promise->state() == PromiseState::kFulfilled) return python_from_value(context, promise->result);
  if (promise->state() == PromiseState::kPending) {
    PyErr_SetString(PyExc_ValueError, "the promise is pending");
    return nullptr;
  }
  if (!promise->is_handled) track_rejection(context->agent, promise, RejectionOperation::kHandle);
  promise->is_handled = true;
  throw_value(context->agent, promise->result);
  return raise_pending(context);
}

// when_settled(promise, on_fulfilled, on_rejected)
PyObject* when_settled(PyObject*, PyObject* arguments) {
  PyObject *object, *on_fulfilled, *on_rejected;
  if (!PyArg_ParseTuple(arguments, "OOO", &object, &on_fulfilled, &on_rejected)) return nullptr;
  Promise* promise = promise_of(object);
  if (promise == nullptr) return nullptr;
  ContextObject* context = reinterpret_cast<HandleObject*>(object)->context;
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Object* fulfilled = new_python_function(context->agent, on_fulfilled);
  Object* rejected = fulfilled ? new_python_function(context->agent, on_rejected) : nullptr;
  if (rejected == nullptr) return raise_pending(context);
  PromiseCapability nobody{Value::undefined(), Value::undefined(), Value::undefined()};
  if (is_abrupt(perform_promise_then(context->agent, promise, fulfilled, rejected, nobody)))
    return raise_pending(context);
  Py_RETURN_NONE;
}

// (next, bound to the iterator) of an asynchronous or ordinary iterable.
PyObject* asynchronous_steps(PyObject*, PyObject* object) {
  HandleObject* handle = handle_of(object);
  if (handle == nullptr) return nullptr;
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  IteratorRecord record;
  if (is_abrupt(get_async_iterator(handle->context->agent, handle->value, &record)))
    return raise_pending(handle->context);
  return new_handle(handle->context, record.next_method, record.iterator);
}

// The kind of object in the standard's words: "Array", "Map", "PlainObject"; "Symbol".
PyObject* kind_of(PyObject*, PyObject* object) {
  static const char* const kKinds[] = {
#define K(name, what) #name,
      WHIPSNAKE_INTERNAL_CELLS(K) WHIPSNAKE_OBJECT_CELLS(K)
#undef K
  };
  HandleObject* handle = handle_of(object);
  if (handle == nullptr) return nullptr;
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  return PyUnicode_FromString(kKinds[size_t(handle->value.as_cell()->kind)]);
}

PyObject* context_of_object(PyObject*, PyObject* object) {
  HandleObject* handle = handle_of(object);
  return handle ? Py_NewRef(reinterpret_cast<PyObject*>(handle->context)) : nullptr;
}

// The time value of a Date, in milliseconds.
PyObject* time_of(PyObject*, PyObject* object) {
  HandleObject* handle = handle_of(object);
  if (handle == nullptr) return nullptr;
  if (handle->value.is_object() && handle->value.as_object()->is(CellKind::kDate))
    return PyFloat_FromDouble(static_cast<DateObject*>(handle->value.as_object())->time);
  PyErr_SetString(PyExc_TypeError, "this JavaScript object is not a Date");
  return nullptr;
}

// define_data(object, name, value): an own property, whatever setters there are.
PyObject* define_data(PyObject*, PyObject* arguments) {
  PyObject *object, *name, *given;
  if (!PyArg_ParseTuple(arguments, "OOO", &object, &name, &given)) return nullptr;
  HandleObject* handle = handle_of(object);
  if (handle == nullptr) return nullptr;
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  Object* target = object_of(handle);
  PropertyKey key;
  if (target == nullptr || !key_from_python(handle->context, name, &key)) return nullptr;
  Value value = value_from_python(handle->context, given);
  if (is_abrupt(value)) return nullptr;
  if (is_abrupt(create_data_property_or_throw(handle->context->agent, target, key, value)))
    return raise_pending(handle->context);
  Py_RETURN_NONE;
}

PyMethodDef functions[] = {{"poll", poll_python, METH_NOARGS, "Raise if a limit or a signal ends what runs."},
                           {"run_interruptibly", reinterpret_cast<PyCFunction>(run_interruptibly),
                            METH_FASTCALL, "Call a function of pure Python that limits may end anywhere."},
                           {"is_promise", is_promise_object, METH_O, nullptr},
                           {"is_pending", is_pending, METH_O, nullptr},
                           {"promise_result", promise_result, METH_O, nullptr},
                           {"when_settled", when_settled, METH_VARARGS, nullptr},
                           {"asynchronous_steps", asynchronous_steps, METH_O, nullptr},
                           {"context_of", context_of_object, METH_O, nullptr},
                           {"time_of", time_of, METH_O, nullptr},
                           {"kind_of", kind_of, METH_O, nullptr},
                           {"define_data", define_data, METH_VARARGS, nullptr},
                           {nullptr, nullptr, 0, nullptr}};

}  // namespace

PyObject* context_new_promise(PyObject* self, PyObject*) {
  auto* context = reinterpret_cast<ContextObject*>(self);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Promise* promise = new_promise(context->agent, context->agent->realm);
  if (promise == nullptr) return raise_pending(context);
  ResolvingFunctions functions = create_resolving_functions(context->agent, promise);
  Reference made(new_handle(context, promise)), resolve(new_handle(context, functions.resolve)),
      reject(new_handle(context, functions.reject));
  return made && resolve && reject ? PyTuple_Pack(3, made.get(), resolve.get(), reject.get()) : nullptr;
}

// construct(name, *arguments): of the standard's own constructors, whatever scripts made of the globals.
PyObject* context_construct(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
  static constexpr struct {
    const char* name;
    Intrinsic intrinsic;
  } kConstructors[] = {{"Object", Intrinsic::kObject},
                       {"Array", Intrinsic::kArray},
                       {"Set", Intrinsic::kSet},
                       {"Map", Intrinsic::kMap},
                       {"Date", Intrinsic::kDate}};
  auto* context = reinterpret_cast<ContextObject*>(self);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  for (const auto& row : kConstructors) {
    if (count < 1 || PyUnicode_CompareWithASCIIString(arguments[0], row.name) != 0) continue;
    Value constructor = intrinsic(context->agent->realm, row.intrinsic);
    Value argument = count > 1 ? value_from_python(context, arguments[1]) : Value::undefined();
    if (is_abrupt(argument)) return nullptr;
    return completion_to_python(context, construct(context->agent, constructor, &argument, count > 1));
  }
  PyErr_SetString(PyExc_ValueError, "construct() needs the name of one of the standard's constructors");
  return nullptr;
}

bool add_primitives(PyObject* module) { return PyModule_AddFunctions(module, functions) == 0; }

}  // namespace whipsnake
