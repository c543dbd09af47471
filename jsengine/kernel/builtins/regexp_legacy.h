// The old properties of RegExp that tell of the last match.
// https://github.com/tc39/proposal-regexp-legacy-features DEVIATION: there is one last match for all realms
// of an agent, as browsers had it.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

enum class LegacyProperty : uint8_t {
  kGroup1 = 1,
  kGroup2,
  kGroup3,
  kGroup4,
  kGroup5,
  kGroup6,
  kGroup7,
  kGroup8,
  kGroup9,
  kInput,
  kLastMatch,
  kLastParen,
  kLeftContext,
  kRightContext,
};

Value legacy_property(Agent*, Value receiver, LegacyProperty);
Value set_legacy_input(Agent*, Frame*);

template <LegacyProperty kWhich>
Value get_legacy(Agent* agent, Frame* f) {
  return legacy_property(agent, f->this_value(), kWhich);
}

}  // namespace whipsnake
