// JSObject: what users of a context get for a JS object, function or symbol. Its attributes and items are the
// object's properties.
#include <Python.h>
#include <structmember.h>

#include <cstddef>
#include <cstring>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/buffers.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/python_part.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/python/user_values.h"

namespace whipsnake {

namespace {

PyTypeObject* js_object_type = nullptr;
PyTypeObject* iterator_type = nullptr;

HandleObject* self_of(PyObject* object) { return reinterpret_cast<HandleObject*>(object); }

// Runs `body(context, object)` inside the context.
template <typename Body>
PyObject* with_object(PyObject* self, Body body) {
  HandleObject* handle = self_of(self);
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  Object* object = object_of(handle);
  if (object == nullptr) return nullptr;
  return entry.leave(body(handle->context, object));
}
int status_of(PyObject* none) {
  Py_XDECREF(none);
  return none == nullptr ? -1 : 0;
}

// -- Properties

// A function knows what it was read from: o.method() has o as `this`.
PyObject* property_to_python(ContextObject* context, Object* object, Value value) {
  if (is_abrupt(value)) return raise_pending(context);
  if (!is_callable(value)) return python_from_value(context, value);
  return python_from_method(context, value, object);
}

PyObject* get_item(PyObject* self, PyObject* name) {
  return with_object(self, [name](ContextObject* context, Object* object) -> PyObject* {
    PropertyKey key;
    if (!key_from_python(context, name, &key)) return nullptr;
    return property_to_python(context, object, get(context->agent, object, key));
  });
}

// value nullptr: deletes.
int set_item(PyObject* self, PyObject* name, PyObject* given) {
  return status_of(with_object(self, [=](ContextObject* context, Object* object) -> PyObject* {
    PropertyKey key;
    if (!key_from_python(context, name, &key)) return nullptr;
    Value value = given ? value_from_python(context, given) : Value::undefined();
    if (is_abrupt(value)) return nullptr;
    Status status = given ? set(context->agent, object, key, value)
                          : delete_property_or_throw(context->agent, object, key);
    if (is_abrupt(status)) return raise_pending(context);
    Py_RETURN_NONE;
  }));
}

// Python's own names are never the script's.
bool is_reserved(PyObject* name) {
  Py_ssize_t length = PyUnicode_GET_LENGTH(name);
  auto unit = [name](Py_ssize_t i) { return PyUnicode_READ_CHAR(name, i); };
  return length > 4 && unit(0) == '_' && unit(1) == '_' && unit(length - 1) == '_' && unit(length - 2) == '_';
}

PyObject* get_attribute(PyObject* self, PyObject* name) {
  if (_PyType_Lookup(Py_TYPE(self), name) != nullptr || is_reserved(name))
    return PyObject_GenericGetAttr(self, name);
  return get_item(self, name);
}

int set_attribute(PyObject* self, PyObject* name, PyObject* value) {
  return is_reserved(name) ? PyObject_GenericSetAttr(self, name, value) : set_item(self, name, value);
}

int contains(PyObject* self, PyObject* name) {
  PyObject* found = with_object(self, [name](ContextObject* context, Object* object) -> PyObject* {
    PropertyKey key;
    if (!key_from_python(context, name, &key)) return nullptr;
    Truth has = has_property(context->agent, object, key);
    return is_abrupt(has) ? raise_pending(context) : PyBool_FromLong(unwrap(has));
  });
  int result = found == nullptr ? -1 : found == Py_True;
  Py_XDECREF(found);
  return result;
}

// `length`, or `size` where there is no `length`.
Value length_or_size(Agent* agent, Object* object) {
  if (TRY(has_property(agent, object, agent->names->length))) return get(agent, object, agent->names->length);
  return get(agent, object, agent->names->size);
}

Py_ssize_t length(PyObject* self) {
  Reference found(with_object(self, [](ContextObject* context, Object* object) -> PyObject* {
    Value value = length_or_size(context->agent, object);
    if (is_abrupt(value)) return raise_pending(context);
    if (value.is_number() && value.as_number() >= 0 && value.as_number() < 9e15)
      return PyLong_FromDouble(value.as_number());
    PyErr_SetString(PyExc_TypeError, "this JavaScript object has no length");
    return nullptr;
  }));
  return found ? PyLong_AsSsize_t(found.get()) : -1;
}

int always_true(PyObject*) { return 1; }

PyObject* directory(PyObject* self, PyObject*) {
  return with_object(self, [](ContextObject* context, Object* object) -> PyObject* {
    Agent* agent = context->agent;
    Reference list(PyList_New(0));
    KeyList keys(agent);
    if (is_abrupt(methods_of(object).own_property_keys(agent, object, &keys))) return raise_pending(context);
    for (size_t i = 0; i < keys.size() && list; i++) {
      if (keys[i].is_symbol()) continue;
      PropertyDescriptor descriptor;
      Truth found = methods_of(object).get_own_property(agent, object, keys[i], &descriptor);
      if (is_abrupt(found)) return raise_pending(context);
      if (!unwrap(found) || !(descriptor.attributes & kEnumerable)) continue;
      Reference name(python_text(agent, key_to_value(agent, keys[i]).as_string()));
      if (!name || PyList_Append(list.get(), name.get()) != 0) return nullptr;
    }
    return list.release();
  });
}

// -- Calls

PyObject* construct_new(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
  return with_object(self, [=](ContextObject* context, Object* object) -> PyObject* {
    RootedVector values(context->agent);
    for (Py_ssize_t i = 0; i < count; i++) {
      Value value = value_from_python(context, arguments[i]);
      if (is_abrupt(value)) return nullptr;
      if (!values.push(value)) return raise_pending(context);
    }
    return completion_to_python(context, construct(context->agent, object, values.data(), uint32_t(count)));
  });
}

// -- Identity

PyObject* compare(PyObject* a, PyObject* b, int operation) {
  if ((operation != Py_EQ && operation != Py_NE) || !is_js_object(b)) Py_RETURN_NOTIMPLEMENTED;
  bool same =
      a == b || (self_of(a)->context == self_of(b)->context && self_of(a)->value == self_of(b)->value);
  return PyBool_FromLong(same == (operation == Py_EQ));
}

// Cells do not move.
Py_hash_t hash(PyObject* self) {
  return _Py_HashPointer(reinterpret_cast<void*>(self_of(self)->value.bits & Value::kPayload));
}

PyObject* represent(PyObject* self) {
  HandleObject* handle = self_of(self);
  if (handle->context == nullptr || handle->context->agent == nullptr)
    return PyUnicode_FromString("<JSObject of a closed context>");
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  String* shown = display(handle->context->agent, handle->value);
  if (shown == nullptr) return raise_pending(handle->context);
  Reference text(python_text(handle->context->agent, shown));
  return text ? PyUnicode_FromFormat("<JSObject %U>", text.get()) : nullptr;
}

// -- Iteration: an iterator is a handle whose `receiver` is the iterator's `next`.

PyObject* iterate(PyObject* self) {
  return with_object(self, [](ContextObject* context, Object* object) -> PyObject* {
    IteratorRecord record;
    if (is_abrupt(get_iterator(context->agent, object, &record))) return raise_pending(context);
    return reinterpret_cast<PyObject*>(
        make_handle(iterator_type, context, record.iterator, record.next_method));
  });
}

PyObject* iterator_next(PyObject* self) {
  HandleObject* handle = self_of(self);
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  if (handle->value.is_undefined()) return nullptr;  // was at its end already
  IteratorRecord record{handle->value, handle->receiver};
  Value value = iterator_step_value(handle->context->agent, record);
  if (!value.is_absent()) return entry.leave(completion_to_python(handle->context, value));
  handle->value = handle->receiver = Value::undefined();
  return nullptr;
}

// -- What Python code does (jsengine/asynchrony.py, jsengine/copying.py)

PyObject* await_promise(PyObject* self) {
  Value value = self_of(self)->value;
  if (!is_promise(value)) {
    PyErr_SetString(PyExc_TypeError, "this JavaScript object is not a promise");
    return nullptr;
  }
  return call_python_part(PythonPart::kAwait, self);
}
PyObject* iterate_asynchronously(PyObject* self) { return call_python_part(PythonPart::kIterate, self); }
PyObject* to_python(PyObject* self, PyObject*) { return call_python_part(PythonPart::kCopyOut, self); }
PyObject* enter(PyObject* self, PyObject*) { return call_python_part(PythonPart::kEnter, self); }
PyObject* leave(PyObject* self, PyObject* const*, Py_ssize_t) {
  return call_python_part(PythonPart::kLeave, self);
}

PyMethodDef methods[] = {
    {"new", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(construct_new)), METH_FASTCALL,
     "new(*arguments)\n--\n\n`new` of a constructor: `js.globals.Date.new(0)`."},
    {"to_python", to_python, METH_NOARGS,
     "to_python()\n--\n\nA copy made of Python's own types: arrays are lists, Maps and other objects dicts, "
     "Sets "
     "sets, Dates datetimes, buffers bytes."},
    {"__dir__", directory, METH_NOARGS, "Names of the object's own enumerable properties."},
    {"__enter__", enter, METH_NOARGS, "The object itself, for `with`."},
    {"__exit__", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(leave)), METH_FASTCALL,
     "Calls the object's Symbol.dispose or close()."},
    {nullptr, nullptr, 0, nullptr}};

PyMemberDef members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(HandleObject, vectorcall), READONLY, nullptr},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(HandleObject, weak_references), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr}};

constexpr char kDocumentation[] =
    R"text(A JavaScript object, function or symbol, held alive for as long as Python holds this.

Items are properties: `o["x"]`, `o["x"] = 1`, `del o["x"]`, `"x" in o`; `len(o)` is the `length` or the `size`. Attributes
are properties, too, but for Python's own names (`__x__`) and the methods below. A property that is not there is None.
Iteration follows Symbol.iterator, `async for` Symbol.asyncIterator; `await` waits for a promise, `with` calls
Symbol.dispose or close() at its end. A function that was read from an object has that as `this`. ArrayBuffers and typed
arrays have the buffer protocol: `memoryview(o)` shares their memory, and while it does they can be neither resized nor
transferred. Two are equal, with the same hash, where they are the same object in JavaScript.

>>> from jsengine import Context
>>> js = Context()
>>> point = js.eval("({x: 1, move(by) { this.x += by; return this.x }})")
>>> point.move(4), point.x, "y" in point, point["y"]
(5, 5, False, None)
>>> sorted(js.eval("new Set([3, 1, 2])")), len(js.eval("[1, 2]"))
([1, 2, 3], 2)
>>> bytes(js.eval("new Uint8Array([1, 2])"))
b'\x01\x02'
)text";

PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(handle_dealloc)},
                       {Py_tp_traverse, reinterpret_cast<void*>(handle_traverse)},
                       {Py_tp_clear, reinterpret_cast<void*>(handle_clear)},
                       {Py_tp_call, reinterpret_cast<void*>(PyVectorcall_Call)},
                       {Py_tp_getattro, reinterpret_cast<void*>(get_attribute)},
                       {Py_tp_setattro, reinterpret_cast<void*>(set_attribute)},
                       {Py_mp_subscript, reinterpret_cast<void*>(get_item)},
                       {Py_mp_ass_subscript, reinterpret_cast<void*>(set_item)},
                       {Py_mp_length, reinterpret_cast<void*>(length)},
                       {Py_sq_contains, reinterpret_cast<void*>(contains)},
                       {Py_nb_bool, reinterpret_cast<void*>(always_true)},
                       {Py_tp_richcompare, reinterpret_cast<void*>(compare)},
                       {Py_tp_hash, reinterpret_cast<void*>(hash)},
                       {Py_tp_repr, reinterpret_cast<void*>(represent)},
                       {Py_tp_iter, reinterpret_cast<void*>(iterate)},
                       {Py_am_await, reinterpret_cast<void*>(await_promise)},
                       {Py_am_aiter, reinterpret_cast<void*>(iterate_asynchronously)},
                       {Py_bf_getbuffer, reinterpret_cast<void*>(get_buffer)},
                       {Py_bf_releasebuffer, reinterpret_cast<void*>(release_buffer)},
                       {Py_tp_methods, methods},
                       {Py_tp_members, members},
                       {Py_tp_doc, const_cast<char*>(kDocumentation)},
                       {0, nullptr}};

constexpr unsigned kFlags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION;
PyType_Spec spec = {"jsengine.JSObject", sizeof(HandleObject), 0, kFlags | Py_TPFLAGS_HAVE_VECTORCALL, slots};

PyType_Slot iterator_slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(handle_dealloc)},
                                {Py_tp_traverse, reinterpret_cast<void*>(handle_traverse)},
                                {Py_tp_clear, reinterpret_cast<void*>(handle_clear)},
                                {Py_tp_iter, reinterpret_cast<void*>(PyObject_SelfIter)},
                                {Py_tp_iternext, reinterpret_cast<void*>(iterator_next)},
                                {0, nullptr}};
PyType_Spec iterator_spec = {"jsengine._kernel.JSIterator", sizeof(HandleObject), 0, kFlags, iterator_slots};

}  // namespace

PyObject* make_js_object(ContextObject* context, Value value, Value receiver) {
  return reinterpret_cast<PyObject*>(make_handle(js_object_type, context, value, receiver));
}

bool is_js_object(PyObject* object) { return Py_IS_TYPE(object, js_object_type); }

bool add_js_object_type(PyObject* module) {
  js_object_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  iterator_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&iterator_spec));
  return js_object_type && iterator_type && PyModule_AddType(module, js_object_type) == 0;
}

}  // namespace whipsnake
