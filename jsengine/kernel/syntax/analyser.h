// The walk over the tree: source order, with a stack of tasks of its own. Early errors that can be seen on
// the way are reported on the way; names are recorded in ScopeBuilder. One class, a file per subject:
//   analyser.cpp                the walk, scopes of statements
//   early_errors_names.cpp      what may be a name, a reference, a target
//   early_errors_functions.cpp  functions, parameters, directives, this and its like
//   early_errors_classes.cpp    classes
//   early_errors_control.cpp    labels, break, continue, return, bodies of statements
//   early_errors_literals.cpp   numbers, strings, objects, regular expressions
//   early_errors_modules.cpp    import and export
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/scope_builder.h"
#include "jsengine/kernel/syntax/syntax_tree.h"
#include "jsengine/kernel/syntax/words.h"

namespace whipsnake::syntax {

class Analyser {
 public:
  Analyser(ParsedSource& source, Goal goal, ScopeTables* tables);
  bool run();

 private:
  enum class Step : uint8_t {
    kVisit,
    kBind,           // detail: VariableKind; extra: node after which the names are initialised
    kAssign,         // detail: Access
    kFunction,       // enter; detail: FunctionKind
    kEndParameters,  // extra: 1 if the body gets a scope of its own
    kLeaveFunction,
    kElement,     // of a class; detail: 1 if it has a heritage
    kClassBody,   // the heritage is done
    kLeaveClass,  // detail: strictness before
    kOpenScope,   // detail: ScopeKind
    kCloseScope,
    kInLoop,  // body of a loop
    kLeaveLoop,
    kLeaveSwitch,
    kLeaveLabels,  // extra: how many
    kNothing,
  };
  struct Task {
    uint32_t node;
    Step step;
    uint8_t detail;
    uint32_t extra;
  };
  struct FunctionState {
    uint32_t index = 0;
    uint32_t own_scope = 0;  // holds the pseudo-variables
    uint32_t var_scope = 0;
    bool strict_outside = false;
    bool arrow = false;
    bool async = false;
    bool generator = false;
    bool in_parameters = false;
    bool forbids_arguments = false;
    bool forbids_await = false;            // static blocks
    bool parameters_forbid_await = false;  // of arrow functions
    bool allows_super_property = false;
    bool allows_super_call = false;
    bool allows_new_target = false;
    bool allows_return = false;
    uint32_t loop_depth = 0;
    uint32_t break_depth = 0;
    uint32_t pseudo = 0;  // bit set of VariableKind
    bool arguments_escape = false;
  };
  struct Label {
    uint32_t atom;
    uint32_t function;
    bool loop;
    int32_t hidden;  // the outer label of the same name
  };

  // -- the walk
  void push(uint32_t node, Step step = Step::kVisit, uint8_t detail = 0, uint32_t extra = 0) {
    tasks_.push_back({node, step, detail, extra});
  }
  void push_children(uint32_t node);
  bool perform(const Task& task);
  bool visit(uint32_t node);
  bool visit_statement(uint32_t node, NodeKind kind);
  bool begin_program();
  bool finish_program();
  bool visit_block(uint32_t node);
  bool visit_switch(uint32_t node);
  bool visit_catch(uint32_t node);
  bool visit_for(uint32_t node);
  bool visit_for_in_of(uint32_t node);
  bool visit_with(uint32_t node);
  bool visit_declarations(uint32_t node, VariableKind kind);
  void push_loop_body(uint32_t body);
  uint32_t open_scope(ScopeKind kind, uint32_t node);
  const std::vector<uint32_t>& children(uint32_t node);
  bool fail(uint32_t node, const std::string& message);
  bool fail_at(uint32_t offset, uint32_t length, const std::string& message);
  NodeKind kind(uint32_t node) const { return tree_.kind(node); }
  uint32_t current_scope() const { return static_cast<uint32_t>(builder_.current()); }
  static uint32_t pseudo_bit(VariableKind kind) { return 1U << static_cast<int>(kind); }

  // -- names
  Word word(uint32_t node) { return words_.of(tree_.atom(node)); }
  bool check_name(uint32_t node);
  bool forbids_await() const;
  bool check_own_name(uint32_t node, const Function& function, bool strict);
  bool check_binding_name(uint32_t node, VariableKind kind);
  bool visit_identifier(uint32_t node, Access access, bool harmless = false);
  bool bind(const Task& task);
  bool bind_name(uint32_t node, VariableKind kind, uint32_t initialised);
  bool assign(const Task& task);
  void push_pattern(const Task& task);
  bool visit_delete(uint32_t node);
  bool visit_member(uint32_t node, bool harmless);
  bool visit_call(uint32_t node);

  // -- functions
  FunctionState& state() { return functions_.back(); }
  const FunctionState& state() const { return functions_.back(); }
  bool has_use_strict(uint32_t body) const;
  bool visit_function(uint32_t node, FunctionKind kind);
  bool visit_function_declaration(uint32_t node);
  void declare_function(uint32_t name, uint32_t index);
  bool enter_function(uint32_t node, FunctionKind kind);
  bool enter_initialiser(uint32_t node, FunctionKind kind);
  bool name_function(uint32_t index, uint32_t name, bool strict);
  void push_state(uint32_t index, bool strict);
  void describe_parameters(uint32_t index, uint32_t parameters);
  bool pattern_has_expression(uint32_t pattern);
  bool begin_body(const Task& task);
  bool leave_function();
  void declare_pseudo_variables();
  void note_pseudo(uint32_t node, VariableKind kind);
  bool visit_super(uint32_t node, bool call);
  bool visit_new_target(uint32_t node);
  bool visit_yield_await(uint32_t node, NodeKind kind);
  void note_await();
  void note_direct_eval();

  // -- classes
  bool visit_class(uint32_t node);
  void add_default_constructor(uint32_t node, uint32_t scope, bool derived);
  uint32_t class_name(uint32_t node) const;
  bool check_elements(uint32_t scope);
  uint32_t element_key(uint32_t element) const;
  bool check_element_name(uint32_t element, uint32_t key);
  bool declare_private_name(uint32_t element, uint32_t key, uint32_t scope);
  bool visit_element(uint32_t node, bool derived);
  bool leave_class(const Task& task);

  // -- control
  bool visit_labelled(uint32_t node);
  void leave_labels(uint32_t count);
  bool visit_break_continue(uint32_t node, bool is_continue);
  bool visit_return(uint32_t node);
  bool visit_if(uint32_t node);
  bool check_body(uint32_t body);

  // -- literals
  bool visit_number(uint32_t node);
  bool visit_string(uint32_t node);
  bool visit_object(uint32_t node);
  bool visit_regexp(uint32_t node);

  // -- modules
  bool visit_import(uint32_t node);
  bool visit_export(uint32_t node);
  bool visit_export_all(uint32_t node);
  bool visit_export_declaration(uint32_t node);
  bool visit_export_default(uint32_t node);
  bool add_export_name(uint32_t atom, uint32_t node);
  bool export_local(uint32_t name);
  bool request(size_t specifier, uint32_t* index);
  bool check_module_name(uint32_t name);

  SyntaxTree tree_;
  Goal goal_;
  const OuterContext& outer_;
  ScopeBuilder builder_;
  Words words_;
  bool strict_ = false;
  std::vector<Task> tasks_;
  std::vector<FunctionState> functions_;
  std::vector<Label> labels_;
  std::vector<int32_t> label_of_atom_;
  std::vector<uint32_t> children_;
  std::unordered_set<uint32_t> export_names_;
  std::unordered_map<uint32_t, uint32_t> plain_requests_;  // by specifier, those without attributes
  std::vector<PendingExport> pending_exports_;
};

}  // namespace whipsnake::syntax
