// The resolving pass as one class; its parts stand in parser_resolve.cpp (structure), parser_patterns.cpp
// (covers) and parser_atoms.cpp (names and literals).
#pragma once

#include <cstdint>

#include "jsengine/kernel/syntax/growing_array.h"
#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/parser_runtime.h"

namespace whipsnake::syntax {

class Resolver {
 public:
  explicit Resolver(ParsedSource& source) : source_(source), nodes_(source.nodes.data()) {}
  bool run();

 private:
  // What a target is for: an assignment keeps references, a binding declares names.
  enum class Role : uint8_t { Assignment, Binding };

  // -- structure
  void resolve(uint32_t i);
  void resolve_operands(uint32_t i);
  void resolve_arrow(uint32_t i);
  void resolve_class(uint32_t i);
  void resolve_for(uint32_t i);
  void resolve_for_each(uint32_t i);
  void resolve_declaration(uint32_t i);
  void check_initializers(uint32_t declaration);
  void check_for_each_declaration(uint32_t i, uint32_t declaration);
  void check_template(uint32_t i);
  void check_covers_left();

  // -- covers
  void resolve_target(uint32_t i, Role role);
  void resolve_element(uint32_t i, Role role);
  void resolve_elements(uint32_t i, Role role);
  void resolve_properties(uint32_t i, Role role);
  void resolve_rest(uint32_t i, bool last, Role role);
  bool is_simple_target(uint32_t i, bool call_too) const;
  void check_simple_target(uint32_t i, bool call_too, const char* message);

  // -- names and literals
  void name(uint32_t i, uint32_t start, uint32_t end);
  void escaped_name(uint32_t i, uint32_t start, uint32_t end);
  void check_escaped_name(uint32_t i, uint32_t start, uint32_t end);
  void string(uint32_t i);
  void chunk(uint32_t i);
  void regexp(uint32_t i);
  void number(uint32_t i);
  void bigint(uint32_t i);
  void text_atom(uint32_t i, uint32_t start, uint32_t end);

  uint32_t intern_text(uint32_t start, uint32_t end);
  uint32_t intern_units();
  uint32_t keep(uint32_t atom);
  bool unescape(uint32_t start, uint32_t end, uint32_t i);
  bool unit(char16_t value);
  bool code_point(uint32_t value);
  uint32_t escape(uint32_t at, uint32_t end, uint32_t i);
  uint32_t unicode_escape(uint32_t at, uint32_t end, uint32_t* value) const;
  uint32_t octal_escape(uint32_t at, uint32_t end, uint32_t i);
  bool push_pair(uint32_t i, uint32_t first, uint32_t second);

  // -- errors
  void fail(uint32_t i, const char* message) {
    source_.fail(SourceErrorStage::Resolve, nodes_[i].start, nodes_[i].end, "%s", message);
  }
  void out_of_memory();
  bool failed() const { return static_cast<bool>(source_.error); }

  uint32_t first_child(uint32_t i) const;

  ParsedSource& source_;
  Node* nodes_;
  const uint8_t* text_ = source_.text.data();
  GrowingArray<char16_t> units_;  // the string being decoded
  GrowingArray<char> digits_;     // the number being read
  uint32_t covers_ = 0;           // CoverInitializers that are no patterns yet
};

}  // namespace whipsnake::syntax
