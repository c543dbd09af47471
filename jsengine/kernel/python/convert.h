// Values across the border with Python.
#pragma once

#include <Python.h>

#include "jsengine/kernel/agent.h"

namespace whipsnake {

struct ContextObject;

// Primitives are copied, objects and symbols become handles. Strings keep their UTF-16 code units (an astral
// character is two surrogates). A new reference; nullptr with a Python exception.
PyObject* python_from_value(ContextObject*, Value);
// None is undefined. Anything without a conversion of its own is a TypeError in Python. Abrupt: a Python
// exception is set.
Value value_from_python(ContextObject*, PyObject*);
PyObject* python_string(Agent*, String*);  // by code units
String* string_from_python(Agent*, PyObject*);
// UTF-8 of a Python string whose surrogates may stand apart; false with an exception.
bool utf8_of_python(PyObject* text, std::string* out);
// For people: pairs of surrogates joined.
PyObject* python_text(Agent*, String*);

}  // namespace whipsnake
