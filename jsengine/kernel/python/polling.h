// Loops of Python code whose length comes from input (invariant 15).
#pragma once

#include <Python.h>

namespace whipsnake {

PyObject* poll_python(PyObject*, PyObject*);
// Calls Python code that polls nothing and changes nothing but what it makes, as parsers of others do: a
// limit ends it wherever it is.
PyObject* run_interruptibly(PyObject*, PyObject* const* arguments, Py_ssize_t count);

}  // namespace whipsnake
