// From declared types to JS, and exceptions. https://webidl.spec.whatwg.org/#js-type-mapping
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

Value number(Agent* agent, PyObject* o) {
  if (PyFloat_Check(o)) return Value::normalised(PyFloat_AS_DOUBLE(o));
  int overflow = 0;
  int64_t n = PyLong_AsLongLongAndOverflow(o, &overflow);
  if (overflow == 0 && n == int32_t(n)) [[likely]]
    return Value::int32(int32_t(n));
  double d = PyLong_AsDouble(o);
  if (d == -1.0 && PyErr_Occurred()) return throw_python_exception(agent);
  return Value::normalised(d);
}

Value list(Agent* agent, PyObject* items, const Conversion* item_type, bool frozen) {
  Reference fast(PySequence_Fast(items, "a list is expected"));
  if (!fast) return throw_python_exception(agent);
  RootedVector values(agent);
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast.get()); i++) {
    PyObject* item = PySequence_Fast_GET_ITEM(fast.get(), i);
    Value v = TRY(item_type ? to_js(agent, item, *item_type) : any_to_js(agent, item, true));
    if (!values.push(v)) return Abrupt{};
  }
  Array* array = TRY(new_array_from(agent, agent->realm, values.data(), uint32_t(values.size())));
  if (frozen) TRY(set_integrity_level(agent, array, IntegrityLevel::kFrozen));
  return array;
}

// A dictionary's members that are there, as an object.
Value dictionary(Agent* agent, PyObject* o, const DictionaryDefinition* definition) {
  Object* made = TRY(new_object(agent, agent->realm));
  for (const DictionaryMember& member : definition->members) {
    Reference value(PyObject_GetAttr(o, member.python_name));
    if (!value) return throw_python_exception(agent);
    if (value.get() == Py_None && !member.type->nullable()) continue;
    String* name = TRY(string_from_utf8(agent, member.name));
    Value v = TRY(to_js(agent, value.get(), *member.type));
    TRY(create_data_property_or_throw(agent, made, key_from_string(agent, name), v));
  }
  return made;
}

Value record(Agent* agent, PyObject* o, const Conversion& type) {
  Object* made = TRY(new_object(agent, agent->realm));
  PyObject *key, *value;
  for (Py_ssize_t at = 0; PyDict_Next(o, &at, &key, &value);) {
    String* name = TRY(cached_js_string(agent, key));
    Value v = TRY(to_js(agent, value, *type.parameters[1]));
    TRY(create_data_property_or_throw(agent, made, key_from_string(agent, name), v));
  }
  return made;
}

Value none(const Conversion& type) {
  if (type.is(TypeKind::kUndefined)) return Value::undefined();
  if (type.is(TypeKind::kAny) && !(type.flags & kNullIfNone)) return Value::undefined();
  return type.is(TypeKind::kPromise) ? Value::undefined() : Value::null();
}

// -- Exceptions

bool is_instance(PyObject* value, PyObject* type) {
  return type != nullptr && PyType_Check(type) &&
         PyObject_TypeCheck(value, reinterpret_cast<PyTypeObject*>(type));
}

PyObject* attribute(PyObject* o, const char* name) {
  PyObject* value = PyObject_GetAttrString(o, name);
  if (value == nullptr) PyErr_Clear();
  return value;
}

Value simple_exception(Agent* agent, PyObject* exception) {
  Reference name(attribute(exception, "name")), message(attribute(exception, "message"));
  if (!name || !message || !PyUnicode_Check(message.get())) return Value::absent();
  bool range = PyUnicode_CompareWithASCIIString(name.get(), "RangeError") == 0;
  String* text = TRY(string_from_python(agent, message.get()));
  return TRY(new_error(agent, range ? ErrorType::kRangeError : ErrorType::kTypeError, Value(text)));
}

}  // namespace

void raise_dom_exception(const char* name, PyObject* message) {
  Reference text(message);
  Reference exception(text ? PyObject_CallFunction(platform_hooks.dom_exception, "Os", text.get(), name)
                           : nullptr);
  if (exception) PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.get())), exception.get());
}

// The value to throw for one of the DOM's exceptions; absent for others.
Value platform_exception(Agent* agent, PyObject* exception) {
  if (is_instance(exception, platform_hooks.dom_exception)) {
    // Frames hold on to everything.
    PyException_SetTraceback(exception, Py_None);
    PyException_SetContext(exception, nullptr);
    return wrap(agent, exception);
  }
  if (is_instance(exception, platform_hooks.simple_exception)) return simple_exception(agent, exception);
  if (is_instance(exception, platform_hooks.thrown_reason)) {
    Reference reason(attribute(exception, "reason"));
    return reason ? any_to_js(agent, reason.get()) : Value::undefined();
  }
  return Value::absent();
}

Value any_to_js(Agent* agent, PyObject* o, bool none_is_null) {
  if (o == Py_None) return none_is_null ? Value::null() : Value::undefined();
  if (PyUnicode_Check(o)) return TRY(cached_js_string(agent, o));
  if (PyBool_Check(o)) return Value::boolean(o == Py_True);
  if (PyLong_Check(o) || PyFloat_Check(o)) return number(agent, o);
  if (o == null_object) return Value::null();
  if (is_handle(o)) {
    Value v = value_of_handle(context_of(agent), o);
    return is_abrupt(v) ? Value(throw_python_exception(agent)) : v;
  }
  if (PyList_Check(o) || PyTuple_Check(o)) return list(agent, o, nullptr, false);
  return wrap(agent, o);
}

Value to_js(Agent* agent, PyObject* o, const Conversion& type) {
  if (o == Py_None) return none(type);
  switch (type.kind) {
    case TypeKind::kUndefined:
      return Value::undefined();
    case TypeKind::kInterface:
      return is_handle(o) ? any_to_js(agent, o) : wrap(agent, o);
    case TypeKind::kSequence:
      if (is_handle(o)) return any_to_js(agent, o);
      return list(agent, o, type.parameters[0], type.flags & kFrozen);
    case TypeKind::kDictionary:
      return dictionary(agent, o, type.dictionary);
    case TypeKind::kRecord:
      return PyDict_Check(o) ? record(agent, o, type) : any_to_js(agent, o);
    default:
      return any_to_js(agent, o);
  }
}

}  // namespace whipsnake
