// From the emitter's CodeUnit to a Code cell.
#pragma once

#include <Python.h>

#include "jsengine/kernel/function.h"

namespace whipsnake {

// nullptr with a Python exception set (the unit is not what jsengine/bytecode/code.py promises) or with a
// termination pending (memory is out).
Code* build_code(Agent*, FunctionInfo*, PyObject* unit);

}  // namespace whipsnake
