// What Python holds of a JS object or symbol: a root for as long as Python holds it (invariant 2). Two types
// share it: Handle is the kernel's own, JSObject (js_object.cpp) is what users of a context get.
#pragma once

#include <Python.h>

#include "jsengine/kernel/agent.h"

namespace whipsnake {

struct ContextObject;
class Marker;

struct HandleObject {
  PyObject_HEAD ContextObject* context;
  Value value;
  Value receiver;          // `this` of calls: what a method was read from
  HandleObject* previous;  // in the context's list
  HandleObject* next;
  vectorcallfunc vectorcall;
  PyObject* weak_references;
  bool seen;  // by some collection: what it refers to is old
};

// A Handle, or a JSObject where the context is a user's.
PyObject* new_handle(ContextObject*, Value, Value receiver = Value::undefined());
bool is_handle(PyObject*);     // of either type
bool holds_values(PyObject*);  // those, and what else is a HandleObject inside: iterators, scripts
void mark_handle(Marker&, HandleObject*);
// Abrupt with a ValueError for a handle of another context.
Value value_of_handle(ContextObject*, PyObject*);
bool add_handle_type(PyObject* module);
bool add_js_object_type(PyObject* module);

// -- For both types
HandleObject* make_handle(PyTypeObject*, ContextObject*, Value, Value receiver);
int handle_traverse(PyObject*, visitproc, void*);
int handle_clear(PyObject*);
void handle_dealloc(PyObject*);
PyObject* handle_vectorcall(PyObject*, PyObject* const*, size_t, PyObject*);
PyObject* make_js_object(ContextObject*, Value, Value receiver);
bool is_js_object(PyObject*);
// The object behind a handle, or nullptr with a TypeError: a symbol.
Object* object_of(HandleObject*);

// -- Entered already
bool key_from_python(ContextObject*, PyObject* name, PropertyKey*);
PyObject* call_from_python(ContextObject*, Value callee, Value this_value, PyObject* const* arguments,
                           Py_ssize_t count);

}  // namespace whipsnake
