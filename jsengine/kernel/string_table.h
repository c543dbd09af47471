// The agent's interned strings and the strings of one code unit.
#pragma once

#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/string.h"

namespace whipsnake {

struct StringTable {
  // Open addressing, linear probing, a power of two; nullptr: free, kRemoved: was used.
  String** entries = nullptr;
  uint32_t capacity = 0, used = 0, removed = 0;
  String* single_units[256] = {};
  String* empty = nullptr;
  std::vector<String*> young;  // interned since the last collection
};

StringTable* new_string_table(Agent*);
void delete_string_table(StringTable*);
void visit_string_roots(Marker&);
// Forgets interned strings that are not marked.
void sweep_strings(Agent*, bool major);

}  // namespace whipsnake
