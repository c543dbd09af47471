// Array.prototype's functions that change the array in place.
// https://tc39.es/ecma262/#sec-properties-of-the-array-prototype-object
#include <algorithm>
#include <cstring>

#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

namespace {

// Within the vector of an Array; the ranges may overlap.
Status move_values(Agent* agent, Array* array, uint32_t to, uint32_t from, uint32_t count) {
  return in_pieces(agent, count, [&](size_t i, size_t end) {
    size_t at = to <= from ? i : count - end;  // from the end where the start would be overwritten
    Value* values = values_of(array) + at;
    memmove(static_cast<void*>(values + to), values + from, (end - i) * sizeof(Value));
    write_barrier(agent, array->elements);
  });
}

// Takes away `removed` elements at `at` of an Array whose vector is full and makes room for `added`; the room
// is for the caller to fill in at once. False: the vector cannot be had, nothing has changed (a termination
// may be pending).
bool make_gap(Agent* agent, Array* array, uint32_t at, uint32_t removed, uint32_t added) {
  uint32_t length = array->aux, tail = length - at - removed;
  uint32_t new_length = length - removed + added;
  uint32_t capacity = array->elements ? dense_elements(array)->aux : 0;
  if (new_length > capacity && !ensure_elements(agent, array, new_length + new_length / 2 + 3)) return false;
  Value* values = values_of(array);
  if (values == nullptr) return true;
  if (is_abrupt(move_values(agent, array, at + added, at + removed, tail))) return false;
  for (uint32_t i = new_length; i < length; i++) values[i] = Value::hole();
  write_barrier(agent, array->elements);
  array->aux = new_length;
  return true;
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.push
Value array_prototype_push(Agent* agent, Frame* f) {
  Array* array = simple_array(agent, f->this_value());
  if (array != nullptr && array->aux < 0xFFFF'FFFF - f->argc) {
    for (uint32_t i = 0; i < f->argc; i++) TRY(array_push(agent, array, f->registers[1 + i]));
    return Value::uint32(array->length());
  }
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (length + f->argc > kMaxSafeInteger) return throw_error(agent, Message::kArrayTooLong);
  for (uint32_t i = 0; i < f->argc; i++) TRY(set_at(agent, o, length++, f->argument(i)));
  TRY(set_length(agent, o, length));
  return Value::normalised(length);
}

// https://tc39.es/ecma262/#sec-array.prototype.pop
Value array_prototype_pop(Agent* agent, Frame* f) {
  if (Array* array = simple_array(agent, f->this_value())) {
    if (array->length() == 0) return Value::undefined();
    Value last = own_dense_element(array, --array->aux);
    if (last.is_hole()) return Value::undefined();
    values_of(array)[array->aux] = Value::hole();
    return last;
  }
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (length == 0) {
    TRY(set_length(agent, o, 0));
    return Value::undefined();
  }
  Value element = TRY(get_at(agent, o, length - 1));
  TRY(delete_at(agent, o, length - 1));
  TRY(set_length(agent, o, length - 1));
  return element;
}

// https://tc39.es/ecma262/#sec-array.prototype.shift
Value array_prototype_shift(Agent* agent, Frame* f) {
  if (Array* array = full_array(agent, f->this_value())) {
    if (array->aux == 0) return Value::undefined();
    Value first = values_of(array)[0];
    make_gap(agent, array, 0, 1, 0);
    return first.is_hole() ? Value::undefined() : first;
  }
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (length == 0) {
    TRY(set_length(agent, o, 0));
    return Value::undefined();
  }
  Value first = TRY(get_at(agent, o, 0));
  for (double k = 1; k < length; k++) TRY(move_element(agent, o, k, k - 1));
  TRY(delete_at(agent, o, length - 1));
  TRY(set_length(agent, o, length - 1));
  return first;
}

// https://tc39.es/ecma262/#sec-array.prototype.unshift
Value array_prototype_unshift(Agent* agent, Frame* f) {
  uint32_t count = f->argc;
  Array* array = full_array(agent, f->this_value());
  if (array != nullptr && uint64_t(array->aux) + count < kMaxFilledLength) {
    if (!make_gap(agent, array, 0, 0, count)) return Abrupt{};
    for (uint32_t i = 0; i < count; i++) values_of(array)[i] = f->registers[1 + i];
    return Value::uint32(array->aux);
  }
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (count > 0) {
    if (length + count > kMaxSafeInteger) return throw_error(agent, Message::kArrayTooLong);
    for (double k = length; k > 0; k--) TRY(move_element(agent, o, k - 1, k - 1 + count));
    for (uint32_t i = 0; i < count; i++) TRY(set_at(agent, o, i, f->argument(i)));
  }
  TRY(set_length(agent, o, length + count));
  return Value::normalised(length + count);
}

// -- splice

static Value splice_simple(Agent* agent, Frame* f, Array* array, uint32_t start, uint32_t removed,
                           uint32_t added) {
  Array* result = TRY(copy_of_range(agent, array, start, removed));
  if (!make_gap(agent, array, start, removed, added)) return Abrupt{};
  for (uint32_t i = 0; i < added; i++) values_of(array)[start + i] = f->registers[3 + i];
  return result;
}

// https://tc39.es/ecma262/#sec-array.prototype.splice
Value array_prototype_splice(Agent* agent, Frame* f) {
  double length, start, removed = 0;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  TRY(relative_index(agent, f->argument(0), length, 0, &start));
  uint32_t added = f->argc > 2 ? f->argc - 2 : 0;
  if (f->argc == 1) {
    removed = length - start;
  } else if (f->argc > 1) {
    TRY(to_integer_or_infinity(agent, f->argument(1), &removed));
    removed = std::min(std::max(removed, 0.0), length - start);
  }
  if (length + added - removed > kMaxSafeInteger) return throw_error(agent, Message::kArrayTooLong);
  Array* array = full_array(agent, o);
  if (array != nullptr && double(array->aux) == length && length + added < kMaxFilledLength &&
      has_default_species(agent, array))
    return splice_simple(agent, f, array, uint32_t(start), uint32_t(removed), added);

  Object* result = TRY(array_species_create(agent, o, removed)).as_object();
  for (double k = 0; k < removed; k++) {
    TRY(poll(agent));
    if (TRY(has_at(agent, o, start + k))) TRY(create_at(agent, result, k, TRY(get_at(agent, o, start + k))));
  }
  TRY(set_length(agent, result, removed));
  if (added < removed) {
    for (double k = start; k < length - removed; k++) TRY(move_element(agent, o, k + removed, k + added));
    for (double k = length; k > length - removed + added; k--) {
      TRY(poll(agent));
      TRY(delete_at(agent, o, k - 1));
    }
  } else if (added > removed) {
    for (double k = length - removed; k > start; k--)
      TRY(move_element(agent, o, k + removed - 1, k + added - 1));
  }
  for (uint32_t i = 0; i < added; i++) TRY(set_at(agent, o, start + i, f->argument(2 + i)));
  TRY(set_length(agent, o, length - removed + added));
  return result;
}

// -- reverse, fill, copyWithin

static Status swap_elements(Agent* agent, Object* o, double lower, double upper) {
  Value low = Value::absent(), high = Value::absent();
  if (TRY(has_at(agent, o, lower))) low = TRY(get_at(agent, o, lower));
  if (TRY(has_at(agent, o, upper))) high = TRY(get_at(agent, o, upper));
  if (!high.is_absent())
    TRY(set_at(agent, o, lower, high));
  else if (!low.is_absent())
    TRY(delete_at(agent, o, lower));
  if (!low.is_absent()) return set_at(agent, o, upper, low);
  if (!high.is_absent()) return delete_at(agent, o, upper);
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-array.prototype.reverse
Value array_prototype_reverse(Agent* agent, Frame* f) {
  if (Array* array = full_array(agent, f->this_value())) {
    uint32_t length = array->aux;
    TRY(in_pieces(agent, length / 2, [&](size_t i, size_t end) {
      Value* values = values_of(array);
      for (; i < end; i++) std::swap(values[i], values[length - 1 - i]);
    }));
    return array;
  }
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  double middle = double(uint64_t(length) / 2);
  for (double lower = 0; lower < middle; lower++) {
    TRY(poll(agent));
    TRY(swap_elements(agent, o, lower, length - lower - 1));
  }
  return o;
}

// https://tc39.es/ecma262/#sec-array.prototype.fill
Value array_prototype_fill(Agent* agent, Frame* f) {
  double length, k, end;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  TRY(relative_index(agent, f->argument(1), length, 0, &k));
  TRY(relative_index(agent, f->argument(2), length, length, &end));
  Value v = f->argument(0);
  Array* array = simple_array(agent, o);
  if (array != nullptr && double(array->aux) == length && end <= kMaxFilledLength) {
    if (k >= end) return o;
    if (!ensure_elements(agent, array, array->aux <= kMaxEagerLength ? array->aux : uint32_t(end)))
      return Abrupt{};
    TRY(in_pieces(agent, uint32_t(end) - uint32_t(k), [&](size_t i, size_t stop) {
      std::fill_n(values_of(array) + uint32_t(k) + i, stop - i, v);
      write_barrier(agent, array->elements);
    }));
    return o;
  }
  for (; k < end; k++) {
    TRY(poll(agent));
    TRY(set_at(agent, o, k, v));
  }
  return o;
}

// https://tc39.es/ecma262/#sec-array.prototype.copywithin
Value array_prototype_copy_within(Agent* agent, Frame* f) {
  double length, to, from, end;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  TRY(relative_index(agent, f->argument(0), length, 0, &to));
  TRY(relative_index(agent, f->argument(1), length, 0, &from));
  TRY(relative_index(agent, f->argument(2), length, length, &end));
  double count = std::min(end - from, length - to);
  if (count <= 0) return o;
  Array* array = full_array(agent, o);
  if (array != nullptr && double(array->aux) == length) {
    TRY(move_values(agent, array, uint32_t(to), uint32_t(from), uint32_t(count)));
    return o;
  }
  bool backwards = from < to && to < from + count;
  for (double i = 0; i < count; i++) {
    double at = backwards ? count - 1 - i : i;
    TRY(move_element(agent, o, from + at, to + at));
  }
  return o;
}

}  // namespace whipsnake
