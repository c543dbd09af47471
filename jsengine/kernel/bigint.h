// BigInts are CPython ints held by a cell, at most 1 Mbit long (RangeError beyond).
// https://tc39.es/ecma262/#sec-ecmascript-language-types-bigint-type
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

constexpr uint64_t kMaxBigIntBits = 1 << 20;

BigInt* new_bigint(Agent*, int64_t);
BigInt* new_bigint_unsigned(Agent*, uint64_t);
BigInt* bigint_from_double(Agent*, double integral);
// Takes over a reference to a PyLong (a PyObject*). RangeError when it is too long; on nullptr
// fail_in_python.
BigInt* bigint_from_python(Agent*, void* integer);
// Digits of radix 2 .. 36 without sign or prefix (all must be digits of it).
BigInt* bigint_from_digits(Agent*, String* digits, uint32_t from, uint32_t to, int radix, bool negative);
String* bigint_to_string(Agent*, BigInt*, int radix = 10);
double bigint_to_double(BigInt*);  // rounds to even; infinite beyond the range
bool bigint_is_zero(BigInt*);
bool bigint_is_negative(BigInt*);
uint32_t bigint_hash(BigInt*);
bool bigints_equal(BigInt*, BigInt*);
int compare_bigints(BigInt*, BigInt*);
bool bigint_equals_double(BigInt*, double);
// -1, 0, 1; 2 when the double is NaN.
int compare_bigint_with_double(BigInt*, double);
Value bigint_binary(Agent*, BinaryOperator, BigInt*, BigInt*);  // + is bigint_add; >>> is a TypeError
Value bigint_add(Agent*, BigInt*, BigInt*);
Value bigint_unary(Agent*, UnaryOperator, BigInt*);
// BigInt.asIntN, asUintN: modulo 2^bits.
Value bigint_as_int(Agent*, double bits, BigInt*);
Value bigint_as_uint(Agent*, double bits, BigInt*);
uint64_t bigint_to_uint64(BigInt*);  // modulo 2^64: ToBigInt64, ToBigUint64

}  // namespace whipsnake
