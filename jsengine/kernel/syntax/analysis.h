// The semantic passes over a parsed source: early errors, then scopes. Linear in the number of nodes, no
// recursion.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/scope_tables.h"

namespace whipsnake::syntax {

enum class Goal : uint8_t { kScript, kModule, kEval };

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

// The context of a direct eval in `scope`; `outer` is the context in which that source itself was analysed,
// if any.
OuterContext context_of_eval(const ParsedSource& source, const ScopeTables& tables, uint32_t scope,
                             const OuterContext* outer);

// Fills `tables` and returns true, or fills `source.error`. `outer` only with Goal::kEval.
bool analyse(ParsedSource& source, Goal goal, const OuterContext* outer, ScopeTables* tables);

}  // namespace whipsnake::syntax
