// Frames are windows on the JS stack, an array of 8-byte words apart from the native stack.
//
//   fp -> | function | code | pc | return address | caller | argc, flags | new target | feedback |
//         | this | argument 1 .. formals | locals and temporaries ... |
//                                          ^ an outgoing call's header, this and arguments are consecutive
//                                            registers of the caller: the callee's window begins there.
// Registers are numbered from `this`: register 0 is `this`, 1..n the formal parameters, then locals.
// A window is filled on entry (undefined), so the collector reads it precisely.
#pragma once

#include "jsengine/kernel/value.h"

namespace whipsnake {

struct Agent;
struct Code;
struct FeedbackVector;

enum FrameFlags : uint32_t {
  kConstructCall = 1,   // entered by [[Construct]]
  kEntryFrame = 2,      // pushed by C++: returning leaves the interpreter
  kGeneratorFrame = 4,  // belongs to a SuspendedFrame: `resumed` in register `code->generator_register`
};

struct Frame {
  Value function;        // the callee
  Code* code;            // nullptr in a native function's window
  const uint16_t* pc;    // of the instruction being executed, as of the last helper call
  void* return_address;  // where the code below goes on: a label of the interpreter or machine code
  Frame* caller;         // nullptr in the first frame
  uint32_t argc;         // as passed, may differ from the formals
  uint32_t flags;
  Value new_target;  // undefined when called
  FeedbackVector* feedback;
  Value registers[1];  // this, arguments, locals

  Value this_value() const { return registers[0]; }
  // For native functions: the i-th argument, undefined where fewer were passed.
  Value argument(uint32_t i) const { return i < argc ? registers[1 + i] : Value::undefined(); }
};
constexpr int kHeaderWords = 8;
static_assert(sizeof(Frame) == (kHeaderWords + 1) * 8);

// A built-in in C++: its window (function, argc, new_target, this, arguments) in, a completion out.
using NativeCode = Value (*)(Agent*, Frame*);

}  // namespace whipsnake
