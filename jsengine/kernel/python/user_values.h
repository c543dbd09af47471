// The values that only users' contexts convert.
#pragma once

#include <Python.h>

#include "jsengine/kernel/agent.h"

namespace whipsnake {

struct ContextObject;

// A JSObject, or the Python object that this is in JavaScript. A new reference; nullptr with an exception.
PyObject* user_object(ContextObject*, Value object);
// The same of a callable property that was read from `receiver`.
PyObject* python_from_method(ContextObject*, Value function, Value receiver);
// What is neither a primitive nor a handle. Abrupt: a Python exception is set.
Value value_from_user(ContextObject*, PyObject*);
bool is_python_bigint(PyObject*);  // jsengine.BigInt
bool add_user_values(PyObject* module);

}  // namespace whipsnake
