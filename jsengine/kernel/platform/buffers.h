// Buffers and views as bytes of Python's. https://webidl.spec.whatwg.org/#js-buffer-source-types
#pragma once

#include <Python.h>

namespace whipsnake {

PyObject* buffer_bytes(PyObject*, PyObject* handle);
PyObject* buffer_length(PyObject*, PyObject* handle);
PyObject* make_array_buffer(PyObject*, PyObject* arguments);  // window, bytes
PyObject* make_byte_array(PyObject*, PyObject* arguments);    // window, bytes
PyObject* write_bytes(PyObject*, PyObject* arguments);        // handle, bytes

}  // namespace whipsnake
