// for-in: the keys of an object and its prototypes. https://tc39.es/ecma262/#sec-enumerate-object-properties
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

struct ForInIterator : Object {  // never seen by scripts
  Object* object;                // whose keys are being given; nullptr at the end
  Slots* keys;                   // of `object`, as values
  bool all_keys;                 // `keys` are those of the prototypes too: one of them is a proxy
  Slots* visited;                // keys of objects already left behind, sorted by bits; nullptr: none
  uint32_t next, count, visited_count;
};

// Of nothing when the value is null or undefined.
Value new_for_in_iterator(Agent*, Value);
// The next key as a string, or absent.
Value for_in_next(Agent*, Value iterator);

}  // namespace whipsnake
