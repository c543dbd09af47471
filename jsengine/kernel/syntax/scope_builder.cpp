#include "jsengine/kernel/syntax/scope_builder.h"

namespace whipsnake::syntax {

uint32_t ScopeBuilder::open(ScopeKind kind, uint32_t node, uint32_t function, bool strict) {
  uint32_t index = static_cast<uint32_t>(tables_->scopes.size());
  Scope scope = {};
  scope.node = node;
  scope.parent = current_;
  scope.function = function;
  scope.kind = kind;
  scope.constructor = kNone;
  scope.flags = strict ? ScopeFlag::STRICT : 0;
  if (current_ >= 0) {
    scope.flags |= tables_->scopes[static_cast<size_t>(current_)].flags & ScopeFlag::IN_WITH;
  }
  if (kind == ScopeKind::WITH) {
    scope.flags |= ScopeFlag::IN_WITH;
  }
  tables_->scopes.push_back(scope);
  current_ = static_cast<int32_t>(index);
  event(EventKind::kEnterScope, index);
  return index;
}

void ScopeBuilder::close() {
  event(EventKind::kLeaveScope, static_cast<uint32_t>(current_));
  current_ = scope(static_cast<uint32_t>(current_)).parent;
}

uint32_t ScopeBuilder::add_function(FunctionKind kind, uint32_t node, uint32_t first_node, int32_t parent) {
  Function made = {};
  made.node = node;
  made.kind = kind;
  made.parent = parent;
  made.this_function = kNone;
  made.name_scope = kNone;
  made.name = NO_ATOM;
  made.first_node = first_node;
  made.variable = made.hoisted_variable = made.this_variable = made.new_target_variable = kNone;
  made.home_object_variable = made.active_function_variable = made.arguments_variable = kNone;
  tables_->functions.push_back(made);
  return static_cast<uint32_t>(tables_->functions.size() - 1);
}

void ScopeBuilder::declare(VariableKind kind, uint32_t atom, uint32_t node, uint32_t scope,
                           uint32_t initialised, uint16_t flags) {
  declarations.push_back({atom, node, scope, initialised, kind, flags});
}

void ScopeBuilder::keep_all_variables() {
  for (int32_t s = current_; s >= 0; s = scope(static_cast<uint32_t>(s)).parent) {
    Scope& kept = scope(static_cast<uint32_t>(s));
    if ((kept.flags & ScopeFlag::DIRECT_EVAL) != 0) return;
    kept.flags |= ScopeFlag::DIRECT_EVAL;
    function(kept.function).flags |= FunctionFlag::DIRECT_EVAL;
  }
}

}  // namespace whipsnake::syntax
