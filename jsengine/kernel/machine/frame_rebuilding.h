// Leaving code that has calls inlined: the frames that the interpreter would have are made of flat values.
#pragma once

#include <span>

#include "jsengine/kernel/function.h"

namespace whipsnake {

// One of the frames, as an exit of optimised code knows it.
struct RebuiltFrame {
  uint32_t at;  // where it goes on, in 16-bit units; all but the innermost: the call that they wait in
  std::span<const Value> registers;  // this, arguments, locals; those above are undefined
  // What follows is of inlined calls: the outermost frame has a header.
  uint32_t window;  // the register of the caller where the call's window begins
  uint32_t argc;
  Function* function;
  Code* code;
  FeedbackVector* feedback;
  Value new_target;  // undefined: [[Call]]
};

// Makes the frames, outermost first, of Agent::fp and above it. Agent::fp is the innermost then, and
// where_to_go_on tells how it goes on; its return, and a throw, find the others as if each had made its call.
// Calls that enter no frame (CallSpread) cannot be waited in. Nothing is allocated, so the values need no
// rooting, but they may not lie where the frames will. nullptr: the stack was full at one of the calls, which
// throws.
Frame* rebuild_frames(Agent*, std::span<const RebuiltFrame>);

}  // namespace whipsnake
