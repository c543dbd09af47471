// Property keys from values and back. https://tc39.es/ecma262/#sec-topropertykey
#include "jsengine/kernel/property_key.h"

#include <cmath>

#include "jsengine/kernel/operations.h"

namespace whipsnake {

PropertyKey key_from_string(Agent* agent, String* s) {
  if (s->is_interned()) return PropertyKey::name(s);
  uint32_t index;
  if (string_to_index(agent, s, &index)) return PropertyKey::index(index);
  return PropertyKey::name(intern(agent, s));
}

PropertyKey key_from_number(Agent* agent, double n) {
  if (n >= 0 && n < 4294967295.0 && n == std::floor(n)) return PropertyKey::index(uint32_t(n));
  return PropertyKey::name(intern(agent, number_to_string(agent, n)));
}

KeyResult to_property_key(Agent* agent, Value v) {
  if (v.is_string()) {
    String* flat = flatten(agent, v.as_string());
    if (flat == nullptr) return {{0}, true};
    return {key_from_string(agent, flat), false};
  }
  if (v.is_int32() && v.as_int32() >= 0) return {PropertyKey::index(uint32_t(v.as_int32())), false};
  if (v.is_number()) return {key_from_number(agent, v.as_number()), false};
  if (v.is_symbol()) return {PropertyKey::symbol(v.as_symbol()), false};
  Value primitive = to_primitive(agent, v, Hint::kString);
  if (primitive.is_abrupt()) return {{0}, true};
  if (primitive.is_string() || primitive.is_number() || primitive.is_symbol())
    return to_property_key(agent, primitive);
  String* s = to_string(agent, primitive);
  if (s == nullptr) return {{0}, true};
  return to_property_key(agent, Value(s));
}

Value key_to_value(Agent* agent, PropertyKey key) {
  if (key.is_index()) return number_to_string(agent, key.as_index());
  return Value(key.bits);
}

}  // namespace whipsnake
