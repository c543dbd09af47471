// Runs a program over a text: a backtracking matcher whose choices stand on a stack of its own.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/regexp/program.h"

namespace whipsnake::regexp {

constexpr uint32_t kUnset = UINT32_MAX;

// What can be undone or tried again.
struct Choice {
  uint32_t what;  // its kind in the upper two bits; an instruction or a register
  uint32_t value;
};

// Memory that matches reuse: the agent keeps one (regexp_cache.h).
struct MatchMemory {
  Choice* stack = nullptr;
  size_t capacity = 0;  // of the stack
  uint32_t* registers = nullptr;
  size_t register_capacity = 0;
};
void release(Agent*, MatchMemory*);

// Looks for a match from `start` on (with y: there only). kTrue: the first 2 * capture_count registers of
// `memory` are the ends of the groups or kUnset. Abrupt: JS must end, or the stack is full (a RangeError).
// The text is flat.
Truth match(Agent*, const Program&, String* text, uint32_t start, MatchMemory* memory);

}  // namespace whipsnake::regexp
