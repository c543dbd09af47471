// Elements by hash: where indices are far apart, or where an element is read-only, hidden or an accessor.
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

struct SparseElements : Cell {  // aux: capacity, a power of two
  struct Entry {
    uint32_t index;  // PropertyKey's largest is 2^32 - 2
    uint8_t attributes;
    uint8_t state;  // kEmpty, kUsed, kRemoved
    Value value;    // for an accessor property: its Accessor cell
  };
  enum : uint8_t { kEmpty = 0, kUsed = 1, kRemoved = 2 };
  uint32_t live;        // entries in use
  uint32_t filled;      // and removed ones
  bool has_attributes;  // some entry is not plain data: never goes back to a vector
  Entry entries[1];
  static size_t size_for(uint32_t capacity) {
    return sizeof(SparseElements) + (size_t(capacity) - 1) * sizeof(Entry);
  }
};

SparseElements::Entry* find_element(SparseElements*, uint32_t index);  // nullptr: none
SparseElements* new_sparse_elements(Agent*, uint32_t capacity);
// The index must not be there. The object's `elements` may be replaced by a larger table.
Status add_element(Agent*, Object*, uint32_t index, Value, uint8_t attributes);
void remove_element(SparseElements*, SparseElements::Entry*);

}  // namespace whipsnake
