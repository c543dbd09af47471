// What the queue of jobs runs for promises.
#pragma once

#include "jsengine/kernel/promise.h"

namespace whipsnake {

void enqueue_job(Agent*, Job::Kind, bool fulfilled, Value a, Value b, Value c);
Status run_reaction(Agent*, PromiseReaction*, bool fulfilled, Value argument);
Status run_thenable(Agent*, Promise*, Value thenable, Value then);

}  // namespace whipsnake
