// https://webidl.spec.whatwg.org/#dfn-overload-resolution-algorithm
#pragma once

#include "jsengine/kernel/platform/interface.h"

namespace whipsnake {

// nullptr: a TypeError is pending.
const Overload* choose_overload(Agent*, Frame*, const PlatformRow&);
// How well a value fits a type, as the algorithm prefers them: 0 does not at all.
Status fitness(Agent*, Value, const Conversion&, int* rank);
Abrupt throw_too_few_arguments(Agent*, Frame*, const PlatformRow&);

}  // namespace whipsnake
