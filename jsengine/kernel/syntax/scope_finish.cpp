// The order of the passes, and what is left when all names are known: exports, environment slots, hoisted
// functions.
#include <unordered_map>

#include "jsengine/kernel/syntax/scope_resolver.h"

namespace whipsnake::syntax {

bool ScopeResolver::resolve() {
  top_.assign(tree_.atom_count(), kNone);
  private_top_.assign(tree_.atom_count(), kNone);
  depth_.assign(tables_.scopes.size(), 0);
  level_.assign(tables_.functions.size(), 0);
  hoists_.assign(tables_.functions.size(), false);
  if (!lay_out()) return false;
  below_.assign(tables_.variables.size(), kNone);
  if (!check_conflicts()) return false;
  if (hoisting_) {
    if (!lay_out()) return false;
    below_.assign(tables_.variables.size(), kNone);
  }
  link_initial_values();
  finish_declarations();
  find_hoisted();
  if (!resolve_references() || !finish_exports()) return false;
  assign_slots();
  return true;
}

// Indices of declarations become indices of variables.
void ScopeResolver::finish_declarations() {
  static constexpr int32_t Function::*kColumns[] = {&Function::variable,
                                                    &Function::this_variable,
                                                    &Function::new_target_variable,
                                                    &Function::home_object_variable,
                                                    &Function::active_function_variable,
                                                    &Function::arguments_variable};
  for (Function& function : tables_.functions) {
    for (auto column : kColumns) {
      int32_t& index = function.*column;
      if (index != kNone) index = variable_of_[static_cast<size_t>(index)];
    }
  }
  for (ImportEntry& import : tables_.module.imports) {
    import.variable = variable_of_[static_cast<size_t>(import.variable)];
  }
  for (size_t i = 0; i < builder_.declarations.size(); i++) {
    const Declaration& declaration = builder_.declarations[i];
    bool pseudo =
        declaration.kind >= VariableKind::ARGUMENTS && declaration.kind <= VariableKind::ACTIVE_FUNCTION;
    if (pseudo || declaration.kind == VariableKind::VAR) continue;
    int32_t& annotation = tables_.annotations[declaration.node];
    if (annotation != kNone) continue;  // a class: the outer name
    annotation = place_of(variable_of_[i]);
  }
}

// How code outside of the tables refers to a variable that may be a global.
int32_t ScopeResolver::place_of(int32_t index) const {
  if (index == kNone || is_shown(variable(index)) || variable(index).atom == NO_ATOM ||
      variable(index).kind == VariableKind::PRIVATE) {
    return index;
  }
  return scope(variable(index).scope).kind == ScopeKind::EVAL ? kDynamic : kGlobal;
}

// https://tc39.es/ecma262/#sec-parsemodule: exports of imported names are indirect.
bool ScopeResolver::finish_exports() {
  ModuleTables& module = tables_.module;
  if (exports_.empty()) return true;
  std::unordered_map<uint32_t, int32_t> names;
  for (uint32_t i = 0; i < scope(0).variable_count; i++) {
    int32_t index = static_cast<int32_t>(scope(0).first_variable + i);
    names[variable(index).atom] = index;
  }
  std::unordered_map<int32_t, const ImportEntry*> imports;
  for (const ImportEntry& import : module.imports) imports[import.variable] = &import;
  for (const PendingExport& wanted : exports_) {
    auto found = names.find(wanted.local);
    if (found == names.end()) {
      tree_.source().fail(SourceErrorStage::Early, tree_.start(wanted.node), tree_.end(wanted.node),
                          "Export '%s' is not defined in module", tree_.atom_text(wanted.local).c_str());
      return false;
    }
    auto import = imports.find(found->second);
    if (import != imports.end() && import->second->import_name != NO_ATOM) {
      module.indirects.push_back({wanted.exported, import->second->request, import->second->import_name});
      continue;
    }
    module.locals.push_back({wanted.exported, found->second});
    variable(found->second).flags |= VariableFlag::EXPORTED | VariableFlag::CAPTURED;
  }
  return true;
}

// In every scope the last function of each name, in source order.
void ScopeResolver::find_hoisted() {
  std::vector<bool> taken(tables_.variables.size(), false);
  std::vector<uint32_t> chosen;
  for (uint32_t i = static_cast<uint32_t>(tables_.functions.size()); i-- > 0;) {
    const Function& function = tables_.functions[i];
    if (function.kind != FunctionKind::DECLARATION || taken[static_cast<size_t>(function.variable)]) continue;
    taken[static_cast<size_t>(function.variable)] = true;
    scope(variable(function.variable).scope).hoisted_count++;
    chosen.push_back(i);
  }
  uint32_t first = 0;
  for (Scope& s : tables_.scopes) {
    s.first_hoisted = first;
    first += s.hoisted_count;
  }
  tables_.hoisted.assign(chosen.size(), 0);
  std::vector<uint32_t> filled(tables_.scopes.size(), 0);
  for (size_t i = chosen.size(); i-- > 0;) {
    uint32_t home = variable(tables_.functions[chosen[i]].variable).scope;
    tables_.hoisted[scope(home).first_hoisted + filled[home]++] = chosen[i];
  }
}

// `arguments` follows the parameters if anyone can tell: it gets away, or a parameter is assigned to.
void ScopeResolver::decide_mapping(Function& function) {
  if (function.arguments_variable == kNone) {
    function.flags &= static_cast<uint16_t>(~(FunctionFlag::MAPPED_ARGUMENTS | FunctionFlag::USES_ARGUMENTS));
    return;
  }
  uint16_t sloppy_simple = FunctionFlag::STRICT | FunctionFlag::SIMPLE_PARAMETERS;
  if ((function.flags & sloppy_simple) != FunctionFlag::SIMPLE_PARAMETERS) return;
  const Scope& home = scope(function.scope);
  bool assigned = false;
  for (uint32_t i = 0; i < home.variable_count; i++) {
    const Variable& v = variable(static_cast<int32_t>(home.first_variable + i));
    assigned |= v.kind == VariableKind::PARAMETER && (v.flags & VariableFlag::ASSIGNED) != 0;
  }
  if (assigned) function.flags |= FunctionFlag::MAPPED_ARGUMENTS;
  if ((function.flags & FunctionFlag::MAPPED_ARGUMENTS) == 0) return;
  for (uint32_t i = 0; i < home.variable_count; i++) {
    Variable& v = variable(static_cast<int32_t>(home.first_variable + i));
    if (v.kind == VariableKind::PARAMETER) v.flags |= VariableFlag::CAPTURED;
  }
}

// Uses that nobody sees here, from eval code, `with` and other modules, may come early.
bool ScopeResolver::has_dead_zone(const Variable& v) const {
  const Function& function = function_of(v);
  switch (v.kind) {
    case VariableKind::LET:
    case VariableKind::CONST:
    case VariableKind::CLASS:
    case VariableKind::CLASS_NAME:
      return true;
    case VariableKind::PARAMETER:
      return (function.flags & FunctionFlag::PARAMETER_EXPRESSIONS) != 0;
    default:
      return false;
  }
}

void ScopeResolver::assign_slots() {
  for (Function& function : tables_.functions) decide_mapping(function);
  for (Scope& s : tables_.scopes) {
    bool keep_all = (s.flags & ScopeFlag::DIRECT_EVAL) != 0;
    bool per_iteration = false;
    for (uint32_t i = 0; i < s.variable_count; i++) {
      int32_t index = static_cast<int32_t>(s.first_variable + i);
      Variable& v = variable(index);
      if (place_of(index) != index) continue;
      if (keep_all) v.flags |= VariableFlag::CAPTURED;
      if ((keep_all || (v.flags & VariableFlag::EXPORTED) != 0) && has_dead_zone(v))
        v.flags |= VariableFlag::CHECKED;
      if ((v.flags & VariableFlag::CAPTURED) == 0) continue;
      v.slot = static_cast<int32_t>(s.environment_size++);
      per_iteration |= v.kind == VariableKind::LET;
    }
    if (s.kind == ScopeKind::FOR && per_iteration && tree_.kind(s.node) == NodeKind::For) {
      s.flags |= ScopeFlag::PER_ITERATION;
    }
    bool program = s.kind <= ScopeKind::EVAL;
    bool grows = s.kind == ScopeKind::WITH || (!program && (s.flags & ScopeFlag::SLOPPY_EVAL) != 0);
    if (grows || s.environment_size > 0) s.flags |= ScopeFlag::NEEDS_ENVIRONMENT;
    bool empty = s.kind >= ScopeKind::BLOCK && s.kind <= ScopeKind::FOR && s.variable_count == 0;
    if (empty && tree_.kind(s.node) != NodeKind::FunctionDeclaration) builder_.annotate(s.node, kNone);
  }
  for (Function& function : tables_.functions) {
    if (function.variable != kNone) function.variable = place_of(function.variable);
  }
}

}  // namespace whipsnake::syntax
