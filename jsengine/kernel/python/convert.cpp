#include "jsengine/kernel/python/convert.h"

#include <cmath>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/python/user_values.h"

namespace whipsnake {

template <typename Unit>
static Py_UCS4 bits_of(const Unit* units, size_t count) {
  Unit all = 0;
  for (size_t i = 0; i < count; i++) all |= units[i];
  return all;
}

// Made in pieces, with polls. CPython wants the narrowest kind there is.
static PyObject* long_python_string(Agent* agent, String* s) {
  uint32_t length = s->length();
  bool is_wide = s->is_two_byte();
  Py_UCS4 bits = is_wide ? bits_of(s->utf16_chars(), length) : bits_of(s->latin1_chars(), length);
  Reference made(PyUnicode_New(length, bits));
  if (!made) return nullptr;
  auto* bytes = static_cast<uint8_t*>(PyUnicode_DATA(made.get()));
  Status status = !is_wide ? copy_in_pieces(agent, bytes, s->latin1_chars(), length)
                  : bits < 256
                      ? copy_in_pieces(agent, bytes, s->utf16_chars(), length)
                      : copy_in_pieces(agent, reinterpret_cast<char16_t*>(bytes), s->utf16_chars(), length);
  return is_abrupt(status) ? raise_pending(context_of(agent)) : made.release();
}

PyObject* python_string(Agent* agent, String* s) {
  if (flatten(agent, s) == nullptr) return raise_pending(context_of(agent));
  if (s->length() > kPiece) return long_python_string(agent, s);
  if (!s->is_two_byte())
    return PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, s->latin1_chars(), s->length());
  return PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, s->utf16_chars(), s->length());
}

static bool has_surrogates(const char16_t* units, uint32_t length) {
  uint32_t found = 0;
  for (uint32_t i = 0; i < length; i++) found |= uint32_t((units[i] & 0xF800) == 0xD800);
  return found != 0;
}

PyObject* python_text(Agent* agent, String* s) {
  if (flatten(agent, s) == nullptr) return raise_pending(context_of(agent));
  if (!s->is_two_byte() || !has_surrogates(s->utf16_chars(), s->length())) return python_string(agent, s);
  int order = std::endian::native == std::endian::little ? -1 : 1;
  return PyUnicode_DecodeUTF16(reinterpret_cast<const char*>(s->utf16_chars()), Py_ssize_t(s->length()) * 2,
                               "surrogatepass", &order);
}

String* string_from_python(Agent* agent, PyObject* text) {
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  if (uint64_t(length) > String::kMaxLength) return throw_error(agent, Message::kInvalidStringLength);
  switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
      return new_latin1_string(agent, PyUnicode_1BYTE_DATA(text), uint32_t(length));
    case PyUnicode_2BYTE_KIND:
      return new_utf16_string(agent, reinterpret_cast<const char16_t*>(PyUnicode_2BYTE_DATA(text)),
                              uint32_t(length));
    default: {
      StringBuilder builder(agent);
      for (Py_ssize_t i = 0; i < length; i++) builder.append_code_point(PyUnicode_READ_CHAR(text, i));
      return builder.finish();
    }
  }
}

bool utf8_of_python(PyObject* text, std::string* out) {
  Reference bytes(PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass"));
  if (!bytes) return false;
  out->assign(PyBytes_AS_STRING(bytes.get()), size_t(PyBytes_GET_SIZE(bytes.get())));
  return true;
}

namespace {

// The engine may keep an integer as a double; users see the difference between 1 and 0.5 only.
PyObject* python_number(double d) {
  constexpr double kBeyondSafe = 9007199254740992.0;
  if (d > -kBeyondSafe && d < kBeyondSafe && d == double(int64_t(d)) && (d != 0 || !std::signbit(d)))
    return PyLong_FromLongLong(int64_t(d));
  return PyFloat_FromDouble(d);
}

}  // namespace

PyObject* python_from_value(ContextObject* context, Value v) {
  if (v.is_int32()) return PyLong_FromLong(v.as_int32());
  if (v.is_double())
    return context->is_public ? python_number(v.as_double()) : PyFloat_FromDouble(v.as_double());
  if (v.is_string())
    return context->is_public ? python_text(context->agent, v.as_string())
                              : python_string(context->agent, v.as_string());
  if (v.is_boolean()) return PyBool_FromLong(v.is_true());
  if (v.is_bigint()) return Py_NewRef(static_cast<PyObject*>(v.as_bigint()->integer));
  if (v.is_object() && context->is_public) return user_object(context, v);
  if (v.is_object() || v.is_symbol()) return new_handle(context, v);
  Py_RETURN_NONE;  // undefined and null
}

namespace {

Value bigint_value(ContextObject* context, PyObject* integer) {
  PyObject* exact = PyLong_CheckExact(integer) ? Py_NewRef(integer) : PyNumber_Long(integer);
  if (exact == nullptr) return Abrupt{};
  BigInt* big = bigint_from_python(context->agent, exact);
  if (big == nullptr) return raise_pending(context), Abrupt{};
  return big;
}

Value number_from_python(ContextObject* context, PyObject* integer) {
  int overflow = 0;
  int64_t n = PyLong_AsLongLongAndOverflow(integer, &overflow);
  constexpr int64_t kMaxSafe = (int64_t(1) << 53) - 1;
  if (overflow == 0 && n >= INT32_MIN && n <= INT32_MAX) return Value::int32(int32_t(n));
  if (overflow == 0 && n >= -kMaxSafe && n <= kMaxSafe) return Value::number(double(n));
  return bigint_value(context, integer);
}

}  // namespace

Value value_from_python(ContextObject* context, PyObject* object) {
  if (object == Py_None) return Value::undefined();
  if (PyBool_Check(object)) return Value::boolean(object == Py_True);
  if (PyLong_Check(object))
    return is_python_bigint(object) ? bigint_value(context, object) : number_from_python(context, object);
  if (PyFloat_Check(object)) return Value::normalised(PyFloat_AS_DOUBLE(object));
  if (PyUnicode_Check(object)) {
    String* s = string_from_python(context->agent, object);
    if (s == nullptr) return raise_pending(context), Abrupt{};
    return s;
  }
  if (is_handle(object)) return value_of_handle(context, object);
  if (context->is_public) return value_from_user(context, object);
  if (PyCallable_Check(object)) {
    Object* function = new_python_function(context->agent, object);
    if (function == nullptr) return raise_pending(context), Abrupt{};
    return function;
  }
  PyErr_Format(PyExc_TypeError, "a %s cannot be handed to JavaScript", Py_TYPE(object)->tp_name);
  return Abrupt{};
}

}  // namespace whipsnake
