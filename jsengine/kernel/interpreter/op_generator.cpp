// generator: suspending the running frame. Afterwards the interpreter returns the value to whoever called or
// resumed it.
#include "jsengine/_generated/opcodes.h"
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/interpreter/calls.h"

namespace whipsnake {

static const uint16_t* next_instruction(Frame* frame) { return frame->pc + kOpcodeLengths[*frame->pc]; }

Value op_create_generator(Agent* agent, int64_t value_register) {
  Frame* frame = agent->fp;
  return start_generator(agent, frame, next_instruction(frame), uint32_t(value_register), kNoRegister);
}
Value op_yield(Agent* agent, Value value, int64_t value_register, int64_t mode_register) {
  Frame* frame = agent->fp;
  return yield_value(agent, frame, value, next_instruction(frame), uint32_t(value_register),
                     uint32_t(mode_register));
}
Value op_yield_result(Agent* agent, Value result, int64_t value_register, int64_t mode_register) {
  Frame* frame = agent->fp;
  return yield_result(agent, frame, result, next_instruction(frame), uint32_t(value_register),
                      uint32_t(mode_register));
}
Value op_start_async(Agent* agent) { return start_async(agent, agent->fp); }
Value op_await(Agent* agent, Value value, int64_t value_register) {
  Frame* frame = agent->fp;
  return await_value(agent, frame, value, next_instruction(frame), uint32_t(value_register), kNoRegister);
}
Value op_async_return(Agent* agent, Value value) { return finish_async(agent, agent->fp, value); }
Value op_async_throw(Agent* agent, Value value) { return fail_async(agent, agent->fp, value); }
Value op_async_generator_return(Agent* agent, Value value) {
  return finish_async_generator(agent, agent->fp, value);
}
Value op_async_generator_throw(Agent* agent, Value value) {
  return fail_async_generator(agent, agent->fp, value);
}

}  // namespace whipsnake
