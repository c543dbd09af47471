// Turns the record of ScopeBuilder into the tables: declarations become variables, uses become annotations.
// The same events are replayed twice, once for redeclarations (and Annex B.3.3), once for references; both
// are linear, because the innermost variable of every name in force stands in a table by atom.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/scope_builder.h"
#include "jsengine/kernel/syntax/syntax_tree.h"

namespace whipsnake::syntax {

class ScopeResolver {
 public:
  ScopeResolver(const SyntaxTree& tree, ScopeBuilder& builder, const std::vector<PendingExport>& exports)
      : tree_(tree), builder_(builder), tables_(builder.tables()), outer_(tables_.outer), exports_(exports) {}

  // False: the source's `error` is filled.
  bool resolve();

 private:
  // -- scope_declarations.cpp
  bool lay_out();
  void sort_by_scope(std::vector<uint32_t>* order, std::vector<uint32_t>* starts) const;
  bool merge(uint32_t declaration, int32_t existing);
  bool may_merge(const Declaration& declaration, const Variable& existing) const;
  bool is_var_like(VariableKind kind, uint32_t scope_index) const;
  void add_variable(uint32_t declaration);
  bool check_conflicts();
  bool check_scope(uint32_t scope_index);
  void link_initial_values();
  bool check_var(const Declaration& var);
  void consider_hoisting(uint32_t function);
  bool is_simple_catch(const Variable& variable) const;
  bool fail_redeclaration(uint32_t node, uint32_t other_node, uint32_t atom);

  // -- scope_references.cpp
  bool resolve_references();
  void enter(uint32_t scope_index);
  void leave(uint32_t scope_index);
  void show_names(uint32_t scope_index, bool private_names);
  void hide_names(uint32_t scope_index);
  bool is_shown(const Variable& variable) const;
  void resolve_use(uint32_t node, Access access);
  bool resolve_private_use(uint32_t node);
  void resolve_pseudo(uint32_t node, VariableKind kind);
  void use_pseudo(int32_t variable);
  void resolve_block_function(uint32_t function);
  bool needs_check(const Variable& variable, uint32_t node) const;
  bool function_needs_check(const Variable& variable, const Function& inner) const;
  int32_t unresolved() const;

  // -- scope_finish.cpp
  void finish_declarations();
  bool finish_exports();
  void assign_slots();
  void find_hoisted();
  void decide_mapping(Function& function);
  int32_t place_of(int32_t index) const;
  bool has_dead_zone(const Variable& v) const;

  Scope& scope(uint32_t index) { return tables_.scopes[index]; }
  const Scope& scope(uint32_t index) const { return tables_.scopes[index]; }
  Variable& variable(int32_t index) { return tables_.variables[static_cast<size_t>(index)]; }
  const Variable& variable(int32_t index) const { return tables_.variables[static_cast<size_t>(index)]; }
  Function& function_of(const Variable& v) { return tables_.functions[scope(v.scope).function]; }
  const Function& function_of(const Variable& v) const { return tables_.functions[scope(v.scope).function]; }
  std::vector<int32_t>& tops(const Variable& v) {
    return v.kind == VariableKind::PRIVATE ? private_top_ : top_;
  }

  const SyntaxTree& tree_;
  ScopeBuilder& builder_;
  ScopeTables& tables_;
  const OuterContext& outer_;
  const std::vector<PendingExport>& exports_;

  bool hoisting_ = false;             // a declaration was added for Annex B.3.3
  bool names_of_globals_ = false;     // first replay: the names of the program are in force too
  std::vector<int32_t> variable_of_;  // by declaration
  std::vector<int32_t> top_;          // by atom: the innermost variable in force
  std::vector<int32_t> private_top_;  // the same for private names
  std::vector<int32_t> below_;        // by variable: the one it hides
  std::vector<int32_t> depth_;        // by scope
  std::vector<uint32_t> open_;        // scopes in force
  std::vector<uint32_t> functions_;   // functions in force, outermost first
  std::vector<uint32_t> level_;       // by function: its place in functions_
  std::vector<int32_t> dynamic_;      // depths of scopes that may gain names at run time
  std::vector<bool> hoists_;          // by function
};

}  // namespace whipsnake::syntax
