// What may be a name, a reference, a target.
#include "jsengine/kernel/syntax/analyser.h"

namespace whipsnake::syntax {

// https://tc39.es/ecma262/#sec-identifiers-static-semantics-early-errors. The grammar refuses keywords as
// written; what is left of `yield` and `await` are names with escapes and places where they are no keywords
// and yet no names.
bool Analyser::check_name(uint32_t node) {
  switch (word(node)) {
    case Word::kYield:
      if (state().generator) return fail(node, "Keyword must not contain escaped characters");
      [[fallthrough]];
    case Word::kLet:
    case Word::kStrictReserved:
      return !strict_ || fail(node, "Unexpected strict mode reserved word");
    case Word::kAwait:
      if (state().async || goal_ == Goal::kModule)
        return fail(node, "Keyword must not contain escaped characters");
      return !forbids_await() || fail(node, "Unexpected reserved word");
    default:
      return true;
  }
}

// The name of a function expression belongs to the function.
bool Analyser::check_own_name(uint32_t node, const Function& function, bool strict) {
  switch (word(node)) {
    case Word::kYield:
      if ((function.flags & FunctionFlag::GENERATOR) != 0) {
        return fail(node, "Keyword must not contain escaped characters");
      }
      [[fallthrough]];
    case Word::kLet:
    case Word::kStrictReserved:
      return !strict || fail(node, "Unexpected strict mode reserved word");
    case Word::kAwait: {
      bool keyword = (function.flags & FunctionFlag::ASYNC) != 0 || goal_ == Goal::kModule;
      return !keyword || fail(node, "Keyword must not contain escaped characters");
    }
    case Word::kEval:
    case Word::kArguments:
      return !strict || fail(node, "Unexpected eval or arguments in strict mode");
    default:
      return true;
  }
}

// `await` is no name in a static block and in the parameters of an async arrow function, nor in the
// parameters of an arrow function in such a place.
bool Analyser::forbids_await() const {
  const FunctionState& function = state();
  return function.in_parameters ? function.parameters_forbid_await : function.forbids_await;
}

bool Analyser::check_binding_name(uint32_t node, VariableKind kind) {
  Word name = word(node);
  bool lexical = kind == VariableKind::LET || kind == VariableKind::CONST || kind == VariableKind::CLASS;
  if (name == Word::kLet && lexical) {
    return fail(node, "let is disallowed as a lexically bound name");
  }
  if (strict_ && (name == Word::kEval || name == Word::kArguments)) {
    return fail(node, "Unexpected eval or arguments in strict mode");
  }
  return check_name(node);
}

// `harmless`: the use is `arguments.x` or `arguments[x]` read, which cannot change a parameter.
bool Analyser::visit_identifier(uint32_t node, Access access, bool harmless) {
  if (word(node) == Word::kArguments) {
    if (state().forbids_arguments) {
      return fail(node,
                  "'arguments' is not allowed in class field initializer or static initialization block");
    }
    state().pseudo |= pseudo_bit(VariableKind::ARGUMENTS);
    state().arguments_escape |= !harmless;
  }
  builder_.use(node, access);
  return check_name(node);
}

// A binding target, or a part of one.
bool Analyser::bind(const Task& task) {
  if (kind(task.node) == NodeKind::BindingIdentifier) {
    return bind_name(task.node, static_cast<VariableKind>(task.detail), task.extra);
  }
  push_pattern(task);
  return true;
}

bool Analyser::bind_name(uint32_t node, VariableKind kind, uint32_t initialised) {
  if (!check_binding_name(node, kind)) {
    return false;
  }
  uint32_t scope = kind == VariableKind::VAR         ? state().var_scope
                   : kind == VariableKind::PARAMETER ? state().own_scope
                                                     : static_cast<uint32_t>(builder_.current());
  if (kind == VariableKind::VAR) {
    // With an initialiser the name is looked up like any assigned one: a with or a catch clause may be in
    // between.
    bool bare = tree_.kind(initialised) == NodeKind::Declarator && node + 1 == initialised &&
                tree_.size(initialised) == 2;
    builder_.event(EventKind::kVar, static_cast<uint32_t>(builder_.declarations.size()));
    builder_.use(node, bare ? Access::kDeclare : Access::kWrite);
  }
  uint16_t flags = kind == VariableKind::CONST ? VariableFlag::IMMUTABLE : 0;
  builder_.declare(kind, tree_.atom(node), node, scope, initialised, flags);
  return true;
}

// An assignment target or a part of one; with Access::kRead the callee of a call.
bool Analyser::assign(const Task& task) {
  Access access = static_cast<Access>(task.detail);
  uint32_t node = task.node;
  switch (kind(node)) {
    case NodeKind::Identifier:
      if (strict_ && access != Access::kRead &&
          (word(node) == Word::kEval || word(node) == Word::kArguments)) {
        return fail(node, "Unexpected eval or arguments in strict mode");
      }
      return visit_identifier(node, access);
    case NodeKind::Member:
    case NodeKind::Index:
    case NodeKind::PrivateMember:
      return visit_member(node, false);
    case NodeKind::Parenthesized:
    case NodeKind::Chain:
      push(node - 1, task.step, task.detail, task.extra);
      return true;
    case NodeKind::Call:
      if (strict_ && access != Access::kRead) {
        return fail(node, "Invalid left-hand side in assignment");
      }
      return visit(node);
    case NodeKind::ArrayPattern:
    case NodeKind::ObjectPattern:
    case NodeKind::Default:
    case NodeKind::Rest:
    case NodeKind::Property:
    case NodeKind::Shorthand:
    case NodeKind::ShorthandDefault:
      if (access != Access::kRead) {
        push_pattern(task);
        return true;
      }
      [[fallthrough]];
    default:
      return visit(node);
  }
}

// One level of a pattern: names and nested patterns go on with the same step, expressions are visited.
void Analyser::push_pattern(const Task& task) {
  uint32_t node = task.node;
  auto target = [&](uint32_t child) { push(child, task.step, task.detail, task.extra); };
  switch (kind(node)) {
    case NodeKind::Default:
    case NodeKind::ShorthandDefault:
      push(node - 1);
      target(tree_.previous(node - 1));
      return;
    case NodeKind::Property:
      target(node - 1);
      push(tree_.previous(node - 1));
      return;
    case NodeKind::Elision:
      return;
    default: {
      uint32_t left = tree_.size(node) - 1;
      for (uint32_t child = node - 1; left > 0; child -= tree_.size(child)) {
        target(child);
        left -= tree_.size(child);
      }
    }
  }
}

// https://tc39.es/ecma262/#sec-delete-operator-static-semantics-early-errors
bool Analyser::visit_delete(uint32_t node) {
  uint32_t operand = node - 1;
  while (kind(operand) == NodeKind::Parenthesized || kind(operand) == NodeKind::Chain) {
    operand--;
  }
  if (kind(operand) == NodeKind::Identifier && strict_) {
    return fail(operand, "Delete of an unqualified identifier in strict mode.");
  }
  if (kind(operand) == NodeKind::PrivateMember) {
    return fail(operand, "Private fields can not be deleted");
  }
  push(node - 1, Step::kAssign, static_cast<uint8_t>(Access::kRead));
  return true;
}

bool Analyser::visit_member(uint32_t node, bool harmless) {
  uint32_t object = node - 1;
  if (kind(node) == NodeKind::Index) {
    push(node - 1);
    object = tree_.previous(node - 1);
  } else if (kind(node) == NodeKind::PrivateMember) {
    builder_.event(EventKind::kPrivateUse, node);
  }
  if (kind(object) == NodeKind::Super) {
    if (kind(node) == NodeKind::PrivateMember) return fail(node, "Unexpected private field");
    return visit_super(object, false);
  }
  if (kind(object) == NodeKind::Identifier) {
    return visit_identifier(object, Access::kRead, harmless);
  }
  push(object);
  return true;
}

bool Analyser::visit_call(uint32_t node) {
  push_children(node);
  uint32_t callee = tasks_.back().node;
  tasks_.back() = {callee, Step::kAssign, static_cast<uint8_t>(Access::kRead), 0};
  if (kind(callee) == NodeKind::Super) {
    tasks_.pop_back();
    return visit_super(callee, true);
  }
  while (kind(callee) == NodeKind::Parenthesized) {
    callee--;
  }
  if (kind(callee) == NodeKind::Identifier && word(callee) == Word::kEval &&
      !tree_.has(node, FLAG_OPTIONAL)) {
    note_direct_eval();
  }
  return true;
}

}  // namespace whipsnake::syntax
