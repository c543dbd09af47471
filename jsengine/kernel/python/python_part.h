// What is written in Python of the border: functions of modules that are imported when they are first needed.
#pragma once

#include <Python.h>

namespace whipsnake {

// P(Name, module, function)
#define WHIPSNAKE_PYTHON_PARTS(P)                      \
  P(Await, "jsengine.asynchrony", "await_promise")     \
  P(Iterate, "jsengine.asynchrony", "iterate")         \
  P(Promise, "jsengine.asynchrony", "promise_of")      \
  P(Terminated, "jsengine.asynchrony", "fail_waiting") \
  P(CopyOut, "jsengine.copying", "to_python")          \
  P(Adapt, "jsengine.copying", "adapt")                \
  P(Enter, "jsengine.copying", "enter")                \
  P(Leave, "jsengine.copying", "leave")                \
  P(NoteLine, "jsengine.excerpts", "note_line")

enum class PythonPart {
#define P(name, module, function) k##name,
  WHIPSNAKE_PYTHON_PARTS(P)
#undef P
};

PyObject* call_python_part(PythonPart, PyObject* argument);
PyObject* call_python_part(PythonPart, PyObject* first, PyObject* second);
PyObject* call_python_part(PythonPart, PyObject* first, PyObject* second, PyObject* third);

}  // namespace whipsnake
