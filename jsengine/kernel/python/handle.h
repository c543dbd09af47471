// Handle: a JS object or symbol held from Python; a root for as long as Python holds it (invariant 2).
#pragma once

#include <Python.h>

#include "jsengine/kernel/agent.h"

namespace whipsnake {

struct ContextObject;

struct HandleObject {
  PyObject_HEAD ContextObject* context;
  Value value;
  HandleObject* previous;  // in the context's list
  HandleObject* next;
};

PyObject* new_handle(ContextObject*, Value);
bool is_handle(PyObject*);
// Abrupt with a ValueError for a handle of another context.
Value value_of_handle(ContextObject*, PyObject*);
bool add_handle_type(PyObject* module);

}  // namespace whipsnake
