// The methods of String.prototype that take regular expressions; string.cpp lists them.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

Value string_match(Agent*, Frame*);
Value string_match_all(Agent*, Frame*);
Value string_replace(Agent*, Frame*);
Value string_replace_all(Agent*, Frame*);
Value string_search(Agent*, Frame*);
Value string_split(Agent*, Frame*);

}  // namespace whipsnake
