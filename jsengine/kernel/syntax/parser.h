// From source text to the flat tree. No Python state is needed, and none is touched.
//
// The shape of the tree stands in jsengine/syntax/nodes.md.
#pragma once

#include <cstddef>
#include <cstdint>

#include "jsengine/_generated/node_kinds.h"
#include "jsengine/kernel/interruption.h"
#include "jsengine/kernel/syntax/atom_table.h"
#include "jsengine/kernel/syntax/growing_array.h"

namespace whipsnake::syntax {

struct Node {
  NodeKind kind;
  uint16_t flags;
  uint32_t start;  // byte offsets in the text
  uint32_t end;
  uint32_t size;  // nodes in the subtree, itself included

  NodeOperator op() const { return static_cast<NodeOperator>(flags & OP_MASK); }
  bool has(uint16_t flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(Node) == 16);

enum class ParseGoal : uint8_t { Script, Module };

enum class SourceErrorKind : uint8_t { None, Syntax, TooDeep, Memory, Interrupted };

// Who found the error: the grammar, the checks of the resolving pass, or the early errors.
enum class SourceErrorStage : uint8_t { Grammar, Resolve, Early };

struct SourceError {
  SourceErrorKind kind = SourceErrorKind::None;
  SourceErrorStage stage = SourceErrorStage::Grammar;
  uint32_t start = 0;
  uint32_t end = 0;
  char message[200] = {};  // UTF-8

  explicit operator bool() const { return kind != SourceErrorKind::None; }
};

constexpr uint32_t NO_ATOM = 0xFFFFFFFFu;

struct ParsedSource {
  GrowingArray<uint8_t> text;  // UTF-8, lone surrogates as three bytes, NULs behind the end
  uint32_t length = 0;         // without them
  ParseGoal goal = ParseGoal::Script;

  GrowingArray<Node> nodes;      // post-order, the root last
  GrowingArray<uint32_t> atoms;  // one for each node
  AtomTable names;               // what the atoms of names and strings stand for
  GrowingArray<double> numbers;
  GrowingArray<uint32_t> pairs;  // two atoms each: body and flags, cooked and raw

  SourceError error;
  const Interruption* interruption = &kUninterrupted;  // of the passes over it

  uint32_t root() const { return nodes.size() - 1; }
  size_t bytes() const;

  // Children, from the last to the first.
  uint32_t last_child(uint32_t node) const { return node - 1; }
  uint32_t before(uint32_t child) const { return child - nodes[child].size; }
  uint32_t first_of(uint32_t node) const { return node + 1 - nodes[node].size; }  // first node of the subtree
  uint32_t first_child(uint32_t node) const {
    uint32_t child = last_child(node);
    while (first_of(child) != first_of(node)) child = before(child);
    return child;
  }

  // Whether the pass has to end. The error says so then.
  bool is_interrupted() {
    if (!interruption->happened()) [[likely]]
      return false;
    report_interruption();
    return true;
  }
  void report_interruption();

  void fail(SourceErrorStage stage, uint32_t start, uint32_t end, const char* format, ...)
      __attribute__((format(printf, 5, 6)));
};

struct ParseOptions {
  ParseGoal goal = ParseGoal::Script;
  bool awaits = false;  // `await` is a keyword at the top of a script, too
  // Lowest address the parser may use of the native stack; null: found from the running thread.
  const void* stack_limit = nullptr;
};

// Parses `length` bytes of well-formed UTF-8 (lone surrogates allowed) into `source`. False: see
// `source.error`.
bool parse(ParsedSource& source, const uint8_t* text, size_t length, const ParseOptions& options);

// 1-based line and column; the column counts UTF-16 code units.
struct Position {
  uint32_t line;
  uint32_t column;
};
Position position_of(const ParsedSource& source, uint32_t offset);
// 1 or 2 for \n, \r and \r\n, 3 for U+2028 and U+2029: the bytes of a line terminator, or 0. A NUL ends the
// text.
inline uint32_t line_terminator_length(const uint8_t* s) {
  if (*s > '\r' && *s != 0xE2) [[likely]]
    return 0;
  if (*s == '\n') return 1;
  if (*s == '\r') return s[1] == '\n' ? 2 : 1;
  return s[0] == 0xE2 && s[1] == 0x80 && (s[2] & 0xFE) == 0xA8 ? 3 : 0;
}

// Offset in UTF-16 code units of a byte offset.
uint32_t utf16_offset(const ParsedSource& source, uint32_t offset);

}  // namespace whipsnake::syntax
