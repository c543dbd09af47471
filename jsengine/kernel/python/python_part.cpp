#include "jsengine/kernel/python/python_part.h"

#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

struct Row {
  const char* module;
  const char* function;
  PyObject* found;
};
Row rows[] = {
#define P(name, module, function) {module, function, nullptr},
    WHIPSNAKE_PYTHON_PARTS(P)
#undef P
};

PyObject* find(PythonPart part) {
  Row& row = rows[size_t(part)];
  if (row.found != nullptr) return row.found;
  Reference module(PyImport_ImportModule(row.module));
  if (module) row.found = PyObject_GetAttrString(module.get(), row.function);
  return row.found;
}

PyObject* call(PythonPart part, PyObject* const* arguments, size_t count) {
  PyObject* function = find(part);
  return function ? PyObject_Vectorcall(function, arguments, count, nullptr) : nullptr;
}

}  // namespace

PyObject* call_python_part(PythonPart part, PyObject* argument) { return call(part, &argument, 1); }
PyObject* call_python_part(PythonPart part, PyObject* first, PyObject* second) {
  PyObject* arguments[] = {first, second};
  return call(part, arguments, 2);
}
PyObject* call_python_part(PythonPart part, PyObject* first, PyObject* second, PyObject* third) {
  PyObject* arguments[] = {first, second, third};
  return call(part, arguments, 3);
}

}  // namespace whipsnake
