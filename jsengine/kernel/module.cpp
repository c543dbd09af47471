// The extension module jsengine._kernel.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    "jsengine._kernel",
    "The kernel of the JavaScript engine.",
    -1,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

}  // namespace

PyMODINIT_FUNC PyInit__kernel() { return PyModule_Create(&definition); }
