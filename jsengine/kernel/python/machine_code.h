// Which machine code a context runs in, if any.
#pragma once

#include "jsengine/kernel/python/context.h"

namespace whipsnake {

struct MachineChoice {
  int jitless = -1;          // -1: as WHIPSNAKE_JITLESS says
  long long threshold = -1;  // calls or turns of a loop before compiling; -1: as WHIPSNAKE_JIT_THRESHOLD says
};
// False with a Python exception. Where there is no machine code the context runs jitless.
bool choose_machine(Agent*, MachineChoice);
bool add_machine_functions(PyObject* module);

}  // namespace whipsnake
