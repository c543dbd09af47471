#include "jsengine/kernel/global_scope.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

static Abrupt throw_declared(Agent* agent, PropertyKey key) {
  return throw_error(agent, Message::kAlreadyDeclared, key_to_value(agent, key));
}

bool has_global_lexical_declaration(Agent* agent, PropertyKey key) {
  return find_in_shape(agent->realm->lexical_names.as_object()->shape, key) != kNotFound;
}

// The cell of an own property of the global object, when it has cells.
static PropertyCell* own_cell(Agent* agent, PropertyKey key) {
  Object* global = agent->realm->global_object;
  uint32_t n = global->is(CellKind::kGlobalObject) ? find_in_shape(global->shape, key) : kNotFound;
  return n == kNotFound ? nullptr : slot_address(global, n)->as<PropertyCell>();
}

// https://tc39.es/ecma262/#sec-globaldeclarationinstantiation step 3
Status check_global_lexical_declaration(Agent* agent, PropertyKey key, bool again) {
  if (has_global_lexical_declaration(agent, key))
    return again ? Status::kOk : Status(throw_declared(agent, key));
  Object* global = agent->realm->global_object;
  PropertyDescriptor existing;
  if (TRY(methods_of(global).get_own_property(agent, global, key, &existing)) &&
      !(existing.attributes & kConfigurable))
    return throw_declared(agent, key);
  return Status::kOk;
}

Status check_global_var_declaration(Agent* agent, PropertyKey key) {
  if (has_global_lexical_declaration(agent, key)) return throw_declared(agent, key);
  if (!TRY(can_declare_global_var(agent, key)))
    return throw_error(agent, Message::kNotExtensible, key_to_value(agent, key));
  return Status::kOk;
}

Status check_global_function_declaration(Agent* agent, PropertyKey key) {
  if (has_global_lexical_declaration(agent, key)) return throw_declared(agent, key);
  if (!TRY(can_declare_global_function(agent, key)))
    return throw_error(agent, Message::kCannotRedefine, key_to_value(agent, key));
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-candeclareglobalvar
Truth can_declare_global_var(Agent* agent, PropertyKey key) {
  Object* global = agent->realm->global_object;
  if (TRY(has_own_property(agent, global, key))) return Truth::kTrue;
  return methods_of(global).is_extensible(agent, global);
}

// https://tc39.es/ecma262/#sec-candeclareglobalfunction
Truth can_declare_global_function(Agent* agent, PropertyKey key) {
  Object* global = agent->realm->global_object;
  PropertyDescriptor existing;
  if (!TRY(methods_of(global).get_own_property(agent, global, key, &existing)))
    return methods_of(global).is_extensible(agent, global);
  constexpr uint8_t kNeeded = kWritable | kEnumerable;
  return truth((existing.attributes & kConfigurable) ||
               (existing.is_data() && (existing.attributes & kNeeded) == kNeeded));
}

Status create_global_lexical(Agent* agent, PropertyKey key, bool is_const) {
  Object* names = agent->realm->lexical_names.as_object();
  if (uint32_t n = find_in_shape(names->shape, key); n != kNotFound) {
    auto* declared = slot_address(names, n)->as<PropertyCell>();
    declared->flags = kLexicalCell | (is_const ? kConstCell : 0);
    declared->value = Value::hole();
    return Status::kOk;
  }
  // A global property of the same name is hidden from now on: what caches know of it must go.
  if (PropertyCell* cell = own_cell(agent, key)) {
    auto* other = allocate<PropertyCell>(agent, CellKind::kPropertyCell);
    other->aux = cell->aux;
    other->flags = cell->flags;
    other->value = cell->value;
    Object* global = agent->realm->global_object;
    uint32_t n = find_in_shape(global->shape, key);
    store(agent, slot_holder(global, n), slot_address(global, n), Value::cell(other));
    cell->value = Value::hole();
  }
  auto* cell = allocate<PropertyCell>(agent, CellKind::kPropertyCell);
  cell->flags = kLexicalCell | (is_const ? kConstCell : 0);
  cell->value = Value::hole();
  return append_property(agent, names, key, Value::cell(cell), kDataDefault);
}

Status initialise_global_lexical(Agent* agent, PropertyKey key, Value v) {
  Object* names = agent->realm->lexical_names.as_object();
  uint32_t n = find_in_shape(names->shape, key);
  // Only bytecode of a file can name one that was not declared.
  if (n == kNotFound) return throw_error(agent, Message::kMalformedBytecode);
  auto* cell = slot_address(names, n)->as<PropertyCell>();
  store(agent, cell, &cell->value, v);
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-createglobalvarbinding
Status create_global_var(Agent* agent, PropertyKey key, bool deletable) {
  Object* global = agent->realm->global_object;
  if (!TRY(has_own_property(agent, global, key)) && TRY(methods_of(global).is_extensible(agent, global))) {
    uint8_t attributes = kWritable | kEnumerable | (deletable ? kConfigurable : 0);
    TRY(define_property_or_throw(agent, global, key,
                                 PropertyDescriptor::data(Value::undefined(), attributes)));
  }
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-createglobalfunctionbinding
Status create_global_function(Agent* agent, PropertyKey key, Value function, bool deletable) {
  Object* global = agent->realm->global_object;
  PropertyDescriptor existing, d;
  bool exists = TRY(methods_of(global).get_own_property(agent, global, key, &existing));
  d.value = function;
  if (!exists || (existing.attributes & kConfigurable))
    d = PropertyDescriptor::data(function, kWritable | kEnumerable | (deletable ? kConfigurable : 0));
  TRY(define_property_or_throw(agent, global, key, d));
  TRY(set(agent, global, key, function));
  return Status::kOk;
}

}  // namespace whipsnake
