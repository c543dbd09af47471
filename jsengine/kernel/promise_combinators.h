// Promise.all and its kin; catch, finally and try.
#pragma once

#include "jsengine/kernel/promise.h"

namespace whipsnake {

Value promise_all(Agent*, Frame*);
Value promise_all_settled(Agent*, Frame*);
Value promise_any(Agent*, Frame*);
Value promise_race(Agent*, Frame*);
Value promise_try(Agent*, Frame*);
Value promise_catch(Agent*, Frame*);
Value promise_finally(Agent*, Frame*);
// IfAbruptRejectPromise: the pending exception rejects the capability; its promise.
Value reject_with_pending(Agent*, const PromiseCapability&);

}  // namespace whipsnake
