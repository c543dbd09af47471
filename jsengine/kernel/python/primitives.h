// What the Python part of the border needs of the kernel (jsengine/asynchrony.py, jsengine/copying.py).
#pragma once

#include <Python.h>

namespace whipsnake {

PyObject* context_new_promise(PyObject* context, PyObject*);
PyObject* context_construct(PyObject* context, PyObject* const* arguments, Py_ssize_t count);
bool add_primitives(PyObject* module);

}  // namespace whipsnake
