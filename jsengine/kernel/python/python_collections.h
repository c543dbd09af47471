// CPython's own search for cycles (gc.callbacks).
#pragma once

#include <Python.h>

namespace whipsnake {

// Around what scripts run in (ContextEntry), the outermost of each agent.
void enter_script();
void leave_script();

// gc.callbacks gets one of ours. False: an exception is set.
bool watch_python_collections();

}  // namespace whipsnake
