// Finding an own property of an object that keeps its properties the ordinary way.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

struct OwnProperty {
  enum Where : uint8_t { kSlot, kElement, kArrayLength };
  Where where;
  uint8_t attributes;
  uint32_t entry;  // kSlot: in the shape's table
  Value* address;  // of the value; nullptr for kArrayLength
  Cell* holder;    // the cell `address` is in
  Value value;     // or the Accessor cell

  bool is_accessor() const { return attributes & kAccessorProperty; }
  bool is_writable() const { return attributes & kWritable; }
  Accessor* accessor() const { return value.as<Accessor>(); }
};

// Arrays: `length` is virtual, its attribute is here.
constexpr uint8_t kLengthReadOnly = 1;  // Array::detail

// A built-in that is not made yet stands in its slot as a special value (builtin.cpp).
inline bool is_lazy(Value v) { return v.has_tag(Tag::kSpecial) && (v.bits & Value::kPayload) > 4096; }

// kFalse: there is none. Makes what is made on first use.
Truth find_own(Agent*, Object*, PropertyKey, OwnProperty*);
Truth find_own_named(Agent*, Object*, PropertyKey, OwnProperty*);
bool find_own_element(Object*, uint32_t index, OwnProperty*);
// The property's value for a receiver: calls a getter.
inline Value value_of(Agent* agent, const OwnProperty& p, Value receiver) {
  if (!p.is_accessor()) return p.value;
  Value getter = p.accessor()->getter;
  return getter.is_undefined() ? getter : call(agent, getter, receiver, nullptr, 0);
}
// Adds a property that is not there, whatever the object's extensibility. Keeps an Array's length.
Status add_own(Agent*, Object*, PropertyKey, Value, uint8_t attributes);
// Another value and attributes for a property that is there (not an Array's length).
Status replace_own(Agent*, Object*, PropertyKey, const OwnProperty&, Value, uint8_t attributes);
Accessor* new_accessor(Agent*, Value getter, Value setter);

// The ordinary internal methods, for exotic objects that change some of them.
Value ordinary_get_prototype_of(Agent*, Object*);
Truth ordinary_set_prototype_of(Agent*, Object*, Value);
Truth ordinary_is_extensible(Agent*, Object*);
Truth ordinary_prevent_extensions(Agent*, Object*);
Truth ordinary_get_own_property(Agent*, Object*, PropertyKey, PropertyDescriptor*);
Truth ordinary_define_own_property(Agent*, Object*, PropertyKey, const PropertyDescriptor&);
Truth ordinary_has_property(Agent*, Object*, PropertyKey);
Value ordinary_get(Agent*, Object*, PropertyKey, Value receiver);
Truth ordinary_set(Agent*, Object*, PropertyKey, Value v, Value receiver);
Truth ordinary_delete(Agent*, Object*, PropertyKey);
Status ordinary_own_property_keys(Agent*, Object*, KeyList*);
Status named_keys(Agent*, Object*, KeyList*);  // strings, then symbols, in order of creation

// The same algorithms for objects whose [[GetOwnProperty]] is exotic: they call it.
// https://tc39.es/ecma262/#sec-ordinaryget
Value exotic_get(Agent*, Object*, PropertyKey, Value receiver);
Truth exotic_set(Agent*, Object*, PropertyKey, Value v, Value receiver);
Truth exotic_has_property(Agent*, Object*, PropertyKey);
// https://tc39.es/ecma262/#sec-ordinarysetwithowndescriptor from the step where the receiver is written.
Truth set_on_receiver(Agent*, PropertyKey, Value v, Value receiver);
// https://tc39.es/ecma262/#sec-iscompatiblepropertydescriptor
bool is_compatible_descriptor(Agent*, bool extensible, const PropertyDescriptor& change, bool exists,
                              const PropertyDescriptor& current);

}  // namespace whipsnake
