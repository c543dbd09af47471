// Calls from JS into Python.
#pragma once

#include "jsengine/kernel/frame.h"

namespace whipsnake {

// Runs the callable behind a PythonFunction, PythonObject or PlatformObject; the window is the current frame.
Value python_call(Agent*, Frame* window);

}  // namespace whipsnake
