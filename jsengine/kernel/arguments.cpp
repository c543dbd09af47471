// Arguments exotic objects. https://tc39.es/ecma262/#sec-arguments-exotic-objects
#include "jsengine/kernel/arguments.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

// The variable that an index is another name of, or nullptr.
static Value* variable_of(Object* o, PropertyKey key) {
  auto* arguments = static_cast<Arguments*>(o);
  if (arguments->map == nullptr || !key.is_index() || key.as_index() >= arguments->map->aux) return nullptr;
  Value slot = arguments->map->values[key.as_index()];
  return slot.is_hole() ? nullptr : &arguments->environment->slots[slot.as_int32()];
}

static void set_variable(Agent* agent, Object* o, Value* variable, Value v) {
  store(agent, static_cast<Arguments*>(o)->environment, variable, v);
}

static void unmap(Object* o, PropertyKey key) {
  static_cast<Arguments*>(o)->map->values[key.as_index()] = Value::hole();
}

static Truth arguments_get_own_property(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  if (!TRY(ordinary_get_own_property(agent, o, key, d))) return Truth::kFalse;
  if (Value* variable = variable_of(o, key)) d->value = *variable;
  return Truth::kTrue;
}

// https://tc39.es/ecma262/#sec-arguments-exotic-objects-defineownproperty-p-desc
static Truth arguments_define_own_property(Agent* agent, Object* o, PropertyKey key,
                                           const PropertyDescriptor& d) {
  Value* variable = variable_of(o, key);
  PropertyDescriptor change = d;
  bool becomes_read_only = (d.has & kWritable) && !(d.attributes & kWritable);
  if (variable && d.is_data() && d.value.is_absent() && becomes_read_only) change.value = *variable;
  if (!TRY(ordinary_define_own_property(agent, o, key, change))) return Truth::kFalse;
  if (variable == nullptr) return Truth::kTrue;
  if (d.is_accessor()) {
    unmap(o, key);
  } else {
    if (!d.value.is_absent()) set_variable(agent, o, variable, d.value);
    if (becomes_read_only) unmap(o, key);
  }
  return Truth::kTrue;
}

static Value arguments_get(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  if (Value* variable = variable_of(o, key)) return *variable;
  return ordinary_get(agent, o, key, receiver);
}

static Truth arguments_set(Agent* agent, Object* o, PropertyKey key, Value v, Value receiver) {
  if (static_cast<Arguments*>(o)->map == nullptr) return exotic_set(agent, o, key, v, receiver);
  if (receiver == Value(o))
    if (Value* variable = variable_of(o, key)) set_variable(agent, o, variable, v);
  return exotic_set(agent, o, key, v, receiver);
}

static Truth arguments_delete(Agent* agent, Object* o, PropertyKey key) {
  bool mapped = variable_of(o, key) != nullptr;
  if (!TRY(ordinary_delete(agent, o, key))) return Truth::kFalse;
  if (mapped) unmap(o, key);
  return Truth::kTrue;
}

const ObjectMethods kArgumentsMethods = {
    ordinary_get_prototype_of,
    ordinary_set_prototype_of,
    ordinary_is_extensible,
    ordinary_prevent_extensions,
    arguments_get_own_property,
    arguments_define_own_property,
    ordinary_has_property,
    arguments_get,
    arguments_set,
    arguments_delete,
    ordinary_own_property_keys,
};

static Arguments* new_arguments(Agent* agent, Array* array) {
  Value prototype = Value(agent->realm->object_shape->prototype);
  Shape* shape =
      TRY(root_shape(agent, CellKind::kArguments, prototype, 3, sizeof(Arguments) - 3 * sizeof(Value)));
  Value values = TRY(intrinsic(agent->realm, Intrinsic::kArrayProto_values));
  auto* arguments = TRY(allocate<Arguments>(agent, CellKind::kArguments));
  arguments->flags = kExtensible;
  arguments->shape = shape;
  arguments->elements = array->elements;
  put_fresh(agent, arguments, agent->names->length, Value::uint32(array->length()), kHiddenDefault);
  put_fresh(agent, arguments, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator)), values,
            kHiddenDefault);
  return arguments;
}

Value create_unmapped_arguments(Agent* agent, Array* array) {
  Arguments* arguments = TRY(new_arguments(agent, array));
  Value thrower = TRY(intrinsic(agent->realm, Intrinsic::kThrowTypeError));
  put_fresh_accessor(agent, arguments, agent->names->callee, thrower, thrower, 0);
  return arguments;
}

// With length, iterator and callee.
static Arguments* new_sloppy_arguments(Agent* agent, Array* array, Value function) {
  Realm* realm = agent->realm;
  if (realm->arguments_shape == nullptr) {
    Arguments* first = TRY(new_arguments(agent, array));
    put_fresh(agent, first, agent->names->callee, function, kHiddenDefault);
    store(agent, realm, &realm->arguments_shape, first->shape);
    return first;
  }
  auto* arguments = TRY(allocate<Arguments>(agent, CellKind::kArguments));
  arguments->flags = kExtensible;
  arguments->shape = realm->arguments_shape;
  arguments->elements = array->elements;
  arguments->inline_slots[0] = Value::uint32(array->length());
  arguments->inline_slots[1] = realm->intrinsics[size_t(Intrinsic::kArrayProto_values)];
  arguments->inline_slots[2] = function;
  return arguments;
}

Value create_mapped_arguments(Agent* agent, Array* array, Environment* environment, Array* map,
                              Value function) {
  Arguments* arguments = TRY(new_sloppy_arguments(agent, array, function));
  uint32_t mapped = map->length() < array->length() ? map->length() : array->length();
  if (mapped == 0) return arguments;
  Slots* own = TRY(new_slots(agent, mapped));
  for (uint32_t i = 0; i < mapped; i++) {
    Value slot = own_dense_element(map, i);
    if (slot.is_int32() && slot.as_int32() >= 0) own->values[i] = slot;
  }
  arguments->flags |= kExoticElements;
  store(agent, arguments, &arguments->environment, environment);
  store(agent, arguments, &arguments->map, own);
  return arguments;
}

VISIT_OBJECT(Arguments, Arguments, &Arguments::environment, &Arguments::map)

}  // namespace whipsnake
