// Array.prototype's functions that look for elements.
// https://tc39.es/ecma262/#sec-properties-of-the-array-prototype-object
#include <algorithm>
#include <cmath>

#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

namespace {

// Values that === only what has the same bits.
bool is_equal_by_bits(Value v) { return !v.is_number() && !v.is_string() && !v.is_bigint(); }

// The index of the first element of values[from .. to) that is === v, or to.
uint32_t find_forward(Agent* agent, const Value* values, uint32_t from, uint32_t to, Value v) {
  if (is_equal_by_bits(v)) return uint32_t(std::find(values + from, values + to, v) - values);
  if (v.is_number()) {
    double number = v.as_number();
    for (uint32_t i = from; i < to; i++)
      if (values[i].is_number() && values[i].as_number() == number) return i;
    return to;
  }
  for (uint32_t i = from; i < to; i++)
    if (values[i] == v || (values[i].tag() == v.tag() && is_strictly_equal(agent, values[i], v))) return i;
  return to;
}

// The same for as many as there are. kTrue: *found is the index.
Truth find_in_pieces(Agent* agent, const Value* values, uint32_t from, uint32_t to, Value v,
                     uint32_t* found) {
  bool absent = TRY(all_pieces(agent, to - from, [&](size_t i, size_t end) {
    *found = find_forward(agent, values, from + uint32_t(i), from + uint32_t(end), v);
    return *found == from + end;
  }));
  return truth(!absent);
}

// How many of the elements of a simple Array stand in its vector.
uint32_t present_end(Array* array, double end) {
  double stored = array->elements ? dense_elements(array)->aux : 0;
  return uint32_t(std::min({stored, end, double(array->aux)}));
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.indexof
Value array_prototype_index_of(Agent* agent, Frame* f) {
  double length, k;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (length == 0) return Value::int32(-1);
  TRY(relative_index(agent, f->argument(1), length, 0, &k));
  Value v = f->argument(0);
  if (Array* array = simple_array(agent, o)) {
    uint32_t end = present_end(array, length);
    if (k >= end) return Value::int32(-1);
    uint32_t found;
    bool is_there = TRY(find_in_pieces(agent, values_of(array), uint32_t(k), end, v, &found));
    return is_there ? Value::uint32(found) : Value::int32(-1);
  }
  for (; k < length; k++) {
    TRY(poll(agent));
    if (TRY(has_at(agent, o, k)) && is_strictly_equal(agent, TRY(get_at(agent, o, k)), v))
      return Value::normalised(k);
  }
  return Value::int32(-1);
}

// https://tc39.es/ecma262/#sec-array.prototype.lastindexof
Value array_prototype_last_index_of(Agent* agent, Frame* f) {
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (length == 0) return Value::int32(-1);
  double k = length - 1;
  if (f->argc > 1) {
    double from;
    TRY(to_integer_or_infinity(agent, f->argument(1), &from));
    k = from < 0 ? length + from : std::min(from, length - 1);
  }
  for (; k >= 0; k--) {
    TRY(poll(agent));
    if (TRY(has_at(agent, o, k)) && is_strictly_equal(agent, TRY(get_at(agent, o, k)), f->argument(0)))
      return Value::normalised(k);
  }
  return Value::int32(-1);
}

// https://tc39.es/ecma262/#sec-array.prototype.includes
Value array_prototype_includes(Agent* agent, Frame* f) {
  double length, k;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (length == 0) return Value::boolean(false);
  TRY(relative_index(agent, f->argument(1), length, 0, &k));
  Value v = f->argument(0);
  bool is_nan = v.is_number() && std::isnan(v.as_number());
  Array* array = simple_array(agent, o);
  if (array != nullptr && !v.is_undefined() && !is_nan) {
    uint32_t end = present_end(array, length);
    uint32_t found;
    return Value::boolean(k < end &&
                          TRY(find_in_pieces(agent, values_of(array), uint32_t(k), end, v, &found)));
  }
  for (; k < length; k++) {
    TRY(poll(agent));
    if (same_value_zero(agent, TRY(get_at(agent, o, k)), v)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

// https://tc39.es/ecma262/#sec-array.prototype.at
Value array_prototype_at(Agent* agent, Frame* f) {
  double length, k;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  TRY(to_integer_or_infinity(agent, f->argument(0), &k));
  if (k < 0) k += length;
  if (k < 0 || k >= length) return Value::undefined();
  return get_at(agent, o, k);
}

}  // namespace whipsnake
