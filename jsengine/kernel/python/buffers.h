// Memory that both sides look at: Python's buffers as typed arrays, ArrayBuffers as Python's buffers.
#pragma once

#include <Python.h>

namespace whipsnake {

// share_buffer(object): a typed array on the memory of an object with the buffer protocol, for as long as the
// script keeps it. What Python may not write to is copied.
PyObject* context_share_buffer(PyObject* context, PyObject* object);
// The buffer protocol of JSObjects. While Python looks, the ArrayBuffer can be neither resized nor detached.
int get_buffer(PyObject*, Py_buffer*, int flags);
void release_buffer(PyObject*, Py_buffer*);

}  // namespace whipsnake
