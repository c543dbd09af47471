// arithmetic and comparison: what the quick paths of the handlers leave.
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/profile.h"

namespace whipsnake {

Value profile_operands(Agent* agent, Value left, Value right) {
  note_operands(agent, left, right);
  return Value::undefined();
}

Value op_add(Agent* agent, Value left, Value right) {
  note_operands(agent, left, right);
  return add(agent, left, right);
}

#define BINARY(name, which)                                   \
  Value op_##name(Agent* agent, Value left, Value right) {    \
    note_operands(agent, left, right);                        \
    return binary(agent, BinaryOperator::which, left, right); \
  }
BINARY(subtract, kSubtract)
BINARY(multiply, kMultiply)
BINARY(divide, kDivide)
BINARY(remainder, kRemainder)
BINARY(exponentiate, kExponentiate)
BINARY(bitwise_and, kBitwiseAnd)
BINARY(bitwise_or, kBitwiseOr)
BINARY(bitwise_xor, kBitwiseXor)
BINARY(shift_left, kShiftLeft)
BINARY(shift_right, kShiftRight)
BINARY(shift_right_unsigned, kShiftRightUnsigned)
#undef BINARY

Value op_add_int(Agent* agent, Value left, int64_t right) {
  note_operands(agent, left);
  return add(agent, left, Value::int32(int32_t(right)));
}

#define WITH_INT(name, which)                                                        \
  Value op_##name(Agent* agent, Value left, int64_t right) {                         \
    note_operands(agent, left);                                                      \
    return binary(agent, BinaryOperator::which, left, Value::int32(int32_t(right))); \
  }
WITH_INT(subtract_int, kSubtract)
WITH_INT(bitwise_and_int, kBitwiseAnd)
WITH_INT(bitwise_or_int, kBitwiseOr)
WITH_INT(shift_left_int, kShiftLeft)
WITH_INT(shift_right_int, kShiftRight)
WITH_INT(shift_right_unsigned_int, kShiftRightUnsigned)
#undef WITH_INT

#define UNARY(name, which)                            \
  Value op_##name(Agent* agent, Value value) {        \
    note_operands(agent, value);                      \
    return unary(agent, UnaryOperator::which, value); \
  }
UNARY(increment, kIncrement)
UNARY(decrement, kDecrement)
UNARY(negate, kNegate)
UNARY(bitwise_not, kBitwiseNot)
#undef UNARY
Value op_to_number(Agent* agent, Value value) { return to_number(agent, value); }
Value op_to_numeric(Agent* agent, Value value) { return to_numeric(agent, value); }
Value op_to_string(Agent* agent, Value value) { return Value(TRY(to_string(agent, value))); }
Value op_to_property_key(Agent* agent, Value value) {
  return key_to_value(agent, TRY(to_property_key(agent, value)));
}
Value op_to_object(Agent* agent, Value value) { return to_object(agent, value); }
Value op_type_of(Agent* agent, Value value) { return Value(type_of(agent, value)); }

static Value compared(Order order, bool when_less, bool when_not_less) {
  if (order == Order::kAbrupt) return Value::abrupt();
  if (order == Order::kUndefined) return Value::boolean(false);
  return Value::boolean(order == Order::kLess ? when_less : when_not_less);
}
// https://tc39.es/ecma262/#sec-relational-operators-runtime-semantics-evaluation
Value op_less_than(Agent* agent, Value left, Value right) {
  note_operands(agent, left, right);
  return compared(is_less_than(agent, left, right, true), true, false);
}
Value op_greater_than(Agent* agent, Value left, Value right) {
  note_operands(agent, left, right);
  return compared(is_less_than(agent, right, left, false), true, false);
}
Value op_less_than_or_equal(Agent* agent, Value left, Value right) {
  note_operands(agent, left, right);
  return compared(is_less_than(agent, right, left, false), false, true);
}
Value op_greater_than_or_equal(Agent* agent, Value left, Value right) {
  note_operands(agent, left, right);
  return compared(is_less_than(agent, left, right, true), false, true);
}
Value op_equal(Agent* agent, Value left, Value right) {
  return Value::boolean(TRY(is_loosely_equal(agent, left, right)));
}
Value op_not_equal(Agent* agent, Value left, Value right) {
  return Value::boolean(!TRY(is_loosely_equal(agent, left, right)));
}
Value op_strict_equal(Agent* agent, Value left, Value right) {
  return Value::boolean(is_strictly_equal(agent, left, right));
}
Value op_strict_not_equal(Agent* agent, Value left, Value right) {
  return Value::boolean(!is_strictly_equal(agent, left, right));
}
Value op_instance_of(Agent* agent, Value left, Value right) {
  return Value::boolean(TRY(instance_of(agent, left, right)));
}
Value boolean_of(Agent*, Value value) { return Value::boolean(to_boolean(value)); }

}  // namespace whipsnake
