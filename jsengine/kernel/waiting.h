// Who waits for Atomics.notify: promises of Atomics.waitAsync.
// https://tc39.es/ecma262/#sec-waiterlist-records
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

// Ends the waiting of those whose time is over; part of running jobs.
void expire_waiters(Agent*);
void delete_waiters(Agent*);

}  // namespace whipsnake
