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

}  // namespace whipsnake
