// The ordinary internal methods.
// https://tc39.es/ecma262/#sec-ordinary-object-internal-methods-and-internal-slots
#include "jsengine/kernel/object.h"

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

Accessor* new_accessor(Agent* agent, Value getter, Value setter) {
  auto* accessor = allocate<Accessor>(agent, CellKind::kAccessor);
  accessor->getter = getter.is_absent() ? Value::undefined() : getter;
  accessor->setter = setter.is_absent() ? Value::undefined() : setter;
  return accessor;
}

// -- Own properties

bool find_own_element(Object* o, uint32_t index, OwnProperty* p) {
  if (o->elements == nullptr) return false;
  p->where = OwnProperty::kElement;
  p->holder = o->elements;
  if (!(o->flags & kSparse)) {
    Value v = own_dense_element(o, index);
    if (v.is_hole()) return false;
    p->attributes = kDataDefault;
    p->address = &dense_elements(o)->values[index];
    p->value = v;
    return true;
  }
  SparseElements::Entry* entry = find_element(sparse_elements(o), index);
  if (entry == nullptr) return false;
  p->attributes = entry->attributes;
  p->address = &entry->value;
  p->value = entry->value;
  return true;
}

static bool is_owed(Agent* agent, PropertyKey key) {
  const Names* names = agent->names;
  return key == names->length || key == names->name || key == names->prototype || key == names->arguments ||
         key == names->caller;
}

Truth find_own_named(Agent* agent, Object* o, PropertyKey key, OwnProperty* p) {
  if ((o->shape->flags & kLazyFunction) && is_owed(agent, key)) TRY(materialise_function(agent, o));
  if (o->is_array() && key == agent->names->length) {
    p->where = OwnProperty::kArrayLength;
    p->attributes = o->detail & kLengthReadOnly ? 0 : kWritable;
    p->address = nullptr;
    p->value = Value::uint32(o->aux);
    return Truth::kTrue;
  }
  Shape* shape = o->shape;
  uint32_t n = find_in_shape(shape, key);
  if (n == kNotFound) return Truth::kFalse;
  p->where = OwnProperty::kSlot;
  p->entry = n;
  p->attributes = shape->table->entries[n].attributes;
  p->address = slot_address(o, n);
  p->holder = slot_holder(o, n);
  if (p->address->has_tag(Tag::kCell) && p->address->as_cell()->is(CellKind::kPropertyCell)) {
    auto* cell = p->address->as<PropertyCell>();
    p->holder = cell;
    p->address = &cell->value;
  }
  if (is_lazy(*p->address)) {
    Value made = TRY(make_lazy_builtin(agent, shape->table->lazy_realm, *p->address));
    // Making it may have added properties to the object.
    if (o->shape != shape || slot_holder(o, n) != p->holder) {
      if (p->holder->kind != CellKind::kPropertyCell) {
        p->address = slot_address(o, n);
        p->holder = slot_holder(o, n);
      }
    }
    store(agent, p->holder, p->address, made);
  }
  p->value = *p->address;
  return Truth::kTrue;
}

Truth find_own(Agent* agent, Object* o, PropertyKey key, OwnProperty* p) {
  return key.is_index() ? truth(find_own_element(o, key.as_index(), p)) : find_own_named(agent, o, key, p);
}

Status add_own(Agent* agent, Object* o, PropertyKey key, Value v, uint8_t attributes) {
  if (!key.is_index()) {
    if (o->is(CellKind::kGlobalObject)) {
      auto* cell = allocate<PropertyCell>(agent, CellKind::kPropertyCell);
      cell->aux = attributes;
      cell->value = v;
      v = Value::cell(cell);
    }
    return append_property(agent, o, key, v, attributes);
  }
  TRY(append_element(agent, o, key.as_index(), v, attributes));
  if (o->is_array() && key.as_index() >= o->aux) o->aux = key.as_index() + 1;
  return Status::kOk;
}

Status replace_own(Agent* agent, Object* o, PropertyKey key, const OwnProperty& p, Value v,
                   uint8_t attributes) {
  if (key.is_index()) return replace_element(agent, o, key.as_index(), v, attributes);
  if (attributes != p.attributes) {
    TRY(change_attributes(agent, o, p.entry, attributes));
    if (p.holder->is(CellKind::kPropertyCell)) {  // caches look at the cell's value only: give it up
      auto* cell = allocate<PropertyCell>(agent, CellKind::kPropertyCell);
      cell->aux = attributes;
      cell->flags = p.holder->flags;
      cell->value = v;
      store(agent, slot_holder(o, p.entry), slot_address(o, p.entry), Value::cell(cell));
      static_cast<PropertyCell*>(p.holder)->value = Value::hole();
      return Status::kOk;
    }
  }
  store(agent, p.holder, p.address, v);
  return Status::kOk;
}

// -- [[GetPrototypeOf]], [[SetPrototypeOf]], extensibility

Value ordinary_get_prototype_of(Agent*, Object* o) { return o->shape->prototype; }

Truth ordinary_set_prototype_of(Agent* agent, Object* o, Value prototype) {
  if (prototype == o->shape->prototype) return Truth::kTrue;
  if (!(o->flags & kExtensible) || (o->shape->flags & kImmutablePrototype)) return Truth::kFalse;
  for (Value p = prototype; p.is_object(); p = p.as_object()->shape->prototype) {
    if (p.as_object() == o) return Truth::kFalse;
    if (methods_of(p.as_object()).get_prototype_of != ordinary_get_prototype_of) break;
  }
  TRY(change_prototype(agent, o, prototype));
  return Truth::kTrue;
}

Truth ordinary_is_extensible(Agent*, Object* o) { return truth(o->flags & kExtensible); }

Truth ordinary_prevent_extensions(Agent* agent, Object* o) {
  if (o->flags & kExtensible) TRY(change_to_non_extensible(agent, o));
  return Truth::kTrue;
}

// -- [[GetOwnProperty]], [[DefineOwnProperty]]

static void describe(const OwnProperty& p, PropertyDescriptor* d) {
  *d = {};
  d->attributes = p.attributes & kDataDefault;
  d->has = kEnumerable | kConfigurable;
  if (p.is_accessor()) {
    d->getter = p.accessor()->getter;
    d->setter = p.accessor()->setter;
  } else {
    d->has |= kWritable;
    d->value = p.value;
  }
}

Truth ordinary_get_own_property(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  OwnProperty p;
  if (!TRY(find_own(agent, o, key, &p))) return Truth::kFalse;
  describe(p, d);
  return Truth::kTrue;
}

// https://tc39.es/ecma262/#sec-validateandapplypropertydescriptor, steps 2 to 6 and no application
bool is_compatible_descriptor(Agent* agent, bool extensible, const PropertyDescriptor& change, bool exists,
                              const PropertyDescriptor& current) {
  if (!exists) return extensible;
  if (current.attributes & kConfigurable) return true;
  if (change.has & change.attributes & kConfigurable) return false;
  if ((change.has & kEnumerable) && ((change.attributes ^ current.attributes) & kEnumerable)) return false;
  if (!change.is_accessor() && !change.is_data()) return true;
  if (change.is_accessor() != current.is_accessor()) return false;
  if (change.is_accessor()) {
    return (change.getter.is_absent() || change.getter == current.getter) &&
           (change.setter.is_absent() || change.setter == current.setter);
  }
  if (current.attributes & kWritable) return true;
  if (change.has & change.attributes & kWritable) return false;
  return change.value.is_absent() || same_value(agent, change.value, current.value);
}

// The rest of ValidateAndApplyPropertyDescriptor: the change is allowed.
static Status apply_descriptor(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& change,
                               const OwnProperty& p) {
  uint8_t attributes = (p.attributes & ~change.has) | (change.attributes & change.has);
  if (change.is_accessor()) {
    attributes = (attributes & ~kWritable) | kAccessorProperty;
    Accessor* before = p.is_accessor() ? p.accessor() : nullptr;
    Value getter = !change.getter.is_absent() || !before ? change.getter : before->getter;
    Value setter = !change.setter.is_absent() || !before ? change.setter : before->setter;
    return replace_own(agent, o, key, p, Value::cell(new_accessor(agent, getter, setter)), attributes);
  }
  Value v = change.value.is_absent() ? p.value : change.value;
  if (p.is_accessor() && change.is_data()) {
    attributes &= ~kAccessorProperty;
    if (!(change.has & kWritable)) attributes &= ~kWritable;
    if (change.value.is_absent()) v = Value::undefined();
  }
  return replace_own(agent, o, key, p, v, attributes);
}

static Status add_described(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  uint8_t attributes = d.attributes & d.has;
  if (d.is_accessor()) {
    Value accessor = Value::cell(new_accessor(agent, d.getter, d.setter));
    return add_own(agent, o, key, accessor, (attributes & ~kWritable) | kAccessorProperty);
  }
  return add_own(agent, o, key, d.value.is_absent() ? Value::undefined() : d.value, attributes);
}

Truth ordinary_define_own_property(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  OwnProperty p;
  if (!TRY(find_own(agent, o, key, &p))) {
    if (!(o->flags & kExtensible)) return Truth::kFalse;
    TRY(add_described(agent, o, key, d));
    return Truth::kTrue;
  }
  PropertyDescriptor current;
  describe(p, &current);
  if (!is_compatible_descriptor(agent, false, d, true, current)) return Truth::kFalse;
  TRY(apply_descriptor(agent, o, key, d, p));
  return Truth::kTrue;
}

// -- [[HasProperty]], [[Get]]

Truth ordinary_has_property(Agent* agent, Object* o, PropertyKey key) {
  for (;;) {
    OwnProperty p;
    if (TRY(find_own(agent, o, key, &p))) return Truth::kTrue;
    if (!o->shape->prototype.is_object()) return Truth::kFalse;
    o = o->shape->prototype.as_object();
    if (methods_of(o).has_property != ordinary_has_property) return methods_of(o).has_property(agent, o, key);
  }
}

Value ordinary_get(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  for (;;) {
    OwnProperty p;
    if (TRY(find_own(agent, o, key, &p))) return value_of(agent, p, receiver);
    if (!o->shape->prototype.is_object()) return Value::undefined();
    o = o->shape->prototype.as_object();
    if (methods_of(o).get != ordinary_get) return methods_of(o).get(agent, o, key, receiver);
  }
}

// -- [[Set]]

static Truth call_setter(Agent* agent, Value setter, Value v, Value receiver) {
  if (setter.is_undefined()) return Truth::kFalse;
  TRY(call(agent, setter, receiver, &v, 1));
  return Truth::kTrue;
}

// https://tc39.es/ecma262/#sec-ordinarysetwithowndescriptor step 2.b on
Truth set_on_receiver(Agent* agent, PropertyKey key, Value v, Value receiver) {
  if (!receiver.is_object()) return Truth::kFalse;
  Object* o = receiver.as_object();
  PropertyDescriptor existing;
  if (!TRY(methods_of(o).get_own_property(agent, o, key, &existing)))
    return create_data_property(agent, o, key, v);
  if (existing.is_accessor() || !(existing.attributes & kWritable)) return Truth::kFalse;
  PropertyDescriptor change;
  change.value = v;
  return methods_of(o).define_own_property(agent, o, key, change);
}

// Adds a data property that the receiver itself has not, nothing in the chain standing against it.
static Truth add_by_set(Agent* agent, Object* o, PropertyKey key, Value v) {
  if (!(o->flags & kExtensible)) return Truth::kFalse;
  if (o->is_array() && key.is_index() && key.as_index() >= o->aux && (o->detail & kLengthReadOnly))
    return Truth::kFalse;
  TRY(add_own(agent, o, key, v, kDataDefault));
  return Truth::kTrue;
}

Truth ordinary_set(Agent* agent, Object* start, PropertyKey key, Value v, Value receiver) {
  for (Object* o = start;;) {
    OwnProperty p;
    if (TRY(find_own(agent, o, key, &p))) {
      if (p.is_accessor()) return call_setter(agent, p.accessor()->setter, v, receiver);
      if (!p.is_writable()) return Truth::kFalse;
      if (receiver == Value(o) && p.where != OwnProperty::kArrayLength) {
        store(agent, p.holder, p.address, v);
        return Truth::kTrue;
      }
      return set_on_receiver(agent, key, v, receiver);
    }
    if (!o->shape->prototype.is_object()) break;
    o = o->shape->prototype.as_object();
    if (methods_of(o).set != ordinary_set) return methods_of(o).set(agent, o, key, v, receiver);
  }
  if (receiver == Value(start) && methods_of(start).set == ordinary_set)
    return add_by_set(agent, start, key, v);
  return set_on_receiver(agent, key, v, receiver);
}

// -- [[Delete]], [[OwnPropertyKeys]]

Truth ordinary_delete(Agent* agent, Object* o, PropertyKey key) {
  OwnProperty p;
  if (!TRY(find_own(agent, o, key, &p))) return Truth::kTrue;
  if (!(p.attributes & kConfigurable)) return Truth::kFalse;
  if (key.is_index()) {
    delete_element(o, key.as_index());
    return Truth::kTrue;
  }
  if (p.holder->is(CellKind::kPropertyCell)) static_cast<PropertyCell*>(p.holder)->value = Value::hole();
  TRY(remove_property(agent, o, p.entry));
  return Truth::kTrue;
}

Status named_keys(Agent* agent, Object* o, KeyList* keys) {
  if (o->shape->flags & kLazyFunction) TRY(materialise_function(agent, o));
  PropertyTable* table = o->shape->table;
  uint32_t count = o->shape->aux;
  bool symbols = false;
  for (uint32_t i = 0; i < count; i++) {
    PropertyKey key = table->entries[i].property_key();
    symbols |= key.is_symbol();
    if (key.is_string()) TRY(keys->add(key));
  }
  for (uint32_t i = 0; symbols && i < count; i++) {
    PropertyKey key = table->entries[i].property_key();
    if (key.is_symbol() && !key.is_private()) TRY(keys->add(key));
  }
  return Status::kOk;
}

Status ordinary_own_property_keys(Agent* agent, Object* o, KeyList* keys) {
  TRY(element_keys(agent, o, keys));
  if (o->is_array()) TRY(keys->add(agent->names->length));
  return named_keys(agent, o, keys);
}

const ObjectMethods kOrdinaryMethods = {
    ordinary_get_prototype_of,
    ordinary_set_prototype_of,
    ordinary_is_extensible,
    ordinary_prevent_extensions,
    ordinary_get_own_property,
    ordinary_define_own_property,
    ordinary_has_property,
    ordinary_get,
    ordinary_set,
    ordinary_delete,
    ordinary_own_property_keys,
};

// -- The same by way of an exotic [[GetOwnProperty]]

Truth exotic_has_property(Agent* agent, Object* o, PropertyKey key) {
  PropertyDescriptor d;
  if (TRY(methods_of(o).get_own_property(agent, o, key, &d))) return Truth::kTrue;
  Value parent = TRY(methods_of(o).get_prototype_of(agent, o));
  if (!parent.is_object()) return Truth::kFalse;
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  return has_property(agent, parent.as_object(), key);
}

Value exotic_get(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  PropertyDescriptor d;
  if (!TRY(methods_of(o).get_own_property(agent, o, key, &d))) {
    Value parent = TRY(methods_of(o).get_prototype_of(agent, o));
    if (!parent.is_object()) return Value::undefined();
    if (!native_stack_left(agent)) return throw_stack_overflow(agent);
    return get(agent, parent.as_object(), key, receiver);
  }
  if (!d.is_accessor()) return d.value;
  return d.getter.is_undefined() ? d.getter : call(agent, d.getter, receiver, nullptr, 0);
}

Truth exotic_set(Agent* agent, Object* o, PropertyKey key, Value v, Value receiver) {
  PropertyDescriptor d;
  if (!TRY(methods_of(o).get_own_property(agent, o, key, &d))) {
    Value parent = TRY(methods_of(o).get_prototype_of(agent, o));
    if (!parent.is_object()) return set_on_receiver(agent, key, v, receiver);
    if (!native_stack_left(agent)) return throw_stack_overflow(agent);
    return methods_of(parent.as_object()).set(agent, parent.as_object(), key, v, receiver);
  }
  if (d.is_accessor()) return call_setter(agent, d.setter, v, receiver);
  if (!(d.attributes & kWritable)) return Truth::kFalse;
  return set_on_receiver(agent, key, v, receiver);
}

}  // namespace whipsnake
