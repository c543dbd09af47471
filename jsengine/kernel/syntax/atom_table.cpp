#include "jsengine/kernel/syntax/atom_table.h"

#include <cstring>

namespace whipsnake::syntax {

namespace {

constexpr uint64_t SEED = 0x9E3779B97F4A7C15u;
constexpr uint64_t FACTOR = 0xFF51AFD7ED558CCDu;

uint64_t mixed(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * FACTOR;
  return hash ^ (hash >> 32);
}

// ASCII is hashed eight characters at a time.
uint32_t hash_of_padded(const uint8_t* text, uint32_t length) {
  uint64_t hash = SEED ^ length;
  for (; length >= 8; text += 8, length -= 8) {
    uint64_t word;
    std::memcpy(&word, text, 8);
    hash = mixed(hash, word);
  }
  if (length != 0) {
    uint64_t word;
    std::memcpy(&word, text, 8);
    hash = mixed(hash, word & (~uint64_t{0} >> (64 - 8 * length)));
  }
  return static_cast<uint32_t>(hash);
}

// The same value for the same ASCII text, whatever its units; any value for others.
template <typename Unit>
uint32_t hash_of(const Unit* text, uint32_t length) {
  uint64_t hash = SEED ^ length;
  while (length != 0) {
    const uint32_t taken = length < 8 ? length : 8;
    uint64_t word = 0;
    for (uint32_t i = taken; i-- > 0;) word = word << 8 ^ uint64_t { text[i] };
    hash = mixed(hash, word);
    text += taken;
    length -= taken;
  }
  return static_cast<uint32_t>(hash);
}

template <typename Unit>
bool same(const char16_t* units, const Unit* text, uint32_t length) {
  for (uint32_t i = 0; i < length; ++i) {
    if (units[i] != text[i]) return false;
  }
  return true;
}

}  // namespace

uint32_t AtomTable::intern_padded(const uint8_t* text, uint32_t length) {
  return find_or_add(text, length, hash_of_padded(text, length));
}

uint32_t AtomTable::intern_ascii(const uint8_t* text, uint32_t length) {
  return find_or_add(text, length, hash_of(text, length));
}

uint32_t AtomTable::intern(const char16_t* units, uint32_t length) {
  return find_or_add(units, length, hash_of(units, length));
}

bool AtomTable::equals(uint32_t atom, const char* ascii) const {
  const uint32_t length = static_cast<uint32_t>(std::strlen(ascii));
  return entries_[atom].length == length && same(units(atom), ascii, length);
}

template <typename Unit>
uint32_t AtomTable::find_or_add(const Unit* text, uint32_t length, uint32_t hash) {
  if (entries_.size() * 2 >= slots_.size() && !grow()) return OUT_OF_MEMORY;
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
