#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cmath>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/bigint_limbs.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"

namespace whipsnake {

namespace {

PyObject* integer_of(BigInt* b) { return static_cast<PyObject*>(b->integer); }

size_t memory_of(PyObject* integer) {
  constexpr size_t kHead = 32;
  return kHead + _PyLong_NumBits(integer) / 7;
}

uint64_t bit_length(PyObject* integer) { return _PyLong_NumBits(integer); }
bool is_zero(PyObject* integer) { return _PyLong_Sign(integer) == 0; }

// What becomes of an operation of CPython. It cannot fail but for want of memory, or because it looks for
// signals: fail_in_python knows.
Value taken(Agent* agent, PyObject* result) {
  BigInt* b = bigint_from_python(agent, result);
  if (b == nullptr) return Abrupt{};
  return b;
}

bool too_long(Agent* agent, uint64_t bits) {
  if (bits <= kMaxBigIntBits) return false;
  throw_error(agent, Message::kBigIntTooBig);
  return true;
}

Value multiply(Agent* agent, PyObject* a, PyObject* b) {
  if (too_long(agent, bit_length(a) + bit_length(b) - (!is_zero(a) && !is_zero(b)))) return Abrupt{};
  return taken(agent, PyNumber_Multiply(a, b));
}

// CPython divides in as many steps as the quotient's digits times the divisor's.
bool takes_long_to_divide(PyObject* a, PyObject* b) {
  constexpr uint64_t kFewSteps = 1 << 21, kDigit = 30;
  uint64_t dividend = bit_length(a) / kDigit, divisor = bit_length(b) / kDigit;
  return divisor >= 5 && dividend > divisor && (dividend - divisor) * divisor > kFewSteps;
}

Value divide_long(Agent* agent, BigInt* a, BigInt* b, bool negative, bool remainder) {
  Limbs dividend, divisor;
  TRY(limbs_of(agent, a, &dividend));
  TRY(limbs_of(agent, b, &divisor));
  Division result;
  TRY(divide_limbs(agent, dividend, divisor, &result));
  return Value(TRY(bigint_from_limbs(agent, remainder ? result.remainder : result.quotient, negative)));
}

// Truncates, as opposed to Python's floor.
Value divide(Agent* agent, BigInt* dividend, BigInt* divisor, bool remainder) {
  PyObject *a = integer_of(dividend), *b = integer_of(divisor);
  if (is_zero(b)) return throw_error(agent, Message::kBigIntDivisionByZero);
  bool negative = remainder ? _PyLong_Sign(a) < 0 : (_PyLong_Sign(a) < 0) != (_PyLong_Sign(b) < 0);
  if (takes_long_to_divide(a, b)) return divide_long(agent, dividend, divisor, negative, remainder);
  PyObject* x = PyNumber_Absolute(a);
  PyObject* y = x ? PyNumber_Absolute(b) : nullptr;
  PyObject* result = !y ? nullptr : remainder ? PyNumber_Remainder(x, y) : PyNumber_FloorDivide(x, y);
  Py_XDECREF(x);
  Py_XDECREF(y);
  if (result && negative) {
    PyObject* negated = PyNumber_Negative(result);
    Py_DECREF(result);
    result = negated;
  }
  return taken(agent, result);
}

Value power(Agent* agent, PyObject* base, PyObject* exponent) {
  if (_PyLong_Sign(exponent) < 0) return throw_error(agent, Message::kBigIntNegativeExponent);
  uint64_t bits = bit_length(base);
  if (bits > 1) {  // else 0, 1 or -1
    if (bit_length(exponent) > 32) return throw_error(agent, Message::kBigIntTooBig);
    uint64_t n = PyLong_AsUnsignedLongLong(exponent);
    if (too_long(agent, (bits - 1) * n)) return Abrupt{};
  }
  return taken(agent, PyNumber_Power(base, exponent, Py_None));
}

Value shift(Agent* agent, PyObject* value, PyObject* count, bool left) {
  if (_PyLong_Sign(count) < 0) left = !left;
  PyObject* distance = PyNumber_Absolute(count);
  if (distance == nullptr) return fail_in_python(agent);
  bool far = bit_length(distance) > 32;
  Value result;
  if (left) {
    uint64_t n = far ? 0 : PyLong_AsUnsignedLongLong(distance);
    if (!is_zero(value) && (far || bit_length(value) + n > kMaxBigIntBits))
      result = throw_error(agent, Message::kBigIntTooBig);
    else
      result = is_zero(value) ? Value(new_bigint(agent, 0)) : taken(agent, PyNumber_Lshift(value, distance));
  } else {
    result = far ? Value(new_bigint(agent, _PyLong_Sign(value) < 0 ? -1 : 0))
                 : taken(agent, PyNumber_Rshift(value, distance));
  }
  Py_DECREF(distance);
  return result;
}

}  // namespace

BigInt* bigint_from_python(Agent* agent, void* integer) {
  auto* object = static_cast<PyObject*>(integer);
  if (object == nullptr) return fail_in_python(agent);
  if (too_long(agent, bit_length(object)) || !charge(agent, Category::kBigInts, memory_of(object))) {
    Py_DECREF(object);
    return nullptr;
  }
  auto* b = allocate<BigInt>(agent, CellKind::kBigInt);
  b->integer = object;
  return b;
}

KIND_FINALISER(BigInt) {
  PyObject* integer = integer_of(static_cast<BigInt*>(cell));
  if (integer == nullptr) return;
  uncharge(agent, Category::kBigInts, memory_of(integer));
  Py_DECREF(integer);
}

BigInt* new_bigint(Agent* agent, int64_t n) { return bigint_from_python(agent, PyLong_FromLongLong(n)); }
BigInt* new_bigint_unsigned(Agent* agent, uint64_t n) {
  return bigint_from_python(agent, PyLong_FromUnsignedLongLong(n));
}
BigInt* bigint_from_double(Agent* agent, double d) { return bigint_from_python(agent, PyLong_FromDouble(d)); }

double bigint_to_double(BigInt* b) {
  double d = PyLong_AsDouble(integer_of(b));
  if (d == -1.0 && PyErr_Occurred()) {
    PyErr_Clear();
    return _PyLong_Sign(integer_of(b)) < 0 ? -HUGE_VAL : HUGE_VAL;
  }
  return d;
}

bool bigint_is_zero(BigInt* b) { return is_zero(integer_of(b)); }
bool bigint_is_negative(BigInt* b) { return _PyLong_Sign(integer_of(b)) < 0; }
uint32_t bigint_hash(BigInt* b) {
  auto h = uint64_t(PyObject_Hash(integer_of(b)));
  return uint32_t(h ^ (h >> 32));
}

int compare_bigints(BigInt* a, BigInt* b) {
  PyObject *x = integer_of(a), *y = integer_of(b);
  if (PyObject_RichCompareBool(x, y, Py_EQ) == 1) return 0;
  return PyObject_RichCompareBool(x, y, Py_LT) == 1 ? -1 : 1;
}
bool bigints_equal(BigInt* a, BigInt* b) { return compare_bigints(a, b) == 0; }

int compare_bigint_with_double(BigInt* b, double d) {
  if (d != d) return 2;
  if (std::isinf(d)) return d > 0 ? -1 : 1;
  double whole = std::floor(d);
  PyObject* other = PyLong_FromDouble(whole);
  if (other == nullptr) {
    PyErr_Clear();
    return 2;
  }
  PyObject* mine = integer_of(b);
  int order = PyObject_RichCompareBool(mine, other, Py_EQ) == 1   ? (d > whole ? -1 : 0)
              : PyObject_RichCompareBool(mine, other, Py_LT) == 1 ? -1
                                                                  : 1;
  Py_DECREF(other);
  return order;
}
bool bigint_equals_double(BigInt* b, double d) { return compare_bigint_with_double(b, d) == 0; }

Value bigint_add(Agent* agent, BigInt* a, BigInt* b) {
  return taken(agent, PyNumber_Add(integer_of(a), integer_of(b)));
}

Value bigint_binary(Agent* agent, BinaryOperator op, BigInt* left, BigInt* right) {
  PyObject *a = integer_of(left), *b = integer_of(right);
  switch (op) {
    case BinaryOperator::kSubtract:
      return taken(agent, PyNumber_Subtract(a, b));
    case BinaryOperator::kMultiply:
      return multiply(agent, a, b);
    case BinaryOperator::kDivide:
      return divide(agent, left, right, false);
    case BinaryOperator::kRemainder:
      return divide(agent, left, right, true);
    case BinaryOperator::kExponentiate:
      return power(agent, a, b);
    case BinaryOperator::kShiftLeft:
      return shift(agent, a, b, true);
    case BinaryOperator::kShiftRight:
      return shift(agent, a, b, false);
    case BinaryOperator::kShiftRightUnsigned:
      return throw_error(agent, Message::kBigIntShiftUnsigned);
    case BinaryOperator::kBitwiseAnd:
      return taken(agent, PyNumber_And(a, b));
    case BinaryOperator::kBitwiseOr:
      return taken(agent, PyNumber_Or(a, b));
    case BinaryOperator::kBitwiseXor:
      return taken(agent, PyNumber_Xor(a, b));
  }
  ENGINE_BUG("unknown operator");
}

Value bigint_unary(Agent* agent, UnaryOperator op, BigInt* operand) {
  PyObject* n = integer_of(operand);
  if (op == UnaryOperator::kNegate) return taken(agent, PyNumber_Negative(n));
  if (op == UnaryOperator::kBitwiseNot) return taken(agent, PyNumber_Invert(n));
  PyObject* one = PyLong_FromLong(op == UnaryOperator::kIncrement ? 1 : -1);
  PyObject* sum = PyNumber_Add(n, one);
  Py_DECREF(one);
  return taken(agent, sum);
}

// 2^bits
static PyObject* power_of_two(double bits) {
  PyObject* one = PyLong_FromLong(1);
  PyObject* count = PyLong_FromDouble(bits);
  PyObject* result = PyNumber_Lshift(one, count);
  Py_DECREF(one);
  Py_DECREF(count);
  return result;
}

// https://tc39.es/ecma262/#sec-bigint.asuintn
Value bigint_as_uint(Agent* agent, double bits, BigInt* b) {
  if (bits == 0) return new_bigint(agent, 0);
  bool negative = bigint_is_negative(b);
  if (!negative && double(bit_length(integer_of(b))) <= bits) return b;
  if (bits > double(kMaxBigIntBits)) return throw_error(agent, Message::kBigIntTooBig);
  PyObject* modulus = power_of_two(bits);
  PyObject* one = PyLong_FromLong(1);
  PyObject* mask = modulus ? PyNumber_Subtract(modulus, one) : nullptr;
  PyObject* result = mask ? PyNumber_And(integer_of(b), mask) : nullptr;  // a remainder would take long
  Py_DECREF(one);
  Py_XDECREF(modulus);
  Py_XDECREF(mask);
  return taken(agent, result);
}

// https://tc39.es/ecma262/#sec-bigint.asintn
Value bigint_as_int(Agent* agent, double bits, BigInt* b) {
  if (bits == 0) return new_bigint(agent, 0);
  if (double(bit_length(integer_of(b))) < bits) return b;
  Value modulo = bigint_as_uint(agent, bits, b);
  TRY(modulo);
  PyObject* n = integer_of(modulo.as_bigint());
  if (double(bit_length(n)) < bits) return modulo;
  PyObject* modulus = power_of_two(bits);
  PyObject* result = modulus ? PyNumber_Subtract(n, modulus) : nullptr;
  Py_XDECREF(modulus);
  return taken(agent, result);
}

uint64_t bigint_to_uint64(BigInt* b) { return PyLong_AsUnsignedLongLongMask(integer_of(b)); }

}  // namespace whipsnake
