// Steps that many functions of Array.prototype have in common.
#include <algorithm>

#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Value get_at(Agent* agent, Object* o, double index) {
  if (is_dense_array(o) && index < 4294967295.0) {
    Value v = own_dense_element(o, uint32_t(index));
    if (!v.is_hole()) return v;
  }
  return get(agent, o, key_from_number(agent, index));
}

Status set_at(Agent* agent, Object* o, double index, Value v) {
  return set(agent, o, key_from_number(agent, index), v);
}

Truth has_at(Agent* agent, Object* o, double index) {
  if (is_dense_array(o) && index < 4294967295.0 && !own_dense_element(o, uint32_t(index)).is_hole())
    return Truth::kTrue;
  return has_property(agent, o, key_from_number(agent, index));
}

Status delete_at(Agent* agent, Object* o, double index) {
  return delete_property_or_throw(agent, o, key_from_number(agent, index));
}

Status create_at(Agent* agent, Object* o, double index, Value v) {
  return create_data_property_or_throw(agent, o, key_from_number(agent, index), v);
}

Status set_length(Agent* agent, Object* o, double length) {
  return set(agent, o, agent->names->length, Value::normalised(length));
}

Status move_element(Agent* agent, Object* o, double from, double to) {
  TRY(poll(agent));
  if (!TRY(has_at(agent, o, from))) return delete_at(agent, o, to);
  return set_at(agent, o, to, TRY(get_at(agent, o, from)));
}

Status relative_index(Agent* agent, Value v, double length, double otherwise, double* result) {
  *result = otherwise;
  if (v.is_undefined()) return Status::kOk;
  double relative;
  TRY(to_integer_or_infinity(agent, v, &relative));
  *result = relative < 0 ? std::max(length + relative, 0.0) : std::min(relative, length);
  return Status::kOk;
}

Object* array_like(Agent* agent, Value this_value, double* length) {
  Object* o = TRY(to_object(agent, this_value)).as_object();
  if (is_dense_array(this_value)) {
    *length = o->aux;
  } else {
    TRY(length_of_array_like(agent, o, length));
  }
  return o;
}

Array* copy_of_range(Agent* agent, Array* array, uint32_t from, uint32_t count) {
  uint32_t available = array->elements ? dense_elements(array)->aux : 0;
  available = from < available ? std::min(count, available - from) : 0;
  Array* copy = TRY(new_array_from(agent, agent->realm, values_of(array) + from, available));
  copy->aux = count;
  return copy;
}

Array* array_create_of(Agent* agent, double length) {
  if (length > 4294967295.0) return throw_error(agent, Message::kInvalidArrayLength);
  return new_array(agent, agent->realm, uint32_t(length));
}

}  // namespace whipsnake
