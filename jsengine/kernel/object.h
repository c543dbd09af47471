// Objects and their shapes; the essential internal methods.
//
// An object is: head, shape, overflow slots, elements, fields of its kind, inline slots. Where a shape says a
// property stands at slot n: n < shape->inline_capacity -> inline; else overflow slot n - inline_capacity.
// https://tc39.es/ecma262/#sec-ordinary-object-internal-methods-and-internal-slots
#pragma once

#include "jsengine/kernel/property_key.h"

namespace whipsnake {

struct Realm;
struct Frame;

enum Attributes : uint8_t {
  kWritable = 1,
  kEnumerable = 2,
  kConfigurable = 4,
  kAccessorProperty = 8,  // the slot holds an Accessor cell
  kDataDefault = kWritable | kEnumerable | kConfigurable,
  kHiddenDefault = kWritable | kConfigurable,  // built-in methods
};

struct Slots : Cell {  // aux is the capacity
  Value values[1];

  // Long vectors have cards behind the values, one for so many of them: the collector looks again at the
  // values whose card says that one of them was stored since its last visit.
  static constexpr uint32_t kLong = 16384, kPerCard = 256;
  bool has_cards() const { return aux > kLong; }
  uint8_t* cards() { return reinterpret_cast<uint8_t*>(values + aux); }
  static uint32_t card_count(uint32_t capacity) {
    return capacity > kLong ? (capacity - 1) / kPerCard + 1 : 0;
  }
  static size_t size_for(uint32_t capacity) {
    return sizeof(Slots) + (capacity > 0 ? size_t(capacity) - 1 : 0) * sizeof(Value) + card_count(capacity);
  }
};

struct Accessor : Cell {
  Value getter, setter;  // a callable or undefined
};

struct Validity : Cell {  // aux: 1 while the promise holds, 0 for ever after
  Cell* dependents;       // WeakCellList of the validity cells of prototypes below this one
  bool holds() const { return aux != 0; }
};

enum ShapeFlags : uint8_t {
  kDictionary = 1,      // belongs to one object; keys are in the table only, changed in place
  kPrototypeShape = 2,  // belongs to one object used as a prototype; changes break its validity cell
  kNonExtensible = 8,
  kLazyFunction = 16,  // length, name and prototype of these functions are not made yet
  kImmutablePrototype = 32,
};

// Immutable (but for dictionary and prototype shapes), shared; reached by transitions from a root per kind of
// object and prototype, so that a shape tells both. Property n stands in slot n.
struct Shape : Cell {           // aux is the number of properties; detail the inline capacity
  Value prototype;              // object or null
  Shape* parent;                // shape before `key` was added; nullptr: a root
  PropertyKey key;              // what this step added
  Cell* transitions;            // WeakCellList of children; of a prototype's shape: of roots of its objects
  struct PropertyTable* table;  // keys: the first `aux` entries; shared along a lineage (property_table.h)
  Validity* validity;           // of shapes that belong to one object; made on demand
  uint16_t inline_offset;       // bytes from the object's start to inline slot 0
  uint8_t attributes;           // of `key`; of a prototype's shape: inline capacity that its instances need
  CellKind object_kind;
  uint32_t breaks;  // how often its validity was broken
};

enum ObjectFlags : uint8_t {
  kExtensible = 1,
  kIsPrototype = 2,  // some object has it as prototype: own shape, validity
  kCallable = 4,
  kConstructor = 8,
  kExotic = 16,  // must go through ObjectMethods, no shortcut in inline caches for named properties
  kExoticElements =
      32,          // indexed access must go through ObjectMethods (typed arrays, strings, arguments, proxies)
  kSparse = 64,    // elements is a SparseElements cell
  kHtmlDDA = 128,  // [[IsHTMLDDA]]
};

struct Object : Cell {
  Shape* shape;
  Slots* slots;    // overflow; nullptr when there are none
  Cell* elements;  // Slots with holes (values[0 .. capacity)), or SparseElements, or nullptr
  bool is_callable() const { return flags & kCallable; }
  bool is_constructor() const { return flags & kConstructor; }
  bool is_array() const { return kind == CellKind::kArray; }
  Value prototype() const { return shape->prototype; }  // of ordinary objects
};
static_assert(sizeof(Object) == 32);

struct Array : Object {  // aux is the length
  uint32_t length() const { return aux; }
};
// A fresh ordinary object has room for this many properties in itself.
constexpr int kDefaultInlineCapacity = 4;
struct PlainObject : Object {
  Value inline_slots[kDefaultInlineCapacity];
};
struct WrapperObject : Object {  // Boolean, Number, String, Symbol, BigInt objects
  Value primitive;
};

// https://tc39.es/ecma262/#sec-property-descriptor-specification-type
struct PropertyDescriptor {
  Value value = Value::absent(), getter = Value::absent(), setter = Value::absent();
  uint8_t has = 0;         // which of kWritable, kEnumerable, kConfigurable are present
  uint8_t attributes = 0;  // their values
  bool is_accessor() const { return !getter.is_absent() || !setter.is_absent(); }
  bool is_data() const { return !value.is_absent() || (has & kWritable); }
  static PropertyDescriptor data(Value v, uint8_t attributes) {
    PropertyDescriptor d;
    d.value = v, d.has = kDataDefault, d.attributes = attributes;
    return d;
  }
};

class KeyList;  // growable list of PropertyKey (key_list.h)

// The essential internal methods; one row per kind of exotic object, a default for ordinary ones.
struct ObjectMethods {
  Value (*get_prototype_of)(Agent*, Object*);
  Truth (*set_prototype_of)(Agent*, Object*, Value);
  Truth (*is_extensible)(Agent*, Object*);
  Truth (*prevent_extensions)(Agent*, Object*);
  Truth (*get_own_property)(Agent*, Object*, PropertyKey, PropertyDescriptor*);  // kFalse: there is none
  Truth (*define_own_property)(Agent*, Object*, PropertyKey, const PropertyDescriptor&);
  Truth (*has_property)(Agent*, Object*, PropertyKey);
  Value (*get)(Agent*, Object*, PropertyKey, Value receiver);
  Truth (*set)(Agent*, Object*, PropertyKey, Value v, Value receiver);
  Truth (*delete_property)(Agent*, Object*, PropertyKey);
  Status (*own_property_keys)(Agent*, Object*, KeyList*);
};
extern const ObjectMethods kOrdinaryMethods;
extern const ObjectMethods* const* const object_methods;  // by CellKind

inline const ObjectMethods& methods_of(Object* o) { return *object_methods[size_t(o->kind)]; }

// -- Operations on any object (https://tc39.es/ecma262/#sec-operations-on-objects)
Value get(Agent*, Object*, PropertyKey);
Value get(Agent*, Object*, PropertyKey, Value receiver);
Value get_v(Agent*, Value, PropertyKey);       // GetV: any value, through its prototype
Value get_method(Agent*, Value, PropertyKey);  // undefined or a callable
Status set(Agent*, Object*, PropertyKey, Value, bool throws = true);
Truth try_set(Agent*, Object*, PropertyKey, Value);
Truth has_property(Agent*, Object*, PropertyKey);
Truth has_own_property(Agent*, Object*, PropertyKey);
Truth create_data_property(Agent*, Object*, PropertyKey, Value);
Status create_data_property_or_throw(Agent*, Object*, PropertyKey, Value);
Status define_property_or_throw(Agent*, Object*, PropertyKey, const PropertyDescriptor&);
Status delete_property_or_throw(Agent*, Object*, PropertyKey);
Truth delete_property(Agent*, Object*, PropertyKey);
Value get_prototype_of(Agent*, Object*);
Truth set_prototype_of(Agent*, Object*, Value);
enum class IntegrityLevel { kSealed, kFrozen };
Truth set_integrity_level(Agent*, Object*, IntegrityLevel);
Truth test_integrity_level(Agent*, Object*, IntegrityLevel);
// The TypeError of a failed [[Set]] in strict code: says why it failed.
Abrupt throw_set_failure(Agent*, Value base, PropertyKey);
// Defines without any check on a fresh ordinary object of ours: for set-up and literals.
void put_fresh(Agent*, Object*, PropertyKey, Value, uint8_t attributes = kDataDefault);
void put_fresh_accessor(Agent*, Object*, PropertyKey, Value getter, Value setter, uint8_t attributes);

// -- Making objects
Object* new_object(Agent*, Realm*);                          // %Object.prototype%
Object* new_object_with_prototype(Agent*, Value prototype);  // ordinary
Object* new_object_with_shape(Agent*, Shape*);               // ordinary, slots are the caller's
// What a constructor makes: with as much room as earlier objects of this prototype needed.
Object* new_instance(Agent*, Value prototype);
Object* new_object_of_kind(Agent*, CellKind, size_t size, Value prototype);  // fields zeroed, no inline slots
Array* new_array(Agent*, Realm*, uint32_t length = 0);  // holes; RangeError for lengths is the caller's
Array* new_array_from(Agent*, Realm*, const Value* values, uint32_t count);
template <typename T>
T* new_object_of(Agent* agent, CellKind kind, Value prototype) {
  return static_cast<T*>(new_object_of_kind(agent, kind, sizeof(T), prototype));
}
// OrdinaryCreateFromConstructor's prototype: from new_target's "prototype", else its realm's intrinsic.
Value prototype_from_constructor(Agent*, Value new_target, int intrinsic);
// %Number.prototype% and the like; TypeError for undefined and null.
Object* prototype_of_primitive(Agent*, Value);
uint8_t exotic_flags(CellKind);  // ObjectFlags that all objects of a kind have

// -- Arrays' fast ways. `dense` means: ordinary Array, elements in a Slots vector (holes possible).
inline bool is_dense_array(Value v) {
  if (!v.is_object()) return false;
  Object* o = v.as_object();
  return o->kind == CellKind::kArray && !(o->flags & (kSparse | kExoticElements));
}
Status array_push(Agent*, Array*, Value);                  // own element at length; array must be dense
Truth set_array_length(Agent*, Array*, uint32_t length);   // ArraySetLength's effect; kFalse: refused
bool ensure_elements(Agent*, Object*, uint32_t capacity);  // false: memory is out (abrupt)

// -- Slots: every store of a value into a cell goes through here (invariant 7).
void remember(Agent*, Cell*);
inline void write_barrier(Agent* agent, Cell* holder) {
  if (holder->gc == kOld) [[unlikely]]
    remember(agent, holder);
}
inline void store(Agent* agent, Cell* holder, Value* slot, Value v) {
  *slot = v;
  write_barrier(agent, holder);
}
void remember_slot(Agent*, Slots*, uint32_t index);
inline void store_slot(Agent* agent, Slots* holder, uint32_t index, Value v) {
  holder->values[index] = v;
  if (holder->gc == kOld && v.is_heap()) [[unlikely]]
    remember_slot(agent, holder, index);
}
template <typename T, typename U>
inline void store(Agent* agent, Cell* holder, T** field, U* cell) {
  *field = cell;
  write_barrier(agent, holder);
}

}  // namespace whipsnake
