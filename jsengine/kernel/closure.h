// Closures, environments and what is made once per site.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

// InstantiateFunctionObject and its kin: a closure of any kind, with the prototype its kind asks for.
Function* new_closure(Agent*, Realm*, FunctionInfo*, Environment*);
// The same with another [[Prototype]]: class constructors.
Function* new_closure_with_prototype(Agent*, Realm*, FunctionInfo*, Environment*, Value prototype);
// https://tc39.es/ecma262/#sec-gettemplateobject; `description` is an Array: cooked strings, then raw ones.
Value new_template_object(Agent*, Object* description);

// Flags of Environment cells (Cell::flags).
enum EnvironmentFlags : uint8_t {
  kWithEnvironment = 1,   // slots[0] is the object
  kNamedEnvironment = 2,  // the last three slots are hidden: see NamedEnvironment
};
Environment* new_environment(Agent*, Environment* parent, uint32_t slots);

// What look-ups by name (eval, with) find at the end of an environment whose scope has a direct eval in it.
struct NamedTail {
  Value source;    // the Source cell
  Value scope;     // row of the source's scope table
  Value declared;  // object without prototype: variables that sloppy evals declared here; undefined: none yet
};
inline NamedTail* named_tail(Environment* environment) {
  return reinterpret_cast<NamedTail*>(environment->slots + environment->aux - 3);
}

}  // namespace whipsnake
