// Atomics, for one agent: nobody else sees the memory, so that plain accesses are atomic.
// https://tc39.es/ecma262/#sec-atomics-object
#include "jsengine/kernel/builtins/atomics.h"

#include <cmath>
#include <cstring>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

// -- Where an operation works

// https://tc39.es/ecma262/#sec-validateintegertypedarray
TypedArray* validate_integer_array(Agent* agent, Value v, Waitable waitable) {
  TypedArray* array = TRY(validate_typed_array(agent, v, "Atomics operation"));
  ElementType t = array->type();
  bool fits = waitable == Waitable::kYes ? t == ElementType::kInt32 || t == ElementType::kBigInt64
                                         : !is_float_type(t) && t != ElementType::kUint8Clamped;
  if (!fits) return throw_error(agent, Message::kNotAnIntegerArray);
  return array;
}

// https://tc39.es/ecma262/#sec-validateatomicaccess
Status validate_atomic_access(Agent* agent, Frame* f, Waitable waitable, Place* place) {
  place->array = TRY(validate_integer_array(agent, f->argument(0), waitable));
  auto length = double(place->array->length);
  double index;
  TRY(to_index(agent, f->argument(1), &index));
  if (index >= length) return throw_error(agent, Message::kInvalidAtomicIndex);
  place->index = uint64_t(index);
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-revalidateatomicaccess: user code has run since. nullptr: abrupt.
static uint8_t* revalidate(Agent* agent, const Place& place) {
  TRY(validate_typed_array(agent, place.array, "Atomics operation"));
  if (place.index >= place.array->length) return throw_error(agent, Message::kInvalidAtomicIndex);
  return place.array->element(place.index);
}

uint64_t raw_element(ElementType type, Value numeric) {
  uint64_t raw = 0;
  store_element(type, reinterpret_cast<uint8_t*>(&raw), numeric);
  return raw;
}

namespace {

// The value of an operand: an integer, as a number or a BigInt.
Value to_operand(Agent* agent, const Place& place, Value v) {
  if (is_bigint_type(place.array->type())) return to_bigint(agent, v);
  double d;
  TRY(to_integer_or_infinity(agent, v, &d));
  return Value::normalised(d);
}

// -- Reading and writing

// https://tc39.es/ecma262/#sec-atomicreadmodifywrite
template <typename Operation>
Value read_modify_write(Agent* agent, Frame* f, Operation operation) {
  Place place;
  TRY(validate_atomic_access(agent, f, Waitable::kNo, &place));
  Value operand = TRY(to_operand(agent, place, f->argument(2)));
  uint8_t* p = TRY(revalidate(agent, place));
  ElementType type = place.array->type();
  Value old = TRY(load_element(agent, type, p));
  uint64_t raw = 0, size = kElementSizes[size_t(type)];
  memcpy(&raw, p, size);
  raw = operation(raw, raw_element(type, operand));
  memcpy(p, &raw, size);
  return old;
}

Value atomics_add(Agent* agent, Frame* f) {
  return read_modify_write(agent, f, [](uint64_t a, uint64_t b) { return a + b; });
}
Value atomics_and(Agent* agent, Frame* f) {
  return read_modify_write(agent, f, [](uint64_t a, uint64_t b) { return a & b; });
}
Value atomics_exchange(Agent* agent, Frame* f) {
  return read_modify_write(agent, f, [](uint64_t, uint64_t b) { return b; });
}
Value atomics_or(Agent* agent, Frame* f) {
  return read_modify_write(agent, f, [](uint64_t a, uint64_t b) { return a | b; });
}
Value atomics_sub(Agent* agent, Frame* f) {
  return read_modify_write(agent, f, [](uint64_t a, uint64_t b) { return a - b; });
}
Value atomics_xor(Agent* agent, Frame* f) {
  return read_modify_write(agent, f, [](uint64_t a, uint64_t b) { return a ^ b; });
}

// https://tc39.es/ecma262/#sec-atomics.compareexchange
Value atomics_compare_exchange(Agent* agent, Frame* f) {
  Place place;
  TRY(validate_atomic_access(agent, f, Waitable::kNo, &place));
  Value expected = TRY(to_operand(agent, place, f->argument(2)));
  Value replacement = TRY(to_operand(agent, place, f->argument(3)));
  uint8_t* p = TRY(revalidate(agent, place));
  ElementType type = place.array->type();
  Value old = TRY(load_element(agent, type, p));
  uint64_t raw = raw_element(type, expected);
  if (memcmp(p, &raw, kElementSizes[size_t(type)]) == 0) store_element(type, p, replacement);
  return old;
}

Value atomics_load(Agent* agent, Frame* f) {
  Place place;
  TRY(validate_atomic_access(agent, f, Waitable::kNo, &place));
  return load_element(agent, place.array->type(), TRY(revalidate(agent, place)));
}

Value atomics_store(Agent* agent, Frame* f) {
  Place place;
  TRY(validate_atomic_access(agent, f, Waitable::kNo, &place));
  Value v = TRY(to_operand(agent, place, f->argument(2)));
  store_element(place.array->type(), TRY(revalidate(agent, place)), v);
  return v;
}

Value atomics_is_lock_free(Agent* agent, Frame* f) {
  double size;
  TRY(to_integer_or_infinity(agent, f->argument(0), &size));
  return Value::boolean(size == 1 || size == 2 || size == 4 || size == 8);
}

// https://tc39.es/ecma262/#sec-atomics.pause
Value atomics_pause(Agent* agent, Frame* f) {
  Value n = f->argument(0);
  bool integral = n.is_number() && std::isfinite(n.as_number()) && std::trunc(n.as_number()) == n.as_number();
  if (!n.is_undefined() && !integral) return throw_error(agent, Message::kNotANumber, n);
  return Value::undefined();
}

const BuiltinRow kAtomicsRows[] = {
    NATIVE("load", 2, atomics_load),
    NATIVE("store", 3, atomics_store),
    NATIVE("add", 3, atomics_add),
    NATIVE("sub", 3, atomics_sub),
    NATIVE("and", 3, atomics_and),
    NATIVE("or", 3, atomics_or),
    NATIVE("xor", 3, atomics_xor),
    NATIVE("exchange", 3, atomics_exchange),
    NATIVE("compareExchange", 4, atomics_compare_exchange),
    NATIVE("isLockFree", 1, atomics_is_lock_free),
    NATIVE("wait", 4, atomics_wait),
    NATIVE("waitAsync", 4, atomics_wait_async),
    NATIVE("notify", 3, atomics_notify),
    NATIVE("pause", 0, atomics_pause),
    TEXT_SYMBOL(kToStringTag, "Atomics"),
};
const BuiltinSet kAtomicsSet(Intrinsic::kAtomics, {.prototype = Intrinsic::kObjectPrototype}, kAtomicsRows);

}  // namespace

}  // namespace whipsnake
