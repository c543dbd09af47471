// Operations on any object, and making ordinary ones. https://tc39.es/ecma262/#sec-operations-on-objects
#include <algorithm>

#include "jsengine/kernel/array.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

Value get(Agent* agent, Object* o, PropertyKey key) { return methods_of(o).get(agent, o, key, o); }

Value get(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  return methods_of(o).get(agent, o, key, receiver);
}

// https://tc39.es/ecma262/#sec-getv
Value get_v(Agent* agent, Value v, PropertyKey key) {
  if (v.is_object()) return get(agent, v.as_object(), key, v);
  if (v.is_string()) {
    String* s = v.as_string();
    if (key == agent->names->length) return Value::uint32(s->length());
    if (key.is_index() && key.as_index() < s->length()) {
      String* flat = TRY(flatten(agent, s));
      return single_unit_string(agent, flat->unit(key.as_index()));
    }
  }
  Object* prototype = TRY(prototype_of_primitive(agent, v));
  return get(agent, prototype, key, v);
}

Object* prototype_of_primitive(Agent* agent, Value v) {
  Intrinsic which = v.is_string()    ? Intrinsic::kStringPrototype
                    : v.is_number()  ? Intrinsic::kNumberPrototype
                    : v.is_boolean() ? Intrinsic::kBooleanPrototype
                    : v.is_symbol()  ? Intrinsic::kSymbolPrototype
                    : v.is_bigint()  ? Intrinsic::kBigIntPrototype
                                     : Intrinsic::kCount;
  if (which == Intrinsic::kCount) return throw_error(agent, Message::kCannotConvertToObject);
  Value prototype = TRY(intrinsic(agent->realm, which));
  return prototype.as_object();
}

// https://tc39.es/ecma262/#sec-getmethod
Value get_method(Agent* agent, Value v, PropertyKey key) {
  Value method = TRY(get_v(agent, v, key));
  if (method.is_nullish()) return Value::undefined();
  if (!is_callable(method)) return throw_error(agent, Message::kNotAFunction, method);
  return method;
}

Truth try_set(Agent* agent, Object* o, PropertyKey key, Value v) {
  return methods_of(o).set(agent, o, key, v, o);
}

// A message is found without asking proxies: their traps would notice.
static bool may_be_asked(Value v) { return v.is_object() && !v.as_object()->is(CellKind::kProxy); }

Abrupt throw_set_failure(Agent* agent, Value base, PropertyKey key) {
  if (!base.is_object()) return throw_error(agent, Message::kReadOnly, key_to_value(agent, key), base);
  PropertyDescriptor d;
  for (Value at = base; may_be_asked(at);) {
    Truth found = methods_of(at.as_object()).get_own_property(agent, at.as_object(), key, &d);
    if (found == Truth::kAbrupt) return Abrupt{};
    if (found == Truth::kTrue)
      return throw_error(agent, d.is_accessor() ? Message::kNoSetter : Message::kReadOnly,
                         key_to_value(agent, key), base);
    at = get_prototype_of(agent, at.as_object());
    if (at.is_abrupt()) return Abrupt{};
  }
  return throw_error(agent, Message::kNotExtensible, key_to_value(agent, key));
}

Status set(Agent* agent, Object* o, PropertyKey key, Value v, bool throws) {
  if (!TRY(try_set(agent, o, key, v)) && throws) return throw_set_failure(agent, o, key);
  return Status::kOk;
}

Truth has_property(Agent* agent, Object* o, PropertyKey key) {
  return methods_of(o).has_property(agent, o, key);
}

Truth has_own_property(Agent* agent, Object* o, PropertyKey key) {
  PropertyDescriptor d;
  return methods_of(o).get_own_property(agent, o, key, &d);
}

Truth create_data_property(Agent* agent, Object* o, PropertyKey key, Value v) {
  return methods_of(o).define_own_property(agent, o, key, PropertyDescriptor::data(v, kDataDefault));
}

Status create_data_property_or_throw(Agent* agent, Object* o, PropertyKey key, Value v) {
  return define_property_or_throw(agent, o, key, PropertyDescriptor::data(v, kDataDefault));
}

Status define_property_or_throw(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  if (TRY(methods_of(o).define_own_property(agent, o, key, d))) return Status::kOk;
  bool exists = may_be_asked(o) && TRY(has_own_property(agent, o, key));
  return throw_error(agent, exists ? Message::kCannotRedefine : Message::kCannotDefine,
                     key_to_value(agent, key));
}

Truth delete_property(Agent* agent, Object* o, PropertyKey key) {
  return methods_of(o).delete_property(agent, o, key);
}

Status delete_property_or_throw(Agent* agent, Object* o, PropertyKey key) {
  if (!TRY(delete_property(agent, o, key)))
    return throw_error(agent, Message::kCannotDelete, key_to_value(agent, key), o);
  return Status::kOk;
}

Value get_prototype_of(Agent* agent, Object* o) { return methods_of(o).get_prototype_of(agent, o); }

Truth set_prototype_of(Agent* agent, Object* o, Value prototype) {
  return methods_of(o).set_prototype_of(agent, o, prototype);
}

// -- Integrity levels

static bool is_plainly_restricted(Object* o) {
  return methods_of(o).define_own_property == ordinary_define_own_property &&
         methods_of(o).own_property_keys == ordinary_own_property_keys && !o->is(CellKind::kGlobalObject);
}

// https://tc39.es/ecma262/#sec-setintegritylevel step by step, for objects that can watch
static Truth restrict_step_by_step(Agent* agent, Object* o, IntegrityLevel level) {
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  for (uint32_t i = 0; i < keys.size(); i++) {
    TRY(poll(agent));
    PropertyDescriptor change;
    change.has = kConfigurable;
    if (level == IntegrityLevel::kFrozen) {
      PropertyDescriptor current;
      if (!TRY(methods_of(o).get_own_property(agent, o, keys[i], &current))) continue;
      if (!current.is_accessor()) change.has |= kWritable;
    }
    TRY(define_property_or_throw(agent, o, keys[i], change));
  }
  return Truth::kTrue;
}

Truth set_integrity_level(Agent* agent, Object* o, IntegrityLevel level) {
  if (!TRY(methods_of(o).prevent_extensions(agent, o))) return Truth::kFalse;
  uint8_t mask = level == IntegrityLevel::kFrozen ? kEnumerable : kEnumerable | kWritable;
  bool array = methods_of(o).get == ordinary_get && o->is_array();
  if (!array && !is_plainly_restricted(o)) return restrict_step_by_step(agent, o, level);
  TRY(restrict_properties(agent, o, mask));
  TRY(restrict_elements(agent, o, mask));
  if (array && level == IntegrityLevel::kFrozen) TRY(make_length_read_only(agent, static_cast<Array*>(o)));
  return Truth::kTrue;
}

// https://tc39.es/ecma262/#sec-testintegritylevel
Truth test_integrity_level(Agent* agent, Object* o, IntegrityLevel level) {
  if (TRY(methods_of(o).is_extensible(agent, o))) return Truth::kFalse;
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  for (uint32_t i = 0; i < keys.size(); i++) {
    TRY(poll(agent));
    PropertyDescriptor current;
    if (!TRY(methods_of(o).get_own_property(agent, o, keys[i], &current))) continue;
    if (current.attributes & kConfigurable) return Truth::kFalse;
    if (level == IntegrityLevel::kFrozen && !current.is_accessor() && (current.attributes & kWritable))
      return Truth::kFalse;
  }
  return Truth::kTrue;
}

// -- Set-up and literals

void put_fresh(Agent* agent, Object* o, PropertyKey key, Value v, uint8_t attributes) {
  must(add_own(agent, o, key, v, attributes));
}

void put_fresh_accessor(Agent* agent, Object* o, PropertyKey key, Value getter, Value setter,
                        uint8_t attributes) {
  put_fresh(agent, o, key, Value::cell(new_accessor(agent, getter, setter)),
            (attributes & ~kWritable) | kAccessorProperty);
}

// -- Making objects

Object* new_object_with_shape(Agent* agent, Shape* shape) {
  auto* o = allocate<PlainObject>(agent, CellKind::kPlainObject, size_of_instance(shape));
  o->flags = kExtensible;
  o->shape = shape;
  return o;
}

Object* new_object(Agent* agent, Realm* realm) { return new_object_with_shape(agent, realm->object_shape); }

Object* new_object_with_prototype(Agent* agent, Value prototype) {
  Shape* shape =
      TRY(root_shape(agent, CellKind::kPlainObject, prototype, kDefaultInlineCapacity, sizeof(Object)));
  return new_object_with_shape(agent, shape);
}

Object* new_instance(Agent* agent, Value prototype) {
  uint8_t capacity = kDefaultInlineCapacity;
  if (prototype.is_object() && (prototype.as_object()->flags & kIsPrototype))
    capacity = std::max(capacity, prototype.as_object()->shape->attributes);
  Shape* shape = TRY(root_shape(agent, CellKind::kPlainObject, prototype, capacity, sizeof(Object)));
  return new_object_with_shape(agent, shape);
}

Object* new_object_of_kind(Agent* agent, CellKind kind, size_t size, Value prototype) {
  Shape* shape = TRY(root_shape(agent, kind, prototype, 0, 0));
  auto* o = TRY(allocate<Object>(agent, kind, size));
  o->flags = kExtensible | exotic_flags(kind);
  o->shape = shape;
  return o;
}

Value prototype_from_constructor(Agent* agent, Value new_target, int which) {
  Value prototype = TRY(get(agent, new_target.as_object(), agent->names->prototype));
  if (prototype.is_object()) return prototype;
  Realm* realm = TRY(function_realm(agent, new_target.as_object()));
  return intrinsic(realm, Intrinsic(which));
}

}  // namespace whipsnake
