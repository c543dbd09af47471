// Covers become patterns in place. https://tc39.es/ecma262/#sec-destructuring-assignment,
// https://tc39.es/ecma262/#prod-CoverParenthesizedExpressionAndArrowParameterList
#include "jsengine/kernel/syntax/parser_resolver.h"

namespace whipsnake::syntax {

namespace {
constexpr const char* BAD_TARGET = "Invalid destructuring assignment target";
constexpr const char* BAD_PARAMETER = "Malformed arrow function parameter list";
constexpr const char* REST_LAST = "Rest element must be last element";
constexpr const char* REST_PARAMETER_LAST = "Rest parameter must be last formal parameter";
}  // namespace

// `i` stands on the left of `=`, in a pattern, or among arrow parameters. A pattern that was resolved as an
// assignment is resolved once more when it turns out to be a parameter; nothing is visited a third time.
void Resolver::resolve_target(uint32_t i, Role role) {
  switch (nodes_[i].kind) {
    case NodeKind::Identifier:
      if (role == Role::Binding) nodes_[i].kind = NodeKind::BindingIdentifier;
      return;
    case NodeKind::Array:
      nodes_[i].kind = NodeKind::ArrayPattern;
      return resolve_elements(i, role);
    case NodeKind::Object:
      nodes_[i].kind = NodeKind::ObjectPattern;
      return resolve_properties(i, role);
    case NodeKind::ArrayPattern:
      if (role == Role::Binding) resolve_elements(i, role);
      return;
    case NodeKind::ObjectPattern:
      if (role == Role::Binding) resolve_properties(i, role);
      return;
    case NodeKind::BindingIdentifier:
      return;
    default:
      if (role == Role::Binding) return fail(i, BAD_TARGET);
      return check_simple_target(i, true, "Invalid left-hand side in assignment");
  }
}

// An element of an array pattern, the value of a property, or a parameter: a target, with a default perhaps.
void Resolver::resolve_element(uint32_t i, Role role) {
  if (nodes_[i].kind == NodeKind::Assign) nodes_[i].kind = NodeKind::Default;
  const uint32_t target = nodes_[i].kind == NodeKind::Default ? source_.before(i - 1) : i;
  const NodeKind kind = nodes_[target].kind;
  const bool pattern = kind == NodeKind::Array || kind == NodeKind::Object ||
                       kind == NodeKind::ArrayPattern || kind == NodeKind::ObjectPattern ||
                       kind == NodeKind::BindingIdentifier;
  if (role == Role::Assignment && !pattern && !is_simple_target(target, false))
    return fail(target, BAD_TARGET);
  resolve_target(target, role);
}

// The children of an ArrayPattern or of Parameters, from the last to the first.
void Resolver::resolve_elements(uint32_t i, Role role) {
  const uint32_t first = source_.first_of(i);
  bool last = true;
  for (uint32_t child = i - 1; nodes_[i].size > 1; child = source_.before(child), last = false) {
    switch (nodes_[child].kind) {
      case NodeKind::Elision:
        break;
      case NodeKind::Spread:
      case NodeKind::Rest:
        resolve_rest(child, last, role);
        break;
      default:
        resolve_element(child, role);
    }
    if (failed() || source_.first_of(child) == first) return;
  }
}

void Resolver::resolve_rest(uint32_t i, bool last, Role role) {
  if (!last || nodes_[i].has(FLAG_COMMA_AFTER))
    return fail(i, role == Role::Binding ? REST_PARAMETER_LAST : REST_LAST);
  nodes_[i].kind = NodeKind::Rest;
  const NodeKind kind = nodes_[i - 1].kind;
  if (kind == NodeKind::Assign || kind == NodeKind::Default) return fail(i - 1, BAD_TARGET);
  resolve_element(i - 1, role);
}

// The children of an ObjectPattern.
void Resolver::resolve_properties(uint32_t i, Role role) {
  const uint32_t first = source_.first_of(i);
  bool last = true;
  for (uint32_t child = i - 1; nodes_[i].size > 1; child = source_.before(child), last = false) {
    switch (nodes_[child].kind) {
      case NodeKind::Property:
        resolve_element(child - 1, role);
        break;
      case NodeKind::CoverInitializer:
        --covers_;
        nodes_[child].kind = NodeKind::ShorthandDefault;
        [[fallthrough]];
      case NodeKind::ShorthandDefault:
        resolve_target(source_.before(child - 1), role);
        break;
      case NodeKind::Shorthand:
        resolve_target(child - 1, role);
        break;
      case NodeKind::Spread:
      case NodeKind::Rest: {
        const NodeKind kind = nodes_[child - 1].kind;
        const bool name = kind == NodeKind::Identifier || kind == NodeKind::BindingIdentifier;
        if (!name && (role == Role::Binding || !is_simple_target(child - 1, false))) {
          return fail(child - 1, "`...` must be followed by an assignable reference in assignment contexts");
        }
        resolve_rest(child, last, role);
        break;
      }
      default:
        return fail(child, role == Role::Binding ? BAD_PARAMETER : BAD_TARGET);
    }
    if (failed() || source_.first_of(child) == first) return;
  }
}

// AssignmentTargetType simple; with `call_too`, web-compat is enough: the early errors refuse it in strict
// code.
bool Resolver::is_simple_target(uint32_t i, bool call_too) const {
  while (nodes_[i].kind == NodeKind::Parenthesized) i -= 1;
  switch (nodes_[i].kind) {
    case NodeKind::Identifier:
    case NodeKind::Member:
    case NodeKind::PrivateMember:
    case NodeKind::Index:
      return true;
    case NodeKind::Call:
      return call_too;
    default:
      return false;
  }
}

void Resolver::check_simple_target(uint32_t i, bool call_too, const char* message) {
  if (!is_simple_target(i, call_too)) fail(i, message);
}

}  // namespace whipsnake::syntax
