// JSON: what its files share.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

Value parse_json(Agent*, String* flat);  // SyntaxError, told as V8 tells it
// https://tc39.es/ecma262/#sec-enumerableownproperties, keys only
Status enumerable_names(Agent*, Object*, KeyList*);
Value json_stringify(Agent*, Frame*);

}  // namespace whipsnake
