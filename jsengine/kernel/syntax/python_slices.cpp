#include "jsengine/kernel/syntax/python_slices.h"

#include <algorithm>
#include <vector>

#include "jsengine/kernel/syntax/error_sites.h"

namespace whipsnake::syntax {

namespace {

constexpr uint32_t kNodesBetweenPolls = 1024;

// The nodes of a function without those in bodies of functions inside it: nobody reads them here, and in a
// program they are most.
class Slice {
 public:
  Slice(ParsedSource& source, uint32_t first, uint32_t end) : source_(source), first_(first), end_(end) {}

  // False with an exception.
  bool make() { return choose() && measure(); }

  uint32_t count() const { return static_cast<uint32_t>(numbers_.size()); }
  // The number in the source of the node at a place.
  uint32_t number(uint32_t place) const { return numbers_[place]; }
  uint32_t size(uint32_t place) const { return sizes_[place]; }
  // The bodies that became leaves, by number, and how many nodes are missing up to each.
  const std::vector<uint32_t>& bodies() const { return bodies_; }
  const std::vector<uint32_t>& missing() const { return missing_; }

 private:
  // A parent follows its last child, so the node behind a body is its function; static blocks are part of
  // what initialises their class, and the last body is the function's own.
  bool is_inner_body(uint32_t node) const {
    return source_.nodes[node].kind == NodeKind::FunctionBody && node + 2 < end_ &&
           source_.nodes[node + 1].kind != NodeKind::StaticBlock;
  }

  bool choose() {
    for (uint32_t node = end_; node > first_;) {
      node--;
      if (numbers_.size() % kNodesBetweenPolls == 0 && is_reading_interrupted(source_)) return false;
      numbers_.push_back(node);
      if (is_inner_body(node)) node -= std::min(source_.nodes[node].size - 1, node - first_);
    }
    std::reverse(numbers_.begin(), numbers_.end());
    return true;
  }

  // Sizes count what is here.
  bool measure() {
    sizes_.reserve(numbers_.size());
    for (uint32_t place = 0; place < count(); place++) {
      if (place % kNodesBetweenPolls == 0 && is_reading_interrupted(source_)) return false;
      const uint32_t node = numbers_[place];
      const uint32_t before = place == 0 ? first_ : numbers_[place - 1] + 1;
      if (before < node) {  // only a body has nodes missing in front of it
        bodies_.push_back(node);
        missing_.push_back(node - first_ - place);
      }
      const uint32_t start = node + 1 - std::min(source_.nodes[node].size, node + 1 - first_);
      uint32_t size = 1;
      if (!is_inner_body(node))
        while (size <= place && numbers_[place - size] >= start) size += sizes_[place - size];
      sizes_.push_back(size);
    }
    return true;
  }

  ParsedSource& source_;
  const uint32_t first_;
  const uint32_t end_;
  std::vector<uint32_t> numbers_;
  std::vector<uint32_t> sizes_;
  std::vector<uint32_t> bodies_;
  std::vector<uint32_t> missing_;
};

}  // namespace

PyObject* get_function_nodes(PyObject* self, PyObject* arguments) {
  auto* object = reinterpret_cast<ParsedSourceObject*>(self);
  ParsedSource& source = object->source;
  const std::vector<int32_t>& annotations = object->tables.annotations;
  uint32_t first = 0;
  uint32_t end = 0;
  if (!PyArg_ParseTuple(arguments, "II:function_nodes", &first, &end)) return nullptr;
  if (first > end || end > source.nodes.size() || end > annotations.size()) {
    PyErr_SetString(PyExc_IndexError, "outside of the source");
    return nullptr;
  }
  Slice slice(source, first, end);
  if (!slice.make()) return nullptr;
  // Integers up to 256 are there already: kinds, flags and most sizes cost nothing.
  auto column = [&](auto read) {
    return list_of_integers(source, slice.count(), [&](uint32_t i) { return read(slice.number(i)); });
  };
  auto rows = [&](const std::vector<uint32_t>& all) {
    return list_of_integers(source, static_cast<uint32_t>(all.size()), [&](uint32_t i) { return all[i]; });
  };
  return Py_BuildValue("(NNNNNNNN)", column([&](uint32_t node) { return source.nodes[node].kind; }),
                       column([&](uint32_t node) { return source.nodes[node].flags; }),
                       column([&](uint32_t node) { return error_position(source, node); }),
                       list_of_integers(source, slice.count(), [&](uint32_t i) { return slice.size(i); }),
                       column([&](uint32_t node) { return static_cast<int32_t>(source.atoms[node]); }),
                       column([&](uint32_t node) { return annotations[node]; }), rows(slice.bodies()),
                       rows(slice.missing()));
}

}  // namespace whipsnake::syntax
