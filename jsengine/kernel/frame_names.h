// What a frame of a stack trace is called, as V8 does: "Type.function [as method]". No code runs.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

// `receiver`: the frame's `this`. False, with nothing appended, for a function that has no name to tell.
bool append_function_name(Agent*, StringBuilder&, FunctionInfo*, Value receiver);

}  // namespace whipsnake
