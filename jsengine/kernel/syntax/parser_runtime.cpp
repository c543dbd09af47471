#include "jsengine/kernel/syntax/parser_runtime.h"

#include <algorithm>

namespace whipsnake::syntax {

uint32_t decode_character(const uint8_t* s) {
  if (s[0] < 0x80) return s[0];
  if (s[0] < 0xE0) return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
  if (s[0] < 0xF0) return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
  return (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
}

uint32_t encode_character(uint32_t code, uint8_t* bytes) {
  if (code < 0x80) {
    bytes[0] = static_cast<uint8_t>(code);
    return 1;
  }
  const uint32_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  constexpr uint8_t LEADS[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (uint32_t k = length; --k > 0; code >>= 6) bytes[k] = static_cast<uint8_t>(0x80 | (code & 0x3F));
  bytes[0] = static_cast<uint8_t>(LEADS[length] | code);
  return length;
}

namespace {

using Rule = const uint8_t* (*)(Parser&, const uint8_t*);

bool matches_whole(Rule rule, const uint8_t* text, uint32_t length) {
  Parser p;
  p.text = p.furthest = p.name_start = text;
  p.end = text + length;
  return rule(p, text) == p.end;
}

}  // namespace

bool is_identifier_name(const uint8_t* text, uint32_t length) {
  return matches_whole(match_identifier_name, text, length);
}

bool is_reserved_word(const uint8_t* text, uint32_t length) {
  return matches_whole(match_reserved_word, text, length);
}

const uint8_t* step_in_ranges(const uint8_t* s, const CodePointRange* ranges, uint32_t count) {
  const uint32_t code = decode_character(s);
  const CodePointRange* found =
      std::lower_bound(ranges, ranges + count, code,
                       [](const CodePointRange& range, uint32_t wanted) { return range.last < wanted; });
  if (found == ranges + count || code < found->first) return nullptr;
  return s + character_length(*s);
}

void Parser::grow() {
  if (!node_array->resize(count) || !node_array->reserve(count + 1)) give_up(Abort::Memory);
  if (!atom_array->resize(count) || !atom_array->reserve(count + 1)) give_up(Abort::Memory);
  nodes = node_array->data();
  atoms = atom_array->data();
  capacity = std::min(node_array->capacity(), atom_array->capacity());
}

// The operators that bind their left side more strongly than this one have both sides now.
void Parser::push_operator(OperatorList& list, const uint8_t* s) {
  const ListOperator& mine = LIST_OPERATORS[operator_id];
  if (mine.kind == NodeKind::Logical) {
    list.logical |= mine.op == NodeOperator::Coalesce ? 1 : 2;
    if (list.logical == 3) {
      furthest = s - 2;
      give_up(Abort::Mixed);
    }
  }
  while (pending > list.base) {
    const ListOperator& top = LIST_OPERATORS[operators[pending - 1]];
    if (top.strength < mine.strength || (top.strength == mine.strength && mine.to_the_right)) break;
    reduce();
  }
  if (!operators.resize(pending)) give_up(Abort::Memory);
  if (!operators.push(operator_id)) give_up(Abort::Memory);
  ++pending;
}

// The last two subtrees become the sides of the operator read last of those that wait.
void Parser::reduce() {
  const ListOperator& top = LIST_OPERATORS[operators[--pending]];
  const Node& right = nodes[count - 1];
  const Node& left = nodes[count - 1 - right.size];
  push({top.kind, static_cast<uint16_t>(top.op), left.start, right.end, left.size + right.size + 1});
}

}  // namespace whipsnake::syntax
