// Errors about values that cannot be called, iterated or taken apart: they name the expression that gave the
// value, where the running instruction belongs to one in the source.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

Abrupt throw_not_callable(Agent*, Value callee);
// `new_target` is the constructor itself, or the class that called `super`.
Abrupt throw_not_a_constructor(Agent*, Value constructor, Value new_target);
Abrupt throw_not_iterable(Agent*, Value iterable);
Abrupt throw_not_async_iterable(Agent*, Value iterable);
// `name`: of the first property; undefined: there is none, or it is computed.
Abrupt throw_cannot_destructure(Agent*, Value value, Value name);

}  // namespace whipsnake
