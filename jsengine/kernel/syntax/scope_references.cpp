// Uses become annotations.
#include <algorithm>

#include "jsengine/kernel/syntax/scope_resolver.h"

namespace whipsnake::syntax {

void ScopeResolver::enter(uint32_t index) {
  const Scope& entered = scope(index);
  depth_[index] = static_cast<int32_t>(open_.size());
  open_.push_back(index);
  if (functions_.empty() || functions_.back() != entered.function) {
    level_[entered.function] = static_cast<uint32_t>(functions_.size());
    functions_.push_back(entered.function);
  }
  bool program = entered.kind <= ScopeKind::EVAL;
  bool grows = entered.kind == ScopeKind::WITH || (!program && (entered.flags & ScopeFlag::SLOPPY_EVAL) != 0);
  if (grows) dynamic_.push_back(depth_[index]);
  show_names(index, false);
}

void ScopeResolver::leave(uint32_t index) {
  hide_names(index);
  open_.pop_back();
  if (!dynamic_.empty() && dynamic_.back() == depth_[index]) dynamic_.pop_back();
  const Function& function = tables_.functions[scope(index).function];
  uint32_t outermost =
      function.name_scope == kNone ? function.scope : static_cast<uint32_t>(function.name_scope);
  if (index == outermost) functions_.pop_back();
}

// Global names, and the vars of sloppy eval code, are properties of objects: nothing can be said about them
// here.
bool ScopeResolver::is_shown(const Variable& v) const {
  const Scope& home = scope(v.scope);
  if (v.atom == NO_ATOM) return false;
  if (names_of_globals_) return v.kind != VariableKind::PRIVATE;
  if (home.kind == ScopeKind::SCRIPT) return false;
  bool sloppy_eval = home.kind == ScopeKind::EVAL && (home.flags & ScopeFlag::STRICT) == 0;
  return !(sloppy_eval && is_var_like(v.kind, v.scope));
}

void ScopeResolver::show_names(uint32_t index, bool private_names) {
  const Scope& entered = scope(index);
  for (uint32_t i = entered.first_variable; i < entered.first_variable + entered.variable_count; i++) {
    const Variable& v = variable(static_cast<int32_t>(i));
    if ((v.kind == VariableKind::PRIVATE) != private_names || !is_shown(v)) continue;
    int32_t& top = tops(v)[v.atom];
    below_[i] = top;
    top = static_cast<int32_t>(i);
  }
}

void ScopeResolver::hide_names(uint32_t index) {
  const Scope& left = scope(index);
  for (uint32_t i = left.first_variable; i < left.first_variable + left.variable_count; i++) {
    const Variable& v = variable(static_cast<int32_t>(i));
    if (is_shown(v)) tops(v)[v.atom] = below_[i];
  }
}

bool ScopeResolver::resolve_references() {
  for (const Event& event : builder_.events) {
    if (tree_.source().is_interrupted()) return false;
    switch (event.kind) {
      case EventKind::kEnterScope:
        enter(event.value);
        break;
      case EventKind::kLeaveScope:
        leave(event.value);
        break;
      case EventKind::kPrivateNames:
        show_names(event.value, true);
        break;
      case EventKind::kUse:
        resolve_use(event.value, static_cast<Access>(event.detail));
        break;
      case EventKind::kPrivateUse:
        if (!resolve_private_use(event.value)) return false;
        break;
      case EventKind::kPseudo:
        resolve_pseudo(event.value, static_cast<VariableKind>(event.detail));
        break;
      case EventKind::kBlockFunction:
        resolve_block_function(event.value);
        break;
      case EventKind::kVar:
        break;
    }
  }
  return true;
}

int32_t ScopeResolver::unresolved() const {
  return outer_.has_scopes || !dynamic_.empty() ? kDynamic : kGlobal;
}

void ScopeResolver::resolve_use(uint32_t node, Access access) {
  int32_t found = top_[tree_.atom(node)];
  if (found == kNone) {
    builder_.annotate(node, unresolved());
    return;
  }
  Variable& v = variable(found);
  if (access != Access::kDeclare) v.flags |= VariableFlag::USED;
  if (access == Access::kWrite || access == Access::kReadWrite) v.flags |= VariableFlag::ASSIGNED;
  if (!dynamic_.empty() && dynamic_.back() > depth_[v.scope]) {
    builder_.annotate(node, kDynamic);
    return;
  }
  if (scope(v.scope).function != functions_.back()) v.flags |= VariableFlag::CAPTURED;
  bool check = needs_check(v, node);
  if (check) v.flags |= VariableFlag::CHECKED;
  builder_.annotate(node, check ? found | kCheck : found);
}

bool ScopeResolver::needs_check(const Variable& v, uint32_t node) const {
  switch (v.kind) {
    case VariableKind::IMPORT:
      return tree_.kind(v.node + 1) != NodeKind::ImportNamespace;
    case VariableKind::LET:
    case VariableKind::CONST:
    case VariableKind::CLASS:
      if (scope(v.scope).kind == ScopeKind::SWITCH) return true;
      break;
    case VariableKind::PARAMETER:
      if ((function_of(v).flags & FunctionFlag::PARAMETER_EXPRESSIONS) == 0) return false;
      break;
    case VariableKind::CLASS_NAME:
    case VariableKind::CATCH_PARAMETER:
      break;
    default:
      return false;
  }
  uint32_t home = scope(v.scope).function;
  if (home == functions_.back()) return node <= v.initialised;
  return function_needs_check(v, tables_.functions[functions_[level_[home] + 1]]);
}

// `inner`: the outermost closure around the use that does not hold the declaration. When was it made?
bool ScopeResolver::function_needs_check(const Variable& v, const Function& inner) const {
  if (v.kind == VariableKind::CLASS_NAME) {
    bool element =
        inner.kind >= FunctionKind::METHOD && scope(inner.scope).parent == static_cast<int32_t>(v.scope);
    return !element;
  }
  if (inner.kind != FunctionKind::DECLARATION) return inner.node <= v.initialised;
  if (v.kind == VariableKind::PARAMETER) return false;
  uint32_t block = scope(variable(inner.variable).scope).node;
  return tree_.first(block) <= v.initialised;
}

bool ScopeResolver::resolve_private_use(uint32_t node) {
  uint32_t atom = tree_.atom(node);
  int32_t found = private_top_[atom];
  if (found == kNone) {
    std::string name = tree_.atom_text(atom);
    const std::vector<std::string>& outside = outer_.private_names;
    if (std::find(outside.begin(), outside.end(), name) != outside.end()) {
      builder_.annotate(node, kDynamic);
      return true;
    }
    uint32_t start =
        tree_.end(node) - static_cast<uint32_t>(tree_.kind(node) == NodeKind::PrivateMember ? 1 : 0);
    std::string_view text = tree_.text(node);
    size_t hash = text.rfind('#');
    if (hash != std::string_view::npos) start = tree_.start(node) + static_cast<uint32_t>(hash);
    tree_.source().fail(SourceErrorStage::Early, start, tree_.end(node),
                        "Private field '#%s' must be declared in an enclosing class", name.c_str());
    return false;
  }
  Variable& v = variable(found);
  v.flags |= VariableFlag::USED;
  if (scope(v.scope).function != functions_.back()) v.flags |= VariableFlag::CAPTURED;
  builder_.annotate(node, found);
  return true;
}

void ScopeResolver::use_pseudo(int32_t index) {
  if (index == kNone) return;
  Variable& v = variable(index);
  v.flags |= VariableFlag::USED;
  if (scope(v.scope).function != functions_.back()) v.flags |= VariableFlag::CAPTURED;
}

void ScopeResolver::resolve_pseudo(uint32_t node, VariableKind kind) {
  int32_t owner = tables_.functions[functions_.back()].this_function;
  if (owner == kNone) {
    bool global = kind == VariableKind::THIS && !outer_.has_scopes;
    builder_.annotate(node, global ? kGlobal : kDynamic);
    return;
  }
  const Function& function = tables_.functions[static_cast<size_t>(owner)];
  int32_t found = kind == VariableKind::THIS          ? function.this_variable
                  : kind == VariableKind::NEW_TARGET  ? function.new_target_variable
                  : kind == VariableKind::HOME_OBJECT ? function.home_object_variable
                                                      : function.active_function_variable;
  bool dead = kind == VariableKind::THIS && function.kind == FunctionKind::DERIVED_CONSTRUCTOR;
  use_pseudo(found);
  if (kind == VariableKind::HOME_OBJECT || kind == VariableKind::ACTIVE_FUNCTION)
    use_pseudo(function.this_variable);
  if (kind == VariableKind::ACTIVE_FUNCTION) use_pseudo(function.new_target_variable);
  builder_.annotate(node, dead ? found | kCheck : found);
}

void ScopeResolver::resolve_block_function(uint32_t index) {
  if (!hoists_[index]) return;
  Function& function = tables_.functions[index];
  uint32_t target = tables_.functions[scope(variable(function.variable).scope).function].body_scope;
  int32_t v = below_[static_cast<size_t>(function.variable)];
  while (v != kNone && variable(v).scope != target) v = below_[static_cast<size_t>(v)];
  if (v != kNone) variable(v).flags |= VariableFlag::ASSIGNED;
  function.hoisted_variable = v != kNone ? v : scope(target).kind == ScopeKind::EVAL ? kDynamic : kGlobal;
}

}  // namespace whipsnake::syntax
