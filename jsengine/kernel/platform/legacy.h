// Legacy platform objects: indexed and named properties.
// https://webidl.spec.whatwg.org/#js-legacy-platform-objects
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

struct InterfaceDefinition;

extern const ObjectMethods kLegacyPlatformMethods;
// https://webidl.spec.whatwg.org/#named-properties-object of the realm's window
Object* new_named_properties_object(Agent*, Realm*, Object* prototype, const InterfaceDefinition*);

}  // namespace whipsnake
