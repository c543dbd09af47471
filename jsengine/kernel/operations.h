// Abstract operations on values: conversions, comparison, operators' general ways.
// https://tc39.es/ecma262/#sec-abstract-operations. Names are the standard's.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

enum class Hint : uint8_t { kDefault, kNumber, kString };

bool to_boolean(Value);
Value to_primitive(Agent*, Value, Hint = Hint::kDefault);
Value to_numeric(Agent*, Value);  // number or bigint
Value to_number(Agent*, Value);   // a number value; TypeError for BigInt and Symbol
String* to_string(Agent*, Value);
Value to_object(Agent*, Value);  // an object value, or TypeError
Value to_bigint(Agent*, Value);
Status to_integer_or_infinity(Agent*, Value, double* result);
Status to_length(Agent*, Value, double* result);
Status to_index(Agent*, Value, double* result);  // RangeError outside 0 .. 2^53 - 1
Status to_int32(Agent*, Value, int32_t* result);
Status to_uint32(Agent*, Value, uint32_t* result);
int32_t double_to_int32(double);  // modulo 2^32
Status length_of_array_like(Agent*, Object*, double* result);
double string_to_number(Agent*, String*);  // StringToNumber
String* number_to_string(Agent*, double, int radix = 10);
Value string_to_bigint(Agent*, String*);  // undefined when it is not one

Truth is_array(Agent*, Value);  // looks through proxies
inline bool is_callable(Value v) { return v.is_object() && v.as_object()->is_callable(); }
inline bool is_constructor(Value v) { return v.is_object() && v.as_object()->is_constructor(); }
Value species_constructor(Agent*, Object*, Value default_constructor);
Value require_object_coercible(Agent*, Value);

bool same_value(Agent*, Value, Value);
bool same_value_zero(Agent*, Value, Value);
bool is_strictly_equal(Agent*, Value, Value);
Truth is_loosely_equal(Agent*, Value, Value);
enum class Order : int8_t { kLess, kNotLess, kUndefined, kAbrupt };
Order is_less_than(Agent*, Value, Value, bool left_first);
String* type_of(Agent*, Value);
Truth instance_of(Agent*, Value, Value);
Truth ordinary_has_instance(Agent*, Value constructor, Value);

// The operators where no quick path applies.
Value add(Agent*, Value, Value);
enum class BinaryOperator : uint8_t {
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kExponentiate,
  kShiftLeft,
  kShiftRight,
  kShiftRightUnsigned,
  kBitwiseAnd,
  kBitwiseOr,
  kBitwiseXor
};
Value binary(Agent*, BinaryOperator, Value, Value);
enum class UnaryOperator : uint8_t { kNegate, kBitwiseNot, kIncrement, kDecrement };
Value unary(Agent*, UnaryOperator, Value);
double number_exponentiate(double base, double exponent);

// -- Iteration
struct IteratorRecord {
  Value iterator, next_method;
};
Status get_iterator(Agent*, Value iterable, IteratorRecord*);
Status get_iterator_from_method(Agent*, Value iterable, Value method, IteratorRecord*);
Status get_async_iterator(Agent*, Value iterable, IteratorRecord*);
// https://tc39.es/ecma262/#sec-createasyncfromsynciterator
Status create_async_from_sync_iterator(Agent*, const IteratorRecord& sync, IteratorRecord*);
// The next value, or absent at the end.
Value iterator_step_value(Agent*, const IteratorRecord&);
// The same of an iterator result that is there already.
Value iterator_result_value(Agent*, Value result);
// IteratorClose with a throw completion pending: keeps that completion.
Abrupt iterator_close_abrupt(Agent*, const IteratorRecord&);
Status iterator_close(Agent*, const IteratorRecord&);
Value create_iter_result(Agent*, Value value, bool done);

}  // namespace whipsnake
