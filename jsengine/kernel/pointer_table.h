// A hash table by address: open addressing, nothing is ever taken out. For passes of the collector that look
// up hundreds of thousands of addresses: what lies together in memory lies together in the table.
#pragma once

#include <cstdint>
#include <vector>

namespace whipsnake {

template <typename Pointee, typename T>
class PointerTable {
 public:
  struct Entry {
    Pointee* key;  // nullptr: free
    T value;
  };

  bool empty() const { return used_ == 0; }
  size_t size() const { return used_; }

  void reserve(size_t count) {
    while (entries_.size() < count * 2) grow();
  }
  T* find(const Pointee* key) {
    if (entries_.empty()) return nullptr;
    Entry& entry = entries_[place_of(key)];
    return entry.key == nullptr ? nullptr : &entry.value;
  }
  // A value-initialised T where there was none. Valid until the next insertion.
  T& insert(Pointee* key, bool* is_new) {
    if ((used_ + 1) * 2 > entries_.size()) grow();
    Entry& entry = entries_[place_of(key)];
    *is_new = entry.key == nullptr;
    if (*is_new) entry.key = key, used_++;
    return entry.value;
  }
  template <typename Visit>
  void for_each(Visit visit) {
    for (Entry& entry : entries_)
      if (entry.key != nullptr) visit(entry.key, entry.value);
  }

 private:
  // Each page of memory has a stretch of the table that begins anywhere, and its addresses stand there in
  // their order: else every look-up would be a cache miss.
  size_t place_of(const Pointee* key) const {
    constexpr unsigned kPageBits = 12, kUnitBits = 6;
    auto address = uintptr_t(key);
    uint64_t page = (uint64_t(address >> kPageBits) * 0x9E37'79B9'7F4A'7C15u) >> 32;
    size_t at = (page + ((address >> kUnitBits) & ((1u << (kPageBits - kUnitBits)) - 1))) & mask_;
    while (entries_[at].key != nullptr && entries_[at].key != key) at = (at + 1) & mask_;
    return at;
  }
  void grow() {
    std::vector<Entry> old(entries_.empty() ? 64 : entries_.size() * 2);
    old.swap(entries_);
    mask_ = entries_.size() - 1;
    for (const Entry& entry : old)
      if (entry.key != nullptr) entries_[place_of(entry.key)] = entry;
  }

  std::vector<Entry> entries_;  // a power of two
  size_t mask_ = 0, used_ = 0;
};

}  // namespace whipsnake
