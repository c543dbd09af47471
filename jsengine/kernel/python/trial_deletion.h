// Cycles through both heaps (invariant 3).
#pragma once

#include "jsengine/kernel/marker.h"

namespace whipsnake {

// The end of marking in a major collection: marks what Python holds. A handle counts as held unless the only
// references to it come from objects that nothing but unmarked cells own.
void mark_what_python_holds(Marker&);

}  // namespace whipsnake
