// From JS to declared types. https://webidl.spec.whatwg.org/#js-type-mapping
#include <cmath>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/overloads.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

PyObject* null_object = nullptr;

namespace {

using Result = PyObject*;

Result checked(Agent* agent, PyObject* made) {
  if (made == nullptr) throw_python_exception(agent);
  return made;
}

Result fail(Agent* agent, const Place& place, const std::string& what) {
  throw_failure(agent, place, what);
  return nullptr;
}

// "parameter 1", "The provided value"
std::string subject(const Place& place) {
  if (place.member != nullptr) return "member " + std::string(place.member);
  return place.argument > 0 ? "parameter " + std::to_string(place.argument) : "The provided value";
}

Result wrong_type(Agent* agent, const Conversion& type, const Place& place) {
  return fail(agent, place, subject(place) + " is not of type '" + type.name + "'.");
}

std::string shown(Agent* agent, String* s) {
  PyObject* text = python_text(agent, s);
  const char* utf8 = text ? PyUnicode_AsUTF8(text) : nullptr;
  std::string result = utf8 ? utf8 : "";
  if (utf8 == nullptr) PyErr_Clear();
  Py_XDECREF(text);
  return result;
}

// -- Numbers: https://webidl.spec.whatwg.org/#abstract-opdef-converttoint

Result integer(Agent* agent, Value v, const Conversion& type, const Place& place) {
  double x = TRY(to_number(agent, v)).as_number();
  bool is_signed = type.flags & kSigned;
  double upper = type.bits == 64 ? 9007199254740991.0 : std::ldexp(1.0, type.bits - (is_signed ? 1 : 0)) - 1;
  double lower = !is_signed ? 0.0 : type.bits == 64 ? -9007199254740991.0 : -std::ldexp(1.0, type.bits - 1);
  if (type.flags & kEnforceRange) {
    if (!std::isfinite(x)) return fail(agent, place, "Value is not a finite number.");
    x = std::trunc(x);
    if (x < lower || x > upper)
      return fail(agent, place, "Value is outside the '" + type.name + "' value range.");
    return checked(agent, PyLong_FromDouble(x));
  }
  if (type.flags & kClamp) {
    x = std::isnan(x) ? 0.0 : std::nearbyint(std::fmin(std::fmax(x, lower), upper));
    return checked(agent, PyLong_FromDouble(x));
  }
  if (!std::isfinite(x)) return PyLong_FromLong(0);
  x = std::trunc(x);
  double modulus = std::ldexp(1.0, type.bits);
  x = std::fmod(x, modulus);
  if (x < 0) x += modulus;
  if (is_signed && x >= modulus / 2) x -= modulus;
  return checked(agent, PyLong_FromDouble(x));
}

Result floating(Agent* agent, Value v, const Conversion& type, const Place& place) {
  double x = TRY(to_number(agent, v)).as_number();
  if (type.flags & kSingle) x = double(float(x));
  if (!(type.flags & kUnrestricted) && !std::isfinite(x))
    return fail(agent, place, "The provided " + type.name + " value is non-finite.");
  return checked(agent, PyFloat_FromDouble(x));
}

// -- Strings

bool has_lone_surrogate(String* s) {
  if (!s->is_two_byte()) return false;
  const char16_t* units = s->utf16_chars();
  for (uint32_t i = 0; i < s->length(); i++) {
    if ((units[i] & 0xF800) != 0xD800) continue;
    bool pair = units[i] < 0xDC00 && i + 1 < s->length() && (units[i + 1] & 0xFC00) == 0xDC00;
    if (!pair) return true;
    i++;
  }
  return false;
}

// https://infra.spec.whatwg.org/#javascript-string-convert
String* scalar_values(Agent* agent, String* s) {
  TRY(flatten(agent, s));
  if (!has_lone_surrogate(s)) return s;
  StringBuilder builder(agent);
  for (uint32_t i = 0; i < s->length(); i++) {
    char16_t unit = s->unit(i);
    bool pair = unit >= 0xD800 && unit < 0xDC00 && i + 1 < s->length() && (s->unit(i + 1) & 0xFC00) == 0xDC00;
    if (pair) {
      builder.append_unit(unit);
      builder.append_unit(s->unit(++i));
    } else {
      builder.append_unit((unit & 0xF800) == 0xD800 ? char16_t(0xFFFD) : unit);
    }
  }
  return builder.finish();
}

Result string(Agent* agent, Value v, const Conversion& type, const Place& place) {
  if ((type.flags & kNullToEmptyString) && v.is_null()) return PyUnicode_FromString("");
  String* s = v.is_string() ? v.as_string() : TRY(to_string(agent, v));
  if (type.is(TypeKind::kUSVString)) s = TRY(scalar_values(agent, s));
  if (type.is(TypeKind::kByteString)) {
    TRY(flatten(agent, s));
    for (uint32_t i = 0; s->is_two_byte() && i < s->length(); i++)
      if (s->unit(i) > 0xFF)
        return fail(agent, place,
                    "Cannot convert argument to a ByteString because the character at index " +
                        std::to_string(i) + " has a value greater than 255.");
  }
  return checked(agent, cached_python_string(agent, s));
}

Result enumeration(Agent* agent, Value v, const Conversion& type, const Place& place) {
  String* s = TRY(to_string(agent, v));
  Reference text(checked(agent, cached_python_string(agent, s)));
  if (!text || place.argument == 0) return text.release();  // a setter ignores what is not a value
  int known = PySet_Contains(type.values, text.get());
  if (known < 0) return checked(agent, nullptr);
  if (known == 0)
    return fail(
        agent, place,
        "The provided value '" + shown(agent, s) + "' is not a valid enum value of type " + type.name + ".");
  return text.release();
}

// -- Objects

Result platform_object(Agent* agent, Value v, const Conversion& type, const Place& place) {
  PlatformObject* o = platform_object_of(v);
  if (o != nullptr && implements(o, interface_definition(type.number))) [[likely]]
    return Py_NewRef(o->python());
  return wrong_type(agent, type, place);
}

Result callback(Agent* agent, Value v, const Conversion& type, const Place& place) {
  bool fits = v.is_object() && (is_callable(v) || (type.flags & (kCallbackInterface | kNonObjectIsNull)));
  if (!fits) {
    if (type.flags & kNonObjectIsNull) Py_RETURN_NONE;
    const char* what = type.flags & kCallbackInterface ? " is not an object." : " is not a function.";
    return fail(agent, place, subject(place) + what);
  }
  Reference handle(new_handle(context_of(agent), v));
  Reference number(PyLong_FromUnsignedLong(type.number));
  if (!handle || !number) return checked(agent, nullptr);
  PyObject* arguments[] = {handle.get(), number.get()};
  return checked(agent, PyObject_Vectorcall(platform_hooks.make_callback, arguments, 2, nullptr));
}

// https://webidl.spec.whatwg.org/#js-dictionary
Result dictionary(Agent* agent, Value v, const Conversion& type, const Place& place) {
  if (!v.is_nullish() && !v.is_object()) return wrong_type(agent, type, place);
  Reference made(checked(agent, PyObject_CallNoArgs(type.dictionary->make)));
  if (!made) return nullptr;
  for (const DictionaryMember& member : type.dictionary->members) {
    Value given = Value::undefined();
    if (v.is_object()) {
      String* name = TRY(cached_js_string(agent, member.script_name));
      given = TRY(get(agent, v.as_object(), key_from_string(agent, name)));
    }
    Place inside = {place.row, place.argument, member.name.c_str()};
    if (given.is_undefined()) {
      if (member.required) return fail(agent, place, "required member " + member.name + " is undefined.");
      if (!(member.type->dictionary != nullptr && member.default_value == Py_None)) continue;
    }
    Reference value(to_python(agent, given, *member.type, inside));
    if (!value) return nullptr;
    if (PyObject_SetAttr(made.get(), member.python_name, value.get()) != 0) return checked(agent, nullptr);
  }
  return made.release();
}

// https://webidl.spec.whatwg.org/#create-sequence-from-iterable
Result sequence_from(Agent* agent, Value v, Value method, const Conversion& type, const Place& place) {
  Reference list(PyList_New(0));
  if (!list) return checked(agent, nullptr);
  IteratorRecord iterator;
  TRY(get_iterator_from_method(agent, v, method, &iterator));
  for (;;) {
    TRY(poll(agent));
    Value next = TRY(iterator_step_value(agent, iterator));
    if (next.is_absent()) return list.release();
    Reference item(to_python(agent, next, *type.parameters[0], place));
    if (!item) return nullptr;
    if (PyList_Append(list.get(), item.get()) != 0) return checked(agent, nullptr);
  }
}

Result sequence(Agent* agent, Value v, const Conversion& type, const Place& place) {
  if (!v.is_object()) return fail(agent, place, "The provided value cannot be converted to a sequence.");
  Value method =
      TRY(get_method(agent, v, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator))));
  if (method.is_undefined())
    return fail(agent, place, "The object must have a callable @@iterator property.");
  return sequence_from(agent, v, method, type, place);
}

// https://webidl.spec.whatwg.org/#js-record
Result record(Agent* agent, Value v, const Conversion& type, const Place& place) {
  if (!v.is_object()) return wrong_type(agent, type, place);
  Reference made(PyDict_New());
  if (!made) return checked(agent, nullptr);
  Object* o = v.as_object();
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  for (uint32_t i = 0; i < keys.size(); i++) {
    PropertyDescriptor d;
    if (!TRY(methods_of(o).get_own_property(agent, o, keys[i], &d)) || !(d.attributes & kEnumerable))
      continue;
    Reference key(to_python(agent, key_to_value(agent, keys[i]), *type.parameters[0], place));
    if (!key) return nullptr;
    Reference value(to_python(agent, TRY(get(agent, o, keys[i])), *type.parameters[1], place));
    if (!value) return nullptr;
    if (PyDict_SetItem(made.get(), key.get(), value.get()) != 0) return checked(agent, nullptr);
  }
  return made.release();
}

// https://webidl.spec.whatwg.org/#js-union
Result one_of(Agent* agent, Value v, const Conversion& type, const Place& place) {
  if (v.is_nullish() && type.dictionary != nullptr) {
    for (const Conversion* member : type.parameters)
      if (member->dictionary == type.dictionary) return dictionary(agent, v, *member, place);
  }
  const Conversion* best = nullptr;
  int best_rank = 0;
  for (const Conversion* member : type.parameters) {
    int rank;
    TRY(fitness(agent, v, *member, &rank));
    if (rank > best_rank) best = member, best_rank = rank;
  }
  if (best == nullptr) return wrong_type(agent, type, place);
  return to_python(agent, v, *best, place);
}

Result buffer(Agent* agent, Value v, const Conversion& type, const Place& place) {
  int rank = 0;
  TRY(fitness(agent, v, type, &rank));
  if (rank == 0 || !v.is_object()) return wrong_type(agent, type, place);
  return checked(agent, new_handle(context_of(agent), v));
}

Result promise(Agent* agent, Value v) {
  Value constructor = TRY(intrinsic(agent->realm, Intrinsic::kPromise));
  Value resolved = TRY(promise_resolve(agent, constructor, v));
  return checked(agent, new_handle(context_of(agent), resolved));
}

}  // namespace

PyObject* any_to_python(Agent* agent, Value v) {
  if (v.is_undefined()) Py_RETURN_NONE;
  if (v.is_null()) return Py_NewRef(null_object);
  if (v.is_string()) return checked(agent, cached_python_string(agent, v.as_string()));
  if (PlatformObject* o = platform_object_of(v)) return Py_NewRef(o->python());
  if (v.is_object() || v.is_symbol() || v.is_bigint())
    return checked(agent, new_handle(context_of(agent), v));
  return checked(agent, python_from_value(context_of(agent), v));
}

PyObject* to_python(Agent* agent, Value v, const Conversion& type, const Place& place) {
  if (v.is_nullish() && type.nullable() && !(type.is(TypeKind::kUnion) && type.dictionary)) Py_RETURN_NONE;
  switch (type.kind) {
    case TypeKind::kUndefined:
      Py_RETURN_NONE;
    case TypeKind::kAny:
      return any_to_python(agent, v);
    case TypeKind::kBoolean:
      return PyBool_FromLong(to_boolean(v));
    case TypeKind::kInteger:
      if (v.is_int32() && v.as_int32() >= 0 && type.bits >= 32) return PyLong_FromLong(v.as_int32());
      return integer(agent, v, type, place);
    case TypeKind::kFloat:
      return floating(agent, v, type, place);
    case TypeKind::kDOMString:
    case TypeKind::kByteString:
    case TypeKind::kUSVString:
      return string(agent, v, type, place);
    case TypeKind::kObject:
      return v.is_object() ? any_to_python(agent, v) : wrong_type(agent, type, place);
    case TypeKind::kSymbol:
      return v.is_symbol() ? any_to_python(agent, v) : wrong_type(agent, type, place);
    case TypeKind::kInterface:
      return platform_object(agent, v, type, place);
    case TypeKind::kCallback:
      return callback(agent, v, type, place);
    case TypeKind::kDictionary:
      return dictionary(agent, v, type, place);
    case TypeKind::kEnumeration:
      return enumeration(agent, v, type, place);
    case TypeKind::kSequence:
      return sequence(agent, v, type, place);
    case TypeKind::kRecord:
      return record(agent, v, type, place);
    case TypeKind::kUnion:
      return one_of(agent, v, type, place);
    case TypeKind::kPromise:
      return promise(agent, v);
    case TypeKind::kBuffer:
      return buffer(agent, v, type, place);
    case TypeKind::kBigInt:
      return any_to_python(agent, TRY(to_bigint(agent, v)));
  }
  ENGINE_BUG("a type of no kind");
}

}  // namespace whipsnake
