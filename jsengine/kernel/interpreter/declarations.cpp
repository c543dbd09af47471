// Declaration instantiation of scripts and eval code.
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/global_scope.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {
namespace {

// The declarations of one scope of the running code.
class Declarations {
 public:
  Declarations(Agent* agent, Value scope, Value environment)
      : agent_(agent),
        source_(agent->fp->code->info->source),
        tables_(scope_tables(source_)),
        scope_(tables_.scopes[size_t(scope.as_int32())]),
        environment_(environment.is_undefined() ? nullptr : environment.as<Environment>()) {}

  template <typename F>
  Status for_each_variable(F&& f) const {
    for (uint32_t i = scope_.first_variable; i < scope_.first_variable + scope_.variable_count; i++)
      TRY(f(tables_.variables[i]));
    return Status::kOk;
  }
  template <typename F>
  Status for_each_function(F&& f) const {
    for (uint32_t i = 0; i < scope_.hoisted_count; i++) {
      uint32_t index = tables_.hoisted[scope_.first_hoisted + i];
      TRY(f(key(tables_.functions[index].name), index));
    }
    return Status::kOk;
  }
  PropertyKey key(uint32_t atom) const { return key_from_string(agent_, atom_string(agent_, source_, atom)); }
  Value closure(uint32_t index) const {
    FunctionInfo* info = TRY(function_info(agent_, source_, index));
    return Value(TRY(new_closure(agent_, agent_->realm, info, environment_)));
  }
  bool is_strict() const { return scope_.flags & syntax::ScopeFlag::STRICT; }
  bool is_interactive() const { return source_->flags & kInteractiveSource; }

 private:
  Agent* agent_;
  Source* source_;
  const syntax::ScopeTables& tables_;
  const syntax::Scope& scope_;
  Environment* environment_;
};

bool is_lexical(const syntax::Variable& v) {
  return v.kind == syntax::VariableKind::LET || v.kind == syntax::VariableKind::CONST ||
         v.kind == syntax::VariableKind::CLASS;
}
bool is_var(const syntax::Variable& v) { return v.kind == syntax::VariableKind::VAR; }

}  // namespace

// https://tc39.es/ecma262/#sec-globaldeclarationinstantiation
Value op_declare_globals(Agent* agent, Value scope, Value environment) {
  Declarations declared(agent, scope, environment);
  // 3, 4, 8, 10: nothing is made before everything has been checked.
  TRY(declared.for_each_variable([&](const syntax::Variable& v) -> Status {
    if (is_lexical(v))
      return check_global_lexical_declaration(agent, declared.key(v.atom), declared.is_interactive());
    if (is_var(v) && !(v.flags & syntax::VariableFlag::ANNEX_B))
      return check_global_var_declaration(agent, declared.key(v.atom));
    return Status::kOk;
  }));
  TRY(declared.for_each_function(
      [&](PropertyKey key, uint32_t) { return check_global_function_declaration(agent, key); }));
  // 16 to 18
  TRY(declared.for_each_variable([&](const syntax::Variable& v) -> Status {
    if (!is_lexical(v)) return Status::kOk;
    return create_global_lexical(agent, declared.key(v.atom), v.kind == syntax::VariableKind::CONST);
  }));
  TRY(declared.for_each_function([&](PropertyKey key, uint32_t index) -> Status {
    return create_global_function(agent, key, TRY(declared.closure(index)), false);
  }));
  TRY(declared.for_each_variable([&](const syntax::Variable& v) -> Status {
    if (!is_var(v)) return Status::kOk;
    PropertyKey key = declared.key(v.atom);
    if ((v.flags & syntax::VariableFlag::ANNEX_B) && !TRY(can_declare_global_var(agent, key)))
      return Status::kOk;
    return create_global_var(agent, key, false);
  }));
  return Value::undefined();
}

namespace {

// Where a sloppy direct eval's variables go.
struct VariableTarget {
  Environment* environment = nullptr;  // nullptr: the global object
  uint32_t scope = 0;
};

bool is_var_scope(syntax::ScopeKind kind) {
  return kind == syntax::ScopeKind::FUNCTION || kind == syntax::ScopeKind::PARAMETERS ||
         kind == syntax::ScopeKind::MODULE || kind == syntax::ScopeKind::FIELD ||
         kind == syntax::ScopeKind::STATIC_BLOCK || kind == syntax::ScopeKind::SCRIPT;
}

const syntax::Scope& scope_of(Environment* environment) {
  NamedTail* tail = named_tail(environment);
  return scope_tables(tail->source.as<Source>()).scopes[size_t(tail->scope.as_int32())];
}

VariableTarget variable_target(Environment* environment) {
  for (Environment* e = environment; e != nullptr; e = e->parent)
    if ((e->flags & kNamedEnvironment) && is_var_scope(scope_of(e).kind))
      return {e, uint32_t(named_tail(e)->scope.as_int32())};
  return {};
}

const syntax::Variable* variable_in(Agent* agent, Environment* e, PropertyKey key) {
  NamedTail* tail = named_tail(e);
  Source* source = tail->source.as<Source>();
  Value name = key_to_value(agent, key);
  int32_t index = find_variable(agent, source, uint32_t(tail->scope.as_int32()), name.as_string());
  return index < 0 ? nullptr : &scope_tables(source).variables[size_t(index)];
}

// https://tc39.es/ecma262/#sec-evaldeclarationinstantiation step 3: a let between here and there has the
// name. The parameter of a catch clause does not count (B.3.4).
bool hidden_by_lexical(Agent* agent, Environment* from, const VariableTarget& target, PropertyKey key) {
  for (Environment* e = from; e != nullptr; e = e->parent) {
    if (e->flags & kNamedEnvironment) {
      const syntax::Variable* v = variable_in(agent, e, key);
      // An eval in a parameter list declares outside of the parameters (FunctionDeclarationInstantiation,
      // step 20).
      bool parameter = v != nullptr && scope_of(e).kind == syntax::ScopeKind::PARAMETERS;
      if (parameter || (v != nullptr && is_lexical(*v))) return true;
    }
    if (e == target.environment) return false;
  }
  return target.environment == nullptr && has_global_lexical_declaration(agent, key);
}

// A variable of the eval in the function around it: an own one, or one that an eval declares.
Status declare_in(Agent* agent, const VariableTarget& target, PropertyKey key, Value function) {
  Environment* e = target.environment;
  if (const syntax::Variable* v = variable_in(agent, e, key)) {
    if (!function.is_absent()) store(agent, e, &e->slots[v->slot], function);
    return Status::kOk;
  }
  NamedTail* tail = named_tail(e);
  if (!tail->declared.is_object())
    store(agent, e, &tail->declared, Value(TRY(new_object_with_prototype(agent, Value::null()))));
  Object* declared = tail->declared.as_object();
  if (function.is_absent() && TRY(has_own_property(agent, declared, key))) return Status::kOk;
  Value value = function.is_absent() ? Value::undefined() : function;
  return create_data_property_or_throw(agent, declared, key, value);
}

}  // namespace

// https://tc39.es/ecma262/#sec-evaldeclarationinstantiation, for sloppy eval code
Value op_declare_eval(Agent* agent, Value scope, Value environment) {
  Declarations declared(agent, scope, environment);
  Environment* start = environment.is_undefined() ? nullptr : environment.as<Environment>();
  // The eval's own lexical environment is not between: it stands innermost and checks its names itself.
  VariableTarget target = variable_target(start);
  bool global = target.environment == nullptr;
  auto check = [&](PropertyKey key) -> Status {
    if (hidden_by_lexical(agent, start, target, key))
      return throw_error(agent, Message::kAlreadyDeclared, key_to_value(agent, key));
    return Status::kOk;
  };
  TRY(declared.for_each_variable([&](const syntax::Variable& v) -> Status {
    if (!is_var(v) || (v.flags & syntax::VariableFlag::ANNEX_B)) return Status::kOk;
    TRY(check(declared.key(v.atom)));
    return global ? check_global_var_declaration(agent, declared.key(v.atom)) : Status::kOk;
  }));
  TRY(declared.for_each_function([&](PropertyKey key, uint32_t) -> Status {
    TRY(check(key));
    return global ? check_global_function_declaration(agent, key) : Status::kOk;
  }));
  TRY(declared.for_each_function([&](PropertyKey key, uint32_t index) -> Status {
    Value f = TRY(declared.closure(index));
    return global ? create_global_function(agent, key, f, true) : declare_in(agent, target, key, f);
  }));
  TRY(declared.for_each_variable([&](const syntax::Variable& v) -> Status {
    if (!is_var(v)) return Status::kOk;
    PropertyKey key = declared.key(v.atom);
    if (v.flags & syntax::VariableFlag::ANNEX_B) {
      if (hidden_by_lexical(agent, start, target, key)) return Status::kOk;
      if (global && !TRY(can_declare_global_var(agent, key))) return Status::kOk;
    }
    return global ? create_global_var(agent, key, true) : declare_in(agent, target, key, Value::absent());
  }));
  return Value::undefined();
}

// A pseudo-variable of the function around eval code. No slot: a script's or module's. No environment: a
// script's.
struct PseudoVariable {
  Environment* environment;
  Value* slot;
};
static PseudoVariable pseudo_variable(Value start, int64_t which) {
  using syntax::VariableKind;
  static constexpr VariableKind kKinds[] = {VariableKind::THIS, VariableKind::NEW_TARGET,
                                            VariableKind::HOME_OBJECT, VariableKind::ACTIVE_FUNCTION};
  for (Environment* e = start.is_undefined() ? nullptr : start.as<Environment>(); e; e = e->parent) {
    if (!(e->flags & kNamedEnvironment)) continue;
    const syntax::Scope& scope = scope_of(e);
    const syntax::ScopeTables& tables = scope_tables(named_tail(e)->source.as<Source>());
    for (uint32_t i = scope.first_variable; i < scope.first_variable + scope.variable_count; i++) {
      const syntax::Variable& v = tables.variables[i];
      if (v.kind == kKinds[which] && v.slot >= 0) return {e, &e->slots[v.slot]};
    }
    if (scope.kind == syntax::ScopeKind::MODULE) return {e, nullptr};
  }
  return {nullptr, nullptr};
}

Value op_load_dynamic_this(Agent* agent, Value environment, int64_t which) {
  PseudoVariable found = pseudo_variable(environment, which);
  if (found.slot != nullptr) return *found.slot;
  return which == 0 && found.environment == nullptr ? agent->realm->global_this : Value::undefined();
}
// https://tc39.es/ecma262/#sec-bindthisvalue, of the derived constructor around eval code
Value op_bind_dynamic_this(Agent* agent, Value environment, Value value) {
  PseudoVariable found = pseudo_variable(environment, 0);
  EXPECT_BYTECODE(found.slot != nullptr);
  if (!found.slot->is_hole()) return throw_error(agent, Message::kSuperCalledTwice);
  store(agent, found.environment, found.slot, value);
  return Value::undefined();
}

}  // namespace whipsnake
