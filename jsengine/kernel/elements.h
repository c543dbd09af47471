// Own elements of objects without exotic elements: a vector with holes, or a sparse table.
#pragma once

#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/sparse_elements.h"

namespace whipsnake {

// Arrays shorter than this may be a vector however few elements they have.
constexpr uint32_t kMaxEagerLength = 1u << 22;

inline Slots* dense_elements(Object* o) { return static_cast<Slots*>(o->elements); }
inline SparseElements* sparse_elements(Object* o) { return static_cast<SparseElements*>(o->elements); }

// The value at index, or the hole.
inline Value own_dense_element(Object* o, uint32_t index) {
  Slots* vector = dense_elements(o);
  return vector != nullptr && index < vector->aux ? vector->values[index] : Value::hole();
}

// Adds an element that is not there. No checks; an Array's length is the caller's.
Status append_element(Agent*, Object*, uint32_t index, Value, uint8_t attributes);
// Gives an element that is there another value and attributes.
Status replace_element(Agent*, Object*, uint32_t index, Value, uint8_t attributes);
void delete_element(Object*, uint32_t index);
Status make_sparse(Agent*, Object*);
Status element_keys(Agent*, Object*, KeyList*);
// For freeze and seal: attributes of all elements &= mask.
Status restrict_elements(Agent*, Object*, uint8_t data_mask);

}  // namespace whipsnake
