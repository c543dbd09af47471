// What the files of TypedArray share, and the functions its table of rows (typed_array.cpp) takes from them.
#pragma once

#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

// Copies elements, converting them; both are numbers or both BigInts. The ranges may overlap when the types
// are the same.
Status copy_elements(Agent*, ElementType to_type, uint8_t* to, ElementType from_type, const uint8_t* from,
                     uint64_t count);
// A typed array with a buffer of its own.
TypedArray* allocate_typed_array(Agent*, ElementType, Value prototype, double length);
// https://tc39.es/ecma262/#sec-typedarraycreatefromctor with a length
TypedArray* create_typed_array(Agent*, Value constructor, double length, const char* method);
TypedArray* validate_created(Agent*, Value made, const double* length, const char* method);
// https://tc39.es/ecma262/#typedarray-species-create
TypedArray* species_create(Agent*, TypedArray* exemplar, double length, const char* method);
Value species_constructor_of(Agent*, TypedArray* exemplar);
// An array of the same type as another, with this realm's constructor.
TypedArray* create_same_type(Agent*, TypedArray* exemplar, double length);
// An element by index, or undefined beyond the end.
Value element_or_undefined(Agent*, TypedArray*, double index);
// https://tc39.es/ecma262/#sec-typedarraysetelement
Status set_typed_element(Agent*, TypedArray*, double index, Value);

// clang-format off
#define WHIPSNAKE_TYPED_ARRAY_METHODS(F) \
  F(at) F(copy_within) F(fill) F(includes) F(index_of) F(join) F(last_index_of) F(reverse) F(set) \
  F(slice) F(sort) F(subarray) F(to_locale_string) F(to_reversed) F(to_sorted) F(with) F(every) \
  F(filter) F(find) F(find_index) F(find_last) F(find_last_index) F(for_each) F(map) F(reduce) \
  F(reduce_right) F(some) F(keys) F(values) F(entries)
// clang-format on
#define F(name) Value typed_array_##name(Agent*, Frame*);
WHIPSNAKE_TYPED_ARRAY_METHODS(F)
#undef F

}  // namespace whipsnake
