// Classes: https://tc39.es/ecma262/#sec-class-definitions-static-semantics-early-errors
#include "jsengine/kernel/syntax/analyser.h"

namespace whipsnake::syntax {

bool Analyser::visit_class(uint32_t node) {
  const std::vector<uint32_t>& parts = children(node);
  uint32_t name = parts[0];
  uint32_t heritage = parts[1];
  bool named = kind(name) == NodeKind::BindingIdentifier;
  bool outside = strict_;
  strict_ = true;
  if (named) {
    if (!check_binding_name(name, VariableKind::CLASS)) return false;
    if (kind(node) == NodeKind::ClassDeclaration) {
      builder_.declare(VariableKind::CLASS, tree_.atom(name), name, current_scope(), node);
    }
  }
  uint32_t scope = open_scope(ScopeKind::CLASS, node);
  if (named) {
    builder_.declare(VariableKind::CLASS_NAME, tree_.atom(name), name, scope, node, VariableFlag::IMMUTABLE);
  }
  push(node, Step::kLeaveClass, outside ? 1 : 0);
  bool derived = kind(heritage) != NodeKind::Absent;
  bool has_constructor = std::any_of(parts.begin(), parts.end(),
                                     [&](uint32_t part) { return kind(part) == NodeKind::Constructor; });
  if (!has_constructor) add_default_constructor(node, scope, derived);
  for (size_t i = parts.size(); i > 2; i--) push(parts[i - 1], Step::kElement, derived ? 1 : 0);
  push(node, Step::kClassBody);
  push(heritage);
  return check_elements(scope);
}

// The row of a constructor that nobody wrote; its node is the class.
void Analyser::add_default_constructor(uint32_t node, uint32_t scope, bool derived) {
  uint32_t index =
      builder_.add_function(derived ? FunctionKind::DERIVED_CONSTRUCTOR : FunctionKind::CONSTRUCTOR, node,
                            node, static_cast<int32_t>(state().index));
  Function& function = builder_.function(index);
  function.flags = FunctionFlag::STRICT | FunctionFlag::SIMPLE_PARAMETERS;
  function.this_function = static_cast<int32_t>(index);
  function.scope = function.body_scope = scope;
  function.name = class_name(node);
  builder_.scope(scope).constructor = static_cast<int32_t>(index);
}

uint32_t Analyser::class_name(uint32_t node) const {
  uint32_t name = tree_.first(node);  // or Absent
  return kind(name) == NodeKind::BindingIdentifier ? tree_.atom(name) : NO_ATOM;
}

bool Analyser::leave_class(const Task& task) {
  builder_.close();
  strict_ = task.detail != 0;
  return true;
}

// Over the elements in `children_`.
bool Analyser::check_elements(uint32_t scope) {
  bool has_constructor = false;
  for (size_t i = 2; i < children_.size(); i++) {
    uint32_t element = children_[i];
    if (kind(element) == NodeKind::StaticBlock) continue;
    if (kind(element) == NodeKind::Constructor) {
      if (has_constructor) return fail(element, "A class may only have one constructor");
      has_constructor = true;
      continue;
    }
    uint32_t key = element_key(element);
    bool good = kind(key) == NodeKind::PrivateName ? declare_private_name(element, key, scope)
                                                   : check_element_name(element, key);
    if (!good) return false;
    if (kind(element) == NodeKind::Field && kind(key) == NodeKind::ComputedKey) {
      builder_.declare(VariableKind::COMPUTED_KEY, NO_ATOM, key, scope, 0, VariableFlag::CAPTURED);
    }
  }
  return true;
}

uint32_t Analyser::element_key(uint32_t element) const {
  if (kind(element) == NodeKind::Field) {
    bool bare = kind(element - 1) != NodeKind::FieldInitializer;
    return bare ? element - 1 : tree_.previous(element - 1);
  }
  return tree_.previous(tree_.previous(element - 1));
}

bool Analyser::check_element_name(uint32_t element, uint32_t key) {
  if (kind(key) != NodeKind::PropertyName && kind(key) != NodeKind::String) return true;
  Word name = word(key);
  bool field = kind(element) == NodeKind::Field;
  bool is_static = tree_.has(element, FLAG_STATIC);
  if (name == Word::kPrototype && is_static) {
    return fail(key, "Classes may not have a static property named 'prototype'");
  }
  if (name != Word::kConstructor || (is_static && !field)) return true;
  if (field) return fail(key, "Classes may not have a field named 'constructor'");
  if (kind(element) != NodeKind::Method) return fail(key, "Class constructor may not be an accessor");
  if (tree_.has(element, FLAG_GENERATOR)) return fail(key, "Class constructor may not be a generator");
  if (tree_.has(element, FLAG_ASYNC)) return fail(key, "Class constructor may not be an async method");
  return true;
}

bool Analyser::declare_private_name(uint32_t element, uint32_t key, uint32_t scope) {
  if (word(key) == Word::kConstructor) {
    return fail(key, "Classes may not have a private field named '#constructor'");
  }
  // Code apart from the class's, that of the fields, adds them to objects.
  uint16_t flags = VariableFlag::IMMUTABLE | VariableFlag::CAPTURED |
                   (tree_.has(element, FLAG_STATIC) ? VariableFlag::STATIC : 0);
  switch (kind(element)) {
    case NodeKind::Method:
      flags |= VariableFlag::METHOD;
      break;
    case NodeKind::Getter:
      flags |= VariableFlag::GETTER;
      break;
    case NodeKind::Setter:
      flags |= VariableFlag::SETTER;
      break;
    default:
      break;
  }
  builder_.declare(VariableKind::PRIVATE, tree_.atom(key), key, scope, 0, flags);
  return true;
}

bool Analyser::visit_element(uint32_t node, bool derived) {
  switch (kind(node)) {
    case NodeKind::Constructor:
      return visit_function(node, derived ? FunctionKind::DERIVED_CONSTRUCTOR : FunctionKind::CONSTRUCTOR);
    case NodeKind::Field:
      push(node, Step::kFunction, static_cast<uint8_t>(FunctionKind::FIELD));
      push(element_key(node));
      return true;
    case NodeKind::StaticBlock:
      push(node, Step::kFunction, static_cast<uint8_t>(FunctionKind::STATIC_BLOCK));
      return true;
    default:
      return visit(node);
  }
}

}  // namespace whipsnake::syntax
