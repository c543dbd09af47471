// What the functions of a script have become: for `whipsnake dump --stage asm` and `profile`, and for tests.
#pragma once

#include "jsengine/kernel/python/context.h"

namespace whipsnake {

// (text, name, run) -> a dict for each function of the script that has bytecode: after running it, or
// compiled without.
PyObject* context_inspect_functions(PyObject* context, PyObject* arguments);
// A dict of MachineFigures, with times in seconds.
PyObject* machine_statistics(const Agent*);

}  // namespace whipsnake
