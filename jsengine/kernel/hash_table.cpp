#include "jsengine/kernel/hash_table.h"

#include <algorithm>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

constexpr uint32_t kSmallest = 4;
constexpr uint32_t kLargest = 1u << 26;

uint32_t mixed(uint64_t bits) {
  uint64_t h = bits * 0x9E37'79B9'7F4A'7C15u;
  return uint32_t(h >> 32);
}

uint32_t hash_of(Agent* agent, Value key) {
  if (key.is_string()) return string_hash(agent, key.as_string());
  if (key.is_bigint()) return mixed(bigint_hash(key.as_bigint()));
  return mixed(key.bits);
}

bool same_key(Agent* agent, Value a, Value b) {
  if (a == b) return true;
  if (a.tag() != b.tag()) return false;
  if (a.is_string()) {
    String *s = a.as_string(), *t = b.as_string();
    return !(s->is_interned() && t->is_interned()) && strings_equal(agent, s, t);
  }
  return a.is_bigint() && bigints_equal(a.as_bigint(), b.as_bigint());
}

void append(HashTable* table, Value key, Value v, uint32_t hash) {
  uint32_t* bucket = &table->buckets()[hash & (table->aux - 1)];
  table->entries[table->used] = {key, v, *bucket, hash};
  *bucket = table->used++;
  table->live++;
}

HashTable* replace_table(Agent* agent, Collection* c, uint32_t capacity) {
  HashTable* table = TRY(new_hash_table(agent, capacity, c->table->flags));
  HashTable* old = c->table;
  for (uint32_t i = old->first; i < old->used; i++) {
    const HashTable::Entry& entry = old->entries[i];
    if (!entry.key.is_hole()) append(table, entry.key, entry.value, entry.hash);
  }
  store(agent, old, &old->successor, table);
  store(agent, c, &c->table, table);
  write_barrier(agent, table);
  return table;
}

}  // namespace

HashTable* new_hash_table(Agent* agent, uint32_t capacity, bool weak) {
  if (capacity > kLargest) return throw_error(agent, Message::kCollectionTooLarge);
  capacity = std::max(capacity, kSmallest);
  auto* table =
      static_cast<HashTable*>(TRY(allocate_raw(agent, CellKind::kHashIndex, HashTable::size_for(capacity))));
  table->aux = capacity;
  table->flags = weak;
  table->successor = nullptr;
  table->used = table->live = table->first = 0;
  table->cleared = false;
  std::fill_n(table->buckets(), capacity, HashTable::kNone);
  return table;
}

namespace {

void drop(HashTable* table, HashTable::Entry* entry) {
  entry->key = Value::hole();
  entry->value = Value::undefined();
  table->live--;
  while (table->first < table->used && table->entries[table->first].key.is_hole()) table->first++;
}

bool visit_entries_from(Marker& m, Cell* c, uint32_t from) {
  auto* table = static_cast<HashTable*>(c);
  uint32_t end = std::min(from + kPart, table->used);
  for (uint32_t i = std::max(from, table->first); i < end; i++) {
    m.value(table->entries[i].key);
    m.value(table->entries[i].value);
  }
  return end < table->used;
}

// Weak tables: what a key refers to is kept alive by the key.
void visit_entries(Marker& m, Cell* c) {
  auto* table = static_cast<HashTable*>(c);
  for (uint32_t i = table->first; i < table->used; i++)
    m.entry(table->entries[i].key, table->entries[i].value);
}

void drop_dead_keys(Agent*, Cell* c) {
  auto* table = static_cast<HashTable*>(c);
  for (uint32_t i = table->first; i < table->used; i++)
    if (!is_marked(table->entries[i].key)) drop(table, &table->entries[i]);
}

}  // namespace

void visit_HashIndex(Marker& m, Cell* c) {
  auto* table = static_cast<HashTable*>(c);
  if (table->flags) {
    m.ephemeron(table, visit_entries);
    m.weak(table, drop_dead_keys);
    return;
  }
  m.cell(table->successor);
  if (table->used > kPart)
    m.in_parts(table, visit_entries_from);
  else
    visit_entries_from(m, table, 0);
}

VISIT_OBJECT(Map, Collection, &Collection::table)
VISIT_OBJECT(Set, Collection, &Collection::table)
VISIT_OBJECT(WeakMap, Collection, &Collection::table)
VISIT_OBJECT(WeakSet, Collection, &Collection::table)

Value normalised_key(Agent* agent, Value key) {
  if (key.is_double()) return key.as_double() == 0 ? Value::int32(0) : Value::normalised(key.as_double());
  if (key.is_string()) return TRY(flatten(agent, key.as_string()));
  return key;
}

HashTable::Entry* find_entry_of(Agent* agent, HashTable* table, Value key) {
  if (table->live == 0) return nullptr;
  uint32_t hash = hash_of(agent, key);
  for (uint32_t i = table->buckets()[hash & (table->aux - 1)]; i != HashTable::kNone;
       i = table->entries[i].next)
    if (table->entries[i].hash == hash && same_key(agent, table->entries[i].key, key))
      return &table->entries[i];
  return nullptr;
}

Status collection_put(Agent* agent, Collection* c, Value key, Value v) {
  HashTable* table = c->table;
  if (HashTable::Entry* entry = find_entry_of(agent, table, key)) {
    store(agent, table, &entry->value, v);
    return Status::kOk;
  }
  if (table->used == table->aux)
    table = TRY(replace_table(agent, c, table->live > table->aux / 2 ? table->aux * 2 : table->aux));
  append(table, key, v, hash_of(agent, key));
  write_barrier(agent, table);
  return Status::kOk;
}

Value collection_get(Agent* agent, Collection* c, Value key) {
  HashTable::Entry* entry = find_entry_of(agent, c->table, TRY(normalised_key(agent, key)));
  return entry ? entry->value : Value::undefined();
}

Value collection_has(Agent* agent, Collection* c, Value key) {
  return Value::boolean(find_entry_of(agent, c->table, TRY(normalised_key(agent, key))) != nullptr);
}

Value collection_set(Agent* agent, Collection* c, Value key, Value v) {
  TRY(collection_put(agent, c, TRY(normalised_key(agent, key)), v));
  return c;
}

Value collection_add(Agent* agent, Collection* c, Value key) {
  Value normalised = TRY(normalised_key(agent, key));
  TRY(collection_put(agent, c, normalised, normalised));
  return c;
}

bool collection_delete(Agent* agent, Collection* c, Value key) {
  HashTable* table = c->table;
  HashTable::Entry* entry = find_entry_of(agent, table, key);
  if (entry == nullptr) return false;
  drop(table, entry);
  return true;
}

Status collection_clear(Agent* agent, Collection* c) {
  HashTable* old = c->table;
  HashTable* table = TRY(new_hash_table(agent, kSmallest, false));
  store(agent, old, &old->successor, table);
  old->cleared = true;
  old->first = old->used;  // its entries need not be kept any more
  store(agent, c, &c->table, table);
  return Status::kOk;
}

HashTable::Entry* TableCursor::next() {
  while (HashTable* successor = table->successor) {
    if (table->cleared) {
      index = 0;
    } else {  // the holes before it are gone
      uint32_t end = std::min(index, table->used);
      auto holes = std::count_if(table->entries, table->entries + end,
                                 [](const HashTable::Entry& e) { return e.key.is_hole(); });
      index -= uint32_t(holes);
    }
    table = successor;
  }
  index = std::max(index, table->first);
  while (index < table->used) {
    HashTable::Entry* entry = &table->entries[index++];
    if (!entry->key.is_hole()) return entry;
  }
  return nullptr;
}

}  // namespace whipsnake
