#include "jsengine/kernel/property_table.h"

#include <algorithm>

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"

namespace whipsnake {

uint32_t key_hash(PropertyKey key) {
  return key.is_string() ? key.as_string()->hash : key.is_symbol() ? key.as_symbol()->aux : key.as_index();
}

uint32_t find_entry(const PropertyTable* table, uint32_t count, PropertyKey key) {
  if (table->aux <= PropertyTable::kLinear) {
    for (uint32_t i = 0; i < count; i++)
      if (table->entries[i].key == key.bits) return i;
    return kNotFound;
  }
  const uint32_t* index = table->index();
  uint32_t mask = table->index_size() - 1;
  for (uint32_t at = key_hash(key) & mask;; at = (at + 1) & mask) {
    uint32_t entry = index[at];
    if (entry == 0) return kNotFound;
    if (table->entries[entry - 1].key == key.bits) return entry - 1 < count ? entry - 1 : kNotFound;
  }
}

PropertyTable* new_property_table(Agent* agent, uint32_t capacity) {
  auto* table = allocate<PropertyTable>(agent, CellKind::kPropertyTable, PropertyTable::size_for(capacity));
  if (table != nullptr) table->aux = capacity;
  return table;
}

PropertyTable* copy_property_table(Agent* agent, const PropertyTable* from, uint32_t count,
                                   uint32_t capacity) {
  PropertyTable* table = TRY(new_property_table(agent, capacity));
  table->lazy_realm = from->lazy_realm;
  for (uint32_t i = 0; i < count; i++)
    if (from->entries[i].key != PropertyTable::kDeleted) {
      TRY(poll(agent));
      append_entry(agent, table, from->entries[i].property_key(), from->entries[i].attributes);
    }
  return table;
}

void append_entry(Agent* agent, PropertyTable* table, PropertyKey key, uint8_t attributes) {
  uint32_t n = table->count++;
  table->entries[n] = {key.bits, key_hash(key), attributes};
  write_barrier(agent, table);
  if (table->aux <= PropertyTable::kLinear) return;
  uint32_t* index = table->index();
  uint32_t mask = table->index_size() - 1, at = key_hash(key) & mask;
  while (index[at] != 0) at = (at + 1) & mask;
  index[at] = n + 1;
}

static bool visit_entries_from(Marker& m, Cell* c, uint32_t from) {
  auto* table = static_cast<PropertyTable*>(c);
  uint32_t end = std::min(from + kPart, table->count);
  for (uint32_t i = from; i < end; i++) m.key(table->entries[i].property_key());
  return end < table->count;
}

void visit_PropertyTable(Marker& m, Cell* c) {
  auto* table = static_cast<PropertyTable*>(c);
  m.cell(table->lazy_realm);
  if (table->count > kPart)
    m.in_parts(table, visit_entries_from);
  else
    visit_entries_from(m, table, 0);
}

}  // namespace whipsnake
