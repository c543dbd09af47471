// Sorting values with the order of a script or of ours.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/heap.h"

namespace whipsnake {

// Sorts values stably. undefined as comparator: by their text (arrays), else a callable.
Status sort_values(Agent*, RootedVector* values, Value comparator);
// The same, numbers and BigInts in ascending order without a comparator (typed arrays).
Status sort_numbers(Agent*, RootedVector* values, Value comparator);
// In the order of their bits. Something else holds all of them meanwhile.
Status sort_by_bits(Agent*, Value* values, size_t count);

}  // namespace whipsnake
