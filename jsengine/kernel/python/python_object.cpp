#include "jsengine/kernel/python/python_object.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

KIND_FINALISER(PythonObject) { drop_later(agent, static_cast<PythonObject*>(cell)->object); }

namespace {

PythonObject* new_python_object(Agent* agent, PyObject* object, PythonObjectKind kind, Intrinsic prototype) {
  Value parent = TRY(intrinsic(agent->realm, prototype));
  auto* made = TRY(new_object_of<PythonObject>(agent, CellKind::kPythonObject, parent));
  made->detail = uint8_t(kind);
  made->object = Py_NewRef(object);
  register_python_owner(agent, made);
  return made;
}

PythonObjectKind kind_of(Object* o) { return static_cast<PythonObject*>(o)->shown_as(); }
PyObject* python_of(Object* o) { return static_cast<PyObject*>(static_cast<PythonObject*>(o)->object); }
bool is_sequence(Object* o) { return kind_of(o) >= PythonObjectKind::kList; }

Truth found(ContextObject* context, PyObject* item, uint8_t attributes, PropertyDescriptor* d) {
  Reference held = Reference::borrowed(item);
  Value value = value_from_python(context, item);
  if (is_abrupt(value)) return throw_python_exception(context);
  *d = PropertyDescriptor::data(value, attributes);
  return Truth::kTrue;
}

// -- Sequences

Py_ssize_t size_of(Object* o) { return PySequence_Fast_GET_SIZE(python_of(o)); }
bool is_length(Agent* agent, Object* o, PropertyKey key) {
  return is_sequence(o) && key == agent->names->length;
}

Truth get_element(ContextObject* context, Object* o, uint32_t index, PropertyDescriptor* d) {
  if (index >= size_t(size_of(o))) return Truth::kFalse;
  uint8_t attributes = kind_of(o) == PythonObjectKind::kList ? kDataDefault : kEnumerable;
  return found(context, PySequence_Fast_GET_ITEM(python_of(o), index), attributes, d);
}

// Behind the end there may be no gap: Python's lists have none.
Truth set_element(ContextObject* context, Object* o, uint32_t index, Value v) {
  if (kind_of(o) == PythonObjectKind::kTuple) return Truth::kFalse;
  if (index > size_t(size_of(o))) return throw_error(context->agent, Message::kInvalidArrayLength);
  Reference item(python_from_value(context, v));
  bool appends = index >= size_t(size_of(o));
  bool ok = item && (appends ? PyList_Append(python_of(o), item.get())
                             : PyList_SetItem(python_of(o), index, Py_NewRef(item.get()))) == 0;
  return ok ? Truth::kTrue : Truth(throw_python_exception(context));
}

Truth set_length(ContextObject* context, Object* o, Value v) {
  double length;
  TRY(to_length(context->agent, v, &length));
  if (kind_of(o) == PythonObjectKind::kTuple) return truth(length == double(size_of(o)));
  if (length > double(size_of(o))) return throw_error(context->agent, Message::kInvalidArrayLength);
  if (PyList_SetSlice(python_of(o), Py_ssize_t(length), size_of(o), nullptr) == 0) return Truth::kTrue;
  return throw_python_exception(context);
}

// -- Dicts: keys that are str, or int where a script uses an index

// The key as it is in the dict, or would be. A new reference.
Reference dict_key(ContextObject* context, Object* o, PropertyKey key) {
  if (key.is_index()) {
    Reference number(PyLong_FromUnsignedLong(key.as_index()));
    int has = number ? PyDict_Contains(python_of(o), number.get()) : -1;
    if (has != 0) return has > 0 ? std::move(number) : Reference();
  }
  return Reference(python_text(context->agent, key_to_value(context->agent, key).as_string()));
}

Truth get_entry(ContextObject* context, Object* o, PropertyKey key, PropertyDescriptor* d) {
  Reference name = dict_key(context, o, key);
  PyObject* item = name ? PyDict_GetItemWithError(python_of(o), name.get()) : nullptr;
  if (item != nullptr) return found(context, item, kDataDefault, d);
  return PyErr_Occurred() ? Truth(throw_python_exception(context)) : Truth::kFalse;
}

Truth set_entry(ContextObject* context, Object* o, PropertyKey key, Value v) {
  Reference name = dict_key(context, o, key);
  Reference item(name ? python_from_value(context, v) : nullptr);
  if (item && PyDict_SetItem(python_of(o), name.get(), item.get()) == 0) return Truth::kTrue;
  return throw_python_exception(context);
}

Truth delete_entry(ContextObject* context, Object* o, PropertyKey key) {
  Reference name = dict_key(context, o, key);
  int has = name ? PyDict_Contains(python_of(o), name.get()) : -1;
  if (has == 0 || (has > 0 && PyDict_DelItem(python_of(o), name.get()) == 0)) return Truth::kTrue;
  return throw_python_exception(context);
}

Status dict_keys(ContextObject* context, Object* o, KeyList* keys) {
  Agent* agent = context->agent;
  Reference names(PyDict_Keys(python_of(o)));
  if (!names) return throw_python_exception(context);
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names.get()); i++) {
    PyObject* name = PyList_GET_ITEM(names.get(), i);
    if (!PyUnicode_Check(name) && !PyLong_Check(name)) continue;
    Value value = value_from_python(context, name);
    if (is_abrupt(value)) return throw_python_exception(context);
    TRY(poll(agent));
    TRY(keys->add(TRY(to_property_key(agent, value))));
  }
  return Status::kOk;
}

// -- Internal methods

bool is_ordinary(Object* o, PropertyKey key) {
  if (kind_of(o) == PythonObjectKind::kExposed || key.is_symbol()) return true;
  return is_sequence(o) && !key.is_index();
}

Truth python_get_own_property(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  if (is_length(agent, o, key)) {
    uint8_t attributes = kind_of(o) == PythonObjectKind::kList ? kWritable : 0;
    *d = PropertyDescriptor::data(Value::normalised(double(size_of(o))), attributes);
    return Truth::kTrue;
  }
  if (is_ordinary(o, key)) return ordinary_get_own_property(agent, o, key, d);
  ContextObject* context = context_of(agent);
  return is_sequence(o) ? get_element(context, o, key.as_index(), d) : get_entry(context, o, key, d);
}

Truth python_define_own_property(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  bool length = is_length(agent, o, key);
  if (!length && is_ordinary(o, key)) return ordinary_define_own_property(agent, o, key, d);
  if (d.is_accessor()) return Truth::kFalse;
  if (!length && (d.has & ~d.attributes & kDataDefault)) return Truth::kFalse;
  if (d.value.is_absent()) return Truth::kTrue;
  ContextObject* context = context_of(agent);
  if (length) return set_length(context, o, d.value);
  if (is_sequence(o)) return set_element(context, o, key.as_index(), d.value);
  return set_entry(context, o, key, d.value);
}

Value python_get_property(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  if (kind_of(o) == PythonObjectKind::kExposed) return ordinary_get(agent, o, key, receiver);
  return exotic_get(agent, o, key, receiver);
}

Truth python_set_property(Agent* agent, Object* o, PropertyKey key, Value v, Value receiver) {
  if (kind_of(o) == PythonObjectKind::kExposed) return ordinary_set(agent, o, key, v, receiver);
  return exotic_set(agent, o, key, v, receiver);
}

// What a list loses leaves None behind: the algorithms that delete set the length next.
Truth python_delete_property(Agent* agent, Object* o, PropertyKey key) {
  if (is_length(agent, o, key)) return Truth::kFalse;
  if (is_ordinary(o, key)) return ordinary_delete(agent, o, key);
  ContextObject* context = context_of(agent);
  if (!is_sequence(o)) return delete_entry(context, o, key);
  if (key.as_index() >= size_t(size_of(o))) return Truth::kTrue;
  return set_element(context, o, key.as_index(), Value::undefined());
}

Truth python_prevent_extensions(Agent* agent, Object* o) {
  return kind_of(o) == PythonObjectKind::kExposed ? ordinary_prevent_extensions(agent, o) : Truth::kFalse;
}

Status python_own_property_keys(Agent* agent, Object* o, KeyList* keys) {
  if (kind_of(o) == PythonObjectKind::kDict) TRY(dict_keys(context_of(agent), o, keys));
  if (is_sequence(o)) {
    for (Py_ssize_t i = 0; i < size_of(o); i++) {
      TRY(poll(agent));
      TRY(keys->add(PropertyKey::index(uint32_t(i))));
    }
    TRY(keys->add(agent->names->length));
  }
  return ordinary_own_property_keys(agent, o, keys);
}

}  // namespace

const ObjectMethods kPythonObjectMethods = {
    ordinary_get_prototype_of, ordinary_set_prototype_of, ordinary_is_extensible,
    python_prevent_extensions, python_get_own_property,   python_define_own_property,
    exotic_has_property,       python_get_property,       python_set_property,
    python_delete_property,    python_own_property_keys,
};

Object* new_python_container(Agent* agent, PyObject* container) {
  bool is_dict = PyDict_Check(container);
  PythonObjectKind kind = is_dict                   ? PythonObjectKind::kDict
                          : PyList_Check(container) ? PythonObjectKind::kList
                                                    : PythonObjectKind::kTuple;
  Object* made = TRY(new_python_object(agent, container, kind,
                                       is_dict ? Intrinsic::kObjectPrototype : Intrinsic::kArrayPrototype));
  made->flags |= kExotic | kExoticElements;
  return made;
}

// -- expose

namespace {

bool add_methods(ContextObject* context, Object* target, PyObject* methods) {
  Agent* agent = context->agent;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(methods); i++) {
    PyObject *name, *callable;
    if (!PyArg_ParseTuple(PyList_GET_ITEM(methods, i), "UO", &name, &callable)) return false;
    String* text = string_from_python(agent, name);
    Object* function = text ? new_python_function(agent, callable) : nullptr;
    if (function == nullptr) return raise_pending(context), false;
    PropertyDescriptor d = PropertyDescriptor::data(function, kEnumerable);
    if (is_abrupt(define_property_or_throw(agent, target, key_from_string(agent, text), d)))
      return raise_pending(context), false;
  }
  return true;
}

// A getter or setter; undefined for None.
Value accessor_part(Agent* agent, PyObject* callable) {
  return callable == Py_None ? Value::undefined() : Value(TRY(new_python_function(agent, callable)));
}

bool add_attributes(ContextObject* context, Object* target, PyObject* attributes) {
  Agent* agent = context->agent;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(attributes); i++) {
    PyObject *name, *getter, *setter;
    if (!PyArg_ParseTuple(PyList_GET_ITEM(attributes, i), "UOO", &name, &getter, &setter)) return false;
    String* text = string_from_python(agent, name);
    if (text == nullptr) return raise_pending(context), false;
    PropertyDescriptor d;
    d.getter = accessor_part(agent, getter);
    d.setter = is_abrupt(d.getter) ? d.getter : accessor_part(agent, setter);
    d.has = kEnumerable | kConfigurable;
    d.attributes = kEnumerable;
    bool ok = !is_abrupt(d.setter) &&
              !is_abrupt(define_property_or_throw(agent, target, key_from_string(agent, text), d));
    if (!ok) return raise_pending(context), false;
  }
  return true;
}

}  // namespace

PyObject* context_expose(PyObject* self, PyObject* arguments) {
  PyObject *object, *methods, *attributes;
  if (!PyArg_ParseTuple(arguments, "OO!O!", &object, &PyList_Type, &methods, &PyList_Type, &attributes))
    return nullptr;
  auto* context = reinterpret_cast<ContextObject*>(self);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Object* made =
      new_python_object(context->agent, object, PythonObjectKind::kExposed, Intrinsic::kObjectPrototype);
  if (made == nullptr) return raise_pending(context);
  if (!add_methods(context, made, methods) || !add_attributes(context, made, attributes)) return nullptr;
  return new_handle(context, made);
}

}  // namespace whipsnake
