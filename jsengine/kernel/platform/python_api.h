// What webapis/idl/bindings.py calls.
#pragma once

#include <Python.h>

namespace whipsnake {

PyObject* declare_interfaces(PyObject* module, PyObject* arguments);
bool add_platform_api(PyObject* module);

}  // namespace whipsnake
