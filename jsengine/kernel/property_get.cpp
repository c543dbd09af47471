// The slow ways of reading properties, elements and globals; they teach the inline caches.
#include "jsengine/kernel/cache_cases.h"
#include "jsengine/kernel/global_scope.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

namespace {

// A cell that holds undefined: where cached reads of missing properties find their value.
Cell* undefined_cell(Agent* agent) {
  Slots* cell = new_slots(agent, 1);
  cell->values[0] = Value::undefined();
  return cell;
}
constexpr int64_t kUndefinedLocation = sizeof(Slots) - sizeof(Value);

// Typed arrays treat names like "1.5" and "NaN" as indices.
bool may_be_cached(Object* o, PropertyKey key) {
  if (o->flags & kExotic) return false;
  if (o->kind != CellKind::kTypedArray || !key.is_string()) return true;
  char16_t first = key.as_string()->length() ? key.as_string()->unit(0) : u'x';
  return !(first == '-' || first == 'I' || first == 'N' || (first >= '0' && first <= '9'));
}

struct Lookup {
  bool found = false;
  bool cacheable = false;
  OwnProperty property;
  CacheCase learned;
};

// Fills in what vouches for the case: nothing for an own property of a shared shape.
bool vouch(Agent* agent, Object* start, Object* holder, CacheCase* c) {
  c->holder = nullptr;
  c->validity = nullptr;
  if (holder == start && !has_own_shape(start->shape)) return true;
  Object* first = has_own_shape(start->shape)           ? start
                  : start->shape->prototype.is_object() ? start->shape->prototype.as_object()
                                                        : nullptr;
  if (first != nullptr) {
    if (!(has_own_shape(first->shape))) return false;
    c->validity = validity_of(agent, first);
    if (c->validity == nullptr) return false;
  }
  c->holder = holder;
  return true;
}

void describe_case(Agent* agent, Object* start, Object* holder, Lookup* l) {
  CacheCase& c = l->learned;
  c.kind = CaseKind::kSlot;
  l->cacheable = vouch(agent, start, holder, &c);
  c.shape = start->shape;
  if (!l->found) {
    c.holder = undefined_cell(agent);
    c.location = kUndefinedLocation;
    // Without a prototype there is nothing to vouch for: a missing property of a shared shape stays missing.
    return;
  }
  if (l->property.where == OwnProperty::kArrayLength) {
    l->cacheable = l->cacheable && holder == start;
    c.kind = CaseKind::kArrayLength;
    return;
  }
  if (l->property.holder->is(CellKind::kPropertyCell)) {
    l->cacheable = false;
    return;
  }
  if (l->property.is_accessor()) c.kind = CaseKind::kAccessor;
  c.location = location_of(holder->shape, l->property.entry);
}

// kFalse: not an ordinary chain, ask the internal methods.
Truth look_up(Agent* agent, Object* start, PropertyKey key, Lookup* l) {
  constexpr int kMaxChain = 1000;
  Object* at = start;
  for (int i = 0; i < kMaxChain; i++) {
    if (!may_be_cached(at, key)) return Truth::kFalse;
    l->found = TRY(find_own_named(agent, at, key, &l->property));
    bool last = !at->shape->prototype.is_object();
    if (l->found || last) {
      describe_case(agent, start, l->found ? at : nullptr, l);
      return Truth::kTrue;
    }
    at = at->shape->prototype.as_object();
  }
  return Truth::kFalse;
}

Value read_case(Agent* agent, const CacheCase& c, Object* o, Value receiver) {
  if (c.kind == CaseKind::kArrayLength) return Value::uint32(o->aux);
  Value v = *at_location(c.holder != nullptr ? c.holder : o, c.location);
  if (c.kind == CaseKind::kSlot) return v;
  Value getter = v.as<Accessor>()->getter;
  return getter.is_undefined() ? getter : call(agent, getter, receiver, nullptr, 0);
}

// A missing own property of a shared shape without prototype needs no validity; machine code tests one.
bool fits_one(const CacheCase& c) {
  return c.kind == CaseKind::kSlot && (c.holder == nullptr || c.validity != nullptr);
}

// slot == nullptr: the agent's cache only.
Value get_named(Agent* agent, Object* o, Value receiver, PropertyKey key, PropertySlot* slot) {
  CacheCase buffer;
  const CacheCase* known =
      slot ? find_case(agent, slot, o->shape, key, &buffer) : find_megamorphic(agent, o->shape, key);
  if (known != nullptr) return read_case(agent, *known, o, receiver);
  Lookup l;
  if (!TRY(look_up(agent, o, key, &l))) return get(agent, o, key, receiver);
  if (l.cacheable) {
    if (slot != nullptr)
      learn(agent, slot, key, l.learned, fits_one(l.learned));
    else
      remember_megamorphic(agent, key, l.learned);
  }
  return l.found ? value_of(agent, l.property, receiver) : Value::undefined();
}

Value get_named_of_any(Agent* agent, Value base, PropertyKey key, PropertySlot* slot) {
  if (base.is_object()) [[likely]]
    return get_named(agent, base.as_object(), base, key, slot);
  if (base.is_nullish()) return throw_error(agent, Message::kReadOfNullish, base, key_to_value(agent, key));
  if (base.is_string() && key == agent->names->length) return Value::uint32(base.as_string()->length());
  Object* prototype = TRY(prototype_of_primitive(agent, base));
  return get_named(agent, prototype, base, key, slot);
}

Value get_unit(Agent* agent, String* s, uint32_t index) {
  String* flat = TRY(flatten(agent, s));
  return single_unit_string(agent, flat->unit(index));
}

Value get_indexed(Agent* agent, Value base, uint32_t index) {
  if (base.is_string() && index < base.as_string()->length()) return get_unit(agent, base.as_string(), index);
  if (!base.is_object()) return get_v(agent, base, PropertyKey::index(index));
  Object* o = base.as_object();
  if (!(o->flags & (kSparse | kExoticElements | kExotic))) {
    Value v = own_dense_element(o, index);
    if (!v.is_hole()) return v;
  } else if (TypedArray* array = typed_array_of(base)) {
    return index < array->length ? load_element(agent, array->type(), array->element(index))
                                 : Value::undefined();
  }
  return get(agent, o, PropertyKey::index(index));
}

}  // namespace

Value get_by_cache(Agent* agent, Value base, PropertyKey key) {
  return get_named_of_any(agent, base, key, nullptr);
}

Value get_by_cache(Agent* agent, Object* base, PropertyKey key, Value receiver) {
  return key.is_index() ? get(agent, base, key, receiver) : get_named(agent, base, receiver, key, nullptr);
}

Value get_property_slow(Agent* agent, Value base, PropertyKey key, PropertySlot* slot) {
  if (key.is_index()) [[unlikely]] {
    if (base.is_nullish()) return throw_error(agent, Message::kReadOfNullish, base, key_to_value(agent, key));
    return get_indexed(agent, base, key.as_index());
  }
  return get_named_of_any(agent, base, key, slot);
}

Value get_element_slow(Agent* agent, Value base, Value key, PropertySlot*) {
  if (key.is_int32() && key.as_int32() >= 0 && !base.is_nullish())
    return get_indexed(agent, base, uint32_t(key.as_int32()));
  if (base.is_nullish()) return throw_error(agent, Message::kReadOfNullish, base, key);
  PropertyKey property = TRY(to_property_key(agent, key));
  if (property.is_index()) return get_indexed(agent, base, property.as_index());
  return get_named_of_any(agent, base, property, nullptr);
}

Value get_global_slow(Agent* agent, PropertyKey key, GlobalSlot* slot, IfUnresolvable mode) {
  Realm* realm = agent->realm;
  OwnProperty p;
  if (TRY(find_own_named(agent, realm->lexical_names.as_object(), key, &p))) {
    if (p.value.is_hole()) return throw_error(agent, Message::kDeadZone, key_to_value(agent, key));
    store(agent, agent->fp->feedback, &slot->cell, static_cast<PropertyCell*>(p.holder));
    return p.value;
  }
  Object* global = realm->global_object;
  if (global->is(CellKind::kGlobalObject) && !key.is_index() && TRY(find_own_named(agent, global, key, &p))) {
    if (!p.is_accessor())
      store(agent, agent->fp->feedback, &slot->cell, static_cast<PropertyCell*>(p.holder));
    return value_of(agent, p, realm->global_this);
  }
  if (TRY(has_property(agent, global, key))) return get(agent, global, key, realm->global_this);
  if (mode == IfUnresolvable::kUndefined) return Value::undefined();
  return throw_error(agent, Message::kNotDefined, key_to_value(agent, key));
}

}  // namespace whipsnake
