// The border of shared memory: one agent gives it away, another adopts it, both on threads of their own.
#pragma once

#include <Python.h>

namespace whipsnake {

// Methods of Context.
PyObject* context_share(PyObject* context, PyObject* handle);
PyObject* context_adopt(PyObject* context, PyObject* memory);
PyObject* context_wait_for_notification(PyObject* context, PyObject* seconds);

}  // namespace whipsnake
