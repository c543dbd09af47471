// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects
#include <algorithm>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/modules/module_record.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {
namespace {

struct ModuleNamespace : Object {
  Slots* names;     // export names as values, in code unit order
  Slots* bindings;  // what they are bound to (new_imported_binding)
};

ModuleNamespace* as_namespace(Object* o) { return static_cast<ModuleNamespace*>(o); }

// The binding of an export, or undefined.
Value binding_of(Agent* agent, Object* o, PropertyKey key) {
  ModuleNamespace* n = as_namespace(o);
  if (key.is_symbol() || n->names == nullptr) return Value::undefined();
  String* name = key_to_value(agent, key).as_string();
  uint32_t low = 0, high = n->names->aux;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    int order = compare_strings(agent, n->names->values[middle].as_string(), name);
    if (order == 0) return n->bindings->values[middle];
    (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
  }
  return Value::undefined();
}

Value read_binding(Agent* agent, Value binding, PropertyKey key) {
  Value value = imported_value(binding);
  if (value.is_hole()) return throw_error(agent, Message::kDeadZone, key_to_value(agent, key));
  return value;
}

Value get_prototype(Agent*, Object*) { return Value::null(); }
Truth set_prototype(Agent*, Object*, Value v) { return truth(v.is_null()); }
Truth is_extensible(Agent*, Object*) { return Truth::kFalse; }
Truth prevent_extensions(Agent*, Object*) { return Truth::kTrue; }

Truth get_own(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  if (key.is_symbol()) return ordinary_get_own_property(agent, o, key, d);
  Value binding = binding_of(agent, o, key);
  if (binding.is_undefined()) return Truth::kFalse;
  *d = PropertyDescriptor::data(TRY(read_binding(agent, binding, key)), kWritable | kEnumerable);
  return Truth::kTrue;
}

Truth define_own(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  if (key.is_symbol()) return ordinary_define_own_property(agent, o, key, d);
  PropertyDescriptor current;
  if (!TRY(get_own(agent, o, key, &current))) return Truth::kFalse;
  if ((d.has & kConfigurable) && (d.attributes & kConfigurable)) return Truth::kFalse;
  if ((d.has & kEnumerable) && !(d.attributes & kEnumerable)) return Truth::kFalse;
  if (d.is_accessor()) return Truth::kFalse;
  if ((d.has & kWritable) && !(d.attributes & kWritable)) return Truth::kFalse;
  if (!d.value.is_absent()) return truth(same_value(agent, d.value, current.value));
  return Truth::kTrue;
}

Truth has(Agent* agent, Object* o, PropertyKey key) {
  if (key.is_symbol()) return ordinary_has_property(agent, o, key);
  return truth(!binding_of(agent, o, key).is_undefined());
}

Value get_value(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  if (key.is_symbol()) return ordinary_get(agent, o, key, receiver);
  Value binding = binding_of(agent, o, key);
  return binding.is_undefined() ? binding : read_binding(agent, binding, key);
}

Truth set_value(Agent*, Object*, PropertyKey, Value, Value) { return Truth::kFalse; }

Truth remove(Agent* agent, Object* o, PropertyKey key) {
  if (key.is_symbol()) return ordinary_delete(agent, o, key);
  return truth(binding_of(agent, o, key).is_undefined());
}

Status own_keys(Agent* agent, Object* o, KeyList* keys) {
  ModuleNamespace* n = as_namespace(o);
  for (uint32_t i = 0; n->names != nullptr && i < n->names->aux; i++)
    TRY(keys->add(key_from_string(agent, n->names->values[i].as_string())));
  return ordinary_own_property_keys(agent, o, keys);
}

}  // namespace

const ObjectMethods kModuleNamespaceMethods = {
    get_prototype, set_prototype, is_extensible, prevent_extensions, get_own, define_own, has,
    get_value,     set_value,     remove,        own_keys,
};

VISIT_OBJECT(ModuleNamespace, ModuleNamespace, &ModuleNamespace::names, &ModuleNamespace::bindings)

static Status fill_namespace(Agent* agent, Module* module, ModuleNamespace* n) {
  KeyList names(agent);
  exported_names(agent, module, &names);
  std::vector<PropertyKey> sorted;
  for (uint32_t i = 0; i < names.size(); i++) {
    Resolution found = resolve_export(agent, module, names[i]);
    if (found.kind == Resolution::kSlot || found.kind == Resolution::kNamespace) sorted.push_back(names[i]);
  }
  std::sort(sorted.begin(), sorted.end(), [agent](PropertyKey a, PropertyKey b) {
    return compare_strings(agent, key_to_value(agent, a).as_string(), key_to_value(agent, b).as_string()) < 0;
  });
  if (sorted.empty()) return Status::kOk;
  store(agent, n, &n->names, TRY(new_slots(agent, uint32_t(sorted.size()))));
  store(agent, n, &n->bindings, TRY(new_slots(agent, uint32_t(sorted.size()))));
  for (uint32_t i = 0; i < sorted.size(); i++) {
    Resolution found = resolve_export(agent, module, sorted[i]);
    Value binding = found.kind == Resolution::kSlot
                        ? TRY(new_imported_binding(agent, found.module->environment, found.slot))
                        : TRY(new_namespace_binding(agent, TRY(module_namespace(agent, found.module))));
    store(agent, n->names, &n->names->values[i], key_to_value(agent, sorted[i]));
    store(agent, n->bindings, &n->bindings->values[i], binding);
  }
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-getmodulenamespace
Object* module_namespace(Agent* agent, Module* module) {
  if (module->module_namespace != nullptr) return module->module_namespace;
  auto* n = new_object_of<ModuleNamespace>(agent, CellKind::kModuleNamespace, Value::null());
  if (n == nullptr) return nullptr;
  store(agent, module, &module->module_namespace, static_cast<Object*>(n));
  put_fresh(agent, n,
            PropertyKey::symbol(agent->well_known_symbols[size_t(WellKnownSymbol::kToStringTag)].as_symbol()),
            Value(new_string(agent, "Module")), 0);
  n->flags = uint8_t(n->flags & ~kExtensible);
  TRY(fill_namespace(agent, module, n));
  return n;
}

}  // namespace whipsnake
