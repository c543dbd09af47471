// Source text module records. https://tc39.es/ecma262/#sec-source-text-module-records
#pragma once

#include <vector>

#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/source.h"

namespace whipsnake {

enum class ModuleStatus : uint8_t {
  kNew,
  kUnlinked,
  kLinking,
  kLinked,
  kEvaluating,
  kEvaluatingAsync,
  kEvaluated,
};

struct Module : Cell {  // detail: ModuleStatus; aux: number of requests
  Source* source;       // nullptr: a synthetic module (JSON), whose only export is `default`
  Realm* realm;
  Environment* environment;  // exported and captured variables
  Object* module_namespace;  // made on demand
  Value meta;                // import.meta, made on demand
  Value suspended;           // the body, run up to its first suspension: hoisting is done
  Value error;               // absent, or what evaluation threw
  Value promise;             // of the evaluation of this cycle's root; undefined: not begun
  Value parents;             // Array of modules that wait for this one, as cells
  Module* cycle_root;
  uint32_t ancestor_index;  // depth-first search
  uint32_t pending_dependencies;
  uint64_t async_order;  // 0: not asynchronous; when asynchronous evaluation began
  Module* requested[1];  // by row of the source's table of requests; filled in by loading

  ModuleStatus status() const { return ModuleStatus(detail); }
  void set_status(ModuleStatus s) { detail = uint8_t(s); }
};

Module* new_module(Agent*, Realm*, Source*);
Module* new_synthetic_module(Agent*, Realm*, Value default_export);

// Where a name of a module leads: a slot of a module's environment, or a namespace.
struct Resolution {
  enum Kind : uint8_t { kNotFound, kAmbiguous, kSlot, kNamespace } kind = kNotFound;
  Module* module = nullptr;
  uint32_t slot = 0;
};
// https://tc39.es/ecma262/#sec-resolveexport
Resolution resolve_export(Agent*, Module*, PropertyKey name);
// https://tc39.es/ecma262/#sec-getexportednames
void exported_names(Agent*, Module*, class KeyList*);
Object* module_namespace(Agent*, Module*);
extern const ObjectMethods kModuleNamespaceMethods;

// https://tc39.es/ecma262/#sec-moduledeclarationlinking
Status link(Agent*, Module*);
// https://tc39.es/ecma262/#sec-moduleevaluation: a promise
Value evaluate(Agent*, Module*);

// What the environment slot of an import holds: a Slots cell of the exporting environment and its slot.
Value new_imported_binding(Agent*, Environment*, uint32_t slot);
Value new_namespace_binding(Agent*, Object* module_namespace);
inline Value imported_value(Value binding) {
  const Value* pair = binding.as<Slots>()->values;
  return pair[0].as<Environment>()->slots[pair[1].as_int32()];
}

}  // namespace whipsnake
