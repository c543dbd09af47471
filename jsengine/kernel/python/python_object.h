// Python objects in JavaScript: dicts, lists and tuples are live there; other objects show what was declared.
#pragma once

#include <Python.h>

#include "jsengine/kernel/object.h"

namespace whipsnake {

struct ContextObject;

enum class PythonObjectKind : uint8_t { kExposed, kDict, kList, kTuple };

struct PythonObject : Object {  // detail: PythonObjectKind
  void* object;                 // owned
  PythonObjectKind shown_as() const { return PythonObjectKind(detail); }
};

inline bool is_python_list(const Object* o) {
  return o->is(CellKind::kPythonObject) && o->detail >= uint8_t(PythonObjectKind::kList);
}

extern const ObjectMethods kPythonObjectMethods;
// A dict, a list or a tuple. nullptr: abrupt.
Object* new_python_container(Agent*, PyObject*);
// expose(object, methods, attributes): [(name, callable)], [(name, getter, setter or None)]
PyObject* context_expose(PyObject* context, PyObject* arguments);

}  // namespace whipsnake
