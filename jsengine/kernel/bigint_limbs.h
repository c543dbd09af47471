// BigInts as arrays of 64 bits each: for algorithms that take long and poll, as CPython's own do not.
#pragma once

#include <vector>

#include "jsengine/kernel/bigint.h"

namespace whipsnake {

using Limbs = std::vector<uint64_t>;  // least significant first; the last one is not 0

Status limbs_of(Agent*, BigInt*, Limbs*);  // of the absolute value
BigInt* bigint_from_limbs(Agent*, const Limbs&, bool negative);

struct Division {
  Limbs quotient, remainder;
};
Status divide_limbs(Agent*, const Limbs& dividend, const Limbs& divisor, Division*);  // by two limbs or more

}  // namespace whipsnake
