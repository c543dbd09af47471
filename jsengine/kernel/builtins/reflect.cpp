// Reflect. https://tc39.es/ecma262/#sec-reflect-object
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/proxy.h"

namespace whipsnake {

namespace {

Object* target_of(Agent* agent, Frame* f, const char* method) {
  if (f->argument(0).is_object()) return f->argument(0).as_object();
  return throw_error(agent, Message::kCalledOnNonObject, new_string(agent, method));
}

const Value* values_of(Array* list) {
  return list->elements == nullptr ? nullptr : dense_elements(list)->values;
}

Value reflect_apply(Agent* agent, Frame* f) {
  if (!is_callable(f->argument(0))) return throw_error(agent, Message::kNotAFunction, f->argument(0));
  Array* list = TRY(create_list_from_array_like(agent, f->argument(2)));
  return call(agent, f->argument(0), f->argument(1), values_of(list), list->length());
}

Value reflect_construct(Agent* agent, Frame* f) {
  if (!is_constructor(f->argument(0))) return throw_error(agent, Message::kNotAConstructor, f->argument(0));
  Value new_target = f->argc > 2 ? f->argument(2) : f->argument(0);
  if (!is_constructor(new_target)) return throw_error(agent, Message::kNotAConstructor, new_target);
  Array* list = TRY(create_list_from_array_like(agent, f->argument(1)));
  return construct(agent, f->argument(0), values_of(list), list->length(), new_target);
}

Value reflect_define_property(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.defineProperty"));
  PropertyKey key = TRY(to_property_key(agent, f->argument(1)));
  PropertyDescriptor d;
  TRY(to_property_descriptor(agent, f->argument(2), &d));
  return Value::boolean(TRY(methods_of(o).define_own_property(agent, o, key, d)));
}

Value reflect_delete_property(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.deleteProperty"));
  return Value::boolean(TRY(delete_property(agent, o, TRY(to_property_key(agent, f->argument(1))))));
}

Value reflect_get(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.get"));
  PropertyKey key = TRY(to_property_key(agent, f->argument(1)));
  return get(agent, o, key, f->argc > 2 ? f->argument(2) : Value(o));
}

Value reflect_set(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.set"));
  PropertyKey key = TRY(to_property_key(agent, f->argument(1)));
  Value receiver = f->argc > 3 ? f->argument(3) : Value(o);
  return Value::boolean(TRY(methods_of(o).set(agent, o, key, f->argument(2), receiver)));
}

Value reflect_get_own_property_descriptor(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.getOwnPropertyDescriptor"));
  PropertyKey key = TRY(to_property_key(agent, f->argument(1)));
  PropertyDescriptor d;
  if (!TRY(methods_of(o).get_own_property(agent, o, key, &d))) return Value::undefined();
  return from_property_descriptor(agent, d);
}

Value reflect_get_prototype_of(Agent* agent, Frame* f) {
  return get_prototype_of(agent, TRY(target_of(agent, f, "Reflect.getPrototypeOf")));
}

Value reflect_set_prototype_of(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.setPrototypeOf"));
  Value prototype = f->argument(1);
  if (!prototype.is_object() && !prototype.is_null())
    return throw_error(agent, Message::kPrototypeNotObject, prototype);
  return Value::boolean(TRY(set_prototype_of(agent, o, prototype)));
}

Value reflect_has(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.has"));
  return Value::boolean(TRY(has_property(agent, o, TRY(to_property_key(agent, f->argument(1))))));
}

Value reflect_is_extensible(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.isExtensible"));
  return Value::boolean(TRY(methods_of(o).is_extensible(agent, o)));
}

Value reflect_prevent_extensions(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.preventExtensions"));
  return Value::boolean(TRY(methods_of(o).prevent_extensions(agent, o)));
}

Value reflect_own_keys(Agent* agent, Frame* f) {
  Object* o = TRY(target_of(agent, f, "Reflect.ownKeys"));
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  Array* list = TRY(new_array(agent, agent->realm));
  for (uint32_t i = 0; i < keys.size(); i++) TRY(array_push(agent, list, key_to_value(agent, keys[i])));
  return list;
}

const BuiltinRow kReflectRows[] = {
    NATIVE("defineProperty", 3, reflect_define_property),
    NATIVE("deleteProperty", 2, reflect_delete_property),
    NATIVE("apply", 3, reflect_apply),
    NATIVE("construct", 2, reflect_construct),
    NATIVE("get", 2, reflect_get),
    NATIVE("getOwnPropertyDescriptor", 2, reflect_get_own_property_descriptor),
    NATIVE("getPrototypeOf", 1, reflect_get_prototype_of),
    NATIVE("has", 2, reflect_has),
    NATIVE("isExtensible", 1, reflect_is_extensible),
    NATIVE("ownKeys", 1, reflect_own_keys),
    NATIVE("preventExtensions", 1, reflect_prevent_extensions),
    NATIVE("set", 3, reflect_set),
    NATIVE("setPrototypeOf", 2, reflect_set_prototype_of),
    TEXT_SYMBOL(kToStringTag, "Reflect"),
};
const BuiltinSet kReflectSet(Intrinsic::kReflect, {.prototype = Intrinsic::kObjectPrototype}, kReflectRows);

}  // namespace

}  // namespace whipsnake
