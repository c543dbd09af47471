// What the emitter reads of the tree: the slice of one function.
#pragma once

#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake::syntax {

// function_columns(first, end): kinds, flags, starts, ends, sizes and atoms of the nodes of one function.
PyObject* get_function_columns(PyObject* self, PyObject* arguments);

}  // namespace whipsnake::syntax
