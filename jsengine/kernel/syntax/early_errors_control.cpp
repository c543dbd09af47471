// Labels, break, continue, return; what may be the body of a statement.
#include "jsengine/kernel/syntax/analyser.h"

namespace whipsnake::syntax {
namespace {

bool is_loop(NodeKind kind) {
  return kind == NodeKind::For || kind == NodeKind::ForIn || kind == NodeKind::ForOf ||
         kind == NodeKind::While || kind == NodeKind::DoWhile;
}

constexpr const char* STRICT_FUNCTION =
    "In strict mode code, functions can only be declared at top level or inside a block.";
constexpr const char* SLOPPY_FUNCTION =
    "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of "
    "an if "
    "statement.";

}  // namespace

// https://tc39.es/ecma262/#sec-labelled-statements: a whole chain of labels at once, they all name its
// statement.
bool Analyser::visit_labelled(uint32_t node) {
  uint32_t body = node;
  while (kind(body) == NodeKind::Labelled) body--;
  uint32_t count = 0;
  for (uint32_t labelled = node; kind(labelled) == NodeKind::Labelled; labelled--) {
    uint32_t label = tree_.previous(labelled - 1);
    uint32_t atom = tree_.atom(label);
    if (!check_name(label)) return false;
    int32_t hidden = label_of_atom_[atom];
    if (hidden != kNone && labels_[static_cast<size_t>(hidden)].function == state().index) {
      return fail(label, "Label '" + tree_.atom_text(atom) + "' has already been declared");
    }
    label_of_atom_[atom] = static_cast<int32_t>(labels_.size());
    labels_.push_back({atom, state().index, is_loop(kind(body)), hidden});
    count++;
  }
  push(node, Step::kLeaveLabels, 0, count);
  push(body);
  bool function = kind(body) == NodeKind::FunctionDeclaration;
  return !function || !strict_ || fail(body, STRICT_FUNCTION);
}

void Analyser::leave_labels(uint32_t count) {
  for (; count > 0; count--) {
    label_of_atom_[labels_.back().atom] = labels_.back().hidden;
    labels_.pop_back();
  }
}

bool Analyser::visit_break_continue(uint32_t node, bool is_continue) {
  if (tree_.size(node) == 1) {
    uint32_t depth = is_continue ? state().loop_depth : state().break_depth;
    return depth > 0 ||
           fail(node, is_continue ? "Illegal continue statement: no surrounding iteration statement"
                                  : "Illegal break statement");
  }
  uint32_t label = node - 1;
  uint32_t atom = tree_.atom(label);
  int32_t found = label_of_atom_[atom];
  if (found == kNone || labels_[static_cast<size_t>(found)].function != state().index) {
    return check_name(label) && fail(label, "Undefined label '" + tree_.atom_text(atom) + "'");
  }
  if (is_continue && !labels_[static_cast<size_t>(found)].loop) {
    return fail(label, "Illegal continue statement: '" + tree_.atom_text(atom) +
                           "' does not denote an iteration statement");
  }
  return true;
}

bool Analyser::visit_return(uint32_t node) {
  if (!state().allows_return) return fail(node, "Illegal return statement");
  push_children(node);
  return true;
}

// Annex B.3.3: a function as a branch is in a block of its own.
bool Analyser::visit_if(uint32_t node) {
  size_t first = tasks_.size();
  push_children(node);
  std::vector<Task> parts(tasks_.begin() + static_cast<std::ptrdiff_t>(first), tasks_.end());
  tasks_.resize(first);
  for (const Task& part : parts) {
    if (kind(part.node) != NodeKind::FunctionDeclaration) {
      if (!check_body(part.node)) return false;
      tasks_.push_back(part);
      continue;
    }
    if (strict_) return fail(part.node, STRICT_FUNCTION);
    push(part.node, Step::kCloseScope);
    push(part.node);
    push(part.node, Step::kOpenScope, static_cast<uint8_t>(ScopeKind::BLOCK));
  }
  return true;
}

// IsLabelledFunction
bool Analyser::check_body(uint32_t body) {
  if (kind(body) != NodeKind::Labelled) return true;
  while (kind(body) == NodeKind::Labelled) body--;
  return kind(body) != NodeKind::FunctionDeclaration ||
         fail(body, strict_ ? STRICT_FUNCTION : SLOPPY_FUNCTION);
}

}  // namespace whipsnake::syntax
