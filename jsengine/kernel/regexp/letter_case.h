// When case does not matter: https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch
//
// Canonicalize is only ever compared, so any choice of one member per class will do: here it is the least.
#pragma once

#include "jsengine/kernel/regexp/code_point_set.h"

namespace whipsnake::regexp {

// How Canonicalize works: by simple case folding (u and v) or by toUppercase.
enum class Folding : uint8_t { kUppercase, kSimple };

uint32_t canonicalize(uint32_t character, Folding);
// All characters that canonicalize to what some member canonicalizes to.
CodePointSet close_over_case(const CodePointSet&, Folding);

}  // namespace whipsnake::regexp
