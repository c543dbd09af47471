// Array exotic objects: what object.h does not say already.
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

extern const ObjectMethods kArrayMethods;
Array* new_array_with_prototype(Agent*, Value prototype, uint32_t length);

Status make_length_read_only(Agent*, Array*);
// The getter of all constructors' @@species: gives its receiver.
Value species_getter(Agent*, struct Frame*);
// Whether ArraySpeciesCreate gives an Array of this realm without any code of a script: an Array of this
// realm whose `constructor` and @@species nobody has touched.
bool has_default_species(Agent*, Object* original);
// https://tc39.es/ecma262/#sec-arrayspeciescreate
Value array_species_create(Agent*, Object* original, double length);

}  // namespace whipsnake
