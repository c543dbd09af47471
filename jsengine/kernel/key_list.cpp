#include "jsengine/kernel/key_list.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/sorting.h"

namespace whipsnake {

// Polls: what has many keys takes long to list.
Status KeyList::add(PropertyKey key) {
  TRY(poll(agent_));
  uint32_t capacity = keys_ == nullptr ? 0 : keys_->aux;
  if (size_ == capacity) {
    Slots* larger = TRY(new_slots(agent_, capacity == 0 ? 16 : capacity * 2));
    if (size_ != 0) TRY(copy_in_pieces(agent_, larger->values, keys_->values, size_));
    keys_ = larger;
  }
  store(agent_, keys_, &keys_->values[size_++], Value(key.bits));
  return Status::kOk;
}

Status KeyList::sort_indices(uint32_t from) {
  return from < size_ ? sort_by_bits(agent_, keys_->values + from, size_ - from) : Status::kOk;
}

}  // namespace whipsnake
