// Machine code of one function: the templates of its instructions one after the other, what is cold behind
// them.
#pragma once

#include <vector>

#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/machine/template.h"

namespace whipsnake {

// nullptr: no memory for it, or too long.
BaselineCode* compile_baseline(const MachineTables&, const Code*, const char* name);
// The same as text; malloc'd.
char* list_baseline(const MachineTables&, const Code*);
void release_baseline_code(BaselineCode*);

}  // namespace whipsnake
