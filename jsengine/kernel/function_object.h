// Function objects as objects: the properties they owe, bound functions.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

struct BoundFunction : Object {
  Value target, bound_this;
  Slots* arguments;  // nullptr: none
  Value inline_slots[2];
};

// Gives a closure its length, name and prototype properties (they are made on the first touch).
Status materialise_function(Agent*, Object*);
// https://tc39.es/ecma262/#sec-boundfunctioncreate with length and name as Function.prototype.bind sets them
Value bind_function(Agent*, Object* target, Value bound_this, const Value* arguments, uint32_t count);
// https://tc39.es/ecma262/#sec-setfunctionname; prefix "get", "set", "bound" or empty
Status set_function_name(Agent*, Object*, PropertyKey, std::string_view prefix = {});
String* function_name_text(Agent*, PropertyKey, std::string_view prefix);
// https://tc39.es/ecma262/#sec-getfunctionrealm
Realm* function_realm(Agent*, Object*);  // nullptr: abrupt (a revoked proxy)

}  // namespace whipsnake
