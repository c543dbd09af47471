// Array exotic objects: what object.h does not say already.
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

extern const ObjectMethods kArrayMethods;
Array* new_array_with_prototype(Agent*, Value prototype, uint32_t length);

Status make_length_read_only(Agent*, Array*);
// https://tc39.es/ecma262/#sec-arrayspeciescreate
Value array_species_create(Agent*, Object* original, double length);

}  // namespace whipsnake
