// Loops of Python code whose length comes from input (invariant 15).
#pragma once

#include <Python.h>

namespace whipsnake {

PyObject* poll_python(PyObject*, PyObject*);

}  // namespace whipsnake
