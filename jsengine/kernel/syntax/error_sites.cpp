#include "jsengine/kernel/syntax/error_sites.h"

namespace whipsnake::syntax {

namespace {

// Bytes of a name as it is written without escapes.
uint32_t length_in_utf8(const char16_t* units, uint32_t count) {
  uint32_t length = 0;
  for (uint32_t i = 0; i < count; i++) {
    const bool is_pair = i + 1 < count && (units[i] & 0xFC00) == 0xD800 && (units[i + 1] & 0xFC00) == 0xDC00;
    length += is_pair ? 4 : units[i] < 0x80 ? 1 : units[i] < 0x800 ? 2 : 3;
    if (is_pair) i++;
  }
  return length;
}

uint32_t position_of_call(const ParsedSource& source, uint32_t call) {
  const uint32_t callee = source.first_child(call);
  switch (source.nodes[callee].kind) {
    case NodeKind::Identifier:
    case NodeKind::Member:
    case NodeKind::PrivateMember:
    case NodeKind::Super:
      return error_position(source, callee);
    default:
      return source.nodes[callee].end;
  }
}

}  // namespace

uint32_t unwrapped(const ParsedSource& source, uint32_t node) {
  while (source.nodes[node].kind == NodeKind::Parenthesized || source.nodes[node].kind == NodeKind::Chain)
    node = source.last_child(node);
  return node;
}

uint32_t error_position(const ParsedSource& source, uint32_t number) {
  number = unwrapped(source, number);
  const Node& node = source.nodes[number];
  switch (node.kind) {
    case NodeKind::Member:
    case NodeKind::PrivateMember: {
      const uint32_t atom = source.atoms[number];
      return node.end - length_in_utf8(source.names.units(atom), source.names.length(atom));
    }
    case NodeKind::Index:
      return source.nodes[source.before(source.last_child(number))].end;
    case NodeKind::Call:
      return position_of_call(source, number);
    case NodeKind::TaggedTemplate:
      return source.nodes[source.last_child(number)].start;
    case NodeKind::ObjectPattern:
      return node.size > 1 ? source.nodes[source.first_child(number)].start : node.start;
    default:
      return node.start;
  }
}

namespace {

// The value of a declaration or an assignment with a pattern of that kind, whose errors are reported there.
uint32_t value_of_pattern(const ParsedSource& source, uint32_t node, NodeKind pattern, uint32_t position) {
  const uint32_t value = source.last_child(node);
  if (source.nodes[value].size + 1 == source.nodes[node].size) return NO_NODE;  // a Declarator without one
  const uint32_t target = source.before(value);
  const bool is_it = source.nodes[target].kind == pattern && error_position(source, target) == position;
  return is_it ? value : NO_NODE;
}

uint32_t iterated_by(const ParsedSource& source, uint32_t node, uint32_t position) {
  uint32_t expression;
  switch (source.nodes[node].kind) {
    case NodeKind::ForOf:
      expression = source.before(source.last_child(node));
      break;
    case NodeKind::Spread:
      expression = source.last_child(node);
      break;
    case NodeKind::Yield:
      return source.nodes[node].has(FLAG_DELEGATE) && source.nodes[node].start == position
                 ? source.last_child(node)
                 : NO_NODE;
    case NodeKind::Declarator:
    case NodeKind::Assign:
      return value_of_pattern(source, node, NodeKind::ArrayPattern, position);
    default:
      return NO_NODE;
  }
  return error_position(source, expression) == position ? expression : NO_NODE;
}

uint32_t called_by(const ParsedSource& source, uint32_t node, uint32_t position) {
  const NodeKind kind = source.nodes[node].kind;
  const bool is_call = kind == NodeKind::Call || kind == NodeKind::New || kind == NodeKind::TaggedTemplate;
  return is_call && error_position(source, node) == position ? source.first_child(node) : NO_NODE;
}

uint32_t destructured_by(const ParsedSource& source, uint32_t node, uint32_t position) {
  const NodeKind kind = source.nodes[node].kind;
  if (kind != NodeKind::Declarator && kind != NodeKind::Assign) return NO_NODE;
  return value_of_pattern(source, node, NodeKind::ObjectPattern, position);
}

}  // namespace

uint32_t expression_at(const ParsedSource& source, uint32_t first, uint32_t last, uint32_t position,
                       SiteRole role) {
  auto find = role == SiteRole::Called     ? called_by
              : role == SiteRole::Iterated ? iterated_by
                                           : destructured_by;
  for (uint32_t node = first; node <= last; node++) {
    const uint32_t found = find(source, node, position);
    if (found != NO_NODE) return found;
  }
  return NO_NODE;
}

}  // namespace whipsnake::syntax
