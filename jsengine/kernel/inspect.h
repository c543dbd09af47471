// Values as node's console shows them, without running any of the script's code.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

// The text of console.log(...arguments): a format string first, if it is one, then the rest by spaces.
String* format_log(Agent*, const Value* arguments, uint32_t count);
String* inspect(Agent*, Value);

}  // namespace whipsnake
