// The scope tables as Python sees them: columns of integers, in the order of scopes.md.
#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake::syntax {

namespace {

ParsedSourceObject* object_at(PyObject* self) { return reinterpret_cast<ParsedSourceObject*>(self); }

// analyse(goal): 0 script, 1 module, 2 eval without a context; False: see `error`.
PyObject* analyse_source(PyObject* self, PyObject* argument) {
  const long goal = PyLong_AsLong(argument);
  if (goal < 0 || goal > 2) {
    if (PyErr_Occurred() == nullptr) PyErr_SetString(PyExc_ValueError, "a goal is 0, 1 or 2");
    return nullptr;
  }
  ParsedSourceObject* object = object_at(self);
  return PyBool_FromLong(analyse(object->source, static_cast<Goal>(goal), nullptr, &object->tables));
}

template <typename Row, typename... Readers>
PyObject* columns_of(const std::vector<Row>& rows, Readers... readers) {
  const uint32_t count = static_cast<uint32_t>(rows.size());
  PyObject* tuple = PyTuple_New(sizeof...(readers));
  Py_ssize_t column = 0;
  bool good = tuple != nullptr;
  auto add = [&](auto reader) {
    if (!good) return;
    PyObject* list =
        list_of_integers(count, [&](uint32_t i) { return static_cast<int64_t>(reader(rows[i])); });
    good = list != nullptr;
    if (good) PyTuple_SET_ITEM(tuple, column++, list);
  };
  (add(readers), ...);
  if (!good) Py_CLEAR(tuple);
  return tuple;
}

#define COLUMN(type, member) [](const type& row) { return row.member; }
#define ATOM(type, member) [](const type& row) { return static_cast<int32_t>(row.member); }

PyObject* get_scopes(PyObject* self, PyObject*) {
  return columns_of(
      object_at(self)->tables.scopes, COLUMN(Scope, node), COLUMN(Scope, parent), COLUMN(Scope, function),
      COLUMN(Scope, kind), COLUMN(Scope, flags), COLUMN(Scope, first_variable), COLUMN(Scope, variable_count),
      COLUMN(Scope, environment_size), COLUMN(Scope, first_hoisted), COLUMN(Scope, hoisted_count));
}

PyObject* get_variables(PyObject* self, PyObject*) {
  return columns_of(object_at(self)->tables.variables, ATOM(Variable, atom), COLUMN(Variable, scope),
                    COLUMN(Variable, kind), COLUMN(Variable, flags), COLUMN(Variable, slot),
                    COLUMN(Variable, node), COLUMN(Variable, initial));
}

PyObject* get_functions(PyObject* self, PyObject*) {
  return columns_of(object_at(self)->tables.functions, COLUMN(Function, node), COLUMN(Function, kind),
                    COLUMN(Function, flags), COLUMN(Function, parent), COLUMN(Function, this_function),
                    COLUMN(Function, scope), COLUMN(Function, body_scope), COLUMN(Function, name_scope),
                    COLUMN(Function, length), ATOM(Function, name), COLUMN(Function, first_node),
                    COLUMN(Function, hoisted_variable), COLUMN(Function, variable),
                    COLUMN(Function, this_variable), COLUMN(Function, new_target_variable),
                    COLUMN(Function, home_object_variable), COLUMN(Function, active_function_variable),
                    COLUMN(Function, arguments_variable));
}

PyObject* get_hoisted(PyObject* self, PyObject*) {
  const std::vector<uint32_t>& hoisted = object_at(self)->tables.hoisted;
  return list_of_integers(static_cast<uint32_t>(hoisted.size()), [&](uint32_t i) { return hoisted[i]; });
}

PyObject* get_annotations(PyObject* self, PyObject* arguments) {
  const std::vector<int32_t>& all = object_at(self)->tables.annotations;
  uint32_t first = 0;
  uint32_t end = 0;
  if (!PyArg_ParseTuple(arguments, "II:annotations", &first, &end)) return nullptr;
  if (first > end || end > all.size()) {
    PyErr_SetString(PyExc_IndexError, "outside of the source");
    return nullptr;
  }
  return list_of_integers(end - first, [&](uint32_t i) { return all[first + i]; });
}

}  // namespace

PyMethodDef kScopeMethods[] = {
    {"analyse", analyse_source, METH_O, "analyse(goal): finds early errors and scopes; False: see `error`."},
    {"scopes", get_scopes, METH_NOARGS, "The columns of the scope table."},
    {"variables", get_variables, METH_NOARGS, "The columns of the table of variables."},
    {"functions", get_functions, METH_NOARGS, "The columns of the function table."},
    {"hoisted", get_hoisted, METH_NOARGS, "Functions to be instantiated, by scope."},
    {"annotations", get_annotations, METH_VARARGS, "annotations(first, end): of these nodes."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace whipsnake::syntax
