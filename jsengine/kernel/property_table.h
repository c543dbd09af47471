// Keys of objects in insertion order, with a hash index from nine keys on.
//
// Shapes of one lineage (a -> ab -> abc) share one table: a shape with n properties owns the first n entries.
// A dictionary or prototype shape has a table of its own. The value of entry i stands in slot i of the
// object.
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

struct PropertyTable : Cell {  // aux: capacity in entries
  struct Entry {
    uint64_t key;  // PropertyKey bits (traced); kDeleted in a dictionary's deleted entry
    uint32_t hash;
    uint8_t attributes;
    PropertyKey property_key() const { return {key}; }
  };
  static constexpr uint64_t kDeleted = 0;
  static constexpr uint32_t kLinear = 8;  // up to so many entries are searched in order

  uint32_t count;     // entries used, deleted ones included
  uint32_t deleted;   // of dictionaries
  Realm* lazy_realm;  // realm of the built-in functions of this object that are not made yet, or nullptr
  Entry entries[1];   // `aux` entries, then the index: index_size() numbers, 0 or entry + 1

  uint32_t capacity() const { return aux; }
  uint32_t index_size() const { return aux <= kLinear ? 0 : 2 * aux; }  // capacities are powers of two
  uint32_t* index() { return reinterpret_cast<uint32_t*>(entries + aux); }
  const uint32_t* index() const { return reinterpret_cast<const uint32_t*>(entries + aux); }
  static size_t size_for(uint32_t capacity) {
    return sizeof(PropertyTable) + (size_t(capacity) - 1) * sizeof(Entry) +
           (capacity <= kLinear ? 0 : 2 * size_t(capacity) * sizeof(uint32_t));
  }
};

constexpr uint32_t kNotFound = 0xFFFF'FFFF;

uint32_t key_hash(PropertyKey);
// The entry of `key` among the first `count`, or kNotFound.
uint32_t find_entry(const PropertyTable*, uint32_t count, PropertyKey);
PropertyTable* new_property_table(Agent*, uint32_t capacity);
// A copy of the first `count` entries with room for more; deleted entries are left out.
PropertyTable* copy_property_table(Agent*, const PropertyTable*, uint32_t count, uint32_t capacity);
// There must be room, and the key must not be there.
void append_entry(Agent*, PropertyTable*, PropertyKey, uint8_t attributes);

}  // namespace whipsnake
