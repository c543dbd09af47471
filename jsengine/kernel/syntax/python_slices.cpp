#include "jsengine/kernel/syntax/python_slices.h"

#include <vector>

namespace whipsnake::syntax {

namespace {

// Which nodes lie in bodies of functions inside this one: nobody reads them here, and in a program they are
// most. A parent follows its last child, so the node behind a body is its function; static blocks are part of
// what initialises their class.
std::vector<bool> nodes_of_inner_bodies(const Node* nodes, uint32_t count) {
  std::vector<bool> inner(count);
  for (uint32_t i = count < 2 ? 0 : count - 2; i-- > 0;) {
    if (nodes[i].kind != NodeKind::FunctionBody || nodes[i + 1].kind == NodeKind::StaticBlock) continue;
    for (uint32_t size = nodes[i].size; size > 1 && i > 0; size--) inner[--i] = true;
  }
  return inner;
}

}  // namespace

PyObject* get_function_columns(PyObject* self, PyObject* arguments) {
  ParsedSource& source = reinterpret_cast<ParsedSourceObject*>(self)->source;
  uint32_t first = 0;
  uint32_t end = 0;
  if (!PyArg_ParseTuple(arguments, "II:function_columns", &first, &end)) return nullptr;
  if (first > end || end > source.nodes.size()) {
    PyErr_SetString(PyExc_IndexError, "outside of the source");
    return nullptr;
  }
  const Node* nodes = source.nodes.data() + first;
  const uint32_t* atoms = source.atoms.data() + first;
  const uint32_t count = end - first;
  const std::vector<bool> inner = nodes_of_inner_bodies(nodes, count);
  // Integers up to 256 are there already: kinds, flags and most sizes cost nothing.
  return Py_BuildValue(
      "(NNNNNN)", list_of_integers(source, count, [&](uint32_t i) { return nodes[i].kind; }),
      list_of_integers(source, count, [&](uint32_t i) { return nodes[i].flags; }),
      list_of_integers(source, count, [&](uint32_t i) { return inner[i] ? 0 : nodes[i].start; }),
      list_of_integers(source, count, [&](uint32_t i) { return inner[i] ? 0 : nodes[i].end; }),
      list_of_integers(source, count, [&](uint32_t i) { return nodes[i].size; }),
      list_of_integers(source, count,
                       [&](uint32_t i) { return inner[i] ? 0 : static_cast<int32_t>(atoms[i]); }));
}

}  // namespace whipsnake::syntax
