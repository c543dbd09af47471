// What the generated parser leans on: the state of one parse, the nodes being made, and lists of operators.
#pragma once

#include <csetjmp>
#include <cstdint>

#include "jsengine/_generated/node_kinds.h"
#include "jsengine/kernel/syntax/growing_array.h"
#include "jsengine/kernel/syntax/parser.h"

namespace whipsnake::syntax {

// NULs behind the text: the longest look at bytes without asking for the end.
constexpr uint32_t TEXT_PADDING = 8;

struct CodePointRange {
  uint32_t first;
  uint32_t last;
};

// A row of the table of binary operators.
struct ListOperator {
  NodeKind kind;
  NodeOperator op;
  uint8_t strength;
  bool to_the_right;
};

extern const ListOperator LIST_OPERATORS[];

// Sentences of jsengine/syntax/complaints.py.
extern const char* const COMPLAINTS[];

// One list `a + b * c` being read: its operators that wait for their right side begin at `base`.
struct OperatorList {
  uint32_t base;
  uint8_t logical = 0;  // 1: has `??`, 2: has `||` or `&&`
};

enum class Abort : int { Depth = 1, Memory = 2, Mixed = 3, Interrupted = 4 };

struct Parser {
  const uint8_t* text;
  const uint8_t* end;
  const uint8_t* furthest;  // where a token was wanted and not found
  uint32_t context = 0;     // bits of jsengine/syntax/contexts.py
  uint16_t flags = 0;       // of the node being made
  uint8_t operator_id = 0;  // the binary operator just read

  // The nodes. The array grows in `node_array`; these are its insides.
  Node* nodes = nullptr;
  uint32_t* atoms = nullptr;
  uint32_t count = 0;
  uint32_t capacity = 0;
  GrowingArray<Node>* node_array;
  GrowingArray<uint32_t>* atom_array;
  const uint8_t* name_start = nullptr;  // of the name that the next Member carries

  GrowingArray<uint8_t> operators;  // ids of the operators waiting, of all open lists
  uint32_t pending = 0;

  uint8_t complaint = 0;  // index into COMPLAINTS, when complaint_end is `furthest`
  const uint8_t* complaint_start = nullptr;
  const uint8_t* complaint_end = nullptr;

  const uint8_t* blank_start = nullptr;  // the blanks passed over last
  const uint8_t* blank_end = nullptr;

  uintptr_t stack_limit = 0;
  const Interruption* interruption = &kUninterrupted;
  std::jmp_buf abort;  // the way out of deep recursion: nothing between here and there owns anything

  void reach(const uint8_t* s) {
    if (s > furthest) furthest = s;
  }

  // What to tell people if nothing comes further than `s`; it is about the text from `start`.
  void complain(uint8_t sentence, const uint8_t* start, const uint8_t* s) {
    if (s < furthest) return;
    furthest = s;
    complaint = sentence;
    complaint_start = start;
    complaint_end = s;
  }

  void check_stack() {
    if (reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) < stack_limit) [[unlikely]]
      give_up(Abort::Depth);
  }

  // In every loop over the text.
  void poll() {
    if (*interruption->flag != 0) [[unlikely]]
      if (interruption->happened()) give_up(Abort::Interrupted);
  }

  Node& last() { return nodes[count - 1]; }

  void push(const Node& node) {
    if (count == capacity) [[unlikely]]
      grow();
    nodes[count] = node;
    atoms[count] = static_cast<uint32_t>(name_start - text);
    ++count;
  }

  // A node over all nodes from `first`.
  void wrap(NodeKind kind, uint32_t first, const uint8_t* start, const uint8_t* s,
            uint16_t flags_of_node = 0) {
    push({kind, flags_of_node, offset(start), offset(s), count - first + 1});
  }

  // The same, with the node before `first` as first child.
  void fold(NodeKind kind, uint32_t first, const uint8_t* s, uint16_t flags_of_node = 0) {
    const Node& sibling = nodes[first - 1];
    push({kind, flags_of_node, sibling.start, offset(s), count - first + sibling.size + 1});
  }

  uint32_t offset(const uint8_t* s) const { return static_cast<uint32_t>(s - text); }

  void push_operator(OperatorList& list, const uint8_t* s);
  void close_list(OperatorList& list) {
    while (pending > list.base) reduce();
  }
  void reduce();
  [[noreturn]] void give_up(Abort why) { std::longjmp(abort, static_cast<int>(why)); }
  void grow();
};

inline bool at_end(const Parser& p, const uint8_t* s) { return s == p.end; }

// Bytes of the character that begins with this byte (0x80 or more).
inline int character_length(uint8_t lead) { return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

// Passes over one character beyond ASCII that is in the ranges. The text is well-formed.
const uint8_t* step_in_ranges(const uint8_t* s, const CodePointRange* ranges, uint32_t count);

template <uint32_t N>
inline const uint8_t* step_in(const uint8_t* s, const CodePointRange (&ranges)[N]) {
  return step_in_ranges(s, ranges, N);
}

uint32_t decode_character(const uint8_t* s);
uint32_t encode_character(uint32_t code, uint8_t* bytes);

// Ask the grammar about a text that ends in TEXT_PADDING NULs, in no context.
bool is_identifier_name(const uint8_t* text, uint32_t length);
bool is_reserved_word(const uint8_t* text, uint32_t length);

// The generated functions.
const uint8_t* parse_goal(Parser& p, ParseGoal goal, const uint8_t* s);
const uint8_t* match_identifier_name(Parser& p, const uint8_t* s);
const uint8_t* match_reserved_word(Parser& p, const uint8_t* s);
const uint8_t* match_hashbang(Parser& p, const uint8_t* s);
const uint8_t* match_blanks(Parser& p, const uint8_t* s);

}  // namespace whipsnake::syntax
