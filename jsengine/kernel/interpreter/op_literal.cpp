// literal: objects, arrays, closures, template objects, regular expressions.
#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Value op_create_object(Agent* agent, FeedbackSlot*) { return Value(new_object(agent, agent->realm)); }

Value op_create_array(Agent* agent, int64_t capacity) {
  Array* array = TRY(new_array(agent, agent->realm));
  if (capacity > 0 && !ensure_elements(agent, array, uint32_t(capacity))) return Abrupt{};
  return Value(array);
}
Value op_append_element(Agent* agent, Value array, Value value) {
  TRY(array_push(agent, static_cast<Array*>(array.as_object()), value));
  return Value::undefined();
}
Value op_append_hole(Agent* agent, Value value) {
  Array* array = static_cast<Array*>(value.as_object());
  TRY(set_array_length(agent, array, array->length() + 1));
  return Value::undefined();
}
// https://tc39.es/ecma262/#sec-runtime-semantics-arrayaccumulation, SpreadElement
Value op_append_spread(Agent* agent, Value value, Value iterable) {
  Array* array = static_cast<Array*>(value.as_object());
  IteratorRecord record;
  TRY(get_iterator(agent, iterable, &record));
  for (;;) {
    Value next = TRY(iterator_step_value(agent, record));
    if (next.is_absent()) return Value::undefined();
    TRY(array_push(agent, array, next));
    TRY(poll(agent));
  }
}
Value op_create_closure(Agent* agent, Value info, Value environment) {
  return Value(new_closure(agent, agent->realm, info.as<FunctionInfo>(),
                           environment.is_undefined() ? nullptr : environment.as<Environment>()));
}
// A site has one object in each realm: it is kept in the site's feedback.
Value op_create_template_object(Agent* agent, Value description, FeedbackSlot* site) {
  if (site->value.cell != nullptr) return Value(static_cast<Object*>(site->value.cell));
  Value made = TRY(new_template_object(agent, description.as_object()));
  store(agent, agent->fp->feedback, &site->value.cell, static_cast<Cell*>(made.as_object()));
  return made;
}
Value op_create_reg_exp(Agent* agent, Value pattern, Value flags) {
  return new_regexp(agent, pattern, flags);
}

}  // namespace whipsnake
