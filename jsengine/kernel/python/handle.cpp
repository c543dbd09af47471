#include "jsengine/kernel/python/handle.h"

#include <Python.h>
#include <structmember.h>

#include <cstddef>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"

namespace whipsnake {

namespace {

HandleObject* self_of(PyObject* object) { return reinterpret_cast<HandleObject*>(object); }

// Promises know whether Python may yet handle their rejection.
void count_reference(Value value, int change) {
  if (is_promise(value)) static_cast<Promise*>(value.as_object())->host_references += uint32_t(change);
}

void unlink(HandleObject* handle) {
  ContextObject* context = handle->context;
  if (context == nullptr) return;
  if (handle->previous)
    handle->previous->next = handle->next;
  else if (context->handles == handle)
    context->handles = handle->next;
  if (handle->next) handle->next->previous = handle->previous;
  handle->previous = handle->next = nullptr;
  count_reference(handle->value, -1);
  handle->value = handle->receiver = Value::undefined();
}

}  // namespace

// -- The common part

HandleObject* make_handle(PyTypeObject* type, ContextObject* context, Value value, Value receiver) {
  auto* handle = PyObject_GC_New(HandleObject, type);
  if (handle == nullptr) return nullptr;
  Py_INCREF(context);
  handle->context = context;
  handle->value = value;
  handle->receiver = receiver;
  handle->vectorcall = handle_vectorcall;
  handle->weak_references = nullptr;
  handle->seen = false;
  handle->previous = nullptr;
  handle->next = context->handles;
  if (handle->next) handle->next->previous = handle;
  context->handles = handle;
  count_reference(value, 1);
  PyObject_GC_Track(reinterpret_cast<PyObject*>(handle));
  return handle;
}

int handle_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(reinterpret_cast<PyObject*>(self_of(self)->context));
  return 0;
}

int handle_clear(PyObject* self) {
  HandleObject* handle = self_of(self);
  unlink(handle);
  Py_CLEAR(handle->context);
  return 0;
}

void handle_dealloc(PyObject* self) {
  PyObject_GC_UnTrack(self);
  if (self_of(self)->weak_references != nullptr) PyObject_ClearWeakRefs(self);
  handle_clear(self);
  PyTypeObject* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

void mark_handle(Marker& marker, HandleObject* handle) {
  marker.value(handle->value);
  marker.value(handle->receiver);
}

Object* object_of(HandleObject* handle) {
  if (handle->value.is_object()) return handle->value.as_object();
  PyErr_SetString(PyExc_TypeError, "a symbol has no properties of its own");
  return nullptr;
}

bool key_from_python(ContextObject* context, PyObject* name, PropertyKey* key) {
  if (PyUnicode_CheckExact(name) && PyUnicode_CHECK_INTERNED(name)) return cached_key(context, name, key);
  Value value = value_from_python(context, name);
  if (is_abrupt(value)) return false;
  KeyResult result = to_property_key(context->agent, value);
  *key = result.key;
  if (result.abrupt) raise_pending(context);
  return !result.abrupt;
}

// Arguments live on the native stack, below the entry: the collector sees them.
[[gnu::noinline]] static PyObject* call_with_few(ContextObject* context, Value callee, Value this_value,
                                                 PyObject* const* arguments, Py_ssize_t count) {
  Value values[8];
  for (Py_ssize_t i = 0; i < count; i++) {
    values[i] = value_from_python(context, arguments[i]);
    if (is_abrupt(values[i])) return nullptr;
  }
  return completion_to_python(context, call(context->agent, callee, this_value, values, uint32_t(count)));
}

PyObject* call_from_python(ContextObject* context, Value callee, Value this_value, PyObject* const* arguments,
                           Py_ssize_t count) {
  if (count <= 8) return call_with_few(context, callee, this_value, arguments, count);
  RootedVector values(context->agent);
  for (Py_ssize_t i = 0; i < count; i++) {
    Value value = value_from_python(context, arguments[i]);
    if (is_abrupt(value)) return nullptr;
    if (!values.push(value)) return raise_pending(context);
  }
  Value result = call(context->agent, callee, this_value, values.data(), uint32_t(count));
  return completion_to_python(context, result);
}

PyObject* handle_vectorcall(PyObject* self, PyObject* const* arguments, size_t flagged_count,
                            PyObject* names) {
  if (names != nullptr && PyTuple_GET_SIZE(names) != 0) {
    PyErr_SetString(PyExc_TypeError, "JavaScript functions take no keyword arguments");
    return nullptr;
  }
  HandleObject* handle = self_of(self);
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  return entry.leave(call_from_python(handle->context, handle->value, handle->receiver, arguments,
                                      PyVectorcall_NARGS(flagged_count)));
}

// -- Handle

namespace {

PyObject* handle_get(PyObject* self, PyObject* name) {
  HandleObject* handle = self_of(self);
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  Object* object = object_of(handle);
  PropertyKey key;
  if (object == nullptr || !key_from_python(handle->context, name, &key)) return nullptr;
  return completion_to_python(handle->context, get(handle->context->agent, object, key));
}

PyObject* handle_set(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
  if (count != 2) {
    PyErr_SetString(PyExc_TypeError, "set() takes a name and a value");
    return nullptr;
  }
  HandleObject* handle = self_of(self);
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  Object* object = object_of(handle);
  PropertyKey key;
  if (object == nullptr || !key_from_python(handle->context, arguments[0], &key)) return nullptr;
  Value value = value_from_python(handle->context, arguments[1]);
  if (is_abrupt(value)) return nullptr;
  Status status = set(handle->context->agent, object, key, value);
  if (is_abrupt(status)) return raise_pending(handle->context);
  Py_RETURN_NONE;
}

// call_method(name, *arguments): the handle is `this`.
PyObject* handle_call_method(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
  if (count < 1) {
    PyErr_SetString(PyExc_TypeError, "call_method() needs a name");
    return nullptr;
  }
  HandleObject* handle = self_of(self);
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  PropertyKey key;
  if (!key_from_python(handle->context, arguments[0], &key)) return nullptr;
  Value function = get_v(handle->context->agent, handle->value, key);
  if (is_abrupt(function)) return raise_pending(handle->context);
  return call_from_python(handle->context, function, handle->value, arguments + 1, count - 1);
}

PyObject* handle_repr(PyObject* self) {
  HandleObject* handle = self_of(self);
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  String* shown = display(handle->context->agent, handle->value);
  if (shown == nullptr) return raise_pending(handle->context);
  PyObject* text = python_text(handle->context->agent, shown);
  if (text == nullptr) return nullptr;
  PyObject* result = PyUnicode_FromFormat("<Handle %U>", text);
  Py_DECREF(text);
  return result;
}

PyObject* handle_kind(PyObject* self, void*) {
  HandleObject* handle = self_of(self);
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  String* type = type_of(handle->context->agent, handle->value);
  return type ? python_string(handle->context->agent, type) : raise_pending(handle->context);
}

PyMethodDef methods[] = {
    {"get", handle_get, METH_O, "The property of this name."},
    {"set", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(handle_set)), METH_FASTCALL,
     "Assign the property of this name."},
    {"call_method", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(handle_call_method)), METH_FASTCALL,
     "Call the method of this name."},
    {nullptr, nullptr, 0, nullptr}};

PyGetSetDef properties[] = {{"kind", handle_kind, nullptr, "What typeof says.", nullptr},
                            {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyMemberDef members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(HandleObject, vectorcall), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr}};

PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(handle_dealloc)},
                       {Py_tp_traverse, reinterpret_cast<void*>(handle_traverse)},
                       {Py_tp_clear, reinterpret_cast<void*>(handle_clear)},
                       {Py_tp_call, reinterpret_cast<void*>(PyVectorcall_Call)},
                       {Py_tp_repr, reinterpret_cast<void*>(handle_repr)},
                       {Py_tp_methods, methods},
                       {Py_tp_members, members},
                       {Py_tp_getset, properties},
                       {Py_tp_doc, const_cast<char*>("A JavaScript object or symbol held from Python.")},
                       {0, nullptr}};

PyType_Spec spec = {
    "jsengine._kernel.Handle", sizeof(HandleObject), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_HAVE_VECTORCALL,
    slots};
PyTypeObject* handle_type = nullptr;

}  // namespace

PyObject* new_handle(ContextObject* context, Value value, Value receiver) {
  if (context->is_public) return make_js_object(context, value, receiver);
  return reinterpret_cast<PyObject*>(make_handle(handle_type, context, value, receiver));
}

bool holds_values(PyObject* object) { return Py_TYPE(object)->tp_dealloc == handle_dealloc; }

bool is_handle(PyObject* object) { return Py_IS_TYPE(object, handle_type) || is_js_object(object); }

Value value_of_handle(ContextObject* context, PyObject* object) {
  HandleObject* handle = self_of(object);
  if (handle->context == context) return handle->value;
  PyErr_SetString(PyExc_ValueError, context->is_public ? "the JSObject belongs to another context"
                                                       : "the handle belongs to another context");
  return Abrupt{};
}

bool add_handle_type(PyObject* module) {
  handle_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  return handle_type != nullptr && PyModule_AddType(module, handle_type) == 0 && add_js_object_type(module);
}

}  // namespace whipsnake
