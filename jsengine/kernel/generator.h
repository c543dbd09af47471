// Suspension: generators, async functions, async generators.
//
// Such a function's frame has kGeneratorFrame set once its body has begun, and its new_target is
// Value::cell(SuspendedFrame). Its window is copied there when it is left, and back when it goes on.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/function.h"

namespace whipsnake {

constexpr uint32_t kNoRegister = 0xFFFFFFFF;

enum class SuspendState : uint8_t { kStart, kSuspended, kRunning, kCompleted };
enum class ResumeMode : int32_t { kNext = 0, kThrow = 1, kReturn = 2 };
enum SuspendFlags : uint8_t {
  kTellsThrow = 1,   // the mode register is told of a throw; else it is thrown
  kHandsResult = 2,  // what was yielded is an iterator result already
  kAwaiting = 4,     // left by Await
};

struct SuspendedFrame : Cell {  // detail: SuspendState; aux: number of registers
  Value function;
  Code* code;
  FeedbackVector* feedback;
  const uint16_t* left_at;  // the instruction that suspended
  const uint16_t* pc;       // where to go on
  uint32_t value_register;  // what next(), throw(), return() or the promise delivers is put here,
  uint32_t mode_register;   // and its ResumeMode (an int32) here; or kNoRegister
  uint32_t argc;
  uint32_t unused;
  Object* owner;  // Generator, AsyncGenerator or the async function's Promise
  Value registers[1];
  SuspendState state() const { return SuspendState(detail); }
};

struct Generator : Object {
  SuspendedFrame* frame;
};
struct AsyncGenerator : Object {
  SuspendedFrame* frame;
  Cell* first_request;  // AsyncGeneratorRequests in a list (async_generator.cpp)
  Cell* last_request;
};

// Start of a generator's body (after its parameters): makes the Generator or AsyncGenerator and suspends. The
// interpreter then returns the object to the caller.
Value start_generator(Agent*, Frame*, const uint16_t* resume_pc, uint32_t value_register,
                      uint32_t mode_register);
// Start of an async function's body: its promise.
Value start_async(Agent*, Frame*);
// All that suspend copy the window out and give what the interpreter is to return to whoever called or
// resumed the frame. Agent::fp stays.
Value yield_value(Agent*, Frame*, Value, const uint16_t* resume_pc, uint32_t value_register,
                  uint32_t mode_register);
Value yield_result(Agent*, Frame*, Value result, const uint16_t* resume_pc, uint32_t value_register,
                   uint32_t mode_register);
// Await: when the promise settles, a job goes on. abrupt(): `value` could not be awaited (a throwing
// `constructor`), nothing was suspended.
Value await_value(Agent*, Frame*, Value value, const uint16_t* resume_pc, uint32_t value_register,
                  uint32_t mode_register);
// The end of an async function or async generator: settles its promise; what to return.
Value finish_async(Agent*, Frame*, Value value);
Value fail_async(Agent*, Frame*, Value exception);
Value finish_async_generator(Agent*, Frame*, Value value);
Value fail_async_generator(Agent*, Frame*, Value exception);

// Goes on until the frame is suspended again or ends; the value it left with. What is thrown there is thrown
// here.
Value resume(Agent*, SuspendedFrame*, ResumeMode, Value value);
// A frame that will not run again gives up its registers.
void complete(SuspendedFrame*);
inline SuspendedFrame* suspended_frame_of(Frame* frame) { return frame->new_target.as<SuspendedFrame>(); }
// https://tc39.es/ecma262/#sec-generatorresume and #sec-generatorresumeabrupt: an iterator result.
Value generator_resume(Agent*, Generator*, ResumeMode, Value value);
// %GeneratorPrototype.next%, and what it does to a generator without making a result: the value, or absent at
// the end. The generator must neither be running nor finished.
Value generator_next(Agent*, Frame*);
inline bool is_resumable(Generator* generator) { return generator->frame->state() < SuspendState::kRunning; }
Value step_generator(Agent*, Generator*);
// The same in two halves, for those who run the frame between them: a generator that a loop over the iterator
// steps, its frame made the current one, and what it left with made a value, or absent at the end.
Generator* generator_to_step(Agent*, const struct IteratorRecord&);  // nullptr: it is none, or takes a call
Status enter_generator(Agent*, Generator*);
Value finish_step(Agent*, Generator*, Value left_with);
// https://tc39.es/ecma262/#sec-asyncgeneratoryield: the first request gets the value.
void async_generator_yield(Agent*, AsyncGenerator*, Value, bool is_result);
// An async generator's frame that awaited goes on, by the job of that promise.
void async_generator_resume(Agent*, SuspendedFrame*, ResumeMode, Value value);

}  // namespace whipsnake
