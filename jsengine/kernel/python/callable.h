// Python callables as JS functions, and the cells that own a Python object.
#pragma once

#include <Python.h>

#include "jsengine/kernel/object.h"

namespace whipsnake {

struct ContextObject;

struct PythonFunction : Object {
  void* callable;  // owned
  Value inline_slots[2];
};

// A function of the running realm that calls `callable` with its arguments.
Object* new_python_function(Agent*, PyObject* callable);

// -- Owners
// Cells that own a Python object register once, when they have it; the estimate of its memory is charged. At
// the memory limit the next poll ends the script.
void register_python_owner(Agent*, Cell*);
PyObject* owned_python_object(Cell*);
// What a Python object is in JavaScript already, so that it is the same every time; nullptr: nothing yet.
Cell* find_wrapper(Agent*, PyObject*);
void register_wrapper(Agent*, PyObject*, Cell*);
// References given up by the collector, which must not run Python code: dropped at the next safe point.
void drop_later(Agent*, void* object);
void drop_pending_references(Agent*);

// -- Calls
// While one lives, Python code that a script called is running: the watchdog may interrupt it.
class HostScope {
 public:
  explicit HostScope(Agent*);
  ~HostScope();
  HostScope(const HostScope&) = delete;
  // To be asked when Python code has come back: whether a limit or an interrupt ends the script here. An
  // exception of Python's may be set; it then says why.
  bool was_interrupted();

 private:
  bool forget_interruption();
  Agent* agent_;
  bool outer_;
};

// What Python raised becomes an Error that JS may catch; what is not an Exception ends the script, and stays
// set in this thread.
struct Abrupt throw_python_exception(ContextObject*);
// The exception as a JS Error, the same one each time. nullptr: abrupt.
Object* error_from_exception(ContextObject*, PyObject* exception);

}  // namespace whipsnake
