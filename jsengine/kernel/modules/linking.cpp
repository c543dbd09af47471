// Linking: environments, imported bindings, hoisted declarations.
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/modules/module_record.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {

void visit_Module(Marker& m, Cell* c) {
  auto* module = static_cast<Module*>(c);
  visit_fields(m, module, &Module::source, &Module::realm, &Module::environment, &Module::module_namespace,
               &Module::meta, &Module::suspended, &Module::error, &Module::promise, &Module::parents,
               &Module::cycle_root);
  for (uint32_t i = 0; i < module->aux; i++) m.cell(module->requested[i]);
}

static Module* allocate_module(Agent* agent, Realm* realm, uint32_t requests) {
  size_t size = sizeof(Module) + (size_t(requests) - (requests != 0)) * sizeof(Module*);
  auto* module = allocate<Module>(agent, CellKind::kModule, size);
  if (module == nullptr) return nullptr;
  module->realm = realm;
  module->aux = requests;
  module->meta = module->suspended = module->promise = module->parents = Value::undefined();
  module->error = Value::absent();
  return module;
}

Module* new_module(Agent* agent, Realm* realm, Source* source) {
  auto* module = allocate_module(agent, realm, uint32_t(module_tables(source).requests.size()));
  if (module == nullptr) return nullptr;
  module->source = source;
  store(agent, source, &source->host_defined, Value::cell(module));  // import.meta finds it
  return module;
}

// https://tc39.es/ecma262/#sec-synthetic-module-records
Module* new_synthetic_module(Agent* agent, Realm* realm, Value default_export) {
  auto* module = allocate_module(agent, realm, 0);
  if (module == nullptr) return nullptr;
  Environment* environment = TRY(new_environment(agent, nullptr, 1));
  store(agent, environment, &environment->slots[0], default_export);
  store(agent, module, &module->environment, environment);
  module->set_status(ModuleStatus::kEvaluated);
  return module;
}

Value new_imported_binding(Agent* agent, Environment* environment, uint32_t slot) {
  Slots* pair = TRY(new_slots(agent, 2));
  pair->values[0] = Value::cell(environment);
  pair->values[1] = Value::int32(int32_t(slot));
  return Value::cell(pair);
}

static Abrupt throw_unresolved(Agent* agent, Module* module, uint32_t request, String* name, bool ambiguous) {
  StringBuilder text(agent);
  const syntax::ModuleTables& tables = module_tables(module->source);
  text.append_ascii("The requested module '");
  text.append(atom_string(agent, module->source, tables.requests[request].specifier));
  text.append_ascii(ambiguous ? "' contains conflicting star exports for name '"
                              : "' does not provide an export named '");
  text.append(name);
  text.append_ascii("'");
  return throw_error(agent, Message::kInvalidSyntax, Value(TRY(text.finish())));
}

static Status bind_import(Agent* agent, Module* module, const syntax::ImportEntry& row) {
  Module* target = module->requested[row.request];
  uint32_t slot = variable_slot(module->source, row.variable);
  Value* place = &module->environment->slots[slot];
  if (row.import_name == syntax::NO_ATOM) {
    Object* names = TRY(module_namespace(agent, target));
    store(agent, module->environment, place, TRY(new_namespace_binding(agent, names)));
    return Status::kOk;
  }
  String* name = atom_string(agent, module->source, row.import_name);
  Resolution found = resolve_export(agent, target, key_from_string(agent, name));
  if (found.kind == Resolution::kNotFound || found.kind == Resolution::kAmbiguous)
    return throw_unresolved(agent, module, row.request, name, found.kind == Resolution::kAmbiguous);
  Value binding;
  if (found.kind == Resolution::kNamespace)
    binding = TRY(new_namespace_binding(agent, TRY(module_namespace(agent, found.module))));
  else
    binding = TRY(new_imported_binding(agent, found.module->environment, found.slot));
  store(agent, module->environment, place, binding);
  return Status::kOk;
}

// A namespace is bound like any import: through an environment of one slot.
Value new_namespace_binding(Agent* agent, Object* names) {
  Environment* environment = TRY(new_environment(agent, nullptr, 1));
  environment->slots[0] = Value(names);
  return new_imported_binding(agent, environment, 0);
}

// https://tc39.es/ecma262/#sec-source-text-module-record-initialize-environment
static Status initialise_environment(Agent* agent, Module* module) {
  const syntax::ModuleTables& tables = module_tables(module->source);
  for (const syntax::IndirectExport& row : tables.indirects) {
    if (row.import_name == syntax::NO_ATOM) continue;
    String* name = atom_string(agent, module->source, row.export_name);
    Resolution found = resolve_export(agent, module, key_from_string(agent, name));
    if (found.kind == Resolution::kNotFound || found.kind == Resolution::kAmbiguous)
      return throw_unresolved(agent, module, row.request, name, found.kind == Resolution::kAmbiguous);
  }
  for (const syntax::ImportEntry& row : tables.imports) TRY(bind_import(agent, module, row));
  // The body begins: it instantiates its functions and suspends.
  FunctionInfo* info = TRY(function_info(agent, module->source, 0));
  Function* body = TRY(new_closure(agent, module->realm, info, module->environment));
  store(agent, module, &module->suspended, TRY(call(agent, Value(body), Value::undefined(), nullptr, 0)));
  return Status::kOk;
}

// Slots start in their dead zone; the body's first part, and imports, fill in what is known on linking.
static Status make_environment(Agent* agent, Module* module) {
  const syntax::Scope& scope = scope_tables(module->source).scopes[0];
  module->environment = TRY(new_environment(agent, nullptr, scope.environment_size));
  const syntax::ScopeTables& tables = scope_tables(module->source);
  for (uint32_t i = scope.first_variable; i < scope.first_variable + scope.variable_count; i++) {
    const syntax::Variable& v = tables.variables[i];
    if (v.slot < 0) continue;
    bool dead = v.kind == syntax::VariableKind::LET || v.kind == syntax::VariableKind::CONST ||
                v.kind == syntax::VariableKind::CLASS;
    if (dead) module->environment->slots[v.slot] = Value::hole();
  }
  write_barrier(agent, module);
  return Status::kOk;
}

namespace {

// https://tc39.es/ecma262/#sec-InnerModuleLinking, with a stack of its own: graphs may be deep.
class Linker {
 public:
  explicit Linker(Agent* agent) : agent_(agent) {}

  Status run(Module* root) {
    Status status = walk(root);
    if (status == Status::kAbrupt)
      for (Module* module : stack_) module->set_status(ModuleStatus::kUnlinked);
    return status;
  }

 private:
  struct Visit {
    Module* module;
    uint32_t next;
  };

  Status enter(Module* module) {
    module->set_status(ModuleStatus::kLinking);
    module->ancestor_index = uint32_t(stack_.size());
    stack_.push_back(module);
    visits_.push_back({module, 0});
    return make_environment(agent_, module);
  }

  Status walk(Module* root) {
    if (root->status() >= ModuleStatus::kLinking) return Status::kOk;
    TRY(enter(root));
    while (!visits_.empty()) {
      Visit& visit = visits_.back();
      Module* module = visit.module;
      if (visit.next < module->aux) {
        Module* required = module->requested[visit.next++];
        if (required->status() < ModuleStatus::kLinking)
          TRY(enter(required));
        else if (required->status() == ModuleStatus::kLinking)
          module->ancestor_index = std::min(module->ancestor_index, required->ancestor_index);
        continue;
      }
      TRY(leave(module));
    }
    return Status::kOk;
  }

  // All that the module requires is linked or in its cycle. Environments of the whole cycle are there, so
  // imports are bound when the cycle is closed.
  Status leave(Module* module) {
    visits_.pop_back();
    if (!visits_.empty()) {
      Module* parent = visits_.back().module;
      parent->ancestor_index = std::min(parent->ancestor_index, module->ancestor_index);
    }
    TRY(initialise_environment(agent_, module));
    if (stack_[module->ancestor_index] != module) return Status::kOk;
    while (true) {
      Module* done = stack_.back();
      stack_.pop_back();
      done->set_status(ModuleStatus::kLinked);
      if (done == module) return Status::kOk;
    }
  }

  Agent* agent_;
  std::vector<Module*> stack_;
  std::vector<Visit> visits_;
};

}  // namespace

Status link(Agent* agent, Module* module) { return Linker(agent).run(module); }

}  // namespace whipsnake
