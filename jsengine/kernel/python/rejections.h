// Rejected promises, for hosts: https://html.spec.whatwg.org/#unhandled-promise-rejections
#pragma once

#include <Python.h>

namespace whipsnake {

PyObject* context_take_unhandled(PyObject* context, PyObject*);
PyObject* context_rejection_told(PyObject* context, PyObject* promise);
PyObject* context_take_handled(PyObject* context, PyObject*);

}  // namespace whipsnake
