// What the semantic passes find out about a source: scopes, variables, functions, module entries and an
// annotation per node. jsengine/syntax/scopes.md says what every column means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace whipsnake::syntax {

// clang-format off
#define WHIPSNAKE_SCOPE_KINDS(X) \
  X(SCRIPT) X(MODULE) X(EVAL) X(FUNCTION) X(PARAMETERS) X(FUNCTION_NAME) X(BLOCK) X(SWITCH) X(CATCH) \
  X(FOR) X(WITH) X(CLASS) X(FIELD) X(STATIC_BLOCK)
// clang-format on

#define WHIPSNAKE_SCOPE_FLAGS(X) \
  X(STRICT, 1)                   \
  X(DIRECT_EVAL, 2) X(SLOPPY_EVAL, 4) X(IN_WITH, 8) X(PER_ITERATION, 16) X(NEEDS_ENVIRONMENT, 32)

// clang-format off
#define WHIPSNAKE_VARIABLE_KINDS(X) \
  X(VAR) X(LET) X(CONST) X(CLASS) X(FUNCTION) X(PARAMETER) X(CATCH_PARAMETER) X(IMPORT) X(FUNCTION_NAME) \
  X(CLASS_NAME) X(ARGUMENTS) X(THIS) X(NEW_TARGET) X(HOME_OBJECT) X(ACTIVE_FUNCTION) X(PRIVATE) \
  X(COMPUTED_KEY)
// clang-format on

// clang-format off
#define WHIPSNAKE_VARIABLE_FLAGS(X) \
  X(CAPTURED, 1) X(CHECKED, 2) X(ASSIGNED, 4) X(IMMUTABLE, 8) X(ANNEX_B, 16) X(EXPORTED, 32) X(USED, 64) \
  X(METHOD, 128) X(GETTER, 256) X(SETTER, 512) X(STATIC, 1024) X(ASYNC_OR_GENERATOR, 2048)
// clang-format on

// clang-format off
#define WHIPSNAKE_FUNCTION_KINDS(X) \
  X(SCRIPT) X(MODULE) X(EVAL) X(DECLARATION) X(EXPRESSION) X(ARROW) X(METHOD) X(GETTER) X(SETTER) \
  X(CONSTRUCTOR) X(DERIVED_CONSTRUCTOR) X(FIELD) X(STATIC_BLOCK)
// clang-format on

// clang-format off
#define WHIPSNAKE_FUNCTION_FLAGS(X) \
  X(STRICT, 1) X(ASYNC, 2) X(GENERATOR, 4) X(SIMPLE_PARAMETERS, 8) X(PARAMETER_EXPRESSIONS, 16) \
  X(DIRECT_EVAL, 32) X(USES_THIS, 64) X(USES_ARGUMENTS, 128) X(USES_SUPER, 256) X(USES_NEW_TARGET, 512) \
  X(MAPPED_ARGUMENTS, 1024) X(STATIC, 2048) X(CLASS_MEMBER, 4096) X(TOP_LEVEL_AWAIT, 8192)
// clang-format on

#define WHIPSNAKE_ENUMERATOR(name) name,
#define WHIPSNAKE_FLAG(name, value) name = value,

enum class ScopeKind : uint8_t { WHIPSNAKE_SCOPE_KINDS(WHIPSNAKE_ENUMERATOR) };
enum class VariableKind : uint8_t { WHIPSNAKE_VARIABLE_KINDS(WHIPSNAKE_ENUMERATOR) };
enum class FunctionKind : uint8_t { WHIPSNAKE_FUNCTION_KINDS(WHIPSNAKE_ENUMERATOR) };
struct ScopeFlag {
  enum : uint16_t { WHIPSNAKE_SCOPE_FLAGS(WHIPSNAKE_FLAG) };
};
struct VariableFlag {
  enum : uint16_t { WHIPSNAKE_VARIABLE_FLAGS(WHIPSNAKE_FLAG) };
};
struct FunctionFlag {
  enum : uint16_t { WHIPSNAKE_FUNCTION_FLAGS(WHIPSNAKE_FLAG) };
};

constexpr int32_t kNone = -1;
constexpr int32_t kGlobal = -2;
constexpr int32_t kDynamic = -3;
constexpr int32_t kCheck = 1 << 30;  // in an annotation: the use may come before the initialisation

struct Scope {
  uint32_t node;
  int32_t parent;
  uint32_t function;
  ScopeKind kind;
  uint16_t flags;
  uint32_t first_variable;
  uint32_t variable_count;
  uint32_t environment_size;
  uint32_t first_hoisted;
  uint32_t hoisted_count;
  int32_t constructor;  // of a class: its function
};

struct Variable {
  uint32_t atom;
  uint32_t scope;
  VariableKind kind;
  uint16_t flags;
  int32_t slot;
  uint32_t node;
  int32_t initial;
  uint32_t initialised;  // uses and closures after this node need no check
};

struct Function {
  uint32_t node;
  FunctionKind kind;
  uint16_t flags;
  int32_t parent;
  int32_t this_function;
  uint32_t scope;
  uint32_t body_scope;
  int32_t name_scope;
  uint32_t length;
  uint32_t name;
  uint32_t first_node;
  int32_t variable;
  int32_t hoisted_variable;
  int32_t this_variable;
  int32_t new_target_variable;
  int32_t home_object_variable;
  int32_t active_function_variable;
  int32_t arguments_variable;
};

struct ModuleRequest {
  uint32_t specifier;
  std::vector<uint32_t> attributes;  // key, value, key, value ...
};
struct ImportEntry {
  uint32_t request;
  uint32_t import_name;  // NO_ATOM: the namespace
  int32_t variable;
};
struct LocalExport {
  uint32_t export_name;
  int32_t variable;
};
struct IndirectExport {
  uint32_t export_name;
  uint32_t request;
  uint32_t import_name;  // NO_ATOM: export * as name
};
struct ModuleTables {
  std::vector<ModuleRequest> requests;
  std::vector<ImportEntry> imports;
  std::vector<LocalExport> locals;
  std::vector<IndirectExport> indirects;
  std::vector<uint32_t> stars;
};

// What eval code may use of the code that surrounds it. The default is an indirect eval.
struct OuterContext {
  bool strict = false;
  bool has_scopes = false;  // there are environments between the eval and the global one
  bool allows_new_target = false;
  bool allows_super_property = false;
  bool allows_super_call = false;
  bool forbids_arguments = false;          // field initialisers and static blocks
  std::vector<std::string> private_names;  // in force, without '#'
};

struct ScopeTables {
  OuterContext outer;  // of eval code
  std::vector<Scope> scopes;
  std::vector<Variable> variables;
  std::vector<Function> functions;
  std::vector<uint32_t> hoisted;
  std::vector<int32_t> annotations;
  ModuleTables module;

  // Memory in use, but for the few entries of modules and eval contexts.
  size_t bytes() const {
    return scopes.capacity() * sizeof(Scope) + variables.capacity() * sizeof(Variable) +
           functions.capacity() * sizeof(Function) + hoisted.capacity() * sizeof(uint32_t) +
           annotations.capacity() * sizeof(int32_t);
  }
};

}  // namespace whipsnake::syntax
