// JSON: the object, and parse with its reviver. https://tc39.es/ecma262/#sec-json-object
#include "jsengine/kernel/builtins/json.h"

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Status enumerable_names(Agent* agent, Object* o, KeyList* names) {
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  for (uint32_t i = 0; i < keys.size(); i++) {
    PropertyDescriptor property;
    if (keys[i].is_symbol() || !TRY(methods_of(o).get_own_property(agent, o, keys[i], &property))) continue;
    if (property.attributes & kEnumerable) TRY(names->add(keys[i]));
  }
  return Status::kOk;
}

namespace {

Value internalize(Agent* agent, Object* holder, PropertyKey name, Value reviver);

Status revive_property(Agent* agent, Object* o, PropertyKey key, Value reviver) {
  TRY(poll(agent));
  Value revived = TRY(internalize(agent, o, key, reviver));
  if (revived.is_undefined())
    TRY(methods_of(o).delete_property(agent, o, key));
  else
    TRY(create_data_property(agent, o, key, revived));
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-internalizejsonproperty
Value internalize(Agent* agent, Object* holder, PropertyKey name, Value reviver) {
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  Value v = TRY(get(agent, holder, name));
  if (v.is_object()) {
    Object* o = v.as_object();
    if (TRY(is_array(agent, v))) {
      double length;
      TRY(length_of_array_like(agent, o, &length));
      for (double i = 0; i < length; i++) TRY(revive_property(agent, o, key_from_number(agent, i), reviver));
    } else {
      KeyList names(agent);
      TRY(enumerable_names(agent, o, &names));
      for (uint32_t i = 0; i < names.size(); i++) TRY(revive_property(agent, o, names[i], reviver));
    }
  }
  return call_with(agent, reviver, holder, key_to_value(agent, name), v);
}

// https://tc39.es/ecma262/#sec-json.parse
Value json_parse(Agent* agent, Frame* f) {
  String* text = TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  Value result = TRY(parse_json(agent, text));
  if (!is_callable(f->argument(1))) return result;
  Object* root = new_object(agent, agent->realm);
  put_fresh(agent, root, agent->names->empty, result);
  return internalize(agent, root, agent->names->empty, f->argument(1));
}

const BuiltinRow kJsonRows[] = {
    NATIVE("parse", 2, json_parse),
    NATIVE("stringify", 3, json_stringify),
    TEXT_SYMBOL(kToStringTag, "JSON"),
};
const BuiltinSet kJsonSet(Intrinsic::kJSON, {.prototype = Intrinsic::kObjectPrototype}, kJsonRows);

}  // namespace

}  // namespace whipsnake
