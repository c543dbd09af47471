// What machine code has cost an agent so far (Context.statistics).
#pragma once

#include <cstdint>

namespace whipsnake {

struct MachineFigures {
  uint64_t functions = 0, instructions = 0, bytes = 0;  // compiled, each time it was
  uint64_t compile_ns = 0;                              // with what was compiled in vain
  uint64_t evictions = 0;                               // functions that lost their code
  int64_t first_code_ns = 0;  // when the first stood, by the monotonic clock; 0: none
};

}  // namespace whipsnake
