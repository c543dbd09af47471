// Between the interpreter (generated) and the kernel: entering, leaving, unwinding, suspending.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/function.h"

namespace whipsnake {

inline Value* frame_top(Frame* frame) {
  return frame->registers + (frame->code ? frame->code->register_count : frame->argc + 1);
}

// Runs from frame->pc (of agent->fp) until the entry frame returns; its completion. Generated.
Value run_interpreter(Agent*, Frame*);

// A call from bytecode. `window` stands in the caller's registers with this and the arguments in place
// (window->registers[0 .. argc]); the header is filled in here. For construct, registers[0] is ignored.
//  - bytecode: makes the frame (arguments arrays, `this`, undefined in all locals, pc at the start), sets
//    Agent::fp and Agent::realm, and returns it. The caller sets return_address and jumps.
//  - natives, bound functions, proxies: runs the call, stores its completion in *result, returns nullptr.
//    *result may be abrupt; so it is too when the bytecode function could not be entered.
Frame* prepare_call(Agent*, Frame* window, Value callee, uint32_t argc, bool is_construct, Value new_target,
                    Value* result);

// A return from bytecode: what the caller gets. [[Construct]] replaces what is not an object with `this`.
inline Value returned_value(Frame* frame, Value value) {
  if (!(frame->flags & kConstructCall) || value.is_object()) [[likely]]
    return value;
  return frame->registers[0];
}
// Leaves `frame`: Agent::fp and realm become the caller's.
void leave_frame(Agent*, Frame* frame);

// The pending completion goes up from Agent::fp. Returns the frame whose handler takes the exception (pc is
// at the handler, the value is in its register, nothing is pending any more), or nullptr: it went through
// the entry frame, which has been left, and C++ gets abrupt(). Terminations find no handler.
Frame* unwind(Agent*);

// -- Suspension. A generator's or async function's frame has kGeneratorFrame set, and its new_target is
// Value::cell(SuspendedFrame). Its window is copied there when it is left and back when it goes on.
enum class SuspendState : uint8_t { kStart, kSuspended, kRunning, kCompleted };
enum class ResumeMode : int32_t { kNext = 0, kThrow = 1, kReturn = 2 };

struct SuspendedFrame : Cell {  // detail: SuspendState; aux: number of registers
  Value function;
  Code* code;
  FeedbackVector* feedback;
  const uint16_t* pc;       // where to go on
  uint32_t value_register;  // what next(), throw(), return() or the promise delivers is put here,
  uint32_t mode_register;   // and its ResumeMode (an int32) here
  uint32_t argc;
  uint32_t unused;
  Object* owner;  // Generator, AsyncGenerator or the async function's Promise
  Value registers[1];
  SuspendState state() const { return SuspendState(detail); }
};

struct Generator : Object {
  SuspendedFrame* frame;
};
struct AsyncGeneratorRequest;
struct AsyncGenerator : Object {
  SuspendedFrame* frame;
  Value queue;  // an array of requests, undefined when empty
};

// Start of a generator's body (after its parameters): makes the Generator or AsyncGenerator object and
// suspends the frame. The interpreter then returns the object to the caller.
Value start_generator(Agent*, Frame*, const uint16_t* resume_pc, uint32_t value_register,
                      uint32_t mode_register);
// Start of an async function's body: from now on the frame may be suspended. Its promise.
Value start_async(Agent*, Frame*);
// Copies the window out and leaves the frame; the interpreter then returns to the caller.
void suspend(Agent*, Frame*, const uint16_t* resume_pc, uint32_t value_register, uint32_t mode_register);
// Await: suspends; when the promise settles, a job goes on. What the interpreter returns to the caller: the
// promise of the async function when it was called, anything when it was resumed. abrupt(): `value` could not
// be awaited (a throwing `constructor`): nothing was suspended, the exception is pending.
Value await_value(Agent*, Frame*, Value value, const uint16_t* resume_pc, uint32_t value_register,
                  uint32_t mode_register);
// End of an async function: settles its promise, marks the frame completed; what to return to the caller.
Value finish_async(Agent*, Frame*, Value value);
Value fail_async(Agent*, Frame*, Value exception);
// Copies the window back above the current frame, delivers value and mode; the new Agent::fp. nullptr:
// abrupt (stack overflow). The caller sets return_address and flags (kEntryFrame).
Frame* resume_frame(Agent*, SuspendedFrame*, ResumeMode, Value value);
// Yield: suspends; what the interpreter returns to whoever resumed the generator: the result object of a
// sync generator; anything for an async one (its request is settled).
Value yield_value(Agent*, Frame*, Value value, const uint16_t* resume_pc, uint32_t value_register,
                  uint32_t mode_register);
// The same with an iterator result of an inner iterator, handed on as it is (yield*). A throw() is delivered
// as a mode too.
Value yield_result(Agent*, Frame*, Value result, const uint16_t* resume_pc, uint32_t value_register,
                   uint32_t mode_register);
// End of an async generator: settles the request that resumed it.
Value finish_async_generator(Agent*, Frame*, Value value);
Value fail_async_generator(Agent*, Frame*, Value exception);
// The same from C++, until it is suspended again or ends.
Value resume_from_native(Agent*, SuspendedFrame*, ResumeMode, Value value);

// Stack traces: `error.stack` as V8 formats it.
String* stack_trace(Agent*, String* header);
// Source position of an instruction, or false.
bool source_position(Code*, const uint16_t* pc, uint32_t* position);

}  // namespace whipsnake
