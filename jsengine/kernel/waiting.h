// Who waits for Atomics.notify: promises of Atomics.waitAsync.
// https://tc39.es/ecma262/#sec-waiterlist-records
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

// Settles the promises of those who were notified or whose time is over; part of running jobs.
void settle_waiters(Agent*);
// Blocks this thread until a promise of the agent can be settled, at most so long; false: it has none to wait
// for, or would wait for ever.
Truth wait_for_notification(Agent*, double most_ms);
void delete_waiters(Agent*);
void waiting_after_fork();  // the threads that waited are not in the child

}  // namespace whipsnake
