#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/syntax_tree.h"

namespace whipsnake::syntax {

// https://tc39.es/ecma262/#sec-performeval, steps 7 to 10
OuterContext context_of_eval(const ParsedSource& source, const ScopeTables& tables, uint32_t scope_index) {
  OuterContext context;
  context.private_names = tables.outer.private_names;
  context.strict = (tables.scopes[scope_index].flags & ScopeFlag::STRICT) != 0;
  int32_t owner = tables.functions[tables.scopes[scope_index].function].this_function;
  if (owner == kNone) {
    context.allows_new_target = tables.outer.allows_new_target;
    context.allows_super_property = tables.outer.allows_super_property;
    context.allows_super_call = tables.outer.allows_super_call;
    context.forbids_arguments = tables.outer.forbids_arguments;
  } else {
    FunctionKind kind = tables.functions[static_cast<size_t>(owner)].kind;
    context.allows_new_target = true;
    context.allows_super_property = kind >= FunctionKind::METHOD;
    context.allows_super_call = kind == FunctionKind::DERIVED_CONSTRUCTOR;
    context.forbids_arguments = kind == FunctionKind::FIELD || kind == FunctionKind::STATIC_BLOCK;
  }
  for (int32_t s = static_cast<int32_t>(scope_index); s >= 0;
       s = tables.scopes[static_cast<size_t>(s)].parent) {
    const Scope& scope = tables.scopes[static_cast<size_t>(s)];
    context.has_scopes |= scope.kind != ScopeKind::SCRIPT;
    for (uint32_t i = 0; i < scope.variable_count; i++) {
      const Variable& variable = tables.variables[scope.first_variable + i];
      if (variable.kind != VariableKind::PRIVATE) continue;
      context.private_names.push_back(utf8_of(source, variable.atom));
    }
  }
  context.has_scopes |= tables.outer.has_scopes;
  return context;
}

}  // namespace whipsnake::syntax
