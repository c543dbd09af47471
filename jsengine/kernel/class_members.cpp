#include "jsengine/kernel/class_members.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

// -- Private names

static Truth find_private(Agent* agent, Value base, Symbol* name, OwnProperty* p) {
  if (!base.is_object()) return Truth::kFalse;
  return find_own_named(agent, base.as_object(), PropertyKey::symbol(name), p);
}

// https://tc39.es/ecma262/#sec-privateget
Value private_get(Agent* agent, Value base, Symbol* name) {
  OwnProperty p;
  if (!TRY(find_private(agent, base, name, &p)))
    return throw_error(agent, Message::kPrivateMissing, name->description);
  if (p.is_accessor() && p.accessor()->getter.is_undefined())
    return throw_error(agent, Message::kPrivateNoGetter, name->description);
  return value_of(agent, p, base);
}

// https://tc39.es/ecma262/#sec-privateset
Status private_set(Agent* agent, Value base, Symbol* name, Value v) {
  OwnProperty p;
  if (!TRY(find_private(agent, base, name, &p)))
    return throw_error(agent, Message::kPrivateSetMissing, name->description);
  if (p.is_accessor()) {
    Value setter = p.accessor()->setter;
    if (setter.is_undefined()) return throw_error(agent, Message::kPrivateNoSetter, name->description);
    TRY(call(agent, setter, base, &v, 1));
    return Status::kOk;
  }
  if (!p.is_writable()) return throw_error(agent, Message::kPrivateMethodWrite, name->description);
  store(agent, p.holder, p.address, v);
  return Status::kOk;
}

static Status check_absent(Agent* agent, Value object, Symbol* name) {
  OwnProperty p;
  if (TRY(find_private(agent, object, name, &p)))
    return throw_error(agent, Message::kPrivateTwice, name->description);
  return Status::kOk;
}

Status private_field_add(Agent* agent, Value object, Symbol* name, Value v) {
  TRY(check_absent(agent, object, name));
  return append_property(agent, object.as_object(), PropertyKey::symbol(name), v, kWritable);
}

// The second half of an accessor pair joins the first.
static Status add_private_accessor(Agent* agent, Object* o, Symbol* name, Value function,
                                   PrivateElement element) {
  bool is_getter = element == PrivateElement::kGetter;
  OwnProperty p;
  if (TRY(find_private(agent, o, name, &p))) {
    if (!p.is_accessor()) return throw_error(agent, Message::kPrivateTwice, name->description);
    Accessor* accessor = p.accessor();
    Value* half = is_getter ? &accessor->getter : &accessor->setter;
    if (!half->is_undefined()) return throw_error(agent, Message::kPrivateTwice, name->description);
    store(agent, accessor, half, function);
    return Status::kOk;
  }
  Accessor* accessor = new_accessor(agent, is_getter ? function : Value::undefined(),
                                    is_getter ? Value::undefined() : function);
  return append_property(agent, o, PropertyKey::symbol(name), Value::cell(accessor), kAccessorProperty);
}

Status private_method_add(Agent* agent, Value object, Symbol* name, Value function, PrivateElement element) {
  if (element != PrivateElement::kMethod)
    return add_private_accessor(agent, object.as_object(), name, function, element);
  TRY(check_absent(agent, object, name));
  return append_property(agent, object.as_object(), PropertyKey::symbol(name), function, 0);
}

Truth private_in(Agent* agent, Value base, Symbol* name) {
  if (!base.is_object()) return throw_error(agent, Message::kInOfNonObject, name->description, base);
  OwnProperty p;
  return find_private(agent, base, name, &p);
}

// -- What instances get

constexpr uint32_t kInitialiser = 0, kFirstMethod = 1, kMethodSize = 3;

static Slots* members_of(Function* constructor) {
  return constructor->class_data.is_undefined() ? nullptr : constructor->class_data.as<Slots>();
}

static Slots* grow_members(Agent* agent, Function* constructor, uint32_t more) {
  Slots* old = members_of(constructor);
  uint32_t had = old == nullptr ? kFirstMethod : old->aux;
  Slots* members = TRY(new_slots(agent, had + more));
  for (uint32_t i = 0; i < had; i++)
    members->values[i] = old == nullptr ? Value::undefined() : old->values[i];
  store(agent, constructor, &constructor->class_data, Value::cell(members));
  return members;
}

Status add_instance_private_method(Agent* agent, Function* constructor, Symbol* name, Value function,
                                   PrivateElement element) {
  Slots* members = TRY(grow_members(agent, constructor, kMethodSize));
  Value* entry = members->values + members->aux - kMethodSize;
  entry[0] = Value(name);
  entry[1] = Value::int32(int32_t(element));
  entry[2] = function;
  write_barrier(agent, members);
  return Status::kOk;
}

Status set_field_initialiser(Agent* agent, Function* constructor, Value function) {
  Slots* members = members_of(constructor);
  if (members == nullptr) members = TRY(grow_members(agent, constructor, 0));
  store(agent, members, &members->values[kInitialiser], function);
  return Status::kOk;
}

Status initialise_instance_elements(Agent* agent, Value object, Function* constructor) {
  Slots* members = members_of(constructor);
  if (members == nullptr) return Status::kOk;
  // A getter and a setter of one name are one element: the same instance may have neither from before.
  for (uint32_t i = kFirstMethod; i < members->aux; i += kMethodSize) {
    const Value* entry = members->values + i;
    TRY(private_method_add(agent, object, entry[0].as_symbol(), entry[2],
                           PrivateElement(entry[1].as_int32())));
  }
  Value initialiser = members->values[kInitialiser];
  if (initialiser.is_undefined()) return Status::kOk;
  TRY(call(agent, initialiser, object, nullptr, 0));
  return Status::kOk;
}

}  // namespace whipsnake
