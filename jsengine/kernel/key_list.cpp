#include "jsengine/kernel/key_list.h"

#include <algorithm>

#include "jsengine/kernel/heap.h"

namespace whipsnake {

Status KeyList::add(PropertyKey key) {
  uint32_t capacity = keys_ == nullptr ? 0 : keys_->aux;
  if (size_ == capacity) {
    Slots* larger = TRY(new_slots(agent_, capacity == 0 ? 16 : capacity * 2));
    for (uint32_t i = 0; i < size_; i++) larger->values[i] = keys_->values[i];
    keys_ = larger;
  }
  store(agent_, keys_, &keys_->values[size_++], Value(key.bits));
  return Status::kOk;
}

void KeyList::sort_indices(uint32_t from) {
  if (from >= size_) return;
  std::sort(keys_->values + from, keys_->values + size_, [](Value a, Value b) { return a.bits < b.bits; });
}

}  // namespace whipsnake
