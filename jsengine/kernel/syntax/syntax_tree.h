// A reader of the flat tree, for the passes that walk it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "jsengine/kernel/syntax/parser.h"

namespace whipsnake::syntax {

// The text of an atom, for messages.
std::string utf8_of(const ParsedSource& source, uint32_t atom);

class SyntaxTree {
 public:
  explicit SyntaxTree(ParsedSource& source)
      : source_(source), nodes_(source.nodes.data()), atoms_(source.atoms.data()) {}

  ParsedSource& source() const { return source_; }
  uint32_t count() const { return source_.nodes.size(); }
  NodeKind kind(uint32_t node) const { return nodes_[node].kind; }
  bool has(uint32_t node, uint16_t flag) const { return (nodes_[node].flags & flag) != 0; }
  NodeOperator op(uint32_t node) const { return nodes_[node].op(); }
  uint32_t size(uint32_t node) const { return nodes_[node].size; }
  uint32_t start(uint32_t node) const { return nodes_[node].start; }
  uint32_t end(uint32_t node) const { return nodes_[node].end; }
  uint32_t first(uint32_t node) const { return node + 1 - nodes_[node].size; }
  uint32_t previous(uint32_t child) const { return child - nodes_[child].size; }
  uint32_t atom(uint32_t node) const { return atoms_[node]; }
  std::string_view text(uint32_t node) const {
    return {reinterpret_cast<const char*>(source_.text.data()) + start(node), end(node) - start(node)};
  }

  uint32_t atom_count() const { return source_.names.size(); }
  std::u16string_view atom_units(uint32_t atom) const {
    return {source_.names.units(atom), source_.names.length(atom)};
  }
  std::string atom_text(uint32_t atom) const { return utf8_of(source_, atom); }

  // A statement that puts names into the scope of the block it stands in.
  bool declares(uint32_t statement) const {
    NodeKind found = kind(statement);
    while (found == NodeKind::Labelled) found = kind(--statement);
    return found == NodeKind::LetDeclaration || found == NodeKind::ConstDeclaration ||
           found == NodeKind::ClassDeclaration || found == NodeKind::FunctionDeclaration;
  }

 private:
  ParsedSource& source_;
  const Node* nodes_;
  const uint32_t* atoms_;
};

}  // namespace whipsnake::syntax
