// %TypedArray%.prototype's functions that call back, and sorting.
// https://tc39.es/ecma262/#sec-properties-of-the-%typedarrayprototype%-object
#include "jsengine/kernel/builtins/typed_array_methods.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/sorting.h"

namespace whipsnake {

namespace {

#define METHOD(name) "%TypedArray%.prototype." name

// The receiver and its length, and a callable first argument.
struct Walk {
  TypedArray* array = nullptr;
  double length = 0;
  Value callback = Value::undefined(), this_argument = Value::undefined();

  Status open(Agent* agent, Frame* f, const char* method) {
    array = TRY(validate_typed_array(agent, f->this_value(), method));
    length = double(array->length);
    callback = f->argument(0);
    this_argument = f->argument(1);
    if (!is_callable(callback)) return throw_error(agent, Message::kNotAFunction, callback);
    return Status::kOk;
  }
  Value visit(Agent* agent, double k, Value element) const {
    return call_with(agent, callback, this_argument, element, Value::normalised(k), Value(array));
  }
};

struct Found {
  double index = -1;
  Value value = Value::undefined();
};

// The first element, from either end, whose result is true (or false, as wanted).
Status search(Agent* agent, Frame* f, const char* method, bool wanted, bool backwards, Found* found) {
  Walk walk;
  TRY(walk.open(agent, f, method));
  for (double i = 0; i < walk.length; i++) {
    TRY(poll(agent));
    double k = backwards ? walk.length - 1 - i : i;
    Value v = TRY(element_or_undefined(agent, walk.array, k));
    if (to_boolean(TRY(walk.visit(agent, k, v))) != wanted) continue;
    *found = {k, v};
    break;
  }
  return Status::kOk;
}

Value reduce(Agent* agent, Frame* f, const char* method, bool backwards) {
  Walk walk;
  TRY(walk.open(agent, f, method));
  auto at = [&](double i) { return backwards ? walk.length - 1 - i : i; };
  double i = 0;
  Value accumulator = f->argument(1);
  if (f->argc < 2) {
    if (walk.length == 0) return throw_error(agent, Message::kReduceOfEmpty);
    accumulator = TRY(element_or_undefined(agent, walk.array, at(i++)));
  }
  for (; i < walk.length; i++) {
    TRY(poll(agent));
    Value v = TRY(element_or_undefined(agent, walk.array, at(i)));
    accumulator = TRY(call_with(agent, walk.callback, Value::undefined(), accumulator, v,
                                Value::normalised(at(i)), Value(walk.array)));
  }
  return accumulator;
}

Value number(double d) { return Value::normalised(d); }

}  // namespace

Value typed_array_every(Agent* agent, Frame* f) {
  Found found;
  TRY(search(agent, f, METHOD("every"), false, false, &found));
  return Value::boolean(found.index < 0);
}
Value typed_array_some(Agent* agent, Frame* f) {
  Found found;
  TRY(search(agent, f, METHOD("some"), true, false, &found));
  return Value::boolean(found.index >= 0);
}
Value typed_array_find(Agent* agent, Frame* f) {
  Found found;
  TRY(search(agent, f, METHOD("find"), true, false, &found));
  return found.value;
}
Value typed_array_find_index(Agent* agent, Frame* f) {
  Found found;
  TRY(search(agent, f, METHOD("findIndex"), true, false, &found));
  return number(found.index);
}
Value typed_array_find_last(Agent* agent, Frame* f) {
  Found found;
  TRY(search(agent, f, METHOD("findLast"), true, true, &found));
  return found.value;
}
Value typed_array_find_last_index(Agent* agent, Frame* f) {
  Found found;
  TRY(search(agent, f, METHOD("findLastIndex"), true, true, &found));
  return number(found.index);
}
Value typed_array_reduce(Agent* agent, Frame* f) { return reduce(agent, f, METHOD("reduce"), false); }
Value typed_array_reduce_right(Agent* agent, Frame* f) {
  return reduce(agent, f, METHOD("reduceRight"), true);
}

Value typed_array_for_each(Agent* agent, Frame* f) {
  Walk walk;
  TRY(walk.open(agent, f, METHOD("forEach")));
  for (double k = 0; k < walk.length; k++) {
    TRY(poll(agent));
    TRY(walk.visit(agent, k, TRY(element_or_undefined(agent, walk.array, k))));
  }
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.map
Value typed_array_map(Agent* agent, Frame* f) {
  Walk walk;
  TRY(walk.open(agent, f, METHOD("map")));
  TypedArray* made = TRY(species_create(agent, walk.array, walk.length, METHOD("map")));
  for (double k = 0; k < walk.length; k++) {
    TRY(poll(agent));
    Value v = TRY(element_or_undefined(agent, walk.array, k));
    TRY(set_typed_element(agent, made, k, TRY(walk.visit(agent, k, v))));
  }
  return made;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.filter
Value typed_array_filter(Agent* agent, Frame* f) {
  Walk walk;
  TRY(walk.open(agent, f, METHOD("filter")));
  RootedVector kept(agent);
  for (double k = 0; k < walk.length; k++) {
    TRY(poll(agent));
    Value v = TRY(element_or_undefined(agent, walk.array, k));
    if (to_boolean(TRY(walk.visit(agent, k, v))) && !kept.push(v)) return Abrupt{};
  }
  TypedArray* made = TRY(species_create(agent, walk.array, double(kept.size()), METHOD("filter")));
  for (size_t i = 0; i < kept.size(); i++) TRY(set_typed_element(agent, made, double(i), kept[i]));
  return made;
}

// -- Sorting

namespace {

Status sort_elements(Agent* agent, TypedArray* array, Value comparator, RootedVector* values) {
  for (uint64_t i = 0; i < array->length; i++) {
    TRY(poll(agent));
    if (!values->push(TRY(load_element(agent, array->type(), array->element(i))))) return Abrupt{};
  }
  return sort_numbers(agent, values, comparator);
}

Status check_comparator(Agent* agent, Value comparator) {
  if (comparator.is_undefined() || is_callable(comparator)) return Status::kOk;
  return throw_error(agent, Message::kBadComparator);
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.sort
Value typed_array_sort(Agent* agent, Frame* f) {
  TRY(check_comparator(agent, f->argument(0)));
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("sort")));
  RootedVector values(agent);
  TRY(sort_elements(agent, array, f->argument(0), &values));
  for (size_t i = 0; i < values.size(); i++) TRY(set_typed_element(agent, array, double(i), values[i]));
  return array;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.tosorted
Value typed_array_to_sorted(Agent* agent, Frame* f) {
  TRY(check_comparator(agent, f->argument(0)));
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("toSorted")));
  TypedArray* made = TRY(create_same_type(agent, array, double(array->length)));
  RootedVector values(agent);
  TRY(sort_elements(agent, array, f->argument(0), &values));
  for (size_t i = 0; i < values.size(); i++) TRY(set_typed_element(agent, made, double(i), values[i]));
  return made;
}

}  // namespace whipsnake
