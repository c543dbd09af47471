// $262, what test262 asks of its host:
// https://github.com/tc39/test262/blob/main/INTERPRETING.md#host-defined-functions
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

// The host object of a realm. `agent` is absent: this engine starts no further agents.
Object* new_test262_host(Agent*, Realm*);
Status install_test262_host(Agent*);  // as $262 on the running realm's global object

}  // namespace whipsnake
