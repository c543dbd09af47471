// eval. https://tc39.es/ecma262/#sec-performeval
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

// A direct eval in the running function, in the scope of that row of its source's table.
Value direct_eval(Agent*, Value text, Value environment, uint32_t scope);
Value global_eval(Agent*, Frame*);  // the function `eval`
Value indirect_eval(Agent*, Realm*, Value text);
Value active_referrer(Agent*);  // of the script or module that is running, for texts that it compiles

}  // namespace whipsnake
