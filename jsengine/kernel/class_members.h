// Private names and instance members of classes. https://tc39.es/ecma262/#sec-private-names
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

// Private members stand among the object's own properties under their private name, on any kind of object; no
// internal method sees them. A method's or accessor's property is not writable.
Value private_get(Agent*, Value base, Symbol* name);
Status private_set(Agent*, Value base, Symbol* name, Value);
Status private_field_add(Agent*, Value object, Symbol* name, Value);
enum class PrivateElement : uint8_t { kMethod, kGetter, kSetter };
Status private_method_add(Agent*, Value object, Symbol* name, Value function, PrivateElement);
Truth private_in(Agent*, Value base, Symbol* name);  // TypeError unless an object

// What a class constructor gives each instance stands in its class_data: a Slots cell with the field
// initialiser (or undefined), then name, PrivateElement and function of each private method. Adds a private
// method, getter or setter for the instances.
Status add_instance_private_method(Agent*, Function* constructor, Symbol* name, Value function,
                                   PrivateElement);
Status set_field_initialiser(Agent*, Function* constructor, Value function);
// https://tc39.es/ecma262/#sec-initializeinstanceelements
Status initialise_instance_elements(Agent*, Value object, Function* constructor);

}  // namespace whipsnake
