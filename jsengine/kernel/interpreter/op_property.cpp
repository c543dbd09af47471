// property: what inline caches miss, and properties by other ways.
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

// Constants that are names, and the results of ToPropertyKey, are keys already.
static PropertyKey key_of(Agent* agent, Value name) {
  return name.is_string() ? key_from_string(agent, name.as_string()) : unwrap(to_property_key(agent, name));
}
static bool is_strict(Agent* agent) { return agent->fp->code->function_flags & kStrict; }

Value op_get_property(Agent* agent, Value object, Value name, FeedbackSlot* cache) {
  return get_property_slow(agent, object, key_of(agent, name), &cache->property);
}
Value op_get_length(Agent* agent, Value object, Value name, FeedbackSlot* cache) {
  return op_get_property(agent, object, name, cache);
}
Value op_set_property(Agent* agent, Value object, Value name, Value value, FeedbackSlot* cache) {
  TRY(set_property_slow(agent, object, key_of(agent, name), value, &cache->property, is_strict(agent)));
  return Value::undefined();
}
Value op_define_field(Agent* agent, Value object, Value name, Value value, FeedbackSlot* cache) {
  EXPECT_BYTECODE(object.is_object());
  TRY(define_field_slow(agent, object, key_of(agent, name), value, &cache->property));
  return Value::undefined();
}
Value op_get_element(Agent* agent, Value object, Value key, FeedbackSlot* cache) {
  return get_element_slow(agent, object, key, &cache->property);
}
// The order in which `object[key] += value` fails: the object first, then the key's conversion.
Value op_to_element_key(Agent* agent, Value object, Value key) {
  if (object.is_nullish())
    return key.is_object() ? throw_error(agent, Message::kCannotConvertToObject)
                           : throw_error(agent, Message::kReadOfNullish, object, key);
  return key_to_value(agent, TRY(to_property_key(agent, key)));
}
Value op_set_element(Agent* agent, Value object, Value key, Value value, FeedbackSlot* cache) {
  TRY(set_element_slow(agent, object, key, value, &cache->property, is_strict(agent)));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-delete-operator-runtime-semantics-evaluation, step 4
static Value delete_from(Agent* agent, Value object, PropertyKey key) {
  Object* target = TRY(to_object(agent, object)).as_object();
  bool deleted = TRY(delete_property(agent, target, key));
  if (!deleted && is_strict(agent))
    return throw_error(agent, Message::kCannotDelete, key_to_value(agent, key), object);
  return Value::boolean(deleted);
}
Value op_delete_property(Agent* agent, Value object, Value name) {
  if (object.is_nullish()) return throw_error(agent, Message::kCannotConvertToObject);
  return delete_from(agent, object, key_of(agent, name));
}
Value op_delete_element(Agent* agent, Value object, Value key) {
  if (object.is_nullish()) return throw_error(agent, Message::kCannotConvertToObject);
  return delete_from(agent, object, TRY(to_property_key(agent, key)));
}

Value op_set_home_object(Agent* agent, Value function, Value home) {
  EXPECT_BYTECODE(is_bytecode_function(function));
  auto* f = static_cast<Function*>(function.as_object());
  store(agent, f, &f->home_object, home);
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-makesuperpropertyreference. The base is read before the key is converted.
Value op_get_super(Agent* agent, Value receiver, Value home, Value key) {
  EXPECT_BYTECODE(home.is_object());
  Value base = TRY(get_prototype_of(agent, home.as_object()));
  PropertyKey property = TRY(to_property_key(agent, key));
  if (base.is_nullish())
    return throw_error(agent, Message::kReadOfNullish, base, key_to_value(agent, property));
  return get_by_cache(agent, base.as_object(), property, receiver);
}
Value op_set_super(Agent* agent, Value receiver, Value home, Value key, Value value) {
  EXPECT_BYTECODE(home.is_object());
  Value base = TRY(get_prototype_of(agent, home.as_object()));
  PropertyKey property = TRY(to_property_key(agent, key));
  if (base.is_nullish())
    return throw_error(agent, Message::kSetOfNullish, base, key_to_value(agent, property));
  Object* object = base.as_object();
  bool done = TRY(methods_of(object).set(agent, object, property, value, receiver));
  if (!done && is_strict(agent))
    return throw_error(agent, Message::kReadOnly, key_to_value(agent, property), base);
  return Value::undefined();
}
Value op_get_method(Agent* agent, Value object, Value name) {
  return get_method(agent, object, key_of(agent, name));
}

Value op_define_element(Agent* agent, Value object, Value key, Value value) {
  EXPECT_BYTECODE(object.is_object() && is_key_value(key));
  TRY(create_data_property_or_throw(agent, object.as_object(), key_of(agent, key), value));
  return Value::undefined();
}
// https://tc39.es/ecma262/#sec-definemethodproperty; MakeMethod: the home object
Value op_define_method(Agent* agent, Value object, Value key, Value function, int64_t enumerable) {
  EXPECT_BYTECODE(object.is_object() && is_key_value(key) && is_bytecode_function(function));
  Function* method = static_cast<Function*>(function.as_object());
  store(agent, method, &method->home_object, object);
  uint8_t attributes = kWritable | kConfigurable | (enumerable ? kEnumerable : 0);
  TRY(define_property_or_throw(agent, object.as_object(), key_of(agent, key),
                               PropertyDescriptor::data(function, attributes)));
  return Value::undefined();
}
Value op_define_accessor(Agent* agent, Value object, Value key, Value function, int64_t flags) {
  EXPECT_BYTECODE(object.is_object() && is_key_value(key) && is_bytecode_function(function));
  Function* method = static_cast<Function*>(function.as_object());
  store(agent, method, &method->home_object, object);
  PropertyDescriptor descriptor;
  (flags & 1 ? descriptor.setter : descriptor.getter) = function;
  descriptor.has = kEnumerable | kConfigurable;
  descriptor.attributes = uint8_t(kConfigurable | (flags & 2 ? kEnumerable : 0));
  TRY(define_property_or_throw(agent, object.as_object(), key_of(agent, key), descriptor));
  return Value::undefined();
}
Value op_set_function_name(Agent* agent, Value function, Value name, int64_t prefix) {
  EXPECT_BYTECODE(function.is_object() && is_key_value(name));
  static constexpr std::string_view kPrefixes[] = {"", "get", "set"};
  TRY(set_function_name(agent, function.as_object(), key_of(agent, name), kPrefixes[prefix]));
  return Value::undefined();
}
Value op_set_prototype(Agent* agent, Value object, Value value) {
  EXPECT_BYTECODE(object.is_object());
  if (value.is_object() || value.is_null()) TRY(set_prototype_of(agent, object.as_object(), value));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-copydataproperties
static Status copy_data_properties(Agent* agent, Object* target, Value source, const Value* excluded,
                                   int64_t count) {
  if (source.is_nullish()) return Status::kOk;
  Object* from = TRY(to_object(agent, source)).as_object();
  KeyList keys(agent);
  TRY(methods_of(from).own_property_keys(agent, from, &keys));
  for (uint32_t i = 0; i < keys.size(); i++) {
    TRY(poll(agent));
    PropertyKey key = keys[i];
    bool left_out = false;
    for (int64_t j = 0; j < count && !left_out; j++) left_out = key_of(agent, excluded[j]) == key;
    if (left_out) continue;
    PropertyDescriptor descriptor;
    if (!TRY(methods_of(from).get_own_property(agent, from, key, &descriptor))) continue;
    if (!(descriptor.attributes & kEnumerable)) continue;
    Value value = TRY(get(agent, from, key));
    TRY(create_data_property(agent, target, key, value));
  }
  return Status::kOk;
}
Value op_copy_data_properties(Agent* agent, Value target, Value source) {
  EXPECT_BYTECODE(target.is_object());
  TRY(copy_data_properties(agent, target.as_object(), source, nullptr, 0));
  return Value::undefined();
}
Value op_copy_rest(Agent* agent, Value source, Value* excluded, int64_t count) {
  for (int64_t i = 0; i < count; i++) EXPECT_BYTECODE(is_key_value(excluded[i]));
  Object* target = TRY(new_object(agent, agent->realm));
  TRY(copy_data_properties(agent, target, source, excluded, count));
  return Value(target);
}
// https://tc39.es/ecma262/#sec-relational-operators, `in`
Value op_in(Agent* agent, Value key, Value object) {
  if (!object.is_object()) return throw_error(agent, Message::kInOfNonObject, key, object);
  return Value::boolean(TRY(has_property(agent, object.as_object(), TRY(to_property_key(agent, key)))));
}

}  // namespace whipsnake
