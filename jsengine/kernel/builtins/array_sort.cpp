// Array.prototype.sort and toSorted. https://tc39.es/ecma262/#sec-array.prototype.sort
#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/sorting.h"

namespace whipsnake {

namespace {

// What is sorted: the values that are there, and how many are undefined, which come last.
struct Sorted {
  explicit Sorted(Agent* agent) : values(agent) {}
  RootedVector values;
  double undefined_count = 0;
};

// https://tc39.es/ecma262/#sec-sortindexedproperties
Status sort_indexed(Agent* agent, Object* o, double length, bool skip_holes, Value comparator,
                    Sorted* sorted) {
  for (double k = 0; k < length; k++) {
    TRY(poll(agent));
    if (skip_holes && !TRY(has_at(agent, o, k))) continue;
    Value v = TRY(get_at(agent, o, k));
    if (v.is_undefined())
      sorted->undefined_count++;
    else if (!sorted->values.push(v))
      return Abrupt{};
  }
  return sort_values(agent, &sorted->values, comparator);
}

Status check_comparator(Agent* agent, Value comparator) {
  if (comparator.is_undefined() || is_callable(comparator)) return Status::kOk;
  return throw_error(agent, Message::kBadComparator);
}

}  // namespace

Value array_prototype_sort(Agent* agent, Frame* f) {
  Value comparator = f->argument(0);
  TRY(check_comparator(agent, comparator));
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  Sorted sorted(agent);
  TRY(sort_indexed(agent, o, length, true, comparator, &sorted));
  double k = 0;
  for (; k < double(sorted.values.size()); k++) {
    TRY(poll(agent));
    TRY(set_at(agent, o, k, sorted.values[size_t(k)]));
  }
  for (double end = k + sorted.undefined_count; k < end; k++) TRY(set_at(agent, o, k, Value::undefined()));
  for (; k < length; k++) {  // as many holes as there were
    TRY(poll(agent));
    Array* array = simple_array(agent, o);
    if (array != nullptr && (array->elements == nullptr || k >= dense_elements(array)->aux)) break;
    TRY(delete_at(agent, o, k));
  }
  return o;
}

// https://tc39.es/ecma262/#sec-array.prototype.tosorted
Value array_prototype_to_sorted(Agent* agent, Frame* f) {
  Value comparator = f->argument(0);
  TRY(check_comparator(agent, comparator));
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  if (length > 4294967295.0) return throw_error(agent, Message::kInvalidArrayLength);
  Sorted sorted(agent);
  TRY(sort_indexed(agent, o, length, false, comparator, &sorted));
  Array* result =
      TRY(new_array_from(agent, agent->realm, sorted.values.data(), uint32_t(sorted.values.size())));
  for (double i = 0; i < sorted.undefined_count; i++) TRY(array_push(agent, result, Value::undefined()));
  return result;
}

}  // namespace whipsnake
