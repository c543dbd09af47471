// scope: environments, global bindings, look-ups by name where `with` or eval hide what a name means.
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/global_scope.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/modules/module_record.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {

static bool is_strict(Agent* agent) { return agent->fp->code->function_flags & kStrict; }
static Environment* environment_of(Value v) { return v.is_undefined() ? nullptr : v.as<Environment>(); }
static PropertyKey key_of(Agent* agent, Value name) { return key_from_string(agent, name.as_string()); }

// -- Making environments

Value op_create_environment(Agent* agent, Value parent, int64_t size) {
  return Value::cell(TRY(new_environment(agent, environment_of(parent), uint32_t(size))));
}
Value op_create_named_environment(Agent* agent, Value parent, int64_t size, Value scope) {
  Environment* environment = TRY(new_environment(agent, environment_of(parent), uint32_t(size) + 3));
  environment->flags = kNamedEnvironment;
  NamedTail* tail = named_tail(environment);
  tail->source = Value::cell(agent->fp->code->info->source);
  tail->scope = scope;
  tail->declared = Value::undefined();
  return Value::cell(environment);
}
Value op_create_with_environment(Agent* agent, Value parent, Value object) {
  Value target = TRY(to_object(agent, object));
  Environment* environment = TRY(new_environment(agent, environment_of(parent), 1));
  environment->flags = kWithEnvironment;
  environment->slots[0] = target;
  return Value::cell(environment);
}
Value op_copy_environment(Agent* agent, Value source) {
  Environment* from = source.as<Environment>();
  Environment* copy = TRY(new_environment(agent, from->parent, from->aux));
  copy->flags = from->flags;
  for (uint32_t i = 0; i < from->aux; i++) copy->slots[i] = from->slots[i];
  return Value::cell(copy);
}

// -- Dead zones

Value op_throw_if_hole(Agent* agent, Value value, Value name) {
  return value.is_hole() ? Value(throw_error(agent, Message::kDeadZone, name)) : Value::undefined();
}
Value op_throw_if_this_hole(Agent* agent, Value value) {
  return value.is_hole() ? Value(throw_error(agent, Message::kThisUninitialised)) : Value::undefined();
}
Value op_throw_if_this_bound(Agent* agent, Value value) {
  return value.is_hole() ? Value::undefined() : Value(throw_error(agent, Message::kSuperCalledTwice));
}

// -- Globals

Value op_load_global(Agent* agent, Value name, FeedbackSlot* cache) {
  return get_global_slow(agent, key_of(agent, name), &cache->global, IfUnresolvable::kThrow);
}
Value op_load_global_or_undefined(Agent* agent, Value name, FeedbackSlot* cache) {
  return get_global_slow(agent, key_of(agent, name), &cache->global, IfUnresolvable::kUndefined);
}
Value op_store_global(Agent* agent, Value name, Value value, FeedbackSlot* cache) {
  TRY(set_global_slow(agent, key_of(agent, name), value, &cache->global, is_strict(agent)));
  return Value::undefined();
}
Value op_initialise_global(Agent* agent, Value name, Value value) {
  TRY(initialise_global_lexical(agent, key_of(agent, name), value));
  return Value::undefined();
}

Value op_load_global_this(Agent* agent) { return agent->realm->global_this; }

// -- Names at run time. A binding's base is: undefined (global), an environment as a cell, or the object that
// keeps the variables which sloppy evals declared in an environment.

// https://tc39.es/ecma262/#sec-object-environment-records-hasbinding-n
static Truth with_has(Agent* agent, Object* object, PropertyKey key) {
  if (!TRY(has_property(agent, object, key))) return Truth::kFalse;
  PropertyKey unscopables =
      PropertyKey::symbol(agent->well_known_symbols[size_t(WellKnownSymbol::kUnscopables)].as_symbol());
  Value list = TRY(get(agent, object, unscopables));
  if (!list.is_object()) return Truth::kTrue;
  return truth(!to_boolean(TRY(get(agent, list.as_object(), key))));
}

struct NamedVariable {
  const syntax::Variable* variable = nullptr;  // nullptr: the environment has no such name
  Value* slot = nullptr;
};
static NamedVariable named_variable(Agent* agent, Environment* environment, String* name) {
  NamedTail* tail = named_tail(environment);
  Source* source = tail->source.as<Source>();
  int32_t index = find_variable(agent, source, uint32_t(tail->scope.as_int32()), name);
  if (index < 0) return {};
  const syntax::Variable& v = scope_tables(source).variables[size_t(index)];
  return {&v, &environment->slots[v.slot]};
}

Value op_resolve_binding(Agent* agent, Value start, Value name) {
  PropertyKey key = key_of(agent, name);
  for (Environment* e = environment_of(start); e != nullptr; e = e->parent) {
    if (e->flags & kWithEnvironment) {
      if (TRY(with_has(agent, e->slots[0].as_object(), key))) return Value::cell(e);
    } else if (e->flags & kNamedEnvironment) {
      if (named_variable(agent, e, name.as_string()).variable != nullptr) return Value::cell(e);
      Value declared = named_tail(e)->declared;
      if (declared.is_object() && TRY(has_own_property(agent, declared.as_object(), key))) return declared;
    }
  }
  return Value::undefined();
}

Value op_load_binding(Agent* agent, Value base, Value name, int64_t mode) {
  PropertyKey key = key_of(agent, name);
  if (base.is_undefined()) {
    GlobalSlot cache = {};
    return get_global_slow(agent, key, &cache,
                           mode == 1 ? IfUnresolvable::kUndefined : IfUnresolvable::kThrow);
  }
  Environment* e = base.is_object() ? nullptr : base.as<Environment>();
  if (e != nullptr && !(e->flags & kWithEnvironment)) {
    NamedVariable found = named_variable(agent, e, name.as_string());
    EXPECT_BYTECODE(found.variable != nullptr);
    Value value =
        found.variable->kind == syntax::VariableKind::IMPORT ? imported_value(*found.slot) : *found.slot;
    return value.is_hole() ? Value(throw_error(agent, Message::kDeadZone, name)) : value;
  }
  // https://tc39.es/ecma262/#sec-object-environment-records-getbindingvalue-n-s
  Object* object = e != nullptr ? e->slots[0].as_object() : base.as_object();
  if (!TRY(has_property(agent, object, key)))
    return is_strict(agent) ? Value(throw_error(agent, Message::kNotDefined, name)) : Value::undefined();
  return get(agent, object, key);
}

Value op_load_binding_this(Agent*, Value base) {
  bool with = !base.is_undefined() && !base.is_object() && (base.as<Environment>()->flags & kWithEnvironment);
  return with ? base.as<Environment>()->slots[0] : Value::undefined();
}

static Status store_named(Agent* agent, Environment* e, Value name, Value value) {
  NamedVariable found = named_variable(agent, e, name.as_string());
  EXPECT_BYTECODE(found.variable != nullptr);
  if (found.variable->kind != syntax::VariableKind::IMPORT && found.slot->is_hole())
    return throw_error(agent, Message::kDeadZone, name);
  if (found.variable->flags & syntax::VariableFlag::IMMUTABLE) {
    bool ignored = found.variable->kind == syntax::VariableKind::FUNCTION_NAME && !is_strict(agent);
    return ignored ? Status::kOk : Status(throw_error(agent, Message::kAssignToConstant));
  }
  store(agent, e, found.slot, value);
  return Status::kOk;
}

Value op_store_binding(Agent* agent, Value base, Value name, Value value) {
  PropertyKey key = key_of(agent, name);
  if (base.is_undefined()) {
    GlobalSlot cache = {};
    TRY(set_global_slow(agent, key, value, &cache, is_strict(agent)));
    return Value::undefined();
  }
  Environment* e = base.is_object() ? nullptr : base.as<Environment>();
  if (e != nullptr && !(e->flags & kWithEnvironment)) {
    TRY(store_named(agent, e, name, value));
    return Value::undefined();
  }
  // https://tc39.es/ecma262/#sec-object-environment-records-setmutablebinding-n-v-s
  Object* object = e != nullptr ? e->slots[0].as_object() : base.as_object();
  bool still_there = TRY(has_property(agent, object, key));
  if (!still_there && is_strict(agent)) return throw_error(agent, Message::kNotDefined, name);
  TRY(set(agent, object, key, value, is_strict(agent)));
  return Value::undefined();
}
Value op_initialise_binding(Agent* agent, Value base, Value name, Value value) {
  return op_store_binding(agent, base, name, value);
}

Value op_delete_binding(Agent* agent, Value base, Value name) {
  PropertyKey key = key_of(agent, name);
  if (base.is_undefined()) {
    if (has_global_lexical_declaration(agent, key)) return Value::boolean(false);
    return Value::boolean(TRY(delete_property(agent, agent->realm->global_object, key)));
  }
  if (base.is_object()) return Value::boolean(TRY(delete_property(agent, base.as_object(), key)));
  Environment* e = base.as<Environment>();
  if (!(e->flags & kWithEnvironment)) return Value::boolean(false);
  return Value::boolean(TRY(delete_property(agent, e->slots[0].as_object(), key)));
}

}  // namespace whipsnake
