// Where the time goes: samples of the process's CPU time, for `tools/bench tiers`.
#pragma once

#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

bool add_sampling_functions(PyObject* module);

}  // namespace whipsnake
