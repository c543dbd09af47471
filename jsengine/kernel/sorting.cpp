// A stable merge sort whose order may be a script's function.
// https://tc39.es/ecma262/#sec-sortindexedproperties
#include "jsengine/kernel/sorting.h"

#include <algorithm>
#include <cmath>

#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

// Merges runs of ever greater length between two buffers. `precedes(later, earlier)` says whether the later
// one must come first: Truth. Only this operation may fail.
template <typename T, typename Precedes>
Status merge_sort(Agent* agent, T* values, T* buffer, size_t count, Precedes precedes) {
  constexpr size_t kRun = 6;
  for (size_t from = 0; from < count; from += kRun) {
    TRY(poll(agent));
    size_t to = std::min(from + kRun, count);
    for (size_t i = from + 1; i < to; i++) {
      T v = values[i];
      size_t at = i;
      for (; at > from && TRY(precedes(v, values[at - 1])); at--) values[at] = values[at - 1];
      values[at] = v;
    }
  }
  T *source = values, *target = buffer;
  for (size_t width = kRun; width < count; width *= 2) {
    for (size_t from = 0; from < count; from += 2 * width) {
      TRY(poll(agent));
      size_t middle = std::min(from + width, count), to = std::min(from + 2 * width, count);
      size_t left = from, right = middle, out = from;
      // Runs that are in order already are copied.
      if (middle < to && TRY(precedes(source[middle], source[middle - 1])))
        for (; left < middle && right < to; TRY(poll(agent)))
          target[out++] = TRY(precedes(source[right], source[left])) ? source[right++] : source[left++];
      for (; left < middle; TRY(poll(agent))) target[out++] = source[left++];
      for (; right < to; TRY(poll(agent))) target[out++] = source[right++];
    }
    std::swap(source, target);
  }
  if (source != values) std::copy_n(source, count, values);
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-comparearrayelements with a comparator
struct ByFunction {
  Agent* agent;
  Value comparator;
  Truth operator()(Value later, Value earlier) const {
    Value result = TRY(call_with(agent, comparator, Value::undefined(), earlier, later));
    if (result.is_int32()) return truth(result.as_int32() > 0);
    return truth(TRY(to_number(agent, result)).as_number() > 0);
  }
};

struct TextKey {
  String* text;
  Value value;
};

bool is_before(Agent* agent, String* a, String* b) { return compare_strings(agent, a, b) < 0; }

// The elements' texts are made once; they stand in `texts`, which the collector sees.
Status sort_by_text(Agent* agent, RootedVector* values) {
  size_t count = values->size();
  RootedVector texts(agent);
  for (size_t i = 0; i < count; i++) {
    TRY(poll(agent));
    String* text = TRY(flatten(agent, TRY(to_string(agent, (*values)[i]))));
    if (!texts.push(text)) return Abrupt{};
  }
  // Values are kept alive by `values` until the end, texts by `texts`.
  std::vector<TextKey> keys(2 * count);
  for (size_t i = 0; i < count; i++) keys[i] = {texts[i].as_string(), (*values)[i]};
  TRY(merge_sort(agent, keys.data(), keys.data() + count, count, [agent](TextKey later, TextKey earlier) {
    return truth(is_before(agent, later.text, earlier.text));
  }));
  for (size_t i = 0; i < count; i++) (*values)[i] = keys[i].value;
  return Status::kOk;
}

Status sort_by_function(Agent* agent, RootedVector* values, Value comparator) {
  size_t count = values->size();
  for (size_t i = 0; i < count; i++)
    if (!values->push(Value::undefined())) return Abrupt{};
  TRY(merge_sort(agent, values->data(), values->data() + count, count, ByFunction{agent, comparator}));
  values->truncate(count);
  return Status::kOk;
}

}  // namespace

Status sort_values(Agent* agent, RootedVector* values, Value comparator) {
  if (values->size() < 2) return Status::kOk;
  return comparator.is_undefined() ? sort_by_text(agent, values)
                                   : sort_by_function(agent, values, comparator);
}

// https://tc39.es/ecma262/#sec-comparetypedarrayelements: -0 before +0, NaN last
Status sort_numbers(Agent* agent, RootedVector* values, Value comparator) {
  if (!comparator.is_undefined()) return sort_values(agent, values, comparator);
  std::vector<Value> buffer(values->size());
  return merge_sort(agent, values->data(), buffer.data(), values->size(),
                    [agent](Value later, Value earlier) {
                      if (later.is_bigint())
                        return truth(is_less_than(agent, later, earlier, true) == Order::kLess);
                      double a = later.as_number(), b = earlier.as_number();
                      if (std::isnan(a) || std::isnan(b)) return truth(std::isnan(b) && !std::isnan(a));
                      return truth(a < b || (a == b && std::signbit(a) && !std::signbit(b)));
                    });
}

}  // namespace whipsnake
