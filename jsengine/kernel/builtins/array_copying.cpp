// Array.prototype's functions that give another array: slice, concat, flat and the copying twins of reverse,
// splice and index assignment. https://tc39.es/ecma262/#sec-properties-of-the-array-prototype-object
#include <algorithm>

#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

// https://tc39.es/ecma262/#sec-array.prototype.slice
Value array_prototype_slice(Agent* agent, Frame* f) {
  double length, k, end;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  TRY(relative_index(agent, f->argument(0), length, 0, &k));
  TRY(relative_index(agent, f->argument(1), length, length, &end));
  double count = std::max(end - k, 0.0);
  Array* array = simple_array(agent, o);
  if (array != nullptr && double(array->aux) == length && has_default_species(agent, array))
    return TRY(copy_of_range(agent, array, uint32_t(k), uint32_t(count)));
  Object* result = TRY(array_species_create(agent, o, count)).as_object();
  double n = 0;
  for (; k < end; k++, n++) {
    TRY(poll(agent));
    if (TRY(has_at(agent, o, k))) TRY(create_at(agent, result, n, TRY(get_at(agent, o, k))));
  }
  TRY(set_length(agent, result, n));
  return result;
}

// -- concat

// https://tc39.es/ecma262/#sec-isconcatspreadable
static Truth is_concat_spreadable(Agent* agent, Value v) {
  if (!v.is_object()) return Truth::kFalse;
  PropertyKey symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIsConcatSpreadable));
  Value spreadable = TRY(get(agent, v.as_object(), symbol));
  if (!spreadable.is_undefined()) return truth(to_boolean(spreadable));
  return is_array(agent, v);
}

// Appends all of a simple array at index `at` of the result, a simple one too. kFalse: a vector would be too
// large.
static Truth append_all(Agent* agent, Array* result, double at, Array* from) {
  uint32_t count = from->elements ? std::min(from->aux, dense_elements(from)->aux) : 0;
  if (count == 0) return Truth::kTrue;
  if (at + count > kMaxFilledLength) return Truth::kFalse;
  uint32_t needed = uint32_t(at) + count, capacity = result->elements ? dense_elements(result)->aux : 0;
  if (needed > kMaxEagerLength && needed / 4 > capacity + count) return Truth::kFalse;
  if (needed > capacity && !ensure_elements(agent, result, capacity ? needed + needed / 2 : needed))
    return Abrupt{};
  TRY(in_pieces(agent, count, [&](size_t i, size_t end) {
    std::copy_n(values_of(from) + i, end - i, values_of(result) + uint32_t(at) + i);
    write_barrier(agent, result->elements);
  }));
  result->aux = needed;
  return Truth::kTrue;
}

static Status concat_one(Agent* agent, Object* result, Value v, double* n) {
  if (!TRY(is_concat_spreadable(agent, v))) {
    if (*n >= kMaxSafeInteger) return throw_error(agent, Message::kArrayTooLong);
    return create_at(agent, result, (*n)++, v);
  }
  Object* o = v.as_object();
  double length;
  TRY(length_of_array_like(agent, o, &length));
  if (*n + length > kMaxSafeInteger) return throw_error(agent, Message::kArrayTooLong);
  Array* from = simple_array(agent, v);
  Array* to = simple_array(agent, result);
  if (from && to && from != to && double(to->aux) <= *n && TRY(append_all(agent, to, *n, from))) {
    *n += length;
    return Status::kOk;
  }
  TRY(poll(agent));
  for (double k = 0; k < length; k++, (*n)++) {
    TRY(poll(agent));
    if (TRY(has_at(agent, o, k))) TRY(create_at(agent, result, *n, TRY(get_at(agent, o, k))));
  }
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-array.prototype.concat
Value array_prototype_concat(Agent* agent, Frame* f) {
  Value o = TRY(to_object(agent, f->this_value()));
  Object* result = TRY(array_species_create(agent, o.as_object(), 0)).as_object();
  double n = 0;
  TRY(concat_one(agent, result, o, &n));
  for (uint32_t i = 0; i < f->argc; i++) TRY(concat_one(agent, result, f->argument(i), &n));
  TRY(set_length(agent, result, n));
  return result;
}

// -- flat, flatMap

namespace {
struct Flattening {
  Object* target;
  double index = 0;  // where the next element goes
  Value mapper = Value::absent(), this_argument = Value::undefined();
};
}  // namespace

// https://tc39.es/ecma262/#sec-flattenintoarray
static Status flatten_into(Agent* agent, Flattening* flat, Object* source, double length, double depth) {
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  bool maps = !flat->mapper.is_absent();
  for (double k = 0; k < length; k++) {
    TRY(poll(agent));
    if (!TRY(has_at(agent, source, k))) continue;
    Value element = TRY(get_at(agent, source, k));
    if (maps)
      element = TRY(
          call_with(agent, flat->mapper, flat->this_argument, element, Value::normalised(k), Value(source)));
    if (depth > 0 && TRY(is_array(agent, element))) {
      double inner;
      TRY(length_of_array_like(agent, element.as_object(), &inner));
      Value mapper = flat->mapper;
      flat->mapper = Value::absent();
      TRY(flatten_into(agent, flat, element.as_object(), inner, depth - 1));
      flat->mapper = mapper;
      continue;
    }
    if (flat->index >= kMaxSafeInteger) return throw_error(agent, Message::kArrayTooLong);
    TRY(create_at(agent, flat->target, flat->index++, element));
  }
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-array.prototype.flat
Value array_prototype_flat(Agent* agent, Frame* f) {
  double length, depth = 1;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (!f->argument(0).is_undefined()) TRY(to_integer_or_infinity(agent, f->argument(0), &depth));
  Flattening flat{TRY(array_species_create(agent, o, 0)).as_object()};
  TRY(flatten_into(agent, &flat, o, length, depth));
  return flat.target;
}

// https://tc39.es/ecma262/#sec-array.prototype.flatmap
Value array_prototype_flat_map(Agent* agent, Frame* f) {
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (!is_callable(f->argument(0))) return throw_error(agent, Message::kMapperNotCallable);
  Flattening flat{TRY(array_species_create(agent, o, 0)).as_object()};
  flat.mapper = f->argument(0);
  flat.this_argument = f->argument(1);
  TRY(flatten_into(agent, &flat, o, length, 1));
  return flat.target;
}

// -- Copies

// Elements from .. to of any object, appended to an Array of ours (holes become undefined).
static Status append_elements(Agent* agent, Array* result, Object* o, double from, double to) {
  for (; from < to; from++) {
    TRY(poll(agent));
    TRY(array_push(agent, result, TRY(get_at(agent, o, from))));
  }
  return Status::kOk;
}

// ArrayCreate(length), to be filled by array_push.
static Array* array_to_fill(Agent* agent, double length) {
  if (length > 4294967295.0) return throw_error(agent, Message::kInvalidArrayLength);
  Array* result = TRY(new_array(agent, agent->realm, 0));
  if (length != 0 && length <= 65536 && !ensure_elements(agent, result, uint32_t(length))) return nullptr;
  return result;
}

// https://tc39.es/ecma262/#sec-array.prototype.with
Value array_prototype_with(Agent* agent, Frame* f) {
  double length, at;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  TRY(to_integer_or_infinity(agent, f->argument(0), &at));
  if (at < 0) at += length;
  if (at < 0 || at >= length) return throw_error(agent, Message::kInvalidIndexOf, f->argument(0));
  Array* result = TRY(array_to_fill(agent, length));
  TRY(append_elements(agent, result, o, 0, at));
  TRY(array_push(agent, result, f->argument(1)));
  TRY(append_elements(agent, result, o, at + 1, length));
  return result;
}

// https://tc39.es/ecma262/#sec-array.prototype.toreversed
Value array_prototype_to_reversed(Agent* agent, Frame* f) {
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  Array* result = TRY(array_to_fill(agent, length));
  for (double k = length - 1; k >= 0; k--) {
    TRY(poll(agent));
    TRY(array_push(agent, result, TRY(get_at(agent, o, k))));
  }
  return result;
}

// https://tc39.es/ecma262/#sec-array.prototype.tospliced
Value array_prototype_to_spliced(Agent* agent, Frame* f) {
  double length, start, skipped = 0;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  TRY(relative_index(agent, f->argument(0), length, 0, &start));
  uint32_t added = f->argc > 2 ? f->argc - 2 : 0;
  if (f->argc == 1) {
    skipped = length - start;
  } else if (f->argc > 1) {
    TRY(to_integer_or_infinity(agent, f->argument(1), &skipped));
    skipped = std::min(std::max(skipped, 0.0), length - start);
  }
  double new_length = length + added - skipped;
  if (new_length > kMaxSafeInteger) return throw_error(agent, Message::kArrayTooLong);
  Array* result = TRY(array_to_fill(agent, new_length));
  TRY(append_elements(agent, result, o, 0, start));
  for (uint32_t i = 0; i < added; i++) TRY(array_push(agent, result, f->argument(2 + i)));
  TRY(append_elements(agent, result, o, start + skipped, length));
  return result;
}

}  // namespace whipsnake
