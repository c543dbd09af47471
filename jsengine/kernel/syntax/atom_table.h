// The names and strings of one source text, each stored once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "jsengine/kernel/syntax/growing_array.h"

namespace whipsnake::syntax {

struct AtomEntry {
  uint32_t offset;  // of its first code unit in the pool
  uint32_t length;
  uint32_t hash;
};

class AtomTable {
 public:
  static constexpr uint32_t OUT_OF_MEMORY = 0xFFFFFFFEu;

  // The atom of a text of ASCII bytes or of UTF-16 code units; OUT_OF_MEMORY when there is none. Behind a
  // padded text seven more bytes can be read.
  uint32_t intern_padded(const uint8_t* text, uint32_t length);
  uint32_t intern_ascii(const uint8_t* text, uint32_t length);
  uint32_t intern(const char16_t* units, uint32_t length);

  uint32_t size() const { return entries_.size(); }
  const char16_t* units(uint32_t atom) const { return pool_.data() + entries_[atom].offset; }
  uint32_t length(uint32_t atom) const { return entries_[atom].length; }
  bool equals(uint32_t atom, const char* ascii) const;
  size_t bytes() const { return pool_.bytes() + entries_.bytes() + slots_.bytes(); }

 private:
  template <typename Unit>
  uint32_t find_or_add(const Unit* text, uint32_t length, uint32_t hash);
  template <typename Unit>
  uint32_t add(const Unit* text, uint32_t length, uint32_t hash, uint32_t slot);
  bool grow();

  GrowingArray<char16_t> pool_;
  GrowingArray<AtomEntry> entries_;
  GrowingArray<uint32_t> slots_;  // atom + 1, 0 when free; a power of two of them
};

}  // namespace whipsnake::syntax
