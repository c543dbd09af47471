// Where the running script stands, for Python.
#pragma once

#include "jsengine/kernel/python/context.h"

namespace whipsnake {

// The running frames, innermost first: (function, file, line, column).
PyObject* context_call_stack(PyObject* context, PyObject*);
// (file, line, column) of the innermost one whose file has a name, which none has that begins with "<".
PyObject* context_running_place(PyObject* context, PyObject*);

}  // namespace whipsnake
