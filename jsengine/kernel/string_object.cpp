// String exotic objects. https://tc39.es/ecma262/#sec-string-exotic-objects
#include "jsengine/kernel/string_object.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

static String* text_of(Object* o) { return static_cast<WrapperObject*>(o)->primitive.as_string(); }

Object* new_string_object(Agent* agent, String* text, Value prototype) {
  auto* o = TRY(new_object_of<WrapperObject>(agent, CellKind::kStringObject, prototype));
  o->primitive = TRY(flatten(agent, text));
  put_fresh(agent, o, agent->names->length, Value::uint32(text->length()), 0);
  return o;
}

// https://tc39.es/ecma262/#sec-stringgetownproperty
static bool get_unit(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  if (!key.is_index() || key.as_index() >= text_of(o)->length()) return false;
  *d = PropertyDescriptor::data(single_unit_string(agent, text_of(o)->unit(key.as_index())), kEnumerable);
  return true;
}

static Truth string_get_own_property(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  if (get_unit(agent, o, key, d)) return Truth::kTrue;
  return ordinary_get_own_property(agent, o, key, d);
}

static Truth string_define_own_property(Agent* agent, Object* o, PropertyKey key,
                                        const PropertyDescriptor& d) {
  PropertyDescriptor unit;
  if (get_unit(agent, o, key, &unit)) return truth(is_compatible_descriptor(agent, false, d, true, unit));
  return ordinary_define_own_property(agent, o, key, d);
}

static Truth string_delete(Agent* agent, Object* o, PropertyKey key) {
  if (key.is_index() && key.as_index() < text_of(o)->length()) return Truth::kFalse;
  return ordinary_delete(agent, o, key);
}

static Status string_own_property_keys(Agent* agent, Object* o, KeyList* keys) {
  for (uint32_t i = 0; i < text_of(o)->length(); i++) TRY(keys->add(PropertyKey::index(i)));
  return ordinary_own_property_keys(agent, o, keys);
}

const ObjectMethods kStringObjectMethods = {
    ordinary_get_prototype_of,
    ordinary_set_prototype_of,
    ordinary_is_extensible,
    ordinary_prevent_extensions,
    string_get_own_property,
    string_define_own_property,
    exotic_has_property,
    exotic_get,
    exotic_set,
    string_delete,
    string_own_property_keys,
};

}  // namespace whipsnake
