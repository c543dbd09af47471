// class: constructors, private names, fields.
//
// Private elements are ordinary slots keyed by private symbols: fields are writable data, methods are not
// writable, accessors are accessors. They bypass the internal methods, so proxies and frozen objects have
// them too.
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/symbol.h"

namespace whipsnake {
namespace {

struct Parents {
  Value prototype, constructor;
};

// https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation, steps 5 to 8
Status class_parents(Agent* agent, Value heritage, Parents* parents) {
  parents->constructor = intrinsic(agent->realm, Intrinsic::kFunctionPrototype);
  if (heritage.is_hole()) {
    parents->prototype = intrinsic(agent->realm, Intrinsic::kObjectPrototype);
    return Status::kOk;
  }
  if (heritage.is_null()) {
    parents->prototype = Value::null();
    return Status::kOk;
  }
  if (!is_constructor(heritage)) return throw_error(agent, Message::kClassHeritage, heritage);
  parents->prototype = TRY(get(agent, heritage.as_object(), agent->names->prototype));
  if (!parents->prototype.is_object() && !parents->prototype.is_null())
    return throw_error(agent, Message::kClassPrototype, parents->prototype);
  parents->constructor = heritage;
  return Status::kOk;
}

// What instances get: in the Array ConstructorData::fields.
struct ClassData {
  static constexpr uint32_t kInitialiser = 0, kFirstMethod = 1, kMethodSize = 3;  // flags, name, function
};

Array* class_data(Agent* agent, Function* constructor) {
  ConstructorData* data = constructor_data(agent, constructor);
  if (data->fields.is_object()) return static_cast<Array*>(data->fields.as_object());
  Array* fields = TRY(new_array(agent, agent->realm));
  TRY(array_push(agent, fields, Value::undefined()));
  store(agent, data, &data->fields, Value(fields));
  return fields;
}

PropertyKey private_key(Value name) { return PropertyKey::symbol(name.as_symbol()); }

Truth find_private(Agent* agent, Value object, Value name, OwnProperty* found) {
  if (!object.is_object()) return Truth::kFalse;
  return find_own_named(agent, object.as_object(), private_key(name), found);
}

bool is_private_name(Value name) { return name.is_symbol() && name.as_symbol()->is_private(); }

enum PrivateFlags {
  kPrivateMethod = 0,
  kPrivateGetter = 1,
  kPrivateSetter = 2,
  kPrivateKind = 3,
  kPrivateStatic = 4
};

// https://tc39.es/ecma262/#sec-privatemethodoraccessoradd; the halves of an accessor come one after the
// other.
Status add_private(Agent* agent, Object* object, Value name, Value function, int64_t flags) {
  OwnProperty found;
  bool exists = TRY(find_own_named(agent, object, private_key(name), &found));
  int64_t kind = flags & kPrivateKind;
  if (kind == kPrivateMethod) {
    if (exists) return throw_error(agent, Message::kPrivateTwice, name);
    return add_own(agent, object, private_key(name), function, 0);
  }
  bool getter = kind == kPrivateGetter;
  if (!exists) {
    Accessor* accessor = TRY(
        new_accessor(agent, getter ? function : Value::undefined(), getter ? Value::undefined() : function));
    return add_own(agent, object, private_key(name), Value::cell(accessor), kAccessorProperty);
  }
  if (!found.is_accessor()) return throw_error(agent, Message::kPrivateTwice, name);
  Accessor* accessor = found.accessor();
  Value* half = getter ? &accessor->getter : &accessor->setter;
  if (!half->is_undefined()) return throw_error(agent, Message::kPrivateTwice, name);
  store(agent, accessor, half, function);
  return Status::kOk;
}

}  // namespace

Value op_create_class(Agent* agent, Value* pair, Value heritage, Value info, Value environment) {
  Parents parents;
  TRY(class_parents(agent, heritage, &parents));
  Object* prototype = TRY(new_object_with_prototype(agent, parents.prototype));
  Environment* outer = environment.is_undefined() ? nullptr : environment.as<Environment>();
  Function* f = TRY(
      new_closure_with_prototype(agent, agent->realm, info.as<FunctionInfo>(), outer, parents.constructor));
  store(agent, f, &f->home_object, Value(prototype));
  pair[0] = Value(f);
  pair[1] = Value(prototype);
  TRY(define_property_or_throw(agent, f, agent->names->prototype,
                               PropertyDescriptor::data(Value(prototype), 0)));
  put_fresh(agent, prototype, agent->names->constructor, Value(f), kHiddenDefault);
  return Value::undefined();
}

Value op_create_private_name(Agent* agent, Value description) {
  return Value(TRY(new_private_name(agent, description.as_string())));
}

// https://tc39.es/ecma262/#sec-privateget
Value op_get_private(Agent* agent, Value object, Value name) {
  EXPECT_BYTECODE(is_private_name(name));
  OwnProperty found;
  if (!TRY(find_private(agent, object, name, &found)))
    return throw_error(agent, Message::kPrivateMissing, name);
  if (found.is_accessor() && found.accessor()->getter.is_undefined())
    return throw_error(agent, Message::kPrivateNoGetter, name);
  return value_of(agent, found, object);
}

// https://tc39.es/ecma262/#sec-privateset
Value op_set_private(Agent* agent, Value object, Value name, Value value) {
  EXPECT_BYTECODE(is_private_name(name));
  OwnProperty found;
  if (!TRY(find_private(agent, object, name, &found)))
    return throw_error(agent, Message::kPrivateSetMissing, name);
  if (found.is_accessor()) {
    Value setter = found.accessor()->setter;
    if (setter.is_undefined()) return throw_error(agent, Message::kPrivateNoSetter, name);
    TRY(call(agent, setter, object, &value, 1));
    return Value::undefined();
  }
  if (!found.is_writable()) return throw_error(agent, Message::kPrivateMethodWrite, name);
  store(agent, found.holder, found.address, value);
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-privatefieldadd
Value op_define_private_field(Agent* agent, Value object, Value name, Value value) {
  EXPECT_BYTECODE(object.is_object() && is_private_name(name));
  OwnProperty found;
  if (TRY(find_private(agent, object, name, &found))) return throw_error(agent, Message::kPrivateTwice, name);
  TRY(add_own(agent, object.as_object(), private_key(name), value, kWritable));
  return Value::undefined();
}

Value op_private_in(Agent* agent, Value name, Value object) {
  EXPECT_BYTECODE(is_private_name(name));
  if (!object.is_object()) return throw_error(agent, Message::kInOfNonObject, name, object);
  OwnProperty found;
  return Value::boolean(TRY(find_private(agent, object, name, &found)));
}

Value op_add_private_method(Agent* agent, Value target, Value name, Value function, int64_t flags) {
  EXPECT_BYTECODE(is_bytecode_function(target) && is_private_name(name) && is_bytecode_function(function));
  if (flags & kPrivateStatic) {
    TRY(add_private(agent, target.as_object(), name, function, flags));
    return Value::undefined();
  }
  Array* data = TRY(class_data(agent, static_cast<Function*>(target.as_object())));
  TRY(array_push(agent, data, Value::int32(int32_t(flags))));
  TRY(array_push(agent, data, name));
  TRY(array_push(agent, data, function));
  return Value::undefined();
}

Value op_set_field_initialiser(Agent* agent, Value constructor, Value function) {
  EXPECT_BYTECODE(is_bytecode_function(constructor) && is_bytecode_function(function));
  Array* data = TRY(class_data(agent, static_cast<Function*>(constructor.as_object())));
  Slots* values = static_cast<Slots*>(data->elements);
  store(agent, values, &values->values[ClassData::kInitialiser], function);
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-initializeinstanceelements
Value op_initialise_fields(Agent* agent, Value object, Value constructor) {
  EXPECT_BYTECODE(object.is_object() && is_bytecode_function(constructor));
  Value data = static_cast<Function*>(constructor.as_object())->constructor_data;
  if (data.is_undefined() || !data.as<ConstructorData>()->fields.is_object()) return Value::undefined();
  auto* array = static_cast<Array*>(data.as<ConstructorData>()->fields.as_object());
  const Value* values = static_cast<Slots*>(array->elements)->values;
  for (uint32_t i = ClassData::kFirstMethod; i < array->length(); i += ClassData::kMethodSize)
    TRY(add_private(agent, object.as_object(), values[i + 1], values[i + 2], values[i].as_int32()));
  Value initialiser = values[ClassData::kInitialiser];
  if (!initialiser.is_undefined()) TRY(call(agent, initialiser, object, nullptr, 0));
  return Value::undefined();
}

}  // namespace whipsnake
