// String exotic objects.
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

extern const ObjectMethods kStringObjectMethods;
// https://tc39.es/ecma262/#sec-stringcreate
Object* new_string_object(Agent*, String*, Value prototype);

}  // namespace whipsnake
