#include "jsengine/kernel/syntax/atom_table.h"

#include <cstring>

namespace whipsnake::syntax {

namespace {

// Scripts choose the names, so the seed keeps them from choosing the collisions too cheaply; probing is linear.
constexpr uint64_t SEED = 0x9E3779B97F4A7C15u;

template <typename Unit>
uint32_t hash_of(const Unit* text, uint32_t length) {
  uint64_t hash = SEED ^ length;
  for (uint32_t i = 0; i < length; ++i) hash = (hash ^ text[i]) * 0xFF51AFD7ED558CCDu;
  return static_cast<uint32_t>(hash >> 32) ^ static_cast<uint32_t>(hash >> 11);
}

template <typename Unit>
bool same(const char16_t* units, const Unit* text, uint32_t length) {
  for (uint32_t i = 0; i < length; ++i) {
    if (units[i] != text[i]) return false;
  }
  return true;
}

}  // namespace

uint32_t AtomTable::intern_ascii(const uint8_t* text, uint32_t length) { return find_or_add(text, length); }

uint32_t AtomTable::intern(const char16_t* units, uint32_t length) { return find_or_add(units, length); }

bool AtomTable::equals(uint32_t atom, const char* ascii) const {
  const uint32_t length = static_cast<uint32_t>(std::strlen(ascii));
  return entries_[atom].length == length && same(units(atom), ascii, length);
}

template <typename Unit>
uint32_t AtomTable::find_or_add(const Unit* text, uint32_t length) {
  if (entries_.size() * 2 >= slots_.size() && !grow()) return OUT_OF_MEMORY;
  const uint32_t hash = hash_of(text, length);
  const uint32_t mask = slots_.size() - 1;
  uint32_t slot = hash & mask;
  while (slots_[slot] != 0) {
    const uint32_t atom = slots_[slot] - 1;
    const AtomEntry& entry = entries_[atom];
    if (entry.hash == hash && entry.length == length && same(units(atom), text, length)) return atom;
    slot = (slot + 1) & mask;
  }
  return add(text, length, hash, slot);
}

template <typename Unit>
uint32_t AtomTable::add(const Unit* text, uint32_t length, uint32_t hash, uint32_t slot) {
  const uint32_t offset = pool_.size();
  if (length > UINT32_MAX - offset || !pool_.resize(offset + length)) return OUT_OF_MEMORY;
  for (uint32_t i = 0; i < length; ++i) pool_[offset + i] = static_cast<char16_t>(text[i]);
  if (!entries_.push({offset, length, hash})) return OUT_OF_MEMORY;
  slots_[slot] = entries_.size();
  return entries_.size() - 1;
}

bool AtomTable::grow() {
  const uint32_t size = slots_.size() == 0 ? 256 : slots_.size() * 2;
  GrowingArray<uint32_t> slots;
  if (size == 0 || !slots.resize(size)) return false;
  std::memset(slots.data(), 0, size_t{size} * sizeof(uint32_t));
  for (uint32_t atom = 0; atom < entries_.size(); ++atom) {
    uint32_t slot = entries_[atom].hash & (size - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (size - 1);
    slots[slot] = atom + 1;
  }
  slots_.swap(slots);
  return true;
}

}  // namespace whipsnake::syntax
