// The extension module jsengine._kernel.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "jsengine/kernel/syntax/python_syntax.h"

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

PyMODINIT_FUNC PyInit__kernel() {
  PyObject* module = PyModule_Create(&definition);
  if (module == nullptr) return nullptr;
  if (whipsnake::add_syntax(module) < 0) {
    Py_DECREF(module);
    return nullptr;
  }
  return module;
}
