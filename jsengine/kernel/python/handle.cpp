#include "jsengine/kernel/python/handle.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"

namespace whipsnake {

namespace {

HandleObject* self_of(PyObject* object) { return reinterpret_cast<HandleObject*>(object); }

void unlink(HandleObject* handle) {
  ContextObject* context = handle->context;
  if (context == nullptr) return;
  if (handle->previous)
    handle->previous->next = handle->next;
  else if (context->handles == handle)
    context->handles = handle->next;
  if (handle->next) handle->next->previous = handle->previous;
  handle->previous = handle->next = nullptr;
  handle->value = Value::undefined();
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
  handle_clear(self);
  PyTypeObject* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

// Enters the context of a handle; what follows is refused when it is closed.
class HandleEntry {
 public:
  explicit HandleEntry(HandleObject* handle) : context(handle->context), entry_(context) {}
  bool ok() const { return entry_.ok(); }
  ContextObject* context;

 private:
  ContextEntry entry_;
};

Object* object_of(HandleObject* handle) {
  if (handle->value.is_object()) return handle->value.as_object();
  PyErr_SetString(PyExc_TypeError, "a symbol has no properties of its own");
  return nullptr;
}

PropertyKey key_of(ContextObject* context, PyObject* name, bool* ok) {
  Value value = value_from_python(context, name);
  *ok = false;
  if (is_abrupt(value)) return {};
  KeyResult key = to_property_key(context->agent, value);
  if (key.abrupt) {
    raise_pending(context);
    return {};
  }
  *ok = true;
  return key.key;
}

PyObject* handle_get(PyObject* self, PyObject* name) {
  HandleObject* handle = self_of(self);
  HandleEntry entry(handle);
  if (!entry.ok()) return nullptr;
  Object* object = object_of(handle);
  if (object == nullptr) return nullptr;
  bool ok;
  PropertyKey key = key_of(entry.context, name, &ok);
  if (!ok) return nullptr;
  return completion_to_python(entry.context, get(entry.context->agent, object, key));
}

PyObject* handle_set(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
  if (count != 2) {
    PyErr_SetString(PyExc_TypeError, "set() takes a name and a value");
    return nullptr;
  }
  HandleObject* handle = self_of(self);
  HandleEntry entry(handle);
  if (!entry.ok()) return nullptr;
  Object* object = object_of(handle);
  if (object == nullptr) return nullptr;
  bool ok;
  PropertyKey key = key_of(entry.context, arguments[0], &ok);
  if (!ok) return nullptr;
  Value value = value_from_python(entry.context, arguments[1]);
  if (is_abrupt(value)) return nullptr;
  Status status = set(entry.context->agent, object, key, value);
  if (is_abrupt(status)) return raise_pending(entry.context);
  Py_RETURN_NONE;
}

PyObject* call_value(ContextObject* context, Value callee, Value this_value, PyObject* const* arguments,
                     Py_ssize_t count) {
  RootedVector values(context->agent);
  for (Py_ssize_t i = 0; i < count; i++) {
    Value value = value_from_python(context, arguments[i]);
    if (is_abrupt(value)) return nullptr;
    if (!values.push(value)) return raise_pending(context);
  }
  Value result = call(context->agent, callee, this_value, values.data(), uint32_t(count));
  return completion_to_python(context, result);
}

PyObject* handle_call(PyObject* self, PyObject* arguments, PyObject* keywords) {
  if (keywords != nullptr && PyDict_GET_SIZE(keywords) != 0) {
    PyErr_SetString(PyExc_TypeError, "JavaScript functions take no keyword arguments");
    return nullptr;
  }
  HandleObject* handle = self_of(self);
  HandleEntry entry(handle);
  if (!entry.ok()) return nullptr;
  return call_value(entry.context, handle->value, Value::undefined(), &PyTuple_GET_ITEM(arguments, 0),
                    PyTuple_GET_SIZE(arguments));
}

// call_method(name, *arguments): the handle is `this`.
PyObject* handle_call_method(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
  if (count < 1) {
    PyErr_SetString(PyExc_TypeError, "call_method() needs a name");
    return nullptr;
  }
  HandleObject* handle = self_of(self);
  HandleEntry entry(handle);
  if (!entry.ok()) return nullptr;
  bool ok;
  PropertyKey key = key_of(entry.context, arguments[0], &ok);
  if (!ok) return nullptr;
  Value function = get_v(entry.context->agent, handle->value, key);
  if (is_abrupt(function)) return raise_pending(entry.context);
  return call_value(entry.context, function, handle->value, arguments + 1, count - 1);
}

PyObject* handle_repr(PyObject* self) {
  HandleObject* handle = self_of(self);
  HandleEntry entry(handle);
  if (!entry.ok()) return nullptr;
  String* shown = display(entry.context->agent, handle->value);
  if (shown == nullptr) return raise_pending(entry.context);
  PyObject* text = python_text(entry.context->agent, shown);
  if (text == nullptr) return nullptr;
  PyObject* result = PyUnicode_FromFormat("<Handle %U>", text);
  Py_DECREF(text);
  return result;
}

PyObject* handle_kind(PyObject* self, void*) {
  HandleObject* handle = self_of(self);
  HandleEntry entry(handle);
  if (!entry.ok()) return nullptr;
  String* type = type_of(entry.context->agent, handle->value);
  return type ? python_string(entry.context->agent, type) : raise_pending(entry.context);
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

PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(handle_dealloc)},
                       {Py_tp_traverse, reinterpret_cast<void*>(handle_traverse)},
                       {Py_tp_clear, reinterpret_cast<void*>(handle_clear)},
                       {Py_tp_call, reinterpret_cast<void*>(handle_call)},
                       {Py_tp_repr, reinterpret_cast<void*>(handle_repr)},
                       {Py_tp_methods, methods},
                       {Py_tp_getset, properties},
                       {Py_tp_doc, const_cast<char*>("A JavaScript object or symbol held from Python.")},
                       {0, nullptr}};

PyType_Spec spec = {"jsengine._kernel.Handle", sizeof(HandleObject), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
PyTypeObject* handle_type = nullptr;

}  // namespace

PyObject* new_handle(ContextObject* context, Value value) {
  auto* handle = PyObject_GC_New(HandleObject, handle_type);
  if (handle == nullptr) return nullptr;
  Py_INCREF(context);
  handle->context = context;
  handle->value = value;
  handle->previous = nullptr;
  handle->next = context->handles;
  if (handle->next) handle->next->previous = handle;
  context->handles = handle;
  PyObject_GC_Track(handle);
  return reinterpret_cast<PyObject*>(handle);
}

bool is_handle(PyObject* object) { return Py_IS_TYPE(object, handle_type); }

Value value_of_handle(ContextObject* context, PyObject* object) {
  HandleObject* handle = self_of(object);
  if (handle->context == context) return handle->value;
  PyErr_SetString(PyExc_ValueError, "the handle belongs to another context");
  return Abrupt{};
}

bool add_handle_type(PyObject* module) {
  handle_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  return handle_type != nullptr && PyModule_AddType(module, handle_type) == 0;
}

}  // namespace whipsnake
