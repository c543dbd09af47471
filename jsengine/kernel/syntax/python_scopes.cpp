// The scope tables as Python sees them: columns of integers, in the order of scopes.md.
#include <initializer_list>

#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake::syntax {

namespace {

ParsedSourceObject* object_at(PyObject* self) { return reinterpret_cast<ParsedSourceObject*>(self); }

// analyse(goal, outer=None, scope=0): 0 script, 1 module, 2 eval; `outer`: the ParsedSource and scope a
// direct eval is in. False: see `error`.
PyObject* analyse_source(PyObject* self, PyObject* arguments) {
  int goal = 0;
  PyObject* outer = Py_None;
  unsigned int scope = 0;
  if (!PyArg_ParseTuple(arguments, "i|OI:analyse", &goal, &outer, &scope)) return nullptr;
  if (goal < 0 || goal > 2) {
    PyErr_SetString(PyExc_ValueError, "a goal is 0, 1 or 2");
    return nullptr;
  }
  ParsedSourceObject* object = object_at(self);
  if (object->source.error) Py_RETURN_FALSE;
  OuterContext context;
  if (outer != Py_None) {
    const ParsedSource* around = parsed_source_of(outer);
    if (around == nullptr) return nullptr;
    const ScopeTables& tables = object_of(around)->tables;
    if (scope >= tables.scopes.size()) {
      PyErr_SetString(PyExc_IndexError, "no such scope");
      return nullptr;
    }
    context = context_of_eval(*around, tables, scope);
  }
  return PyBool_FromLong(analyse(object->source, static_cast<Goal>(goal), &context, &object->tables));
}

template <typename Row, typename... Readers>
PyObject* columns_of(ParsedSource& source, const std::vector<Row>& rows, Readers... readers) {
  const uint32_t count = static_cast<uint32_t>(rows.size());
  PyObject* tuple = PyTuple_New(sizeof...(readers));
  Py_ssize_t column = 0;
  bool good = tuple != nullptr;
  auto add = [&](auto reader) {
    if (!good) return;
    PyObject* list =
        list_of_integers(source, count, [&](uint32_t i) { return static_cast<int64_t>(reader(rows[i])); });
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
  return columns_of(object_at(self)->source, object_at(self)->tables.scopes, COLUMN(Scope, node),
                    COLUMN(Scope, parent), COLUMN(Scope, function), COLUMN(Scope, kind), COLUMN(Scope, flags),
                    COLUMN(Scope, first_variable), COLUMN(Scope, variable_count),
                    COLUMN(Scope, environment_size), COLUMN(Scope, first_hoisted),
                    COLUMN(Scope, hoisted_count), COLUMN(Scope, constructor));
}

PyObject* get_variables(PyObject* self, PyObject*) {
  return columns_of(object_at(self)->source, object_at(self)->tables.variables, ATOM(Variable, atom),
                    COLUMN(Variable, scope), COLUMN(Variable, kind), COLUMN(Variable, flags),
                    COLUMN(Variable, slot), COLUMN(Variable, node), COLUMN(Variable, initial));
}

PyObject* get_functions(PyObject* self, PyObject*) {
  return columns_of(object_at(self)->source, object_at(self)->tables.functions, COLUMN(Function, node),
                    COLUMN(Function, kind), COLUMN(Function, flags), COLUMN(Function, parent),
                    COLUMN(Function, this_function), COLUMN(Function, scope), COLUMN(Function, body_scope),
                    COLUMN(Function, name_scope), COLUMN(Function, length), ATOM(Function, name),
                    COLUMN(Function, first_node), COLUMN(Function, hoisted_variable),
                    COLUMN(Function, variable), COLUMN(Function, this_variable),
                    COLUMN(Function, new_target_variable), COLUMN(Function, home_object_variable),
                    COLUMN(Function, active_function_variable), COLUMN(Function, arguments_variable));
}

PyObject* get_hoisted(PyObject* self, PyObject*) {
  const std::vector<uint32_t>& hoisted = object_at(self)->tables.hoisted;
  return list_of_integers(object_at(self)->source, static_cast<uint32_t>(hoisted.size()),
                          [&](uint32_t i) { return hoisted[i]; });
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
  return list_of_integers(object_at(self)->source, end - first, [&](uint32_t i) { return all[first + i]; });
}

PyObject* requests_of(ParsedSource& source, const ModuleTables& module) {
  PyObject* list = PyList_New(0);
  for (const ModuleRequest& request : module.requests) {
    const std::vector<uint32_t>& all = request.attributes;
    PyObject* attributes =
        list_of_integers(source, static_cast<uint32_t>(all.size()), [&](uint32_t i) { return all[i]; });
    PyObject* row = attributes == nullptr ? nullptr : Py_BuildValue("(IN)", request.specifier, attributes);
    const bool good = row != nullptr && list != nullptr && PyList_Append(list, row) == 0;
    Py_XDECREF(row);
    if (!good) {
      Py_XDECREF(list);
      return nullptr;
    }
  }
  return list;
}

// module(): requests as rows; columns of imports, local exports, indirect exports; the requests of `export
// *`.
PyObject* get_module(PyObject* self, PyObject*) {
  ParsedSource& source = object_at(self)->source;
  const ModuleTables& module = object_at(self)->tables.module;
  PyObject* parts[] = {
      requests_of(source, module),
      columns_of(source, module.imports, COLUMN(ImportEntry, request), ATOM(ImportEntry, import_name),
                 COLUMN(ImportEntry, variable)),
      columns_of(source, module.locals, COLUMN(LocalExport, export_name), COLUMN(LocalExport, variable)),
      columns_of(source, module.indirects, COLUMN(IndirectExport, export_name),
                 COLUMN(IndirectExport, request), ATOM(IndirectExport, import_name)),
      list_of_integers(source, static_cast<uint32_t>(module.stars.size()),
                       [&](uint32_t i) { return module.stars[i]; }),
  };
  bool good = true;
  for (PyObject* part : parts) good = good && part != nullptr;
  PyObject* tuple = good ? PyTuple_Pack(5, parts[0], parts[1], parts[2], parts[3], parts[4]) : nullptr;
  for (PyObject* part : parts) Py_XDECREF(part);
  return tuple;
}

PyObject* tuple_of(std::initializer_list<const char*> names) {
  PyObject* tuple = PyTuple_New(static_cast<Py_ssize_t>(names.size()));
  Py_ssize_t at = 0;
  for (const char* name : names) {
    PyObject* text = tuple == nullptr ? nullptr : PyUnicode_FromString(name);
    if (text == nullptr) {
      Py_XDECREF(tuple);
      return nullptr;
    }
    PyTuple_SET_ITEM(tuple, at++, text);
  }
  return tuple;
}

#define NAME(name) #name,
#define FLAG_NAME(name, value) #name,

// The names of scope kinds and flags, variable kinds and flags, function kinds and flags; flags in the order
// of their bits.
PyObject* get_vocabulary(PyObject*, PyObject*) {
  return Py_BuildValue(
      "(NNNNNN)", tuple_of({WHIPSNAKE_SCOPE_KINDS(NAME)}), tuple_of({WHIPSNAKE_SCOPE_FLAGS(FLAG_NAME)}),
      tuple_of({WHIPSNAKE_VARIABLE_KINDS(NAME)}), tuple_of({WHIPSNAKE_VARIABLE_FLAGS(FLAG_NAME)}),
      tuple_of({WHIPSNAKE_FUNCTION_KINDS(NAME)}), tuple_of({WHIPSNAKE_FUNCTION_FLAGS(FLAG_NAME)}));
}

}  // namespace

PyMethodDef kScopeMethods[] = {
    {"analyse", analyse_source, METH_VARARGS,
     "analyse(goal, outer=None, scope=0): finds early errors and scopes; False: see `error`."},
    {"module", get_module, METH_NOARGS, "The module tables."},
    {"scope_vocabulary", get_vocabulary, METH_NOARGS, "The names of kinds and flags."},
    {"scopes", get_scopes, METH_NOARGS, "The columns of the scope table."},
    {"variables", get_variables, METH_NOARGS, "The columns of the table of variables."},
    {"functions", get_functions, METH_NOARGS, "The columns of the function table."},
    {"hoisted", get_hoisted, METH_NOARGS, "Functions to be instantiated, by scope."},
    {"annotations", get_annotations, METH_VARARGS, "annotations(first, end): of these nodes."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace whipsnake::syntax
