// Type conversion. https://tc39.es/ecma262/#sec-type-conversion
#include <cmath>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/string_object.h"

namespace whipsnake {

bool to_boolean(Value v) {
  if (v.is_int32()) return v.as_int32() != 0;
  if (v.is_double()) return v.as_double() == v.as_double() && v.as_double() != 0;
  if (v.is_string()) return v.as_string()->length() != 0;
  if (v.is_bigint()) return !bigint_is_zero(v.as_bigint());
  if (v.is_object()) return !(v.as_object()->flags & kHtmlDDA);
  return v.is_true() || v.is_symbol();
}

// https://tc39.es/ecma262/#sec-ordinarytoprimitive
static Value ordinary_to_primitive(Agent* agent, Object* o, Hint hint) {
  PropertyKey order[2] = {agent->names->valueOf, agent->names->toString};
  if (hint == Hint::kString) std::swap(order[0], order[1]);
  for (PropertyKey name : order) {
    Value method = TRY(get(agent, o, name));
    if (!is_callable(method)) continue;
    Value result = TRY(call(agent, method, o, nullptr, 0));
    if (!result.is_object()) return result;
  }
  return throw_error(agent, Message::kCannotConvertToPrimitive);
}

Value to_primitive(Agent* agent, Value v, Hint hint) {
  if (!v.is_object()) return v;
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  PropertyKey symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kToPrimitive));
  Value exotic = TRY(get_method(agent, v, symbol));
  if (exotic.is_undefined()) return ordinary_to_primitive(agent, v.as_object(), hint);
  PropertyKey text = hint == Hint::kString   ? agent->names->string
                     : hint == Hint::kNumber ? agent->names->number
                                             : agent->names->default_;
  Value result = TRY(call_with(agent, exotic, v, Value(text.bits)));
  if (result.is_object()) return throw_error(agent, Message::kCannotConvertToPrimitive);
  return result;
}

Value to_numeric(Agent* agent, Value v) {
  if (v.is_number()) return v;
  Value primitive = TRY(to_primitive(agent, v, Hint::kNumber));
  if (primitive.is_bigint()) return primitive;
  return to_number(agent, primitive);
}

Value to_number(Agent* agent, Value v) {
  if (v.is_object()) v = TRY(to_primitive(agent, v, Hint::kNumber));
  if (v.is_number()) return v;
  if (v.is_undefined()) return Value::number(NAN);
  if (v.is_string()) return Value::normalised(string_to_number(agent, v.as_string()));
  if (v.is_symbol()) return throw_error(agent, Message::kSymbolToNumber);
  if (v.is_bigint()) return throw_error(agent, Message::kBigIntToNumber);
  return Value::int32(v.is_true());  // null, booleans
}

String* to_string(Agent* agent, Value v) {
  if (v.is_object()) v = TRY(to_primitive(agent, v, Hint::kString));
  if (v.is_string()) return v.as_string();
  if (v.is_number()) return number_to_string(agent, v.as_number());
  Names* names = agent->names;
  if (v.is_undefined()) return names->undefined.as_string();
  if (v.is_null()) return names->null.as_string();
  if (v.is_boolean()) return (v.is_true() ? names->true_ : names->false_).as_string();
  if (v.is_symbol()) return throw_error(agent, Message::kSymbolToString);
  return bigint_to_string(agent, v.as_bigint(), 10);
}

Value to_object(Agent* agent, Value v) {
  if (v.is_object()) return v;
  Object* prototype = TRY(prototype_of_primitive(agent, v));
  if (v.is_string()) return Value(TRY(new_string_object(agent, v.as_string(), prototype)));
  CellKind kind = v.is_number()    ? CellKind::kNumber
                  : v.is_boolean() ? CellKind::kBoolean
                  : v.is_symbol()  ? CellKind::kSymbolObject
                                   : CellKind::kBigIntObject;
  auto* wrapper = TRY(new_object_of<WrapperObject>(agent, kind, prototype));
  wrapper->primitive = v;
  return wrapper;
}

Status to_integer_or_infinity(Agent* agent, Value v, double* result) {
  double number = TRY(to_number(agent, v)).as_number();
  *result = number == number ? std::trunc(number) + 0.0 : 0;  // -0 becomes +0
  return Status::kOk;
}

constexpr double kMaxSafeInteger = 9007199254740991.0;

Status to_length(Agent* agent, Value v, double* result) {
  if (v.is_int32()) {
    *result = v.as_int32() > 0 ? v.as_int32() : 0;
    return Status::kOk;
  }
  TRY(to_integer_or_infinity(agent, v, result));
  *result = *result > 0 ? (*result < kMaxSafeInteger ? *result : kMaxSafeInteger) : 0;
  return Status::kOk;
}

Status to_index(Agent* agent, Value v, double* result) {
  TRY(to_integer_or_infinity(agent, v, result));
  if (*result < 0 || *result > kMaxSafeInteger) return throw_error(agent, Message::kInvalidIndex);
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-toint32, by the bits: no fmod for large values
int32_t double_to_int32(double d) {
  if (d >= -2147483648.0 && d <= 2147483647.0) return int32_t(d);
  uint64_t bits = std::bit_cast<uint64_t>(d);
  int exponent = int(bits >> 52 & 0x7FF) - 1075;   // of the significand as an integer
  if (exponent >= 32 || exponent < -52) return 0;  // multiples of 2^32, infinities, NaN
  uint64_t significand = (bits & 0xF'FFFF'FFFF'FFFF) | uint64_t(1) << 52;
  uint32_t modulo = exponent >= 0 ? uint32_t(significand) << exponent : uint32_t(significand >> -exponent);
  return int32_t(bits >> 63 ? 0u - modulo : modulo);
}

Status to_int32(Agent* agent, Value v, int32_t* result) {
  if (!v.is_int32()) v = TRY(to_number(agent, v));
  *result = v.is_int32() ? v.as_int32() : double_to_int32(v.as_double());
  return Status::kOk;
}

Status to_uint32(Agent* agent, Value v, uint32_t* result) {
  int32_t i;
  TRY(to_int32(agent, v, &i));
  *result = uint32_t(i);
  return Status::kOk;
}

Status length_of_array_like(Agent* agent, Object* o, double* result) {
  if (o->is_array()) {
    *result = o->aux;
    return Status::kOk;
  }
  return to_length(agent, TRY(get(agent, o, agent->names->length)), result);
}

Value require_object_coercible(Agent* agent, Value v) {
  if (v.is_nullish()) return throw_error(agent, Message::kCannotConvertToObject);
  return v;
}

}  // namespace whipsnake
