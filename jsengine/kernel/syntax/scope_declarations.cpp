// Declarations become variables, sorted by scope; redeclarations are refused; Annex B.3.3 decides which
// functions in blocks also make a var.
#include <algorithm>

#include "jsengine/kernel/syntax/scope_resolver.h"

namespace whipsnake::syntax {

bool ScopeResolver::fail_redeclaration(uint32_t node, uint32_t other_node, uint32_t atom) {
  uint32_t later = std::max(node, other_node);
  tree_.source().fail(SourceErrorStage::Early, tree_.start(later), tree_.end(later),
                      "Identifier '%s' has already been declared", tree_.atom_text(atom).c_str());
  return false;
}

// Counting sort; within a scope the order of the source.
void ScopeResolver::sort_by_scope(std::vector<uint32_t>* order, std::vector<uint32_t>* starts) const {
  const std::vector<Declaration>& all = builder_.declarations;
  starts->assign(tables_.scopes.size() + 1, 0);
  for (const Declaration& declaration : all) (*starts)[declaration.scope + 1]++;
  for (size_t i = 1; i < starts->size(); i++) (*starts)[i] += (*starts)[i - 1];
  std::vector<uint32_t> next(starts->begin(), starts->end() - 1);
  order->resize(all.size());
  for (uint32_t i = 0; i < all.size(); i++) (*order)[next[all[i].scope]++] = i;
}

bool ScopeResolver::lay_out() {
  std::vector<uint32_t> order;
  std::vector<uint32_t> starts;
  sort_by_scope(&order, &starts);
  tables_.variables.clear();
  tables_.variables.reserve(order.size());
  variable_of_.assign(order.size(), kNone);
  for (uint32_t index = 0; index < tables_.scopes.size(); index++) {
    uint32_t first = static_cast<uint32_t>(tables_.variables.size());
    scope(index).first_variable = first;
    for (uint32_t i = starts[index]; i < starts[index + 1]; i++) {
      if (tree_.source().is_interrupted()) return false;
      const Declaration& declaration = builder_.declarations[order[i]];
      if (declaration.atom == NO_ATOM) {
        add_variable(order[i]);
        continue;
      }
      int32_t& top = (declaration.kind == VariableKind::PRIVATE ? private_top_ : top_)[declaration.atom];
      bool known = top >= static_cast<int32_t>(first);
      if (known && !merge(order[i], top)) return false;
      if (!known) {
        top = static_cast<int32_t>(tables_.variables.size());
        add_variable(order[i]);
      }
    }
    scope(index).variable_count = static_cast<uint32_t>(tables_.variables.size()) - first;
  }
  std::fill(top_.begin(), top_.end(), kNone);
  std::fill(private_top_.begin(), private_top_.end(), kNone);
  return true;
}

void ScopeResolver::add_variable(uint32_t index) {
  const Declaration& declaration = builder_.declarations[index];
  variable_of_[index] = static_cast<int32_t>(tables_.variables.size());
  tables_.variables.push_back({declaration.atom, declaration.scope, declaration.kind, declaration.flags, -1,
                               declaration.node, kNone, declaration.initialised});
}

// Names like var: they may be declared again. Functions are so at the top of functions and scripts only.
bool ScopeResolver::is_var_like(VariableKind kind, uint32_t scope_index) const {
  ScopeKind place = scope(scope_index).kind;
  bool top_level = place == ScopeKind::FUNCTION || place == ScopeKind::SCRIPT || place == ScopeKind::EVAL ||
                   place == ScopeKind::STATIC_BLOCK;
  return kind == VariableKind::VAR || (kind == VariableKind::FUNCTION && top_level);
}

// Whether a second declaration of a name in one scope is allowed.
bool ScopeResolver::may_merge(const Declaration& declaration, const Variable& existing) const {
  uint16_t accessors = VariableFlag::GETTER | VariableFlag::SETTER;
  const Function& function = tables_.functions[scope(existing.scope).function];
  switch (declaration.kind) {
    case VariableKind::PRIVATE:
      return ((declaration.flags | existing.flags) & accessors) == accessors &&
             ((declaration.flags & existing.flags) & accessors) == 0 &&
             ((declaration.flags ^ existing.flags) & VariableFlag::STATIC) == 0;
    case VariableKind::PARAMETER: {
      uint16_t needed = FunctionFlag::SIMPLE_PARAMETERS;
      return (function.flags & (needed | FunctionFlag::STRICT)) == needed &&
             function.kind <= FunctionKind::EXPRESSION;
    }
    case VariableKind::ARGUMENTS:
      return true;
    case VariableKind::VAR:
    case VariableKind::FUNCTION:
      break;
    default:
      return false;
  }
  if (is_var_like(declaration.kind, declaration.scope)) {
    return existing.kind == VariableKind::PARAMETER || is_var_like(existing.kind, existing.scope);
  }
  // Annex B.3.2: plain functions in one block of sloppy code.
  bool sloppy = (scope(existing.scope).flags & ScopeFlag::STRICT) == 0;
  bool plain = ((declaration.flags | existing.flags) & VariableFlag::ASYNC_OR_GENERATOR) == 0;
  return existing.kind == VariableKind::FUNCTION && declaration.kind == VariableKind::FUNCTION && sloppy &&
         plain && scope(existing.scope).kind != ScopeKind::MODULE;
}

bool ScopeResolver::merge(uint32_t index, int32_t existing_index) {
  const Declaration& declaration = builder_.declarations[index];
  Variable& existing = variable(existing_index);
  if (!may_merge(declaration, existing)) {
    if (declaration.kind == VariableKind::PARAMETER) {
      tree_.source().fail(SourceErrorStage::Early, tree_.start(declaration.node), tree_.end(declaration.node),
                          "Duplicate parameter name not allowed in this context");
      return false;
    }
    std::string hash = declaration.kind == VariableKind::PRIVATE ? "#" : "";
    tree_.source().fail(SourceErrorStage::Early, tree_.start(declaration.node), tree_.end(declaration.node),
                        "Identifier '%s' has already been declared",
                        (hash + tree_.atom_text(declaration.atom)).c_str());
    return false;
  }
  variable_of_[index] = existing_index;
  if (declaration.kind == VariableKind::PRIVATE) existing.flags |= declaration.flags;
  if (declaration.kind == VariableKind::ARGUMENTS) {
    // A parameter or function of that name takes its place, a var begins as the object.
    if (existing.kind == VariableKind::VAR)
      existing.kind = VariableKind::ARGUMENTS;
    else
      variable_of_[index] = kNone;
  }
  if (declaration.kind == VariableKind::FUNCTION) {
    // A parameter that a function replaces on entry is assigned to as far as `arguments` is concerned.
    if (existing.kind == VariableKind::VAR)
      existing.kind = VariableKind::FUNCTION;
    else
      existing.flags |= VariableFlag::ASSIGNED;
  }
  return true;
}

bool ScopeResolver::check_conflicts() {
  names_of_globals_ = true;
  size_t events = builder_.events.size();
  for (size_t i = 0; i < events; i++) {
    if (tree_.source().is_interrupted()) return false;
    const Event event = builder_.events[i];
    switch (event.kind) {
      case EventKind::kEnterScope:
        if (!check_scope(event.value)) return false;
        enter(event.value);
        break;
      case EventKind::kLeaveScope:
        leave(event.value);
        break;
      case EventKind::kVar:
        if (!check_var(builder_.declarations[event.value])) return false;
        break;
      case EventKind::kBlockFunction:
        consider_hoisting(event.value);
        break;
      default:
        break;
    }
  }
  names_of_globals_ = false;
  return true;
}

// What the scope declares against the scope around it: the parameter of a catch clause and the names of its
// block, parameters and the lexical names of the body.
bool ScopeResolver::check_scope(uint32_t index) {
  const Scope& inner = scope(index);
  if (inner.parent == kNone) return true;
  const Scope& outer = scope(static_cast<uint32_t>(inner.parent));
  bool catch_block =
      outer.kind == ScopeKind::CATCH && inner.kind == ScopeKind::BLOCK && inner.node + 1 == outer.node;
  bool body = outer.kind == ScopeKind::PARAMETERS && inner.node == outer.node;
  if (!catch_block && !body) return true;
  for (uint32_t i = 0; i < inner.variable_count; i++) {
    Variable& v = variable(static_cast<int32_t>(inner.first_variable + i));
    if (v.atom == NO_ATOM) continue;
    int32_t hidden = top_[v.atom];
    if (hidden == kNone || variable(hidden).scope != static_cast<uint32_t>(inner.parent)) continue;
    bool lexical = !is_var_like(v.kind, index);
    if (lexical && variable(hidden).kind != VariableKind::ARGUMENTS) {
      return fail_redeclaration(v.node, variable(hidden).node, v.atom);
    }
  }
  return true;
}

// https://tc39.es/ecma262/#sec-functiondeclarationinstantiation, step 28: a var of the body begins with the
// value of the parameter of the same name.
void ScopeResolver::link_initial_values() {
  for (const Scope& body : tables_.scopes) {
    if (body.parent == kNone || body.kind != ScopeKind::FUNCTION) continue;
    const Scope& parameters = scope(static_cast<uint32_t>(body.parent));
    if (parameters.kind != ScopeKind::PARAMETERS || parameters.node != body.node) continue;
    auto each = [&](const Scope& s, auto&& act) {
      for (uint32_t i = s.first_variable; i < s.first_variable + s.variable_count; i++) {
        Variable& v = variable(static_cast<int32_t>(i));
        if (v.atom != NO_ATOM) act(v, static_cast<int32_t>(i));
      }
    };
    each(parameters, [&](const Variable& v, int32_t index) { top_[v.atom] = index; });
    each(body, [&](Variable& v, int32_t) { v.initial = v.kind == VariableKind::VAR ? top_[v.atom] : kNone; });
    each(parameters, [&](const Variable& v, int32_t) { top_[v.atom] = kNone; });
  }
}

bool ScopeResolver::is_simple_catch(const Variable& v) const {
  return v.kind == VariableKind::CATCH_PARAMETER && v.initialised == v.node;
}

// https://tc39.es/ecma262/#sec-block-static-semantics-early-errors: no lexical name between a var and its
// function (Annex B.3.4: but the parameter of a catch clause).
bool ScopeResolver::check_var(const Declaration& var) {
  for (int32_t v = top_[var.atom]; v != kNone && depth_[variable(v).scope] > depth_[var.scope];
       v = below_[static_cast<size_t>(v)]) {
    if (!is_simple_catch(variable(v))) return fail_redeclaration(var.node, variable(v).node, var.atom);
  }
  return true;
}

// https://tc39.es/ecma262/#sec-web-compat-functiondeclarationinstantiation: a var of the same name must be
// possible.
void ScopeResolver::consider_hoisting(uint32_t index) {
  const Function& function = tables_.functions[index];
  const Declaration declaration = builder_.declarations[static_cast<size_t>(function.variable)];
  uint32_t target = tables_.functions[scope(declaration.scope).function].body_scope;
  int32_t v = below_[static_cast<size_t>(variable_of_[static_cast<size_t>(function.variable)])];
  for (; v != kNone && depth_[variable(v).scope] > depth_[target]; v = below_[static_cast<size_t>(v)]) {
    if (!is_simple_catch(variable(v))) return;
  }
  if (v != kNone) {
    const Variable& found = variable(v);
    // `arguments` is one of the parameters here.
    bool parameter = found.kind == VariableKind::PARAMETER || found.kind == VariableKind::ARGUMENTS;
    if (parameter && function_of(found).body_scope == target) return;
    if (found.scope == target) {
      hoists_[index] = is_var_like(found.kind, target);
      return;
    }
  }
  hoists_[index] = true;
  builder_.declare(VariableKind::VAR, declaration.atom, declaration.node, target, 0, VariableFlag::ANNEX_B);
  hoisting_ = true;
}

}  // namespace whipsnake::syntax
