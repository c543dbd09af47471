// The assembled interpreter: every handler in both widths, and the ways in and out.
#pragma once

#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/machine/template.h"

namespace whipsnake {

// Fills in how frames are run. False: no memory for it.
bool assemble_interpreter(const MachineTables&, Machine*);

}  // namespace whipsnake
