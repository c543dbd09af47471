// Array iterators. https://tc39.es/ecma262/#sec-array-iterator-objects
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

enum class ArrayIteratorKind : uint8_t { kKeys, kValues, kEntries };  // Cell::detail
struct ArrayIterator : Object {
  Value iterated;  // undefined once it is done
  double next_index;
};
Value create_array_iterator(Agent*, Object*, ArrayIteratorKind);
Value array_iterator_next(Agent*, Frame*);
// The next value, or absent at the end.
Value step_array_iterator(Agent*, ArrayIterator*);

}  // namespace whipsnake
