// CPython's own search for cycles (gc.callbacks).
#pragma once

#include <Python.h>

namespace whipsnake {

// Around what scripts run in (ContextEntry), the outermost of each agent.
void enter_script();
void leave_script();

// At polls: scripts that make much have all of Python's objects searched in the end.
void search_python_if_due();

// gc.callbacks gets one of ours. False: an exception is set.
bool watch_python_collections();

}  // namespace whipsnake
