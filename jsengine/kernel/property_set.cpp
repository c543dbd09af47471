// The slow ways of writing properties, elements and globals; they teach the inline caches.
#include "jsengine/kernel/cache_cases.h"
#include "jsengine/kernel/global_scope.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

namespace {

// In the agent's cache what writing found stands under another key than what reading found.
PropertyKey written(PropertyKey key) { return {key.bits | 1}; }

// Vouches for a chain that cannot change: no prototype, or a definition that does not look at it.
Validity* eternal_validity(Agent* agent) {
  auto* validity = allocate<Validity>(agent, CellKind::kValidity);
  validity->aux = 1;
  return validity;
}

Status write_transition(Agent* agent, CacheCase c, Object* o, Value v) {
  if (c.location < 0) TRY(ensure_slot(agent, o, o->shape->aux));
  *at_location(o, c.location) = v;
  store(agent, o, &o->shape, static_cast<Shape*>(c.holder));
  if (c.location < 0) write_barrier(agent, o->slots);
  return Status::kOk;
}

// kFalse: the set failed. The case is a copy: a collection empties the cache that it came from.
Truth write_case(Agent* agent, CacheCase c, Object* o, Value v, Value receiver) {
  switch (c.kind) {
    case CaseKind::kSlot:
      store(agent, c.location >= 0 ? static_cast<Cell*>(o) : o->slots, at_location(o, c.location), v);
      return Truth::kTrue;
    case CaseKind::kTransition:
      TRY(write_transition(agent, c, o, v));
      return Truth::kTrue;
    default: {
      Value accessor = *at_location(c.holder != nullptr ? c.holder : o, c.location);
      Value setter = accessor.as<Accessor>()->setter;
      if (setter.is_undefined()) return Truth::kFalse;
      TRY(call(agent, setter, receiver, &v, 1));
      return Truth::kTrue;
    }
  }
}

// The slot's own case of a set: a holder is a transition's new shape.
const CacheCase* find_set_case(Agent* agent, PropertySlot* slot, Object* o, PropertyKey key,
                               CacheCase* buffer) {
  const CacheCase* known = find_case(agent, slot, o->shape, written(key), buffer);
  if (known == buffer && buffer->holder != nullptr) buffer->kind = CaseKind::kTransition;
  return known;
}

Validity* validity_of_chain(Agent* agent, Object* o) {
  Value prototype = o->shape->prototype;
  if (!prototype.is_object()) return eternal_validity(agent);
  return has_own_shape(prototype.as_object()->shape) ? validity_of(agent, prototype.as_object()) : nullptr;
}

// After a property was added: the next object of the same shape takes the same step.
void learn_transition(Agent* agent, PropertySlot* slot, PropertyKey key, Object* o, Shape* before,
                      Validity* validity) {
  Shape* after = o->shape;
  if (validity == nullptr || has_own_shape(before) || after->parent != before || !(after->key == key) ||
      after->attributes != kDataDefault)
    return;
  int64_t location = location_of(after, before->aux);
  learn(agent, slot, written(key), {before, location, after, validity, CaseKind::kTransition}, location >= 0);
}

bool is_cacheable_receiver(Object* o) { return !(o->flags & kExotic) && o->kind != CellKind::kTypedArray; }

// The accessor case: own, or in the chain.
void learn_setter(Agent* agent, PropertySlot* slot, PropertyKey key, Object* o, Object* holder,
                  uint32_t entry) {
  CacheCase c = {o->shape, location_of(holder->shape, entry), nullptr, nullptr, CaseKind::kAccessor};
  if (holder != o || has_own_shape(o->shape)) {
    c.holder = holder;
    c.validity = has_own_shape(o->shape) ? validity_of(agent, o) : validity_of_chain(agent, o);
    if (c.validity == nullptr) return;
  }
  learn(agent, slot, written(key), c, false);
}

// [[Set]] on an object whose chain has no object with named properties of its own way.
Truth set_and_learn(Agent* agent, Object* o, PropertyKey key, Value v, PropertySlot* slot) {
  constexpr int kMaxChain = 1000;
  Object* at = o;
  for (int i = 0; i < kMaxChain && is_cacheable_receiver(at); i++) {
    OwnProperty p;
    if (TRY(find_own_named(agent, at, key, &p))) {
      if (p.where != OwnProperty::kSlot) break;
      if (p.is_accessor()) {
        learn_setter(agent, slot, key, o, at, p.entry);
        break;
      }
      if (at != o || !p.is_writable() || has_own_shape(o->shape)) break;
      learn(agent, slot, written(key),
            {o->shape, location_of(o->shape, p.entry), nullptr, nullptr, CaseKind::kSlot}, true);
      break;
    }
    if (!at->shape->prototype.is_object()) break;
    at = at->shape->prototype.as_object();
  }
  Shape* before = o->shape;
  bool done = TRY(methods_of(o).set(agent, o, key, v, o));
  if (done && o->shape != before && is_cacheable_receiver(o))
    learn_transition(agent, slot, key, o, before, validity_of_chain(agent, o));
  return truth(done);
}

Truth set_on_primitive(Agent* agent, Value base, PropertyKey key, Value v) {
  Object* prototype = TRY(prototype_of_primitive(agent, base));
  return methods_of(prototype).set(agent, prototype, key, v, base);
}

Status finish_set(Agent* agent, Truth done, Value base, PropertyKey key, bool strict) {
  if (done == Truth::kAbrupt) return Status::kAbrupt;
  if (done == Truth::kFalse && strict) return throw_set_failure(agent, base, key);
  return Status::kOk;
}

// No object in the chain has elements, or a say in indexed writes.
bool chain_has_no_elements(Object* o) {
  for (Value at = o->shape->prototype; at.is_object(); at = at.as_object()->shape->prototype) {
    Object* prototype = at.as_object();
    if (prototype->elements != nullptr || (prototype->flags & (kExoticElements | kExotic))) return false;
  }
  return true;
}

Truth set_indexed(Agent* agent, Value base, uint32_t index, Value v) {
  PropertyKey key = PropertyKey::index(index);
  if (!base.is_object()) return set_on_primitive(agent, base, key, v);
  Object* o = base.as_object();
  if (!(o->flags & (kSparse | kExoticElements | kExotic)) && (o->flags & kExtensible)) {
    if (!own_dense_element(o, index).is_hole()) {
      store_slot(agent, dense_elements(o), index, v);
      return Truth::kTrue;
    }
    if ((o->kind == CellKind::kArray || o->kind == CellKind::kPlainObject) && chain_has_no_elements(o)) {
      Slots* vector = dense_elements(o);
      if (vector == nullptr || index >= vector->aux) {
        TRY(add_own(agent, o, key, v, kDataDefault));
        return Truth::kTrue;
      }
      store_slot(agent, vector, index, v);
      if (o->is_array() && index >= o->aux) o->aux = index + 1;
      return Truth::kTrue;
    }
  } else if (TypedArray* array = typed_array_of(base)) {
    Value numeric = TRY(to_element(agent, array->type(), v));
    if (index < array->length) store_element(array->type(), array->element(index), numeric);
    return Truth::kTrue;
  }
  return methods_of(o).set(agent, o, key, v, o);
}

}  // namespace

Status set_property_slow(Agent* agent, Value base, PropertyKey key, Value v, PropertySlot* slot,
                         bool strict) {
  if (base.is_nullish()) return throw_error(agent, Message::kSetOfNullish, base, key_to_value(agent, key));
  if (key.is_index()) [[unlikely]]
    return finish_set(agent, set_indexed(agent, base, key.as_index(), v), base, key, strict);
  if (!base.is_object()) return finish_set(agent, set_on_primitive(agent, base, key, v), base, key, strict);
  Object* o = base.as_object();
  CacheCase buffer;
  const CacheCase* known = find_set_case(agent, slot, o, key, &buffer);
  Truth done =
      known != nullptr ? write_case(agent, *known, o, v, base) : set_and_learn(agent, o, key, v, slot);
  return finish_set(agent, done, base, key, strict);
}

Status define_field_slow(Agent* agent, Value base, PropertyKey key, Value v, PropertySlot* slot) {
  Object* o = base.as_object();
  if (key.is_index() || !is_cacheable_receiver(o) || !(o->flags & kExtensible))
    return create_data_property_or_throw(agent, o, key, v);
  CacheCase buffer;
  const CacheCase* known = find_set_case(agent, slot, o, key, &buffer);
  if (known != nullptr) return finish_set(agent, write_case(agent, *known, o, v, base), base, key, true);
  OwnProperty p;
  if (TRY(find_own_named(agent, o, key, &p))) return create_data_property_or_throw(agent, o, key, v);
  Shape* before = o->shape;
  TRY(add_own(agent, o, key, v, kDataDefault));
  learn_transition(agent, slot, key, o, before, eternal_validity(agent));
  return Status::kOk;
}

Status set_element_slow(Agent* agent, Value base, Value key, Value v, PropertySlot*, bool strict) {
  if (base.is_nullish()) return throw_error(agent, Message::kSetOfNullish, base, key);
  PropertyKey property;
  if (key.is_int32() && key.as_int32() >= 0)
    property = PropertyKey::index(uint32_t(key.as_int32()));
  else
    property = TRY(to_property_key(agent, key));
  Truth done;
  if (property.is_index())
    done = set_indexed(agent, base, property.as_index(), v);
  else if (base.is_object())
    done = methods_of(base.as_object()).set(agent, base.as_object(), property, v, base);
  else
    done = set_on_primitive(agent, base, property, v);
  return finish_set(agent, done, base, property, strict);
}

static void learn_global_write(Agent* agent, GlobalSlot* slot, const OwnProperty& p) {
  store(agent, agent->fp->feedback, &slot->cell, static_cast<PropertyCell*>(p.holder));
  slot->writes = 1;
}

Status set_global_slow(Agent* agent, PropertyKey key, Value v, GlobalSlot* slot, bool strict) {
  Realm* realm = agent->realm;
  OwnProperty p;
  if (TRY(find_own_named(agent, realm->lexical_names.as_object(), key, &p))) {
    if (p.value.is_hole()) return throw_error(agent, Message::kDeadZone, key_to_value(agent, key));
    if (p.holder->flags & kConstCell) return throw_error(agent, Message::kAssignToConstant);
    store(agent, p.holder, p.address, v);
    learn_global_write(agent, slot, p);
    return Status::kOk;
  }
  Object* global = realm->global_object;
  bool plain = global->is(CellKind::kGlobalObject) && !key.is_index();
  if (plain && TRY(find_own_named(agent, global, key, &p)) && !p.is_accessor() && p.is_writable()) {
    store(agent, p.holder, p.address, v);
    learn_global_write(agent, slot, p);
    return Status::kOk;
  }
  if (strict && !TRY(has_property(agent, global, key)))
    return throw_error(agent, Message::kNotDefined, key_to_value(agent, key));
  return finish_set(agent, methods_of(global).set(agent, global, key, v, realm->global_this),
                    realm->global_this, key, strict);
}

}  // namespace whipsnake
