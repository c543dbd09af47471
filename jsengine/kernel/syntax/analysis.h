// The semantic passes over a parsed source: early errors, then scopes. Linear in the number of nodes, no
// recursion.
#pragma once

#include <cstdint>

#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/scope_tables.h"

namespace whipsnake::syntax {

// kInteractive: a script at whose top `await` may stand, as in a console.
enum class Goal : uint8_t { kScript, kModule, kEval, kInteractive };

// The context of a direct eval in a scope of an analysed source.
OuterContext context_of_eval(const ParsedSource& source, const ScopeTables& tables, uint32_t scope);

// Fills `tables` and returns true, or fills `source.error`. `outer` only with Goal::kEval; null: an indirect
// eval.
bool analyse(ParsedSource& source, Goal goal, const OuterContext* outer, ScopeTables* tables);

}  // namespace whipsnake::syntax
