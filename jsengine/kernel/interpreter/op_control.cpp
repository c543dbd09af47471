// control: polling, throwing.
#include "jsengine/_generated/opcodes.h"
#include "jsengine/kernel/call_site.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Value op_loop_head(Agent* agent) {
  TRY(poll(agent));
  return Value::undefined();
}
Abrupt throw_malformed_bytecode(Agent* agent) { return throw_error(agent, Message::kMalformedBytecode); }
Value op_throw(Agent* agent, Value value) { return throw_value(agent, value); }
Value op_throw_message(Agent* agent, int64_t message, Value argument) {
  return throw_error(agent, kBytecodeMessages[message], argument);
}
Value op_throw_if_not_object(Agent* agent, Value value, int64_t message) {
  if (value.is_object()) return Value::undefined();
  return throw_error(agent, kBytecodeMessages[message], value);
}
// https://tc39.es/ecma262/#sec-requireobjectcoercible, in the words of destructuring
Value op_throw_if_nullish(Agent* agent, Value value, Value name) {
  if (!value.is_nullish()) return Value::undefined();
  return throw_cannot_destructure(agent, value, name);
}
Value remember_cell(Agent* agent, Cell* cell) {
  remember(agent, cell);
  return Value::undefined();
}
Value remember_element(Agent* agent, Slots* elements, uint64_t index) {
  remember_slot(agent, elements, uint32_t(index));
  return Value::undefined();
}

}  // namespace whipsnake
