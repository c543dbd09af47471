// Proxy exotic objects.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

struct ProxyObject : Object {  // callable and a constructor as its target is
  Value target, handler;       // null once revoked
  Realm* realm;                // where it was made
};

extern const ObjectMethods kProxyMethods;
// https://tc39.es/ecma262/#sec-proxycreate
Value create_proxy(Agent*, Value target, Value handler);
Value proxy_call(Agent*, Object* proxy, Value this_value, const Value* arguments, uint32_t count);
Value proxy_construct(Agent*, Object* proxy, const Value* arguments, uint32_t count, Value new_target);

// https://tc39.es/ecma262/#sec-frompropertydescriptor and back
Value from_property_descriptor(Agent*, const PropertyDescriptor&);
Status to_property_descriptor(Agent*, Value, PropertyDescriptor*);
// https://tc39.es/ecma262/#sec-createlistfromarraylike: an Array
Array* create_list_from_array_like(Agent*, Value);

}  // namespace whipsnake
