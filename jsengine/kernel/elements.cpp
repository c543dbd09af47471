#include "jsengine/kernel/elements.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

// -- The sparse table

static uint32_t element_hash(uint32_t index) {
  uint32_t h = index * 0x9E37'79B1u;
  return h ^ (h >> 15);
}

SparseElements* new_sparse_elements(Agent* agent, uint32_t capacity) {
  auto* table =
      TRY(allocate<SparseElements>(agent, CellKind::kSparseElements, SparseElements::size_for(capacity)));
  table->aux = capacity;
  return table;
}

SparseElements::Entry* find_element(SparseElements* table, uint32_t index) {
  uint32_t mask = table->aux - 1;
  for (uint32_t at = element_hash(index) & mask;; at = (at + 1) & mask) {
    SparseElements::Entry& entry = table->entries[at];
    if (entry.state == SparseElements::kEmpty) return nullptr;
    if (entry.state == SparseElements::kUsed && entry.index == index) return &entry;
  }
}

static void put_element(SparseElements* table, uint32_t index, Value v, uint8_t attributes) {
  uint32_t mask = table->aux - 1, at = element_hash(index) & mask;
  while (table->entries[at].state == SparseElements::kUsed) at = (at + 1) & mask;
  if (table->entries[at].state == SparseElements::kEmpty) table->filled++;
  table->entries[at] = {index, attributes, SparseElements::kUsed, v};
  table->live++;
  if (attributes != kDataDefault) table->has_attributes = true;
}

// An Array whose table is as full as a vector would be goes back to a vector.
static Truth make_dense_again(Agent* agent, Object* o) {
  SparseElements* table = sparse_elements(o);
  if (!o->is_array() || table->has_attributes) return Truth::kFalse;
  uint32_t length = static_cast<Array*>(o)->length();
  if (length / 2 > table->live || length > kMaxEagerLength) return Truth::kFalse;
  Slots* vector = TRY(new_slots(agent, length + length / 4 + 4));
  for (uint32_t i = 0; i < table->aux; i++) {
    SparseElements::Entry& entry = table->entries[i];
    if (entry.state != SparseElements::kUsed) continue;
    if (entry.index >= vector->aux) return Truth::kFalse;
    vector->values[entry.index] = entry.value;
  }
  store(agent, o, &o->elements, vector);
  o->flags &= ~kSparse;
  return Truth::kTrue;
}

Status add_element(Agent* agent, Object* o, uint32_t index, Value v, uint8_t attributes) {
  SparseElements* table = sparse_elements(o);
  if (table->filled + 1 > table->aux / 4 * 3) {
    if (attributes == kDataDefault && TRY(make_dense_again(agent, o)))
      return append_element(agent, o, index, v, attributes);
    uint32_t capacity = 8;
    while (capacity / 2 < table->live + 1) {
      if (capacity >= 1u << 31) return throw_out_of_memory(agent);
      capacity *= 2;
    }
    SparseElements* larger = TRY(new_sparse_elements(agent, capacity));
    for (uint32_t i = 0; i < table->aux; i++) {
      TRY(poll(agent));
      const SparseElements::Entry& entry = table->entries[i];
      if (entry.state == SparseElements::kUsed)
        put_element(larger, entry.index, entry.value, entry.attributes);
    }
    store(agent, o, &o->elements, larger);
    table = larger;
  }
  put_element(table, index, v, attributes);
  write_barrier(agent, table);
  return Status::kOk;
}

void remove_element(SparseElements* table, SparseElements::Entry* entry) {
  entry->state = SparseElements::kRemoved;
  entry->value = Value::hole();
  table->live--;
}

Status make_sparse(Agent* agent, Object* o) {
  if (o->flags & kSparse) return Status::kOk;
  Slots* vector = dense_elements(o);
  uint32_t count = 0;
  for (uint32_t i = 0; vector != nullptr && i < vector->aux; i++) count += !vector->values[i].is_hole();
  uint32_t capacity = 8;
  while (capacity / 2 < count + 1) capacity *= 2;
  SparseElements* table = TRY(new_sparse_elements(agent, capacity));
  for (uint32_t i = 0; vector != nullptr && i < vector->aux; i++)
    if (!vector->values[i].is_hole()) {
      TRY(poll(agent));
      put_element(table, i, vector->values[i], kDataDefault);
    }
  store(agent, o, &o->elements, table);
  o->flags |= kSparse;
  return Status::kOk;
}

// -- Vectors

bool ensure_elements(Agent* agent, Object* o, uint32_t capacity) {
  Slots* old = dense_elements(o);
  uint32_t had = old == nullptr ? 0 : old->aux;
  if (capacity <= had) return true;
  Slots* vector = new_slots(agent, capacity);
  if (vector == nullptr) return false;
  if (had != 0 && is_abrupt(copy_in_pieces(agent, vector->values, old->values, had))) return false;
  store(agent, o, &o->elements, vector);
  return true;
}

// Whether growing the vector up to an index is worth its memory: one slot in eight would be used.
static bool fits_vector(Object* o, uint32_t index) {
  if (index < 1024) return true;
  if (o->is_array() && index < static_cast<Array*>(o)->length())
    return static_cast<Array*>(o)->length() <= kMaxEagerLength;
  const Slots* vector = dense_elements(o);
  uint32_t used = 0;
  for (uint32_t i = 0; vector != nullptr && i < vector->aux; i++) used += !vector->values[i].is_hole();
  return used >= index / 8 && index < 1u << 28;
}

Status append_element(Agent* agent, Object* o, uint32_t index, Value v, uint8_t attributes) {
  if (o->flags & kSparse) return add_element(agent, o, index, v, attributes);
  Slots* vector = dense_elements(o);
  uint32_t capacity = vector == nullptr ? 0 : vector->aux;
  if (attributes != kDataDefault || (index >= capacity && !fits_vector(o, index))) {
    TRY(make_sparse(agent, o));
    return add_element(agent, o, index, v, attributes);
  }
  if (index >= capacity) {
    uint32_t wanted = index + 1 + index / 2 + 3;
    if (o->is_array()) {
      uint32_t length = static_cast<Array*>(o)->length();
      if (index < length && length <= kMaxEagerLength && wanted < length) wanted = length;
    }
    if (!ensure_elements(agent, o, wanted)) return Abrupt{};
    vector = dense_elements(o);
  }
  store_slot(agent, vector, index, v);
  return Status::kOk;
}

Status replace_element(Agent* agent, Object* o, uint32_t index, Value v, uint8_t attributes) {
  if (!(o->flags & kSparse)) {
    if (attributes == kDataDefault) {
      store_slot(agent, dense_elements(o), index, v);
      return Status::kOk;
    }
    TRY(make_sparse(agent, o));
  }
  SparseElements* table = sparse_elements(o);
  SparseElements::Entry* entry = find_element(table, index);
  store(agent, table, &entry->value, v);
  entry->attributes = attributes;
  if (attributes != kDataDefault) table->has_attributes = true;
  return Status::kOk;
}

void delete_element(Object* o, uint32_t index) {
  if (!(o->flags & kSparse)) {
    dense_elements(o)->values[index] = Value::hole();
  } else {
    remove_element(sparse_elements(o), find_element(sparse_elements(o), index));
  }
}

Status element_keys(Agent* agent, Object* o, KeyList* keys) {
  if (o->elements == nullptr) return Status::kOk;
  if (!(o->flags & kSparse)) {
    for (uint32_t i = 0; i < dense_elements(o)->aux; i++)
      if (!dense_elements(o)->values[i].is_hole()) TRY(keys->add(PropertyKey::index(i)));
    return Status::kOk;
  }
  uint32_t from = keys->size();
  SparseElements* table = sparse_elements(o);
  for (uint32_t i = 0; i < table->aux; i++)
    if (table->entries[i].state == SparseElements::kUsed)
      TRY(keys->add(PropertyKey::index(table->entries[i].index)));
  return keys->sort_indices(from);
}

Status restrict_elements(Agent* agent, Object* o, uint8_t mask) {
  if (o->elements == nullptr) return Status::kOk;
  TRY(make_sparse(agent, o));
  SparseElements* table = sparse_elements(o);
  table->has_attributes = true;
  for (uint32_t i = 0; i < table->aux; i++) {
    SparseElements::Entry& entry = table->entries[i];
    if (entry.state == SparseElements::kUsed) entry.attributes &= mask | kAccessorProperty;
  }
  return Status::kOk;
}

void visit_SparseElements(Marker& m, Cell* c) {
  auto* table = static_cast<SparseElements*>(c);
  for (uint32_t i = 0; i < table->aux; i++)
    if (table->entries[i].state == SparseElements::kUsed) m.value(table->entries[i].value);
}

}  // namespace whipsnake
