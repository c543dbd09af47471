// A Code cell with room for its tables, to be filled in.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

struct CodeCounts {
  uint32_t instructions, constants, handlers, positions;
};

// All constants are undefined, everything else is zero. nullptr: memory is out, a termination is pending.
Code* new_code(Agent*, FunctionInfo*, const CodeCounts&);

}  // namespace whipsnake
