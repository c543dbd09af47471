// Between the interpreter (generated) and the kernel: entering, leaving, unwinding, suspending.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/function.h"

namespace whipsnake {

inline Value* frame_top(Frame* frame) {
  return frame->registers + (frame->code ? frame->code->register_count : frame->argc + 1);
}

constexpr size_t kStackSlack = 64;  // words left free above a window, for the next header

// Room for so many registers above the current frame; nullptr: stack overflow, thrown.
Frame* window_above(Agent*, size_t registers);

// Runs Agent::fp, from its pc, until the entry frame returns; its completion. Generated. The entry frame is
// Agent::fp, or below frames that were rebuilt.
Value run_interpreter(Agent*, Frame* entry);

// A call from bytecode. `window` stands in the caller's registers with this and the arguments in place
// (window->registers[0 .. argc]); the header is filled in here. For construct, registers[0] is ignored.
//  - bytecode: makes the frame (arguments arrays, `this`, undefined in all locals, pc at the start), sets
//    Agent::fp, and returns it. The caller sets return_address and jumps. The callee's realm must be the
//    running one: calls into other realms go through call(), which puts the realm back.
//  - natives, bound functions, proxies: runs the call, stores its completion in *result, returns nullptr.
//    *result may be abrupt; so it is too when the bytecode function could not be entered.
Frame* prepare_call(Agent*, Frame* window, Value callee, uint32_t argc, bool is_construct, Value new_target,
                    Value* result);

// A return from bytecode: Agent::fp becomes the frame's caller, then the frame's return address goes on. In a
// [[Construct]] call what is not an object is replaced with `this`.

// The pending completion goes up from Agent::fp. Returns the frame whose handler takes the exception (pc is
// at the handler, the value is in its register, nothing is pending any more), or nullptr: it went through
// the entry frame, which has been left, and C++ gets abrupt(). Terminations find no handler.
Frame* unwind(Agent*);

// Source position of an instruction, or false.
bool source_position(Code*, const uint16_t* pc, uint32_t* position);

}  // namespace whipsnake
