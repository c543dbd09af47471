// Arguments exotic objects.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

struct Arguments : Object {
  Environment* environment;  // of the mapped parameters
  Slots* map;                // by index: slot of the environment (int32), or the hole; nullptr: unmapped
  Value inline_slots[3];     // length, Symbol.iterator, callee
};

extern const ObjectMethods kArgumentsMethods;
// `array` has the arguments; its elements are taken over. `map` is an Array of slots by parameter, -1: none.
Value create_mapped_arguments(Agent*, Array* array, Environment*, Array* map, Value function);
Value create_unmapped_arguments(Agent*, Array* array);

}  // namespace whipsnake
