// The pass right behind the parse: covers become patterns, names become atoms, and what the grammar alone
// cannot refuse is refused. One walk over the array in its order, children before parents.
#pragma once

#include "jsengine/kernel/syntax/parser.h"

namespace whipsnake::syntax {

// False: see source.error.
bool resolve(ParsedSource& source);

}  // namespace whipsnake::syntax
