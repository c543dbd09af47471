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
// Only the input takes a value.
Value set_legacy_property(Agent*, Value receiver, LegacyProperty, Value);

template <LegacyProperty kWhich>
Value get_legacy(Agent* agent, Frame* f) {
  return legacy_property(agent, f->this_value(), kWhich);
}
template <LegacyProperty kWhich>
Value set_legacy(Agent* agent, Frame* f) {
  return set_legacy_property(agent, f->this_value(), kWhich, f->argument(0));
}

}  // namespace whipsnake
