// Lazy compilation by the emitter, which is Python.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

void install_compiler(Agent*);

}  // namespace whipsnake
