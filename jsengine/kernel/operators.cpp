// Operators where no quick path applies. https://tc39.es/ecma262/#sec-applystringornumericbinaryoperator
#include <cmath>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Value add(Agent* agent, Value a, Value b) {
  if (a.is_number() && b.is_number()) return Value::normalised(a.as_number() + b.as_number());
  if (!a.is_string() || !b.is_string()) {
    a = TRY(to_primitive(agent, a));
    b = TRY(to_primitive(agent, b));
  }
  if (a.is_string() || b.is_string()) {
    String* left = TRY(to_string(agent, a));
    String* right = TRY(to_string(agent, b));
    return Value(TRY(concatenate(agent, left, right)));
  }
  a = TRY(to_numeric(agent, a));
  b = TRY(to_numeric(agent, b));
  if (a.is_number() && b.is_number()) return Value::normalised(a.as_number() + b.as_number());
  if (!a.is_bigint() || !b.is_bigint()) return throw_error(agent, Message::kMixedBigInt);
  return bigint_add(agent, a.as_bigint(), b.as_bigint());
}

// https://tc39.es/ecma262/#sec-numeric-types-number-exponentiate
double number_exponentiate(double base, double exponent) {
  if (exponent != exponent || (std::fabs(base) == 1 && std::isinf(exponent))) return NAN;
  return std::pow(base, exponent);
}

static double number_remainder(double a, double b) {
  // fmod goes bit by bit.
  constexpr double kBeyond = 9223372036854775808.0;
  if (a > 0 && a < kBeyond && b >= 1 && b < kBeyond) {
    auto dividend = int64_t(a), divisor = int64_t(b);
    if (double(dividend) == a && double(divisor) == b) return double(dividend % divisor);
  }
  return std::fmod(a, b);
}

static Value number_binary(BinaryOperator op, Value left, Value right) {
  double a = left.as_number(), b = right.as_number();
  switch (op) {
    case BinaryOperator::kSubtract:
      return Value::normalised(a - b);
    case BinaryOperator::kMultiply:
      return Value::normalised(a * b);
    case BinaryOperator::kDivide:
      return Value::normalised(a / b);
    case BinaryOperator::kRemainder:
      return Value::normalised(number_remainder(a, b));
    case BinaryOperator::kExponentiate:
      return Value::normalised(number_exponentiate(a, b));
    default:
      break;
  }
  int32_t x = double_to_int32(a), y = double_to_int32(b);
  switch (op) {
    case BinaryOperator::kShiftLeft:
      return Value::int32(int32_t(uint32_t(x) << (y & 31)));
    case BinaryOperator::kShiftRight:
      return Value::int32(x >> (y & 31));
    case BinaryOperator::kShiftRightUnsigned:
      return Value::uint32(uint32_t(x) >> (y & 31));
    case BinaryOperator::kBitwiseAnd:
      return Value::int32(x & y);
    case BinaryOperator::kBitwiseOr:
      return Value::int32(x | y);
    default:
      return Value::int32(x ^ y);
  }
}

Value binary(Agent* agent, BinaryOperator op, Value a, Value b) {
  a = TRY(to_numeric(agent, a));
  b = TRY(to_numeric(agent, b));
  if (a.is_number() && b.is_number()) return number_binary(op, a, b);
  if (!a.is_bigint() || !b.is_bigint()) return throw_error(agent, Message::kMixedBigInt);
  return bigint_binary(agent, op, a.as_bigint(), b.as_bigint());
}

Value unary(Agent* agent, UnaryOperator op, Value v) {
  v = TRY(to_numeric(agent, v));
  if (v.is_bigint()) return bigint_unary(agent, op, v.as_bigint());
  double d = v.as_number();
  switch (op) {
    case UnaryOperator::kNegate:
      return Value::normalised(-d);
    case UnaryOperator::kBitwiseNot:
      return Value::int32(~double_to_int32(d));
    case UnaryOperator::kIncrement:
      return Value::normalised(d + 1);
    default:
      return Value::normalised(d - 1);
  }
}

}  // namespace whipsnake
