// What the files of Array.prototype share, and the functions its table of rows (array.cpp) takes from them.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/elements.h"

namespace whipsnake {

constexpr double kMaxSafeInteger = 9007199254740991.0;

// Arrays up to this length get a vector for their elements when all of them are written.
constexpr uint32_t kMaxFilledLength = 1u << 27;

// The Array when it is an ordinary one of this realm with elements in a vector, and none of its prototypes
// has elements; else nullptr. A hole of such an Array is absent and reads as undefined; reading, writing and
// deleting elements runs no code.
inline Array* simple_array(Agent* agent, Value v) {
  if (!is_dense_array(v)) return nullptr;
  auto* array = static_cast<Array*>(v.as_object());
  if (array->shape != agent->realm->array_shape) return nullptr;
  Object* prototype = array->shape->prototype.as_object();
  Value root = agent->realm->object_shape->prototype;
  if (prototype->elements != nullptr || prototype->shape->prototype != root) return nullptr;
  return root.as_object()->elements == nullptr ? array : nullptr;
}
// The same, and the vector has room for all elements: values[0 .. length).
inline Array* full_array(Agent* agent, Value v) {
  Array* array = simple_array(agent, v);
  if (array == nullptr || array->aux == 0) return array;
  return array->elements != nullptr && dense_elements(array)->aux >= array->aux ? array : nullptr;
}
inline Value* values_of(Array* array) { return array->elements ? dense_elements(array)->values : nullptr; }

// -- Elements of any object by an index up to 2^53 - 1
Value get_at(Agent*, Object*, double index);
Status set_at(Agent*, Object*, double index, Value);
Truth has_at(Agent*, Object*, double index);
Status delete_at(Agent*, Object*, double index);
Status create_at(Agent*, Object*, double index, Value);
Status set_length(Agent*, Object*, double length);
// Moves one element, or its absence: what shift, unshift, splice and copyWithin do step by step.
Status move_element(Agent*, Object*, double from, double to);

// A relative index clamped to 0 .. length; `otherwise` for undefined.
Status relative_index(Agent*, Value, double length, double otherwise, double* result);
// The receiver as an object, and its length.
Object* array_like(Agent*, Value this_value, double* length);
// A new Array of this realm with the elements from .. from + count of a simple one.
Array* copy_of_range(Agent*, Array*, uint32_t from, uint32_t count);
// ArrayCreate: RangeError beyond 2^32 - 1.
Array* array_create_of(Agent*, double length);

// The text of join and of toLocaleString, of any object with elements; empty where an array contains itself.
Value join_elements(Agent*, Object*, double length, String* separator);
Value join_locale_texts(Agent*, Object*, double length);

// -- The functions
// clang-format off
#define WHIPSNAKE_ARRAY_METHODS(F) \
  F(push) F(pop) F(shift) F(unshift) F(splice) F(reverse) F(fill) F(copy_within) F(sort) F(slice) \
  F(concat) F(join) F(to_string) F(to_locale_string) F(index_of) F(last_index_of) F(includes) F(at) \
  F(flat) F(flat_map) F(with) F(to_reversed) F(to_spliced) F(to_sorted)
// clang-format on
#define F(name) Value array_prototype_##name(Agent*, Frame*);
WHIPSNAKE_ARRAY_METHODS(F)
#undef F

}  // namespace whipsnake
