// Python's handle on a parsed source: the type `_kernel.ParsedSource`, made by `_kernel.parse_source`.
//
// What Python reads of it is described by jsengine/syntax/tree.py.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cstddef>

#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/scope_tables.h"

namespace whipsnake::syntax {

struct ParsedSourceObject {
  PyObject_HEAD ParsedSource source;
  ScopeTables tables;  // empty before analyse()
  PyObject* view;      // the emitter's view of it, made once; may be null
  bool verifiable;     // its bytecode goes into a file: it says what the verifier has to know
  bool self_hosted;    // a file of jsengine/builtins: names that are declared nowhere are the kernel's
};
inline ParsedSourceObject* object_of(const ParsedSource* source) {
  auto* address = reinterpret_cast<const char*>(source) - offsetof(ParsedSourceObject, source);
  return reinterpret_cast<ParsedSourceObject*>(const_cast<char*>(address));
}
// One without a text yet; null with an exception.
ParsedSourceObject* new_parsed_source();
// Methods that show the scope tables (python_scopes.cpp).
extern PyMethodDef kScopeMethods[];

// The object's source, or null and TypeError if it is something else.
ParsedSource* parsed_source_of(PyObject* object);

// Whether what reads the source has to end; with an exception that nobody catches.
bool is_reading_interrupted(ParsedSource& source);

constexpr uint32_t kIntegersBetweenPolls = 1024;

// A list of the integers of a column; null with an exception.
template <typename Read>
PyObject* list_of_integers(ParsedSource& source, uint32_t count, Read read) {
  PyObject* list = PyList_New(static_cast<Py_ssize_t>(count));
  if (list == nullptr) return nullptr;
  for (uint32_t i = 0; i < count; ++i) {
    const bool ends = i % kIntegersBetweenPolls == 0 && is_reading_interrupted(source);
    PyObject* item = ends ? nullptr : PyLong_FromLong(static_cast<long>(read(i)));
    if (item == nullptr) {
      Py_DECREF(list);
      return nullptr;
    }
    PyList_SET_ITEM(list, static_cast<Py_ssize_t>(i), item);
  }
  return list;
}

// Puts the type and its functions into the module; -1 with an exception.
int add_syntax(PyObject* module);

}  // namespace whipsnake::syntax
