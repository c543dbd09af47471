// A growable list of property keys, rooted: keys seen only here stay alive.
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

// The keys stand in a Slots cell, found by the scan of the native stack while the list lives there.
class KeyList {
 public:
  explicit KeyList(Agent* agent) : agent_(agent) {}
  KeyList(const KeyList&) = delete;
  Status add(PropertyKey);
  uint32_t size() const { return size_; }
  PropertyKey operator[](uint32_t i) const { return {keys_->values[i].bits}; }
  Status sort_indices(uint32_t from);  // the keys from `from` on are indices: into ascending order
  void truncate(uint32_t size) { size_ = size; }
  void replace(uint32_t i, PropertyKey key) { keys_->values[i] = Value{key.bits}; }

 private:
  Agent* agent_;
  Slots* volatile keys_ = nullptr;
  uint32_t size_ = 0;
};

}  // namespace whipsnake
