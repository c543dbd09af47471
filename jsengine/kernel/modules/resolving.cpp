// Which names a module exports and where they lead.
#include <unordered_set>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/modules/module_record.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {
namespace {

// A name is a string even where it looks like an index: module export names are compared as text.
PropertyKey name_of(Agent* agent, Module* module, uint32_t atom) {
  return key_from_string(agent, atom_string(agent, module->source, atom));
}

struct Visited {
  Module* module;
  PropertyKey name;
};

// One resolution: https://tc39.es/ecma262/#sec-resolveexport. Chains of `export ... from` may be long: tail
// calls are a loop, only `export *` recurses, bounded by the visited pairs and the native stack.
class Resolver {
 public:
  explicit Resolver(Agent* agent) : agent_(agent) {}

  Resolution resolve(Module* module, PropertyKey name) {
    for (;;) {
      if (!visit(module, name)) return {};
      if (module->source == nullptr) return synthetic(module, name);
      const syntax::ModuleTables& tables = module_tables(module->source);
      if (Resolution found = local(module, tables, name); found.kind != Resolution::kNotFound) return found;
      const syntax::IndirectExport* row = indirect(module, tables, name);
      if (row == nullptr) return through_stars(module, tables, name);
      Module* target = module->requested[row->request];
      if (row->import_name == syntax::NO_ATOM) return {Resolution::kNamespace, target, 0};
      name = name_of(agent_, module, row->import_name);
      module = target;
    }
  }

 private:
  bool visit(Module* module, PropertyKey name) {
    for (const Visited& v : visited_)
      if (v.module == module && v.name == name) return false;
    visited_.push_back({module, name});
    return true;
  }
  Resolution synthetic(Module* module, PropertyKey name) {
    if (!(name == agent_->names->default_)) return {};
    return {Resolution::kSlot, module, 0};
  }
  Resolution local(Module* module, const syntax::ModuleTables& tables, PropertyKey name) {
    for (const syntax::LocalExport& row : tables.locals)
      if (name_of(agent_, module, row.export_name) == name) return exported(module, tables, row.variable);
    return {};
  }
  // An exported variable of the module; a namespace that it imports and exports again stands for the
  // namespace.
  Resolution exported(Module* module, const syntax::ModuleTables& tables, int32_t variable) {
    for (const syntax::ImportEntry& row : tables.imports)
      if (row.variable == variable && row.import_name == syntax::NO_ATOM)
        return {Resolution::kNamespace, module->requested[row.request], 0};
    return {Resolution::kSlot, module, variable_slot(module->source, variable)};
  }
  const syntax::IndirectExport* indirect(Module* module, const syntax::ModuleTables& tables,
                                         PropertyKey name) {
    for (const syntax::IndirectExport& row : tables.indirects)
      if (name_of(agent_, module, row.export_name) == name) return &row;
    return nullptr;
  }
  Resolution through_stars(Module* module, const syntax::ModuleTables& tables, PropertyKey name) {
    if (name == agent_->names->default_ || !native_stack_left(agent_)) return {};
    Resolution found;
    for (uint32_t request : tables.stars) {
      Resolution next = resolve(module->requested[request], name);
      if (next.kind == Resolution::kAmbiguous) return next;
      if (next.kind == Resolution::kNotFound) continue;
      bool same = found.kind == next.kind && found.module == next.module && found.slot == next.slot;
      if (found.kind != Resolution::kNotFound && !same) return {Resolution::kAmbiguous, nullptr, 0};
      found = next;
    }
    return found;
  }

  Agent* agent_;
  std::vector<Visited> visited_;
};

void collect_names(Agent* agent, Module* module, KeyList* names, std::unordered_set<Module*>& seen,
                   bool star) {
  if (!seen.insert(module).second || !native_stack_left(agent)) return;
  auto add = [&](PropertyKey name) {
    if (star && name == agent->names->default_) return;
    for (uint32_t i = 0; i < names->size(); i++)
      if ((*names)[i] == name) return;
    must(names->add(name));
  };
  if (module->source == nullptr) return add(agent->names->default_);
  const syntax::ModuleTables& tables = module_tables(module->source);
  for (const syntax::LocalExport& row : tables.locals) add(name_of(agent, module, row.export_name));
  for (const syntax::IndirectExport& row : tables.indirects) add(name_of(agent, module, row.export_name));
  for (uint32_t request : tables.stars) collect_names(agent, module->requested[request], names, seen, true);
}

}  // namespace

Resolution resolve_export(Agent* agent, Module* module, PropertyKey name) {
  return Resolver(agent).resolve(module, name);
}

void exported_names(Agent* agent, Module* module, KeyList* names) {
  std::unordered_set<Module*> seen;
  collect_names(agent, module, names, seen, false);
}

}  // namespace whipsnake
