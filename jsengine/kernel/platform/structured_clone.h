// https://html.spec.whatwg.org/#structured-cloning
#pragma once

#include <Python.h>

namespace whipsnake {

// window, value, transferred values, [object, what stands in its place, ...], callable that copies platform
// objects
PyObject* structured_clone(PyObject*, PyObject* arguments);

}  // namespace whipsnake
