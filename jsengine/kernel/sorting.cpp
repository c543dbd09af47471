// A stable merge sort whose order may be a script's function.
// https://tc39.es/ecma262/#sec-sortindexedproperties
#include "jsengine/kernel/sorting.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

namespace {

// Room for so many, or none: then a termination is pending.
template <typename T>
class Buffer {
 public:
  Buffer(Agent* agent, size_t count) : agent_(agent), bytes_(count * sizeof(T)) {
    if (!charge(agent, Category::kCollections, bytes_)) return;
    items_ = static_cast<T*>(malloc(std::max<size_t>(bytes_, 1)));
    if (items_ != nullptr) return;
    uncharge(agent, Category::kCollections, bytes_);
    throw_out_of_memory(agent);
  }
  ~Buffer() {
    if (items_ == nullptr) return;
    uncharge(agent_, Category::kCollections, bytes_);
    free(items_);
  }
  Buffer(const Buffer&) = delete;
  T* items() { return items_; }

 private:
  Agent* agent_;
  size_t bytes_;
  T* items_ = nullptr;
};

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
  return source == values ? Status::kOk : copy_in_pieces(agent, values, source, count);
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
  Buffer<TextKey> buffer(agent, 2 * count);
  TextKey* keys = buffer.items();
  if (keys == nullptr) return Abrupt{};
  for (size_t i = 0; i < count; i++) keys[i] = {texts[i].as_string(), (*values)[i]};
  TRY(merge_sort(agent, keys, keys + count, count, [agent](TextKey later, TextKey earlier) {
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
  Buffer<Value> buffer(agent, values->size());
  if (buffer.items() == nullptr) return Abrupt{};
  return merge_sort(agent, values->data(), buffer.items(), values->size(),
                    [agent](Value later, Value earlier) {
                      if (later.is_bigint())
                        return truth(is_less_than(agent, later, earlier, true) == Order::kLess);
                      double a = later.as_number(), b = earlier.as_number();
                      if (std::isnan(a) || std::isnan(b)) return truth(std::isnan(b) && !std::isnan(a));
                      return truth(a < b || (a == b && std::signbit(a) && !std::signbit(b)));
                    });
}

Status sort_by_bits(Agent* agent, Value* values, size_t count) {
  auto is_before = [](Value a, Value b) { return a.bits < b.bits; };
  if (count <= kPiece) {
    std::sort(values, values + count, is_before);
    return Status::kOk;
  }
  Buffer<Value> buffer(agent, count);
  if (buffer.items() == nullptr) return Abrupt{};
  return merge_sort(agent, values, buffer.items(), count,
                    [&](Value later, Value earlier) { return truth(is_before(later, earlier)); });
}

}  // namespace whipsnake
