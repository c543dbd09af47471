// Object and Object.prototype. https://tc39.es/ecma262/#sec-object-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/collection_making.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/proxy.h"

namespace whipsnake {

namespace {

// https://tc39.es/ecma262/#sec-object-value
Value object_constructor(Agent* agent, Frame* f) {
  if (!f->new_target.is_undefined() && !(f->new_target == f->function)) {
    Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kObjectPrototype)));
    return TRY(new_object_with_prototype(agent, prototype));
  }
  Value v = f->argument(0);
  if (v.is_nullish()) return new_object(agent, agent->realm);
  return to_object(agent, v);
}

// -- Properties in bulk

// https://tc39.es/ecma262/#sec-object.assign
Value object_assign(Agent* agent, Frame* f) {
  Value target = TRY(to_object(agent, f->argument(0)));
  for (uint32_t i = 1; i < f->argc; i++) {
    if (f->argument(i).is_nullish()) continue;
    Object* source = TRY(to_object(agent, f->argument(i))).as_object();
    KeyList keys(agent);
    TRY(methods_of(source).own_property_keys(agent, source, &keys));
    for (uint32_t k = 0; k < keys.size(); k++) {
      TRY(poll(agent));
      PropertyDescriptor d;
      if (!TRY(methods_of(source).get_own_property(agent, source, keys[k], &d))) continue;
      if (!(d.attributes & kEnumerable)) continue;
      TRY(set(agent, target.as_object(), keys[k], TRY(get(agent, source, keys[k]))));
    }
  }
  return target;
}

// https://tc39.es/ecma262/#sec-objectdefineproperties
Value define_properties(Agent* agent, Object* o, Value properties) {
  Object* from = TRY(to_object(agent, properties)).as_object();
  KeyList keys(agent);
  TRY(methods_of(from).own_property_keys(agent, from, &keys));
  Array* descriptors = TRY(new_array(agent, agent->realm));  // values of all fields, kept alive
  uint32_t count = 0;
  for (uint32_t i = 0; i < keys.size(); i++) {
    TRY(poll(agent));
    PropertyDescriptor own;
    if (!TRY(methods_of(from).get_own_property(agent, from, keys[i], &own))) continue;
    if (!(own.attributes & kEnumerable)) continue;
    PropertyDescriptor d;
    TRY(to_property_descriptor(agent, TRY(get(agent, from, keys[i])), &d));
    for (Value v : {d.value, d.getter, d.setter, Value::int32(d.has), Value::int32(d.attributes)})
      TRY(array_push(agent, descriptors, v));
    keys.replace(count++, keys[i]);
  }
  for (uint32_t i = 0; i < count; i++) {
    TRY(poll(agent));
    const Value* fields = dense_elements(descriptors)->values + size_t(i) * 5;
    PropertyDescriptor d;
    d.value = fields[0], d.getter = fields[1], d.setter = fields[2];
    d.has = uint8_t(fields[3].as_int32()), d.attributes = uint8_t(fields[4].as_int32());
    TRY(define_property_or_throw(agent, o, keys[i], d));
  }
  return o;
}

Value object_create(Agent* agent, Frame* f) {
  Value prototype = f->argument(0);
  if (!prototype.is_object() && !prototype.is_null())
    return throw_error(agent, Message::kPrototypeNotObject, prototype);
  Object* o = TRY(new_object_with_prototype(agent, prototype));
  if (f->argument(1).is_undefined()) return o;
  return define_properties(agent, o, f->argument(1));
}

Value object_define_properties(Agent* agent, Frame* f) {
  if (!f->argument(0).is_object())
    return throw_error(agent, Message::kCalledOnNonObject, new_string(agent, "Object.defineProperties"));
  return define_properties(agent, f->argument(0).as_object(), f->argument(1));
}

Value object_define_property(Agent* agent, Frame* f) {
  if (!f->argument(0).is_object())
    return throw_error(agent, Message::kCalledOnNonObject, new_string(agent, "Object.defineProperty"));
  PropertyKey key = TRY(to_property_key(agent, f->argument(1)));
  PropertyDescriptor d;
  TRY(to_property_descriptor(agent, f->argument(2), &d));
  TRY(define_property_or_throw(agent, f->argument(0).as_object(), key, d));
  return f->argument(0);
}

// -- Lists of own properties

enum class Listed { kKeys, kValues, kEntries };

// https://tc39.es/ecma262/#sec-enumerableownproperties
Value enumerable_own_properties(Agent* agent, Value v, Listed what) {
  Object* o = TRY(to_object(agent, v)).as_object();
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  Array* list = TRY(new_array(agent, agent->realm));
  for (uint32_t i = 0; i < keys.size(); i++) {
    TRY(poll(agent));
    if (keys[i].is_symbol()) continue;
    PropertyDescriptor d;
    if (!TRY(methods_of(o).get_own_property(agent, o, keys[i], &d)) || !(d.attributes & kEnumerable))
      continue;
    Value key = key_to_value(agent, keys[i]), item = key;
    if (what != Listed::kKeys) item = TRY(get(agent, o, keys[i]));
    if (what == Listed::kEntries) {
      Value pair[] = {key, item};
      item = TRY(new_array_from(agent, agent->realm, pair, 2));
    }
    TRY(array_push(agent, list, item));
  }
  return list;
}

Value object_keys(Agent* agent, Frame* f) {
  return enumerable_own_properties(agent, f->argument(0), Listed::kKeys);
}
Value object_values(Agent* agent, Frame* f) {
  return enumerable_own_properties(agent, f->argument(0), Listed::kValues);
}
Value object_entries(Agent* agent, Frame* f) {
  return enumerable_own_properties(agent, f->argument(0), Listed::kEntries);
}

Value own_keys(Agent* agent, Value v, bool symbols) {
  Object* o = TRY(to_object(agent, v)).as_object();
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  Array* list = TRY(new_array(agent, agent->realm));
  for (uint32_t i = 0; i < keys.size(); i++)
    if (keys[i].is_symbol() == symbols) TRY(array_push(agent, list, key_to_value(agent, keys[i])));
  return list;
}

Value object_get_own_property_names(Agent* agent, Frame* f) { return own_keys(agent, f->argument(0), false); }
Value object_get_own_property_symbols(Agent* agent, Frame* f) {
  return own_keys(agent, f->argument(0), true);
}

Value object_get_own_property_descriptor(Agent* agent, Frame* f) {
  Object* o = TRY(to_object(agent, f->argument(0))).as_object();
  PropertyKey key = TRY(to_property_key(agent, f->argument(1)));
  PropertyDescriptor d;
  if (!TRY(methods_of(o).get_own_property(agent, o, key, &d))) return Value::undefined();
  return from_property_descriptor(agent, d);
}

Value object_get_own_property_descriptors(Agent* agent, Frame* f) {
  Object* o = TRY(to_object(agent, f->argument(0))).as_object();
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  Object* result = new_object(agent, agent->realm);
  for (uint32_t i = 0; i < keys.size(); i++) {
    TRY(poll(agent));
    PropertyDescriptor d;
    if (!TRY(methods_of(o).get_own_property(agent, o, keys[i], &d))) continue;
    TRY(create_data_property(agent, result, keys[i], TRY(from_property_descriptor(agent, d))));
  }
  return result;
}

// https://tc39.es/ecma262/#sec-object.fromentries
Value object_from_entries(Agent* agent, Frame* f) {
  Value iterable = TRY(require_object_coercible(agent, f->argument(0)));
  Object* result = new_object(agent, agent->realm);
  IteratorRecord record;
  TRY(get_iterator(agent, iterable, &record));
  auto add = [&](Value entry) -> Status {
    if (!entry.is_object()) return throw_error(agent, Message::kIteratorValueNotEntry, entry);
    Value key = TRY(get(agent, entry.as_object(), PropertyKey::index(0)));
    Value value = TRY(get(agent, entry.as_object(), PropertyKey::index(1)));
    return create_data_property_or_throw(agent, result, TRY(to_property_key(agent, key)), value);
  };
  for (;;) {
    Value entry = TRY(iterator_step_value(agent, record));
    if (entry.is_absent()) return result;
    if (add(entry) == Status::kAbrupt) return iterator_close_abrupt(agent, record);
    TRY(poll(agent));
  }
}

// -- Prototypes and integrity

Value object_get_prototype_of(Agent* agent, Frame* f) {
  Value o = TRY(to_object(agent, f->argument(0)));
  return get_prototype_of(agent, o.as_object());
}

Status set_prototype_or_throw(Agent* agent, Object* o, Value prototype) {
  if (TRY(set_prototype_of(agent, o, prototype))) return Status::kOk;
  bool extensible =
      !o->is(CellKind::kProxy) && TRY(methods_of(o).is_extensible(agent, o));  // no trap for a message
  return throw_error(agent, extensible ? Message::kCyclicPrototype : Message::kPrototypeOfNonExtensible, o);
}

Value object_set_prototype_of(Agent* agent, Frame* f) {
  Value o = TRY(require_object_coercible(agent, f->argument(0)));
  Value prototype = f->argument(1);
  if (!prototype.is_object() && !prototype.is_null())
    return throw_error(agent, Message::kPrototypeNotObject, prototype);
  if (o.is_object()) TRY(set_prototype_or_throw(agent, o.as_object(), prototype));
  return o;
}

Value restrict(Agent* agent, Value v, IntegrityLevel level, Message failure) {
  if (v.is_object() && !TRY(set_integrity_level(agent, v.as_object(), level)))
    return throw_error(agent, failure);
  return v;
}
Value object_freeze(Agent* agent, Frame* f) {
  return restrict(agent, f->argument(0), IntegrityLevel::kFrozen, Message::kCannotFreeze);
}
Value object_seal(Agent* agent, Frame* f) {
  return restrict(agent, f->argument(0), IntegrityLevel::kSealed, Message::kCannotSeal);
}
Value object_prevent_extensions(Agent* agent, Frame* f) {
  Value v = f->argument(0);
  if (v.is_object() && !TRY(methods_of(v.as_object()).prevent_extensions(agent, v.as_object())))
    return throw_error(agent, Message::kCannotPreventExtensions);
  return v;
}
Value test_level(Agent* agent, Value v, IntegrityLevel level) {
  if (!v.is_object()) return Value::boolean(true);
  return Value::boolean(TRY(test_integrity_level(agent, v.as_object(), level)));
}
Value object_is_frozen(Agent* agent, Frame* f) {
  return test_level(agent, f->argument(0), IntegrityLevel::kFrozen);
}
Value object_is_sealed(Agent* agent, Frame* f) {
  return test_level(agent, f->argument(0), IntegrityLevel::kSealed);
}
Value object_is_extensible(Agent* agent, Frame* f) {
  Value v = f->argument(0);
  return Value::boolean(v.is_object() && TRY(methods_of(v.as_object()).is_extensible(agent, v.as_object())));
}

Value object_is(Agent* agent, Frame* f) {
  return Value::boolean(same_value(agent, f->argument(0), f->argument(1)));
}

Value object_has_own(Agent* agent, Frame* f) {
  Object* o = TRY(to_object(agent, f->argument(0))).as_object();
  PropertyKey key = TRY(to_property_key(agent, f->argument(1)));
  return Value::boolean(TRY(has_own_property(agent, o, key)));
}

const BuiltinRow kObjectRows[] = {
    VALUE_OF("prototype", kObjectPrototype, 0),
    NATIVE("assign", 2, object_assign),
    NATIVE("getOwnPropertyDescriptor", 2, object_get_own_property_descriptor),
    NATIVE("getOwnPropertyDescriptors", 1, object_get_own_property_descriptors),
    NATIVE("getOwnPropertyNames", 1, object_get_own_property_names),
    NATIVE("getOwnPropertySymbols", 1, object_get_own_property_symbols),
    NATIVE("hasOwn", 2, object_has_own),
    NATIVE("is", 2, object_is),
    NATIVE("preventExtensions", 1, object_prevent_extensions),
    NATIVE("seal", 1, object_seal),
    NATIVE("create", 2, object_create),
    NATIVE("defineProperties", 2, object_define_properties),
    NATIVE("defineProperty", 3, object_define_property),
    NATIVE("freeze", 1, object_freeze),
    NATIVE("getPrototypeOf", 1, object_get_prototype_of),
    NATIVE("setPrototypeOf", 2, object_set_prototype_of),
    NATIVE("isExtensible", 1, object_is_extensible),
    NATIVE("isFrozen", 1, object_is_frozen),
    NATIVE("isSealed", 1, object_is_sealed),
    NATIVE("keys", 1, object_keys),
    NATIVE("entries", 1, object_entries),
    NATIVE("fromEntries", 1, object_from_entries),
    NATIVE("values", 1, object_values),
    NATIVE("groupBy", 2, object_group_by),
};
const BuiltinSet kObjectSet(Intrinsic::kObject, a_constructor("Object", 1, object_constructor), kObjectRows);

// -- Object.prototype

Value has_own_property_method(Agent* agent, Frame* f) {
  PropertyKey key = TRY(to_property_key(agent, f->argument(0)));
  Object* o = TRY(to_object(agent, f->this_value())).as_object();
  return Value::boolean(TRY(has_own_property(agent, o, key)));
}

Value is_prototype_of(Agent* agent, Frame* f) {
  if (!f->argument(0).is_object()) return Value::boolean(false);
  Value o = TRY(to_object(agent, f->this_value()));
  for (Value at = f->argument(0);;) {
    at = TRY(get_prototype_of(agent, at.as_object()));
    if (!at.is_object()) return Value::boolean(false);
    if (at == o) return Value::boolean(true);
    TRY(poll(agent));
  }
}

Value property_is_enumerable(Agent* agent, Frame* f) {
  PropertyKey key = TRY(to_property_key(agent, f->argument(0)));
  Object* o = TRY(to_object(agent, f->this_value())).as_object();
  PropertyDescriptor d;
  if (!TRY(methods_of(o).get_own_property(agent, o, key, &d))) return Value::boolean(false);
  return Value::boolean(d.attributes & kEnumerable);
}

Value object_to_locale_string(Agent* agent, Frame* f) {
  Value method = TRY(get_v(agent, f->this_value(), agent->names->toString));
  return call(agent, method, f->this_value(), nullptr, 0);
}

const char* builtin_tag(Object* o) {
  switch (o->kind) {
    case CellKind::kArguments:
      return "Arguments";
    case CellKind::kError:
      return "Error";
    case CellKind::kBoolean:
      return "Boolean";
    case CellKind::kNumber:
      return "Number";
    case CellKind::kStringObject:
      return "String";
    case CellKind::kDate:
      return "Date";
    case CellKind::kRegExp:
      return "RegExp";
    default:
      return o->is_callable() ? "Function" : "Object";
  }
}

// https://tc39.es/ecma262/#sec-object.prototype.tostring
Value object_to_string(Agent* agent, Frame* f) {
  Value v = f->this_value();
  if (v.is_undefined()) return new_string(agent, "[object Undefined]");
  if (v.is_null()) return new_string(agent, "[object Null]");
  Object* o = TRY(to_object(agent, v)).as_object();
  bool array = TRY(is_array(agent, o));
  PropertyKey symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kToStringTag));
  Value tag = TRY(get(agent, o, symbol));
  StringBuilder text(agent);
  text.append_ascii("[object ");
  if (tag.is_string())
    text.append(tag.as_string());
  else
    text.append_ascii(array ? "Array" : builtin_tag(o));
  text.append_unit(']');
  return TRY(text.finish());
}

Value object_value_of(Agent* agent, Frame* f) { return to_object(agent, f->this_value()); }

Value get_proto(Agent* agent, Frame* f) {
  Value o = TRY(to_object(agent, f->this_value()));
  return get_prototype_of(agent, o.as_object());
}

Value set_proto(Agent* agent, Frame* f) {
  Value o = TRY(require_object_coercible(agent, f->this_value()));
  Value prototype = f->argument(0);
  if ((prototype.is_object() || prototype.is_null()) && o.is_object())
    TRY(set_prototype_or_throw(agent, o.as_object(), prototype));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-object.prototype.__defineGetter__
Value define_half(Agent* agent, Frame* f, bool setter) {
  Object* o = TRY(to_object(agent, f->this_value())).as_object();
  Value function = f->argument(1);
  if (!is_callable(function))
    return throw_error(agent, setter ? Message::kSetterNotCallable : Message::kGetterNotCallable, function);
  PropertyKey key = TRY(to_property_key(agent, f->argument(0)));
  PropertyDescriptor d;
  (setter ? d.setter : d.getter) = function;
  d.has = d.attributes = kEnumerable | kConfigurable;
  TRY(define_property_or_throw(agent, o, key, d));
  return Value::undefined();
}
Value define_getter(Agent* agent, Frame* f) { return define_half(agent, f, false); }
Value define_setter(Agent* agent, Frame* f) { return define_half(agent, f, true); }

Value look_up_half(Agent* agent, Frame* f, bool setter) {
  Value at = TRY(to_object(agent, f->this_value()));
  PropertyKey key = TRY(to_property_key(agent, f->argument(0)));
  while (at.is_object()) {
    PropertyDescriptor d;
    if (TRY(methods_of(at.as_object()).get_own_property(agent, at.as_object(), key, &d))) {
      if (!d.is_accessor()) return Value::undefined();
      return setter ? d.setter : d.getter;
    }
    at = TRY(get_prototype_of(agent, at.as_object()));
    TRY(poll(agent));
  }
  return Value::undefined();
}
Value look_up_getter(Agent* agent, Frame* f) { return look_up_half(agent, f, false); }
Value look_up_setter(Agent* agent, Frame* f) { return look_up_half(agent, f, true); }

const BuiltinRow kObjectPrototypeRows[] = {
    VALUE_OF("constructor", kObject, kHiddenDefault),
    NATIVE("__defineGetter__", 2, define_getter),
    NATIVE("__defineSetter__", 2, define_setter),
    NATIVE("hasOwnProperty", 1, has_own_property_method),
    NATIVE("__lookupGetter__", 1, look_up_getter),
    NATIVE("__lookupSetter__", 1, look_up_setter),
    NATIVE("isPrototypeOf", 1, is_prototype_of),
    NATIVE("propertyIsEnumerable", 1, property_is_enumerable),
    AS_INTRINSIC(kObjectProto_toString, NATIVE("toString", 0, object_to_string)),
    NATIVE("valueOf", 0, object_value_of),
    ACCESSOR("__proto__", get_proto, set_proto),
    NATIVE("toLocaleString", 0, object_to_locale_string),
};
const BuiltinSet kObjectPrototypeSet(Intrinsic::kObjectPrototype, {.prototype = Intrinsic::kCount},
                                     kObjectPrototypeRows);

}  // namespace

}  // namespace whipsnake
