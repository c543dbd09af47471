// Shapes that belong to one object (dictionaries and prototypes), validity cells, and the changes of
// properties.
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

// A shape that was relied upon and changed so often is not relied upon any more.
constexpr uint32_t kMaxBreaksOfPrototype = 200, kMaxBreaksOfDictionary = 16;
// Chains longer than this are looked up, not cached.
constexpr int kMaxCachedChain = 32;

static uint32_t capacity_for(uint32_t count) {
  uint32_t capacity = 4;
  while (capacity < count) capacity *= 2;
  return capacity;
}

Status make_dictionary(Agent* agent, Object* o) {
  if (has_own_shape(o->shape)) return Status::kOk;
  if (o->shape->flags & kLazyFunction) TRY(materialise_function(agent, o));
  Shape* shared = o->shape;
  if (has_own_shape(shared)) return Status::kOk;
  PropertyTable* table =
      shared->table == nullptr
          ? TRY(new_property_table(agent, 4))
          : TRY(copy_property_table(agent, shared->table, shared->aux, capacity_for(shared->aux + 1)));
  Shape* own = TRY(allocate<Shape>(agent, CellKind::kShape));
  own->prototype = shared->prototype;
  own->table = table;
  own->aux = table->count;
  own->flags = shared->flags | kDictionary;
  own->object_kind = shared->object_kind;
  own->detail = shared->detail;
  own->inline_offset = shared->inline_offset;
  store(agent, o, &o->shape, own);
  return Status::kOk;
}

Status make_prototype(Agent* agent, Object* o) {
  TRY(make_dictionary(agent, o));
  o->shape->flags |= kPrototypeShape;
  o->flags |= kIsPrototype;
  return Status::kOk;
}

// -- Validity

static Status add_dependent(Agent* agent, Validity* above, Validity* dependent) {
  auto* list = static_cast<WeakCellList*>(above->dependents);
  if (list == nullptr || list->count == list->aux) {
    auto is_live = [](Cell* c) { return uintptr_t(c) > 1 && static_cast<Validity*>(c)->holds(); };
    uint32_t live = 0;
    for (uint32_t i = 0; list != nullptr && i < list->count; i++) live += is_live(list->entries[i]);
    uint32_t capacity = live < 2 ? 4 : 2 * live;
    auto* larger =
        TRY(allocate<WeakCellList>(agent, CellKind::kWeakCellList, WeakCellList::size_for(capacity)));
    larger->aux = capacity;
    larger->flags = 1;  // not a hash table
    for (uint32_t i = 0; list != nullptr && i < list->count; i++)
      if (is_live(list->entries[i])) larger->entries[larger->count++] = list->entries[i];
    store(agent, above, &above->dependents, larger);
    list = larger;
  }
  list->entries[list->count++] = dependent;
  write_barrier(agent, list);
  return Status::kOk;
}

static Validity* validity_of(Agent* agent, Object* o, int depth) {
  if (depth > kMaxCachedChain || (o->flags & kExotic)) return nullptr;
  Shape* shape = o->shape;
  if (shape->validity != nullptr && shape->validity->holds()) return shape->validity;
  if (shape->breaks > (shape->flags & kPrototypeShape ? kMaxBreaksOfPrototype : kMaxBreaksOfDictionary))
    return nullptr;
  Validity* above = nullptr;
  if (shape->prototype.is_object()) {
    above = validity_of(agent, shape->prototype.as_object(), depth + 1);
    if (above == nullptr) return nullptr;
  }
  Validity* validity = allocate<Validity>(agent, CellKind::kValidity);
  validity->aux = 1;
  if (above != nullptr && add_dependent(agent, above, validity) == Status::kAbrupt) return nullptr;
  store(agent, shape, &shape->validity, validity);
  return validity;
}

Validity* validity_of(Agent* agent, Object* o) { return validity_of(agent, o, 0); }

// Chains of dependents are at most kMaxCachedChain long.
static void invalidate(Validity* validity) {
  if (!validity->holds()) return;
  validity->aux = 0;
  auto* list = static_cast<WeakCellList*>(validity->dependents);
  for (uint32_t i = 0; list != nullptr && i < list->count; i++)
    if (uintptr_t(list->entries[i]) > 1) invalidate(static_cast<Validity*>(list->entries[i]));
}

void break_validity(Agent*, Shape* shape) {
  if (shape->validity == nullptr) return;
  if (shape->validity->holds()) shape->breaks++;
  invalidate(shape->validity);
  shape->validity = nullptr;
}

// -- Adding and removing

// Later instances of the same prototype shall have room for more in themselves.
static void note_overflow(Object* o) {
  constexpr uint8_t kMaxInlineCapacity = 16;
  uint8_t inside = o->shape->detail;
  if (!o->is(CellKind::kPlainObject) || inside >= kMaxInlineCapacity || !o->shape->prototype.is_object())
    return;
  Shape* prototype = o->shape->prototype.as_object()->shape;
  if ((prototype->flags & kPrototypeShape) && prototype->attributes < 2 * inside)
    prototype->attributes = uint8_t(2 * inside);
}

Status ensure_slot(Agent* agent, Object* o, uint32_t n) {
  uint32_t inside = o->shape->detail;
  if (n < inside) return Status::kOk;
  if (o->slots == nullptr) note_overflow(o);
  uint32_t needed = n - inside + 1, capacity = o->slots == nullptr ? 0 : o->slots->aux;
  if (needed <= capacity) return Status::kOk;
  uint32_t larger = capacity < 4 ? 4 : capacity < 64 ? capacity * 2 : capacity + capacity / 2;
  Slots* slots = TRY(new_slots(agent, larger < needed ? needed : larger));
  for (uint32_t i = 0; i < capacity; i++) slots->values[i] = o->slots->values[i];
  store(agent, o, &o->slots, slots);
  return Status::kOk;
}

// Makes room in a dictionary's table; leaves deleted entries out when they are many.
static Status grow_dictionary(Agent* agent, Object* o) {
  Shape* shape = o->shape;
  PropertyTable* old = shape->table;
  uint32_t live = old->count - old->deleted;
  PropertyTable* table = TRY(copy_property_table(agent, old, old->count, capacity_for(live + live / 2 + 2)));
  if (old->deleted != 0) {
    uint32_t to = 0;
    for (uint32_t from = 0; from < old->count; from++) {
      if (old->entries[from].key == PropertyTable::kDeleted) continue;
      if (from != to) store(agent, slot_holder(o, to), slot_address(o, to), *slot_address(o, from));
      to++;
    }
    for (; to < old->count; to++) *slot_address(o, to) = Value::hole();
    break_validity(agent, shape);
  }
  store(agent, shape, &shape->table, table);
  shape->aux = table->count;
  return Status::kOk;
}

static Status append_to_dictionary(Agent* agent, Object* o, PropertyKey key, Value v, uint8_t attributes) {
  if (o->shape->table->count == o->shape->table->aux) TRY(grow_dictionary(agent, o));
  Shape* shape = o->shape;
  uint32_t n = shape->table->count;
  TRY(ensure_slot(agent, o, n));
  append_entry(agent, shape->table, key, attributes);
  shape->aux = n + 1;
  store(agent, slot_holder(o, n), slot_address(o, n), v);
  break_validity(agent, shape);
  return Status::kOk;
}

Status append_property(Agent* agent, Object* o, PropertyKey key, Value v, uint8_t attributes) {
  if (o->shape->flags & kLazyFunction) TRY(materialise_function(agent, o));
  Shape* shape = o->shape;
  if (has_own_shape(shape)) return append_to_dictionary(agent, o, key, v, attributes);
  // Private names are added to objects that are not extensible, too; such shapes are not worth sharing.
  if (shape->aux >= kMaxShapeProperties || (shape->flags & kNonExtensible)) {
    TRY(make_dictionary(agent, o));
    return append_to_dictionary(agent, o, key, v, attributes);
  }
  uint32_t n = shape->aux;
  Shape* child = TRY(add_transition(agent, shape, key, attributes));
  TRY(ensure_slot(agent, o, n));
  store(agent, o, &o->shape, child);
  store(agent, slot_holder(o, n), slot_address(o, n), v);
  return Status::kOk;
}

Status remove_property(Agent* agent, Object* o, uint32_t n) {
  Shape* shape = o->shape;
  if (!has_own_shape(shape) && n == shape->aux - 1 && !(shape->flags & kNonExtensible)) {
    *slot_address(o, n) = Value::hole();
    store(agent, o, &o->shape, shape->parent);
    return Status::kOk;
  }
  TRY(make_dictionary(agent, o));
  shape = o->shape;
  shape->table->entries[n].key = PropertyTable::kDeleted;
  shape->table->deleted++;
  *slot_address(o, n) = Value::hole();
  break_validity(agent, shape);
  return Status::kOk;
}

}  // namespace whipsnake
