// Where errors about expressions are reported, and back from there to the expression.
#pragma once

#include <cstdint>
#include <string>

#include "jsengine/kernel/syntax/parser.h"

namespace whipsnake::syntax {

// The expression inside of parentheses and optional chains.
uint32_t unwrapped(const ParsedSource& source, uint32_t node);

// The place of an error about a node, as V8 has it: of a property its name, of a call the name of what it
// calls or what comes behind that, of an object pattern its first property; else the start.
uint32_t error_position(const ParsedSource& source, uint32_t node);

// What an instruction does with the value of an expression.
enum class SiteRole : uint8_t { Called, Iterated, Destructured };

// The expression with that role whose errors are reported at `position`, among the nodes [first, last];
// NO_NODE: none, as for parameters, whose values come from elsewhere.
constexpr uint32_t NO_NODE = 0xFFFFFFFFu;
uint32_t expression_at(const ParsedSource& source, uint32_t first, uint32_t last, uint32_t position,
                       SiteRole role);

// An expression as messages name it: `a.b[c].d(...)`. What has no short name is `(intermediate value)`.
std::string expression_text(const ParsedSource& source, uint32_t node);

}  // namespace whipsnake::syntax
