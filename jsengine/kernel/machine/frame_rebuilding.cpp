#include "jsengine/kernel/machine/frame_rebuilding.h"

#include <algorithm>

#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

void fill(Frame* frame, const RebuiltFrame& from) {
  Code* code = frame->code;
  if (from.at >= code->instruction_count || from.registers.size() > code->register_count)
    ENGINE_BUG("a frame is rebuilt that its code does not have");
  Value* rest = std::copy(from.registers.begin(), from.registers.end(), frame->registers);
  std::fill(rest, frame->registers + code->register_count, Value::undefined());
  frame->pc = code->instructions + from.at;
}

// The frame of an inlined call. What runs without machine code gives frames their return addresses itself
// (run_interpreter).
Frame* push(Agent* agent, Frame* caller, const RebuiltFrame& from) {
  auto* frame = reinterpret_cast<Frame*>(caller->registers + from.window);
  if (frame->registers + from.code->register_count + kStackSlack > agent->stack_limit)
    return throw_stack_overflow(agent);
  frame->function = from.function;
  frame->code = from.code;
  frame->return_address = agent->machine ? const_cast<void*>(where_to_return(agent, caller)) : nullptr;
  frame->caller = caller;
  frame->argc = from.argc;
  frame->flags = from.new_target.is_undefined() ? 0u : uint32_t(kConstructCall);
  frame->new_target = from.new_target;
  frame->feedback = from.feedback;
  fill(frame, from);
  agent->fp = frame;
  return frame;
}

}  // namespace

Frame* rebuild_frames(Agent* agent, std::span<const RebuiltFrame> frames) {
  Frame* frame = agent->fp;
  fill(frame, frames.front());
  for (const RebuiltFrame& inlined : frames.subspan(1)) {
    frame = push(agent, frame, inlined);
    if (frame == nullptr) return nullptr;
  }
  return frame;
}

}  // namespace whipsnake
