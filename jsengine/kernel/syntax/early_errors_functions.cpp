// Functions, parameters, directives; `this` and its like.
#include "jsengine/kernel/syntax/analyser.h"

namespace whipsnake::syntax {

// https://tc39.es/ecma262/#sec-directive-prologues-and-the-use-strict-directive: the statements in front of
// the first other one are pairs of nodes, String and ExpressionStatement, at the beginning of the slice. So
// are the first ones of a block that the body begins with, which are no directives.
bool Analyser::has_use_strict(uint32_t body) const {
  for (uint32_t i = tree_.first(body); i + 1 < body; i += 2) {
    if (kind(i) != NodeKind::String || kind(i + 1) != NodeKind::ExpressionStatement ||
        tree_.size(i + 1) != 2) {
      return false;
    }
    if (tree_.text(i).substr(1) == "use strict\"" || tree_.text(i).substr(1) == "use strict'") {
      uint32_t statement = body - 1;
      while (statement > i + 1 && statement < body) {
        statement = tree_.previous(statement);
      }
      return statement == i + 1;
    }
  }
  return false;
}

bool Analyser::visit_function(uint32_t node, FunctionKind kind) {
  push(node, Step::kFunction, static_cast<uint8_t>(kind));
  bool has_key = kind != FunctionKind::EXPRESSION && kind != FunctionKind::ARROW;
  if (has_key) {
    push(tree_.previous(tree_.previous(node - 1)));
  }
  return true;
}

void Analyser::push_state(uint32_t index, bool strict) {
  FunctionState made;
  Function& function = builder_.function(index);
  made.index = index;
  made.strict_outside = strict_;
  made.arrow = function.kind == FunctionKind::ARROW;
  bool program = function.parent == kNone;
  made.async = (function.flags & FunctionFlag::ASYNC) != 0;
  made.generator = (function.flags & FunctionFlag::GENERATOR) != 0;
  if (made.arrow) {
    const FunctionState& outer = state();
    made.forbids_arguments = outer.forbids_arguments;
    made.allows_super_property = outer.allows_super_property;
    made.allows_super_call = outer.allows_super_call;
    made.allows_new_target = outer.allows_new_target;
    made.parameters_forbid_await = forbids_await() || made.async;
    function.this_function = builder_.function(outer.index).this_function;
  } else if (!program) {
    bool initialiser = function.kind == FunctionKind::FIELD || function.kind == FunctionKind::STATIC_BLOCK;
    made.forbids_arguments = initialiser;
    made.forbids_await = function.kind == FunctionKind::STATIC_BLOCK;
    made.allows_super_property = function.kind >= FunctionKind::METHOD;
    made.allows_super_call = function.kind == FunctionKind::DERIVED_CONSTRUCTOR;
    made.allows_new_target = true;
    function.this_function = static_cast<int32_t>(index);
  }
  made.allows_return =
      !program && function.kind != FunctionKind::FIELD && function.kind != FunctionKind::STATIC_BLOCK;
  strict_ = strict;
  function.flags |= strict ? FunctionFlag::STRICT : 0;
  functions_.push_back(made);
}

bool Analyser::visit_function_declaration(uint32_t node) {
  return enter_function(node, FunctionKind::DECLARATION);
}

// https://tc39.es/ecma262/#sec-block-duplicates-allowed-static-semantics and Annex B.3.2: at the top of a
// function or script the name is like a var, elsewhere it is lexical.
void Analyser::declare_function(uint32_t name, uint32_t index) {
  uint32_t scope = current_scope();
  Function& function = builder_.function(index);
  bool plain = (function.flags & (FunctionFlag::ASYNC | FunctionFlag::GENERATOR)) == 0;
  ScopeKind place = builder_.scope(scope).kind;
  bool in_block = place == ScopeKind::BLOCK || place == ScopeKind::SWITCH;
  // `export default function () {}`
  uint32_t atom = kind(name) == NodeKind::Absent ? words_.atom_of("*default*") : tree_.atom(name);
  function.variable = static_cast<int32_t>(builder_.declarations.size());
  builder_.declare(VariableKind::FUNCTION, atom, name, scope, 0,
                   plain ? 0 : VariableFlag::ASYNC_OR_GENERATOR);
  if (in_block && !strict_ && plain) {
    builder_.event(EventKind::kBlockFunction, index);
  }
}

bool Analyser::enter_function(uint32_t node, FunctionKind kind) {
  if (kind == FunctionKind::FIELD || kind == FunctionKind::STATIC_BLOCK) {
    return enter_initialiser(node, kind);
  }
  uint32_t body = node - 1;
  uint32_t parameters = tree_.previous(body);
  bool has_directive = tree_.kind(body) == NodeKind::FunctionBody && has_use_strict(body);
  bool strict = strict_ || has_directive;
  uint32_t index = builder_.add_function(kind, node, tree_.first(node), static_cast<int32_t>(state().index));
  Function& function = builder_.function(index);
  function.flags |= (tree_.has(node, FLAG_ASYNC) ? FunctionFlag::ASYNC : 0) |
                    (tree_.has(node, FLAG_GENERATOR) ? FunctionFlag::GENERATOR : 0) |
                    (tree_.has(node, FLAG_STATIC) ? FunctionFlag::STATIC : 0);
  builder_.annotate(node, static_cast<int32_t>(index));
  describe_parameters(index, parameters);
  bool simple = (function.flags & FunctionFlag::SIMPLE_PARAMETERS) != 0;
  if (has_directive && !simple) {
    return fail(tree_.first(body),
                "Illegal 'use strict' directive in function with non-simple parameter list");
  }
  if (kind != FunctionKind::ARROW && !name_function(index, tree_.previous(parameters), strict)) {
    return false;
  }
  push_state(index, strict);
  bool expressions = (function.flags & FunctionFlag::PARAMETER_EXPRESSIONS) != 0;
  state().in_parameters = true;
  state().own_scope = state().var_scope =
      open_scope(expressions ? ScopeKind::PARAMETERS : ScopeKind::FUNCTION, node);
  function.scope = function.body_scope = state().own_scope;
  push(node, Step::kLeaveFunction);
  push_children(body);
  push(node, Step::kEndParameters, 0, expressions ? 1 : 0);
  uint32_t left = tree_.size(parameters) - 1;
  for (uint32_t child = parameters - 1; left > 0; child -= tree_.size(child)) {
    push(child, Step::kBind, static_cast<uint8_t>(VariableKind::PARAMETER), child);
    left -= tree_.size(child);
  }
  return true;
}

// The name in the source, declared outside (declarations) or in a scope of its own (expressions).
bool Analyser::name_function(uint32_t index, uint32_t name, bool strict) {
  Function& function = builder_.function(index);
  NodeKind key = kind(name);
  bool named = key == NodeKind::BindingIdentifier || key == NodeKind::PropertyName ||
               key == NodeKind::String || key == NodeKind::PrivateName;
  function.name = named ? tree_.atom(name) : NO_ATOM;
  if (function.kind == FunctionKind::CONSTRUCTOR || function.kind == FunctionKind::DERIVED_CONSTRUCTOR) {
    Scope& scope = builder_.scope(current_scope());
    scope.constructor = static_cast<int32_t>(index);
    function.name = class_name(scope.node);
  }
  if (key == NodeKind::Absent && function.kind == FunctionKind::DECLARATION) {
    declare_function(name, index);
  }
  if (key != NodeKind::BindingIdentifier) return true;
  bool good = true;
  if (function.kind == FunctionKind::DECLARATION) {
    bool outside = strict_;
    strict_ = strict;
    good = check_binding_name(name, VariableKind::FUNCTION);
    strict_ = outside;
    declare_function(name, index);
  } else {
    good = check_own_name(name, function, strict);
  }
  if (good && function.kind == FunctionKind::EXPRESSION) {
    uint32_t scope = builder_.open(ScopeKind::FUNCTION_NAME, function.node, index, strict);
    function.name_scope = static_cast<int32_t>(scope);
    builder_.declare(VariableKind::FUNCTION_NAME, tree_.atom(name), name, scope, 0, VariableFlag::IMMUTABLE);
  }
  return good;
}

bool Analyser::enter_initialiser(uint32_t node, FunctionKind kind) {
  uint32_t index = builder_.add_function(kind, node, tree_.first(node), static_cast<int32_t>(state().index));
  Function& function = builder_.function(index);
  function.flags |=
      FunctionFlag::SIMPLE_PARAMETERS | FunctionFlag::CLASS_MEMBER |
      (tree_.has(node, FLAG_STATIC) || kind == FunctionKind::STATIC_BLOCK ? FunctionFlag::STATIC : 0);
  builder_.annotate(node, static_cast<int32_t>(index));
  push_state(index, true);
  state().own_scope = state().var_scope =
      open_scope(kind == FunctionKind::FIELD ? ScopeKind::FIELD : ScopeKind::STATIC_BLOCK, node);
  function.scope = function.body_scope = state().own_scope;
  push(node, Step::kLeaveFunction);
  if (kind == FunctionKind::STATIC_BLOCK) {
    push_children(node);
  } else if (tree_.size(node) > 1 && tree_.kind(node - 1) == NodeKind::FieldInitializer) {
    push_children(node - 1);
  }
  return true;
}

// IsSimpleParameterList, ContainsExpression, ExpectedArgumentCount
void Analyser::describe_parameters(uint32_t index, uint32_t parameters) {
  bool simple = true;
  bool expressions = false;
  uint32_t length = 0;
  uint32_t left = tree_.size(parameters) - 1;
  for (uint32_t child = parameters - 1; left > 0; child -= tree_.size(child)) {
    left -= tree_.size(child);
    bool name = kind(child) == NodeKind::BindingIdentifier;
    simple &= name;
    bool ends_length = kind(child) == NodeKind::Default || kind(child) == NodeKind::Rest;
    length = ends_length ? 0 : length + 1;  // walking back: what follows the first default does not count
    expressions = expressions || (!name && pattern_has_expression(child));
  }
  Function& function = builder_.function(index);
  function.length = length;
  function.flags |= (simple ? FunctionFlag::SIMPLE_PARAMETERS : 0) |
                    (expressions ? FunctionFlag::PARAMETER_EXPRESSIONS : 0);
}

bool Analyser::pattern_has_expression(uint32_t pattern) {
  std::vector<uint32_t> todo = {pattern};
  while (!todo.empty()) {
    uint32_t node = todo.back();
    todo.pop_back();
    NodeKind part = kind(node);
    if (part == NodeKind::Default || part == NodeKind::ShorthandDefault || part == NodeKind::ComputedKey) {
      return true;
    }
    uint32_t left = tree_.size(node) - 1;
    for (uint32_t child = node - 1; left > 0; child -= tree_.size(child)) {
      todo.push_back(child);
      left -= tree_.size(child);
    }
  }
  return false;
}

bool Analyser::begin_body(const Task& task) {
  state().in_parameters = false;
  if (task.extra != 0) {
    state().var_scope = open_scope(ScopeKind::FUNCTION, task.node);
    builder_.function(state().index).body_scope = state().var_scope;
  }
  return true;
}

bool Analyser::leave_function() {
  FunctionState left = state();
  Function& function = builder_.function(left.index);
  if (!left.arrow) {
    declare_pseudo_variables();
  }
  builder_.close();
  if (function.body_scope != function.scope) {
    builder_.close();
  }
  if (function.name_scope != kNone) {
    builder_.close();
  }
  strict_ = left.strict_outside;
  functions_.pop_back();
  if (left.arrow) {
    state().pseudo |= left.pseudo;
    state().arguments_escape |= left.arguments_escape;
  }
  return true;
}

void Analyser::declare_pseudo_variables() {
  FunctionState& left = state();
  Function& function = builder_.function(left.index);
  bool derived = function.kind == FunctionKind::DERIVED_CONSTRUCTOR;
  if (derived) left.pseudo |= pseudo_bit(VariableKind::THIS);  // it is what the constructor returns
  static constexpr struct {
    VariableKind kind;
    uint16_t flag;
    int32_t Function::*variable;
  } kPseudo[] = {
      {VariableKind::THIS, FunctionFlag::USES_THIS, &Function::this_variable},
      {VariableKind::NEW_TARGET, FunctionFlag::USES_NEW_TARGET, &Function::new_target_variable},
      {VariableKind::HOME_OBJECT, FunctionFlag::USES_SUPER, &Function::home_object_variable},
      {VariableKind::ACTIVE_FUNCTION, FunctionFlag::USES_SUPER, &Function::active_function_variable},
      {VariableKind::ARGUMENTS, FunctionFlag::USES_ARGUMENTS, &Function::arguments_variable},
  };
  for (const auto& pseudo : kPseudo) {
    if ((left.pseudo & pseudo_bit(pseudo.kind)) == 0) {
      continue;
    }
    function.flags |= pseudo.flag;
    function.*pseudo.variable = static_cast<int32_t>(builder_.declarations.size());
    bool has_name = pseudo.kind == VariableKind::ARGUMENTS;
    uint32_t atom = has_name ? words_.atom_of("arguments") : NO_ATOM;
    bool dead = derived && pseudo.kind == VariableKind::THIS;
    builder_.declare(pseudo.kind, atom, function.node, left.own_scope, 0, dead ? VariableFlag::CHECKED : 0);
  }
  bool sloppy = (function.flags & FunctionFlag::STRICT) == 0;
  bool simple = (function.flags & FunctionFlag::SIMPLE_PARAMETERS) != 0;
  if (sloppy && simple && left.arguments_escape) {
    function.flags |= FunctionFlag::MAPPED_ARGUMENTS;
  }
}

void Analyser::note_pseudo(uint32_t node, VariableKind kind) {
  state().pseudo |= pseudo_bit(kind);
  builder_.event(EventKind::kPseudo, node, static_cast<uint8_t>(kind));
}

// https://tc39.es/ecma262/#sec-super-keyword; super.x needs `this` too, super() also new.target
bool Analyser::visit_super(uint32_t node, bool call) {
  bool allowed = call ? state().allows_super_call : state().allows_super_property;
  if (!allowed) {
    return fail(node, "'super' keyword unexpected here");
  }
  state().pseudo |= pseudo_bit(VariableKind::THIS);
  if (call) {
    state().pseudo |= pseudo_bit(VariableKind::NEW_TARGET);
  }
  note_pseudo(node, call ? VariableKind::ACTIVE_FUNCTION : VariableKind::HOME_OBJECT);
  return true;
}

bool Analyser::visit_new_target(uint32_t node) {
  if (!state().allows_new_target) {
    return fail(node, "new.target expression is not allowed here");
  }
  note_pseudo(node, VariableKind::NEW_TARGET);
  return true;
}

bool Analyser::visit_yield_await(uint32_t node, NodeKind found) {
  if (state().in_parameters) {
    return fail(node, found == NodeKind::Yield
                          ? "Yield expression not allowed in formal parameter"
                          : "Illegal await-expression in formal parameters of async function");
  }
  if (found == NodeKind::Await) {
    if (state().forbids_await) {
      return fail(node, "Unexpected reserved word");
    }
    note_await();
  }
  push_children(node);
  return true;
}

void Analyser::note_await() {
  Function& function = builder_.function(state().index);
  if (function.kind == FunctionKind::MODULE || function.kind == FunctionKind::SCRIPT) {
    function.flags |= FunctionFlag::TOP_LEVEL_AWAIT;
  }
}

// The code may use every variable and every pseudo-variable in reach, and sloppy code may add variables.
void Analyser::note_direct_eval() {
  builder_.keep_all_variables();
  FunctionState& function = state();
  if (!strict_) {
    builder_.scope(function.var_scope).flags |= ScopeFlag::SLOPPY_EVAL;
  }
  function.pseudo |= pseudo_bit(VariableKind::THIS) | pseudo_bit(VariableKind::NEW_TARGET);
  if (!function.forbids_arguments) {
    function.pseudo |= pseudo_bit(VariableKind::ARGUMENTS);
    function.arguments_escape = true;
  }
  if (function.allows_super_property) {
    function.pseudo |= pseudo_bit(VariableKind::HOME_OBJECT);
  }
  if (function.allows_super_call) {
    function.pseudo |= pseudo_bit(VariableKind::ACTIVE_FUNCTION);
  }
}

}  // namespace whipsnake::syntax
