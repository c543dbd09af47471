// Shapes, their transitions, dictionaries, prototypes and validity. https://tc39.es/ecma262/ knows none of
// it.
#pragma once

#include "jsengine/kernel/property_table.h"

namespace whipsnake {

// Weak references, cleared by the collector: shape transitions, dependents of validity cells.
struct WeakCellList : Cell {  // aux: capacity
  uint32_t count;             // entries used, cleared ones included
  Cell* entries[1];           // nullptr once the cell is dead
  static size_t size_for(uint32_t capacity) {
    return sizeof(WeakCellList) + (size_t(capacity) - 1) * sizeof(Cell*);
  }
};

// Shapes with more properties than this become dictionaries.
constexpr uint32_t kMaxShapeProperties = 128;

// The shape of objects of `kind` without own properties. The prototype becomes a prototype object
// (kIsPrototype).
Shape* root_shape(Agent*, CellKind kind, Value prototype, uint8_t inline_capacity, uint16_t inline_offset);
// A root whose functions still owe their own properties: see materialise_function.
Shape* lazy_function_shape(Agent*, CellKind kind, Value prototype, uint8_t inline_capacity,
                           uint16_t inline_offset);
// For shared shapes with room: the shape with one more property.
Shape* add_transition(Agent*, Shape*, PropertyKey, uint8_t attributes);

inline bool has_own_shape(const Shape* s) { return s->flags & (kDictionary | kPrototypeShape); }
inline uint32_t find_in_shape(const Shape* s, PropertyKey key) {
  return s->aux == 0 ? kNotFound : find_entry(s->table, s->aux, key);
}

// Bytes of a plain object.
inline size_t size_of_instance(const Shape* s) { return sizeof(Object) + size_t(s->detail) * sizeof(Value); }

Status make_dictionary(Agent*, Object*);  // gives the object a shape of its own
Status make_prototype(Agent*, Object*);   // and marks it as a prototype

// Whether look-ups that go through this prototype (or find something in this object with a shape of its own)
// still find the same: false for ever once it, or an object above it, changed. nullptr: not worth having (it
// changes often).
Validity* validity_of(Agent*, Object*);
void break_validity(Agent*, Shape*);

Status ensure_slot(Agent*, Object*, uint32_t n);  // room for slot n
// Adds a property that is not there. No checks. Room for the value is made; the slot is filled.
Status append_property(Agent*, Object*, PropertyKey, Value, uint8_t attributes);
Status change_attributes(Agent*, Object*, uint32_t entry, uint8_t attributes);
Status remove_property(Agent*, Object*, uint32_t entry);
Status change_prototype(Agent*, Object*, Value prototype);
Status change_to_non_extensible(Agent*, Object*);
// All properties at once, for Object.freeze and seal: attributes &= mask (accessors keep their writable bit).
Status restrict_properties(Agent*, Object*, uint8_t data_mask);

inline Value* slot_address(Object* o, uint32_t n) {
  Shape* s = o->shape;
  if (n < s->detail) return reinterpret_cast<Value*>(reinterpret_cast<uint8_t*>(o) + s->inline_offset) + n;
  return &o->slots->values[n - s->detail];
}
inline Cell* slot_holder(Object* o, uint32_t n) {
  return n < o->shape->detail ? static_cast<Cell*>(o) : o->slots;
}

}  // namespace whipsnake
