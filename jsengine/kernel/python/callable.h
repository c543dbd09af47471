// Python callables as JS functions.
#pragma once

#include <Python.h>

#include "jsengine/kernel/object.h"

namespace whipsnake {

struct PythonFunction : Object {
  void* callable;  // owned
  Value inline_slots[2];
};

// A function of the running realm that calls `callable` with its arguments.
Object* new_python_function(Agent*, PyObject* callable);
// Cells that own a Python object register once, when they have it.
void register_python_owner(Agent*, Cell*);
PyObject* owned_python_object(Cell*);
// References given up by the collector, which must not run Python code: dropped at the next safe point.
void drop_later(Agent*, void* object);
void drop_pending_references(Agent*);

}  // namespace whipsnake
