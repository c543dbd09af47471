// Shapes shared by transitions. Shapes that belong to one object: own_shape.cpp.
#include "jsengine/kernel/shape.h"

#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"

namespace whipsnake {

namespace {

// In a list of transitions: where a shape was that died. Look-ups go on behind it.
Cell* const kDead = reinterpret_cast<Cell*>(1);
// Added as the "key" of the step to a shape that is not extensible.
const PropertyKey kNonExtensibleStep = {Value::special(7).bits};

// What tells the children of one shape apart.
struct Step {
  PropertyKey key;  // 0 for roots
  uint8_t attributes;
  CellKind kind;
  uint8_t inline_capacity;
  uint16_t inline_offset;
  bool matches(const Shape* s) const {
    return s->key == key && s->attributes == attributes && s->object_kind == kind &&
           s->detail == inline_capacity && s->inline_offset == inline_offset;
  }
};

uint32_t step_hash(PropertyKey key, uint8_t attributes, CellKind kind, uint8_t inline_capacity) {
  uint32_t hash = key.bits == 0 ? 0 : key.is_string() || key.is_symbol() ? key_hash(key) : 77;
  return hash + attributes * 0x9E37'79B1u + uint32_t(kind) * 0x85EB'CA6Bu + inline_capacity * 0xC2B2'AE35u;
}
uint32_t step_hash(const Shape* s) { return step_hash(s->key, s->attributes, s->object_kind, s->detail); }

bool is_hashed(const WeakCellList* list) { return list->aux > 8; }

Shape* find_child(Cell* transitions, const Step& step) {
  auto* list = static_cast<WeakCellList*>(transitions);
  if (list == nullptr) return nullptr;
  if (!is_hashed(list)) {
    for (uint32_t i = 0; i < list->count; i++) {
      auto* shape = static_cast<Shape*>(list->entries[i]);
      if (shape != kDead && step.matches(shape)) return shape;
    }
    return nullptr;
  }
  uint32_t mask = list->aux - 1;
  uint32_t at = step_hash(step.key, step.attributes, step.kind, step.inline_capacity) & mask;
  for (; list->entries[at] != nullptr; at = (at + 1) & mask) {
    auto* shape = static_cast<Shape*>(list->entries[at]);
    if (shape != kDead && step.matches(shape)) return shape;
  }
  return nullptr;
}

void put_child(WeakCellList* list, Shape* child) {
  if (!is_hashed(list)) {
    list->entries[list->count++] = child;
    return;
  }
  uint32_t mask = list->aux - 1, at = step_hash(child) & mask;
  while (list->entries[at] != nullptr) at = (at + 1) & mask;
  list->entries[at] = child;
  list->count++;
}

bool is_full(const WeakCellList* list) {
  return is_hashed(list) ? list->count >= list->aux / 2 : list->count == list->aux;
}

Status add_child(Agent* agent, Cell* owner, Cell** transitions, Shape* child) {
  auto* list = static_cast<WeakCellList*>(*transitions);
  if (list == nullptr || is_full(list)) {
    uint32_t live = 0, slots = list == nullptr ? 0 : is_hashed(list) ? list->aux : list->count;
    for (uint32_t i = 0; i < slots; i++) live += list->entries[i] != kDead && list->entries[i] != nullptr;
    uint32_t capacity = list == nullptr ? 1 : live < 4 ? 4 : live < 8 ? 8 : 32;
    while (capacity > 8 && capacity / 4 < live) capacity *= 2;
    auto* larger =
        TRY(allocate<WeakCellList>(agent, CellKind::kWeakCellList, WeakCellList::size_for(capacity)));
    larger->aux = capacity;
    for (uint32_t i = 0; i < slots; i++)
      if (list->entries[i] != kDead && list->entries[i] != nullptr)
        put_child(larger, static_cast<Shape*>(list->entries[i]));
    store(agent, owner, transitions, larger);
    list = larger;
  }
  put_child(list, child);
  write_barrier(agent, list);
  write_barrier(agent, owner);  // a prototype's shape visits the entries itself
  return Status::kOk;
}

Shape* new_root(Agent* agent, const Step& step, Value prototype) {
  Shape* root = TRY(allocate<Shape>(agent, CellKind::kShape));
  root->prototype = prototype;
  root->key = step.key;
  root->attributes = step.attributes;
  root->object_kind = step.kind;
  root->detail = step.inline_capacity;
  root->inline_offset = step.inline_offset;
  if (step.attributes) root->flags = kLazyFunction;
  return root;
}

Shape* find_or_make_root(Agent* agent, const Step& step, Value prototype) {
  Cell* owner = nullptr;
  Cell** roots = &agent->null_prototype_roots;
  if (prototype.is_object()) {
    Object* object = prototype.as_object();
    if (!(object->flags & kIsPrototype)) TRY(make_prototype(agent, object));
    owner = object->shape;
    roots = &object->shape->transitions;
  }
  if (Shape* known = find_child(*roots, step)) return known;
  Shape* root = TRY(new_root(agent, step, prototype));
  if (owner == nullptr && *roots == nullptr) {
    auto* list = TRY(allocate<WeakCellList>(agent, CellKind::kWeakCellList, WeakCellList::size_for(8)));
    list->aux = 8;
    *roots = owner = list;
  }
  TRY(add_child(agent, owner == nullptr ? *roots : owner, roots, root));
  return root;
}

// The keys of `parent` and one more: in the lineage's table when nobody else went on from here.
PropertyTable* table_with(Agent* agent, Shape* parent, PropertyKey key, uint8_t attributes) {
  PropertyTable* table = parent->table;
  uint32_t n = parent->aux;
  if (table == nullptr) {
    table = TRY(new_property_table(agent, 4));
  } else if (table->count > n && table->entries[n].key == key.bits &&
             table->entries[n].attributes == attributes) {
    return table;
  } else if (table->count > n || n == table->aux) {
    uint32_t capacity = 4;
    while (capacity <= n) capacity *= 2;
    table = TRY(copy_property_table(agent, table, n, capacity));
  }
  append_entry(agent, table, key, attributes);
  return table;
}

Shape* new_child(Agent* agent, Shape* parent, PropertyKey key, uint8_t attributes) {
  Shape* child = TRY(allocate<Shape>(agent, CellKind::kShape));
  child->prototype = parent->prototype;
  child->parent = parent;
  child->key = key;
  child->attributes = attributes;
  child->object_kind = parent->object_kind;
  child->detail = parent->detail;
  child->inline_offset = parent->inline_offset;
  child->flags = parent->flags;
  child->table = parent->table;
  child->aux = parent->aux;
  return child;
}

Step step_from(const Shape* parent, PropertyKey key, uint8_t attributes) {
  return {key, attributes, parent->object_kind, parent->detail, parent->inline_offset};
}

}  // namespace

Shape* root_shape(Agent* agent, CellKind kind, Value prototype, uint8_t inline_capacity,
                  uint16_t inline_offset) {
  return find_or_make_root(
      agent, {{0}, 0, kind, inline_capacity, inline_capacity ? inline_offset : uint16_t(0)}, prototype);
}

Shape* lazy_function_shape(Agent* agent, CellKind kind, Value prototype, uint8_t inline_capacity,
                           uint16_t inline_offset) {
  return find_or_make_root(agent, {{0}, 1, kind, inline_capacity, inline_offset}, prototype);
}

Shape* add_transition(Agent* agent, Shape* parent, PropertyKey key, uint8_t attributes) {
  if (Shape* known = find_child(parent->transitions, step_from(parent, key, attributes))) return known;
  PropertyTable* table = TRY(table_with(agent, parent, key, attributes));
  Shape* child = TRY(new_child(agent, parent, key, attributes));
  child->table = table;
  child->aux = parent->aux + 1;
  TRY(add_child(agent, parent, &parent->transitions, child));
  return child;
}

static Shape* non_extensible_transition(Agent* agent, Shape* parent) {
  if (parent->flags & kNonExtensible) return parent;
  if (Shape* known = find_child(parent->transitions, step_from(parent, kNonExtensibleStep, 0))) return known;
  Shape* child = TRY(new_child(agent, parent, kNonExtensibleStep, 0));
  child->flags |= kNonExtensible;
  TRY(add_child(agent, parent, &parent->transitions, child));
  return child;
}

// The shape with the same keys on another root, entry by entry; attributes given by `changed`.
template <typename Changed>
static Shape* replay(Agent* agent, Shape* root, Shape* from, Changed changed) {
  Shape* shape = root;
  for (uint32_t i = 0; i < from->aux; i++) {
    PropertyTable::Entry entry = from->table->entries[i];
    shape = TRY(add_transition(agent, shape, entry.property_key(), changed(i, entry)));
  }
  return from->flags & kNonExtensible ? non_extensible_transition(agent, shape) : shape;
}

static Shape* root_of(Shape* shape) {
  while (shape->parent != nullptr) shape = shape->parent;
  return shape;
}

Status change_attributes(Agent* agent, Object* o, uint32_t n, uint8_t attributes) {
  Shape* shape = o->shape;
  if (has_own_shape(shape)) {
    shape->table->entries[n].attributes = attributes;
    break_validity(agent, shape);
    return Status::kOk;
  }
  Shape* changed = TRY(replay(agent, root_of(shape), shape, [=](uint32_t i, const auto& entry) {
    return i == n ? attributes : entry.attributes;
  }));
  store(agent, o, &o->shape, changed);
  return Status::kOk;
}

Status restrict_properties(Agent* agent, Object* o, uint8_t mask) {
  auto restricted = [=](const PropertyTable::Entry& entry) -> uint8_t {
    if (entry.property_key().is_private()) return entry.attributes;
    return entry.attributes & (mask | kAccessorProperty);
  };
  if (o->shape->flags & kLazyFunction) TRY(materialise_function(agent, o));
  Shape* shape = o->shape;
  if (has_own_shape(shape)) {
    for (uint32_t i = 0; i < shape->aux; i++) {
      PropertyTable::Entry& entry = shape->table->entries[i];
      if (entry.key != PropertyTable::kDeleted) entry.attributes = restricted(entry);
    }
    break_validity(agent, shape);
    return Status::kOk;
  }
  Shape* changed = TRY(
      replay(agent, root_of(shape), shape, [=](uint32_t, const auto& entry) { return restricted(entry); }));
  store(agent, o, &o->shape, changed);
  return Status::kOk;
}

Status change_prototype(Agent* agent, Object* o, Value prototype) {
  Shape* shape = o->shape;
  if (has_own_shape(shape)) {
    if (prototype.is_object() && !(prototype.as_object()->flags & kIsPrototype))
      TRY(make_prototype(agent, prototype.as_object()));
    store(agent, shape, &shape->prototype, prototype);
    break_validity(agent, shape);
    return Status::kOk;
  }
  Shape* root = TRY(find_or_make_root(agent,
                                      {{0},
                                       uint8_t(shape->flags & kLazyFunction ? 1 : 0),
                                       shape->object_kind,
                                       shape->detail,
                                       shape->inline_offset},
                                      prototype));
  Shape* changed =
      TRY(replay(agent, root, shape, [](uint32_t, const auto& entry) { return entry.attributes; }));
  store(agent, o, &o->shape, changed);
  return Status::kOk;
}

Status change_to_non_extensible(Agent* agent, Object* o) {
  if (o->shape->flags & kLazyFunction) TRY(materialise_function(agent, o));
  if (o->is_array() ||
      (o->elements != nullptr && !(o->flags & kSparse))) {  // a vector may always be appended to
    TRY(make_sparse(agent, o));
    static_cast<SparseElements*>(o->elements)->has_attributes = true;
  }
  Shape* shape = o->shape;
  if (has_own_shape(shape)) {
    shape->flags |= kNonExtensible;
    break_validity(agent, shape);
  } else {
    Shape* changed = TRY(non_extensible_transition(agent, shape));
    store(agent, o, &o->shape, changed);
  }
  o->flags &= ~kExtensible;
  return Status::kOk;
}

static void drop_dead_entries(Agent*, Cell* c) {
  auto* list = static_cast<WeakCellList*>(c);
  uint32_t slots = list->flags || !is_hashed(list) ? list->count : list->aux;
  for (uint32_t i = 0; i < slots; i++) {
    Cell*& entry = list->entries[i];
    if (entry != nullptr && entry != kDead && !is_marked(entry)) entry = kDead;
  }
}

void visit_WeakCellList(Marker& m, Cell* c) { m.weak(c, drop_dead_entries); }

void visit_Shape(Marker& m, Cell* c) {
  auto* shape = static_cast<Shape*>(c);
  m.value(shape->prototype);
  m.cell(shape->parent);
  if (shape->key.bits != 0) m.key(shape->key);
  m.cell(shape->transitions);
  // The roots of a prototype's objects live as long as it does, even when there is no object for a while.
  if (auto* roots = static_cast<WeakCellList*>(shape->transitions); roots && shape->flags & kPrototypeShape)
    for (uint32_t i = 0; i < (is_hashed(roots) ? roots->aux : roots->count); i++)
      if (roots->entries[i] != kDead) m.cell(roots->entries[i]);
  m.cell(shape->table);
  m.cell(shape->validity);
}

}  // namespace whipsnake
