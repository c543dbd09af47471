#include "jsengine/kernel/syntax/analyser.h"

#include <cstdlib>

#include "jsengine/kernel/syntax/scope_resolver.h"

namespace whipsnake::syntax {

Analyser::Analyser(ParsedSource& source, Goal goal, ScopeTables* tables)
    : tree_(source), goal_(goal), outer_(tables->outer), builder_(tables), words_(tree_) {
  tables->annotations.assign(tree_.count(), kNone);
  builder_.events.reserve(tree_.count() / 3);
  label_of_atom_.assign(tree_.atom_count(), kNone);
}

bool Analyser::fail_at(uint32_t offset, uint32_t length, const std::string& message) {
  tree_.source().fail(SourceErrorStage::Early, offset, offset + length, "%s", message.c_str());
  return false;
}

bool Analyser::fail(uint32_t node, const std::string& message) {
  return fail_at(tree_.start(node), tree_.end(node) - tree_.start(node), message);
}

bool Analyser::run() {
  if (!begin_program()) {
    return false;
  }
  while (!tasks_.empty()) {
    Task task = tasks_.back();
    tasks_.pop_back();
    if (!perform(task) || tree_.source().is_interrupted()) {
      return false;
    }
  }
  return finish_program();
}

bool Analyser::begin_program() {
  static constexpr ScopeKind kScopes[] = {ScopeKind::SCRIPT, ScopeKind::MODULE, ScopeKind::EVAL,
                                          ScopeKind::SCRIPT};
  static constexpr FunctionKind kFunctions[] = {FunctionKind::SCRIPT, FunctionKind::MODULE,
                                                FunctionKind::EVAL, FunctionKind::SCRIPT};
  uint32_t root = tree_.count() - 1;
  bool strict = goal_ == Goal::kModule || outer_.strict || has_use_strict(root);
  uint32_t function = builder_.add_function(kFunctions[static_cast<int>(goal_)], root, 0, kNone);
  push_state(function, strict);
  FunctionState& program = state();
  program.own_scope = program.var_scope = open_scope(kScopes[static_cast<int>(goal_)], root);
  builder_.function(function).scope = builder_.function(function).body_scope = program.own_scope;
  builder_.function(function).flags |= FunctionFlag::SIMPLE_PARAMETERS;
  program.allows_new_target = outer_.allows_new_target;
  program.allows_super_property = outer_.allows_super_property;
  program.allows_super_call = outer_.allows_super_call;
  program.forbids_arguments = outer_.forbids_arguments;
  builder_.annotate(root, static_cast<int32_t>(function));
  push_children(root);
  return true;
}

bool Analyser::finish_program() {
  builder_.close();
  return ScopeResolver(tree_, builder_, pending_exports_).resolve();
}

void Analyser::push_children(uint32_t node) {
  uint32_t left = tree_.size(node) - 1;
  uint32_t child = node - 1;
  while (left > 0) {
    push(child);
    left -= tree_.size(child);
    child -= tree_.size(child);
  }
}

// In source order; valid until the next call.
const std::vector<uint32_t>& Analyser::children(uint32_t node) {
  children_.clear();
  uint32_t left = tree_.size(node) - 1;
  for (uint32_t child = node - 1; left > 0; child -= tree_.size(child)) {
    children_.push_back(child);
    left -= tree_.size(child);
  }
  std::reverse(children_.begin(), children_.end());
  return children_;
}

uint32_t Analyser::open_scope(ScopeKind scope, uint32_t node) {
  uint32_t index = builder_.open(scope, node, state().index, strict_);
  bool is_annotated = scope >= ScopeKind::BLOCK && scope <= ScopeKind::CLASS;
  if (is_annotated && kind(node) != NodeKind::FunctionDeclaration) {
    builder_.annotate(node, static_cast<int32_t>(index));
  }
  return index;
}

bool Analyser::perform(const Task& task) {
  switch (task.step) {
    case Step::kVisit:
      return visit(task.node);
    case Step::kBind:
      return bind(task);
    case Step::kAssign:
      return assign(task);
    case Step::kFunction:
      return enter_function(task.node, static_cast<FunctionKind>(task.detail));
    case Step::kEndParameters:
      return begin_body(task);
    case Step::kLeaveFunction:
      return leave_function();
    case Step::kClassBody:
      builder_.event(EventKind::kPrivateNames, current_scope());
      return true;
    case Step::kLeaveClass:
      return leave_class(task);
    case Step::kOpenScope:
      open_scope(static_cast<ScopeKind>(task.detail), task.node);
      if (kind(task.node) == NodeKind::With) builder_.keep_all_variables();
      return true;
    case Step::kCloseScope:
      builder_.close();
      return true;
    case Step::kInLoop:
      state().loop_depth++;
      state().break_depth++;
      return visit(task.node);
    case Step::kLeaveLoop:
      state().loop_depth--;
      state().break_depth--;
      return true;
    case Step::kLeaveSwitch:
      state().break_depth--;
      return true;
    case Step::kLeaveLabels:
      leave_labels(task.extra);
      return true;
    case Step::kElement:
      return visit_element(task.node, task.detail != 0);
    case Step::kNothing:
      return true;
  }
  return true;
}

bool Analyser::visit(uint32_t node) {
  NodeKind found = kind(node);
  switch (found) {
    case NodeKind::Identifier:
      return visit_identifier(node, Access::kRead);
    case NodeKind::Member:
    case NodeKind::Index:
    case NodeKind::PrivateMember:
      return visit_member(node, true);
    case NodeKind::Call:
      return visit_call(node);
    case NodeKind::Number:
      return visit_number(node);
    case NodeKind::String:
      return visit_string(node);
    case NodeKind::Object:
      return visit_object(node);
    case NodeKind::RegExp:
      return visit_regexp(node);
    case NodeKind::This:
      note_pseudo(node, VariableKind::THIS);
      return true;
    case NodeKind::Assign:
      push(node - 1);
      push(tree_.previous(node - 1), Step::kAssign, static_cast<uint8_t>(Access::kWrite));
      return true;
    case NodeKind::CompoundAssign:
    case NodeKind::LogicalAssign:
      push(node - 1);
      push(tree_.previous(node - 1), Step::kAssign, static_cast<uint8_t>(Access::kReadWrite));
      return true;
    case NodeKind::PrefixUpdate:
    case NodeKind::PostfixUpdate:
      push(node - 1, Step::kAssign, static_cast<uint8_t>(Access::kReadWrite));
      return true;
    case NodeKind::Unary:
      return tree_.op(node) == NodeOperator::Delete ? visit_delete(node) : (push(node - 1), true);
    case NodeKind::PrivateName:  // #x in o
      builder_.event(EventKind::kPrivateUse, node);
      return true;
    case NodeKind::NewTarget:
      return visit_new_target(node);
    case NodeKind::Yield:
    case NodeKind::Await:
      return visit_yield_await(node, found);
    case NodeKind::FunctionExpression:
      return visit_function(node, FunctionKind::EXPRESSION);
    case NodeKind::Arrow:
      return visit_function(node, FunctionKind::ARROW);
    case NodeKind::Method:
      return visit_function(node, FunctionKind::METHOD);
    case NodeKind::Getter:
      return visit_function(node, FunctionKind::GETTER);
    case NodeKind::Setter:
      return visit_function(node, FunctionKind::SETTER);
    case NodeKind::ClassExpression:
    case NodeKind::ClassDeclaration:
      return visit_class(node);
    default:
      return visit_statement(node, found);
  }
}

bool Analyser::visit_statement(uint32_t node, NodeKind found) {
  switch (found) {
    case NodeKind::VarDeclaration:
      return visit_declarations(node, VariableKind::VAR);
    case NodeKind::LetDeclaration:
      return visit_declarations(node, VariableKind::LET);
    case NodeKind::ConstDeclaration:
      return visit_declarations(node, VariableKind::CONST);
    case NodeKind::FunctionDeclaration:
      return visit_function_declaration(node);
    case NodeKind::Block:
      return visit_block(node);
    case NodeKind::If:
      return visit_if(node);
    case NodeKind::For:
      return visit_for(node);
    case NodeKind::ForIn:
    case NodeKind::ForOf:
      return visit_for_in_of(node);
    case NodeKind::While:
      push_loop_body(node - 1);
      push(tree_.previous(node - 1));
      return check_body(node - 1);
    case NodeKind::DoWhile:
      push(node - 1);
      push_loop_body(tree_.previous(node - 1));
      return check_body(tree_.previous(node - 1));
    case NodeKind::Switch:
      return visit_switch(node);
    case NodeKind::Catch:
      return visit_catch(node);
    case NodeKind::With:
      return visit_with(node);
    case NodeKind::Labelled:
      return visit_labelled(node);
    case NodeKind::Break:
    case NodeKind::Continue:
      return visit_break_continue(node, found == NodeKind::Continue);
    case NodeKind::Return:
      return visit_return(node);
    case NodeKind::Import:
      return visit_import(node);
    case NodeKind::Export:
      return visit_export(node);
    case NodeKind::ExportAll:
      return visit_export_all(node);
    case NodeKind::ExportDeclaration:
      return visit_export_declaration(node);
    case NodeKind::ExportDefault:
      return visit_export_default(node);
    case NodeKind::ImportMeta:
      return goal_ == Goal::kModule || fail(node, "Cannot use 'import.meta' outside a module");
    default:
      push_children(node);
      return true;
  }
}

bool Analyser::visit_declarations(uint32_t node, VariableKind kind) {
  uint32_t left = tree_.size(node) - 1;
  for (uint32_t declarator = node - 1; left > 0; declarator -= tree_.size(declarator)) {
    left -= tree_.size(declarator);
    uint32_t last = declarator - 1;
    uint32_t target = last;
    if (tree_.size(last) + 1 < tree_.size(declarator)) {
      push(last);
      target = tree_.previous(last);
    }
    push(target, Step::kBind, static_cast<uint8_t>(kind), declarator);
  }
  return true;
}

// A block without declarations of its own needs no scope.
bool Analyser::visit_block(uint32_t node) {
  size_t close = tasks_.size();
  push(node, Step::kNothing);
  push_children(node);
  for (size_t i = close + 1; i < tasks_.size(); i++) {
    if (tree_.declares(tasks_[i].node)) {
      tasks_[close].step = Step::kCloseScope;
      open_scope(ScopeKind::BLOCK, node);
      break;
    }
  }
  return true;
}

// https://tc39.es/ecma262/#sec-switch-statement: one scope for all clauses; the discriminant is outside.
bool Analyser::visit_switch(uint32_t node) {
  state().break_depth++;
  push(node, Step::kLeaveSwitch);
  push(node, Step::kCloseScope);
  size_t first = tasks_.size();
  push_children(node);
  bool has_default = false;
  for (size_t i = tasks_.size() - 1; i-- > first;) {
    if (kind(tasks_[i].node) != NodeKind::DefaultCase) continue;
    if (has_default) return fail(tasks_[i].node, "More than one default clause in switch statement");
    has_default = true;
  }
  Task discriminant = tasks_.back();
  tasks_.back() = {node, Step::kOpenScope, static_cast<uint8_t>(ScopeKind::SWITCH), 0};
  tasks_.push_back(discriminant);
  return true;
}

bool Analyser::visit_catch(uint32_t node) {
  uint32_t block = node - 1;
  uint32_t target = tree_.previous(block);
  bool has_parameter = kind(target) != NodeKind::Absent;
  if (has_parameter) {
    push(node, Step::kCloseScope);
    open_scope(ScopeKind::CATCH, node);
  }
  push(block);
  if (has_parameter) {
    push(target, Step::kBind, static_cast<uint8_t>(VariableKind::CATCH_PARAMETER), target);
  }
  return true;
}

bool Analyser::visit_with(uint32_t node) {
  if (strict_) {
    return fail(node, "Strict mode code may not include a with statement");
  }
  uint32_t body = node - 1;
  push(node, Step::kCloseScope);
  push(body);
  push(node, Step::kOpenScope, static_cast<uint8_t>(ScopeKind::WITH));
  push(tree_.previous(body));
  return check_body(body);
}

void Analyser::push_loop_body(uint32_t body) {
  push(body, Step::kLeaveLoop);
  push(body, Step::kInLoop);
}

bool Analyser::visit_for(uint32_t node) {
  uint32_t body = node - 1;
  uint32_t update = tree_.previous(body);
  uint32_t test = tree_.previous(update);
  uint32_t init = tree_.previous(test);
  if (kind(init) == NodeKind::LetDeclaration || kind(init) == NodeKind::ConstDeclaration) {
    push(node, Step::kCloseScope);
    open_scope(ScopeKind::FOR, node);
  }
  push_loop_body(body);
  push(update);
  push(test);
  push(init);
  return check_body(body);
}

// https://tc39.es/ecma262/#sec-runtime-semantics-forinofheadevaluation: the names are in force, but dead, in
// the head.
bool Analyser::visit_for_in_of(uint32_t node) {
  uint32_t body = node - 1;
  uint32_t subject = tree_.previous(body);
  uint32_t left = tree_.previous(subject);
  NodeKind head = kind(left);
  bool lexical = head == NodeKind::LetDeclaration || head == NodeKind::ConstDeclaration;
  if (tree_.has(node, FLAG_AWAIT)) note_await();
  if (lexical) {
    push(node, Step::kCloseScope);
    open_scope(ScopeKind::FOR, node);
  }
  push_loop_body(body);
  push(subject);
  if (lexical || head == NodeKind::VarDeclaration) {
    uint32_t declarator = left - 1;
    uint32_t target = declarator - 1;
    if (tree_.size(target) + 1 < tree_.size(declarator)) {  // Annex B: for (var x = 1 in o)
      if (strict_) {
        return fail(declarator, "for-in loop variable declaration may not have an initializer.");
      }
      push(target);
      target = tree_.previous(target);
    }
    VariableKind variable = head == NodeKind::VarDeclaration   ? VariableKind::VAR
                            : head == NodeKind::LetDeclaration ? VariableKind::LET
                                                               : VariableKind::CONST;
    push(target, Step::kBind, static_cast<uint8_t>(variable), subject);
  } else {
    push(left, Step::kAssign, static_cast<uint8_t>(Access::kWrite));
  }
  return check_body(body);
}

// The passes need no more than this for each node and atom; nothing they hold grows by depth alone. Asked for
// at once, so that running out of memory is an answer: a vector that cannot grow would end the process.
static bool has_memory_for(const ParsedSource& source) {
  constexpr size_t kForNode = 200;
  constexpr size_t kForAtom = 32;
  void* all = std::malloc(kForNode * source.nodes.size() + kForAtom * (source.names.size() + size_t{8}));
  std::free(all);
  return all != nullptr;
}

bool analyse(ParsedSource& source, Goal goal, const OuterContext* outer, ScopeTables* tables) {
  if (!has_memory_for(source)) {
    source.error.kind = SourceErrorKind::Memory;
    return false;
  }
  *tables = ScopeTables();
  if (outer != nullptr) tables->outer = *outer;
  return Analyser(source, goal, tables).run();
}

}  // namespace whipsnake::syntax
