// Platform objects: cells that stand for Python objects of declared interfaces
// (https://webidl.spec.whatwg.org/).
//
// The cell owns the Python object; the Python object's attribute `wrapper` holds a Wrapper, which knows the
// cell without owning it. So a Python object has one cell at most, and a cell that scripts have left no mark
// on may die and be made again. One that they have marked (expandos, another prototype, a weak collection's
// entry) lives as long as its Python object does: see owners.cpp and trial_deletion.cpp (invariants 2 and 3).
#pragma once

#include <Python.h>

#include "jsengine/kernel/agent.h"

namespace whipsnake {

class Marker;
struct ContextObject;

struct WrapperLink {
  PyObject_HEAD struct PlatformObject* cell;  // nullptr: there is none at the moment
  PyObject* object;                           // whose link it is; it outlives its link
};

// Bits of PlatformObject::detail
enum PlatformDetail : uint8_t {
  kHeldWeakly = 1,       // some weak collection knows it
  kNamedProperties = 2,  // a window's named properties object: it borrows the window's Python object
};

struct PlatformObject : Object {
  void* object;       // owned; nullptr: a global object that is not a window (yet)
  WrapperLink* link;  // of `object`; it is told when the cell dies
  Realm* realm;
  uint32_t interface_number;  // of the primary interface
  uint32_t charged;           // bytes of Python memory, as charged to the heap

  PyObject* python() const { return static_cast<PyObject*>(object); }
};

// The platform object a value is or stands for, or nullptr.
PlatformObject* platform_object_of(Value);
// Whether a script could tell the wrapper from a new one.
bool has_identity(const PlatformObject*);

// Where the attribute `wrapper` stands in instances of a type, found out with the first one.
struct WrapperSlot {
  Py_ssize_t offset = -1;         // -1: through the attribute protocol
  int64_t interface_number = -1;  // -1: each object has to be asked
};
WrapperSlot* wrapper_slot(PyObject* object);  // nullptr: a Python exception is set
// The wrapper's own link; nullptr when the object has never had one. Reads memory only.
WrapperLink* known_link(PyObject* object);

// What a script gets for a platform object or a Callback: its cell, made on the first use in the realm it
// belongs to. Abrupt: a Python exception is set.
Value wrap(Agent*, PyObject* object);
// The same with another prototype; the object must be new.
Value wrap_with_prototype(Agent*, Realm*, PyObject* object, Object* prototype);
// Ties a cell that exists to an object.
bool tie(Agent*, PlatformObject*, PyObject* object);
// The cell is dead or its context is closing.
void disown(Agent*, PlatformObject*);

bool add_wrapper_type(PyObject* module);

}  // namespace whipsnake
