// What the files of Atomics share.
#pragma once

#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

// Whether agents can wait on elements of the type: of Int32Array and BigInt64Array.
enum class Waitable { kNo, kYes };

struct Place {
  TypedArray* array;
  uint64_t index;
};

// https://tc39.es/ecma262/#sec-validateintegertypedarray
TypedArray* validate_integer_array(Agent*, Value, Waitable);
// https://tc39.es/ecma262/#sec-validateatomicaccess on the first two arguments
Status validate_atomic_access(Agent*, Frame*, Waitable, Place*);
// The bytes of an element with that value, in the low bytes.
uint64_t raw_element(ElementType, Value numeric);

Value atomics_wait(Agent*, Frame*);
Value atomics_wait_async(Agent*, Frame*);
Value atomics_notify(Agent*, Frame*);

}  // namespace whipsnake
