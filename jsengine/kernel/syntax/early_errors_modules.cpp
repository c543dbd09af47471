// import and export: https://tc39.es/ecma262/#sec-modules
#include "jsengine/kernel/syntax/analyser.h"

namespace whipsnake::syntax {

// https://tc39.es/ecma262/#sec-module-semantics-static-semantics-early-errors: names given as strings are
// well-formed.
bool Analyser::check_module_name(uint32_t name) {
  if (kind(name) != NodeKind::String) return true;
  std::u16string_view units = tree_.atom_units(tree_.atom(name));
  for (size_t i = 0; i < units.size(); i++) {
    bool lead = (units[i] & 0xFC00) == 0xD800;
    if (lead && i + 1 < units.size() && (units[i + 1] & 0xFC00) == 0xDC00) {
      i++;
    } else if ((units[i] & 0xF800) == 0xD800) {
      return fail(name, "Invalid module export name: contains unpaired surrogate");
    }
  }
  return true;
}

// The specifier and the attributes are the last children in `children_`, from `specifier` on.
bool Analyser::request(size_t specifier, uint32_t* index) {
  ModuleRequest made{tree_.atom(children_[specifier]), {}};
  std::unordered_set<uint32_t> keys;
  for (size_t i = specifier + 1; i < children_.size(); i++) {
    uint32_t value = children_[i] - 1;
    uint32_t key = tree_.previous(value);
    if (!keys.insert(tree_.atom(key)).second) {
      return fail(key, "Import attributes has a duplicate key '" + tree_.atom_text(tree_.atom(key)) + "'");
    }
    made.attributes.push_back(tree_.atom(key));
    made.attributes.push_back(tree_.atom(value));
  }
  std::vector<ModuleRequest>& requests = builder_.tables().module.requests;
  *index = static_cast<uint32_t>(requests.size());
  if (made.attributes.empty()) {
    auto [known, added] = plain_requests_.try_emplace(made.specifier, *index);
    *index = known->second;
    if (!added) return true;
  }
  requests.push_back(std::move(made));
  return true;
}

bool Analyser::visit_import(uint32_t node) {
  children(node);
  size_t specifier = children_.size();
  while (kind(children_[specifier - 1]) == NodeKind::ImportAttribute) specifier--;
  specifier--;
  uint32_t index = 0;
  if (!request(specifier, &index)) return false;
  for (size_t i = 0; i < specifier; i++) {
    uint32_t clause = children_[i];
    uint32_t local = clause - 1;
    uint32_t name = NO_ATOM;
    if (kind(clause) == NodeKind::ImportDefault) {
      name = words_.atom_of("default");
    } else if (kind(clause) == NodeKind::ImportSpecifier) {
      uint32_t imported = tree_.first(clause);
      if (!check_module_name(imported)) return false;
      name = tree_.atom(imported);
    }
    if (!check_binding_name(local, VariableKind::IMPORT)) return false;
    int32_t declaration = static_cast<int32_t>(builder_.declarations.size());
    builder_.tables().module.imports.push_back({index, name, declaration});
    builder_.declare(VariableKind::IMPORT, tree_.atom(local), local, current_scope(), 0,
                     VariableFlag::IMMUTABLE | VariableFlag::CAPTURED);
  }
  return true;
}

bool Analyser::add_export_name(uint32_t atom, uint32_t node) {
  return export_names_.insert(atom).second ||
         fail(node, "Duplicate export of '" + tree_.atom_text(atom) + "'");
}

bool Analyser::visit_export(uint32_t node) {
  children(node);
  size_t specifiers = 0;
  while (specifiers < children_.size() && kind(children_[specifiers]) == NodeKind::ExportSpecifier)
    specifiers++;
  bool from = specifiers < children_.size();
  uint32_t index = 0;
  if (from && !request(specifiers, &index)) return false;
  for (size_t i = 0; i < specifiers; i++) {
    uint32_t exported = children_[i] - 1;
    uint32_t local = tree_.first(children_[i]);
    if (!check_module_name(local) || !check_module_name(exported)) return false;
    if (!add_export_name(tree_.atom(exported), exported)) return false;
    if (from) {
      builder_.tables().module.indirects.push_back({tree_.atom(exported), index, tree_.atom(local)});
      continue;
    }
    if (kind(local) == NodeKind::String) {
      return fail(local, "String literal module export names must be followed by a 'from' clause");
    }
    Word name = word(local);
    if (name == Word::kReserved || name == Word::kAwait) return fail(local, "Unexpected reserved word");
    if (!check_name(local)) return false;
    pending_exports_.push_back({tree_.atom(local), tree_.atom(exported), local});
  }
  return true;
}

bool Analyser::visit_export_all(uint32_t node) {
  children(node);
  size_t specifier = children_.size();
  while (kind(children_[specifier - 1]) == NodeKind::ImportAttribute) specifier--;
  specifier--;
  uint32_t index = 0;
  if (!request(specifier, &index)) return false;
  if (specifier == 0) {
    builder_.tables().module.stars.push_back(index);
    return true;
  }
  uint32_t name = children_[0];
  builder_.tables().module.indirects.push_back({tree_.atom(name), index, NO_ATOM});
  return check_module_name(name) && add_export_name(tree_.atom(name), name);
}

bool Analyser::export_local(uint32_t name) {
  pending_exports_.push_back({tree_.atom(name), tree_.atom(name), name});
  return add_export_name(tree_.atom(name), name);
}

bool Analyser::visit_export_declaration(uint32_t node) {
  uint32_t declaration = node - 1;
  push(declaration);
  if (kind(declaration) == NodeKind::FunctionDeclaration) {
    return export_local(tree_.previous(tree_.previous(declaration - 1)));
  }
  if (kind(declaration) == NodeKind::ClassDeclaration) return export_local(children(declaration)[0]);
  // The bound names, without going into expressions.
  std::vector<uint32_t> todo = {declaration};
  while (!todo.empty()) {
    uint32_t part = todo.back();
    todo.pop_back();
    switch (kind(part)) {
      case NodeKind::BindingIdentifier:
        if (!export_local(part)) return false;
        break;
      case NodeKind::Declarator:
        todo.push_back(children(part)[0]);
        break;
      case NodeKind::Default:
      case NodeKind::ShorthandDefault:
        todo.push_back(tree_.previous(part - 1));
        break;
      case NodeKind::Property:
      case NodeKind::Rest:
      case NodeKind::Shorthand:
        todo.push_back(part - 1);
        break;
      case NodeKind::Elision:
        break;
      default:
        for (uint32_t child : children(part)) todo.push_back(child);
    }
  }
  return true;
}

// An expression, or a declaration without a name, is kept in the variable *default*.
bool Analyser::visit_export_default(uint32_t node) {
  uint32_t value = node - 1;
  uint32_t exported = words_.atom_of("default");
  if (!add_export_name(exported, node)) return false;
  push(value);
  bool function = kind(value) == NodeKind::FunctionDeclaration;
  bool declaration = function || kind(value) == NodeKind::ClassDeclaration;
  uint32_t name = function      ? tree_.previous(tree_.previous(value - 1))
                  : declaration ? children(value)[0]
                                : node;
  if (kind(name) == NodeKind::BindingIdentifier) {
    pending_exports_.push_back({tree_.atom(name), exported, name});
    return true;
  }
  uint32_t local = words_.atom_of("*default*");
  pending_exports_.push_back({local, exported, node});
  if (!function) builder_.declare(VariableKind::LET, local, node, current_scope(), node);
  return true;
}

}  // namespace whipsnake::syntax
