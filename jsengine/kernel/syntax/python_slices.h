// What the emitter reads of the tree: the nodes of one function.
#pragma once

#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake::syntax {

// function_nodes(first, end): see SourceTree of jsengine/bytecode/source.py.
PyObject* get_function_nodes(PyObject* self, PyObject* arguments);

}  // namespace whipsnake::syntax
