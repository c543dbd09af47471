// Script: a text that was parsed once and runs as often as one likes.
#pragma once

#include <Python.h>

namespace whipsnake {

PyObject* context_parse_script(PyObject* context, PyObject* arguments, PyObject* keywords);
bool add_script_type(PyObject* module);

}  // namespace whipsnake
