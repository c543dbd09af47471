#include "jsengine/kernel/portable/verifier_types.h"

namespace whipsnake {

RegisterType EnvironmentTable::intern(const EnvironmentType& wanted) {
  auto known = numbers_.find(wanted);
  if (known != numbers_.end()) return known->second;
  if (types_.size() >= kMost || wanted.size > kMostSlots || slots_ + wanted.size > 16 * kMostSlots)
    return kGarbage;
  auto type = RegisterType(kFirstEnvironment + types_.size());
  types_.push_back(wanted);
  numbers_.emplace(wanted, type);
  flags_.emplace_back(wanted.size, uint8_t(0));
  slots_ += wanted.size;
  return type;
}

void EnvironmentTable::add_slot_flags(RegisterType type, uint32_t slot, uint8_t flags) {
  uint8_t& known = flags_[type - kFirstEnvironment][slot];
  changed_ = changed_ || (known | flags) != known;
  known |= flags;
}

bool EnvironmentTable::take_changed() {
  bool changed = changed_;
  changed_ = false;
  return changed;
}

RegisterType EnvironmentTable::outer(RegisterType type, uint32_t hops) const {
  for (; hops > 0 && is_environment(type); hops--) type = (*this)[type].parent;
  return is_environment(type) ? type : RegisterType(kGarbage);
}

}  // namespace whipsnake
