// Proxy exotic objects. https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots
#include "jsengine/kernel/proxy.h"

#include <algorithm>
#include <vector>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/sorting.h"

namespace whipsnake {

namespace {

// Alive until the internal method is done: its way down is a real call, so that a chain of proxies which
// leads to itself ends at the stack's limit and not never.
struct Trap {
  explicit Trap(Agent* agent) : agent(agent) { agent->native_depth++; }
  ~Trap() { agent->native_depth--; }
  Trap(const Trap&) = delete;
  Agent* agent;
  Object* target;
  Value handler;
  Value method;  // undefined: the target's own way
};

// Every internal method's beginning: not revoked, the trap from the handler.
Status find_trap(Agent* agent, Object* o, PropertyKey name, Trap* trap) {
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  auto* proxy = static_cast<ProxyObject*>(o);
  if (proxy->handler.is_null()) return throw_error(agent, Message::kProxyRevoked, key_to_value(agent, name));
  trap->target = proxy->target.as_object();
  trap->handler = proxy->handler;
  trap->method = TRY(get_method(agent, trap->handler, name));
  return Status::kOk;
}

template <typename... Args>
Value call_trap(Agent* agent, const Trap& trap, Args... arguments) {
  return call_with(agent, trap.method, trap.handler, Value(trap.target), arguments...);
}

Abrupt broken(Agent* agent, PropertyKey trap) {
  return throw_error(agent, Message::kProxyInvariant, key_to_value(agent, trap));
}

Value proxy_get_prototype_of(Agent* agent, Object* o) {
  Trap trap(agent);
  PropertyKey name = agent->names->getPrototypeOf;
  TRY(find_trap(agent, o, name, &trap));
  if (trap.method.is_undefined()) return get_prototype_of(agent, trap.target);
  Value prototype = TRY(call_trap(agent, trap));
  if (!prototype.is_object() && !prototype.is_null()) return broken(agent, name);
  if (TRY(methods_of(trap.target).is_extensible(agent, trap.target))) return prototype;
  Value actual = TRY(get_prototype_of(agent, trap.target));
  if (!(actual == prototype)) return broken(agent, name);
  return prototype;
}

Truth proxy_set_prototype_of(Agent* agent, Object* o, Value prototype) {
  Trap trap(agent);
  PropertyKey name = agent->names->setPrototypeOf;
  TRY(find_trap(agent, o, name, &trap));
  if (trap.method.is_undefined()) return set_prototype_of(agent, trap.target, prototype);
  if (!to_boolean(TRY(call_trap(agent, trap, prototype)))) return Truth::kFalse;
  if (TRY(methods_of(trap.target).is_extensible(agent, trap.target))) return Truth::kTrue;
  Value actual = TRY(get_prototype_of(agent, trap.target));
  if (!(actual == prototype)) return broken(agent, name);
  return Truth::kTrue;
}

Truth proxy_is_extensible(Agent* agent, Object* o) {
  Trap trap(agent);
  PropertyKey name = agent->names->isExtensible;
  TRY(find_trap(agent, o, name, &trap));
  if (trap.method.is_undefined()) return methods_of(trap.target).is_extensible(agent, trap.target);
  bool result = to_boolean(TRY(call_trap(agent, trap)));
  if (result != TRY(methods_of(trap.target).is_extensible(agent, trap.target))) return broken(agent, name);
  return truth(result);
}

Truth proxy_prevent_extensions(Agent* agent, Object* o) {
  Trap trap(agent);
  PropertyKey name = agent->names->preventExtensions;
  TRY(find_trap(agent, o, name, &trap));
  if (trap.method.is_undefined()) return methods_of(trap.target).prevent_extensions(agent, trap.target);
  if (!to_boolean(TRY(call_trap(agent, trap)))) return Truth::kFalse;
  if (TRY(methods_of(trap.target).is_extensible(agent, trap.target))) return broken(agent, name);
  return Truth::kTrue;
}

// CompletePropertyDescriptor
void complete(PropertyDescriptor* d) {
  if (d->is_accessor()) {
    if (d->getter.is_absent()) d->getter = Value::undefined();
    if (d->setter.is_absent()) d->setter = Value::undefined();
  } else {
    if (d->value.is_absent()) d->value = Value::undefined();
    d->has |= kWritable;
  }
  d->attributes &= d->has;
  d->has |= kEnumerable | kConfigurable;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-getownproperty-p
Truth proxy_get_own_property(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  Trap trap(agent);
  PropertyKey name = agent->names->getOwnPropertyDescriptor;
  TRY(find_trap(agent, o, name, &trap));
  Object* target = trap.target;
  if (trap.method.is_undefined()) return methods_of(target).get_own_property(agent, target, key, d);
  Value result = TRY(call_trap(agent, trap, key_to_value(agent, key)));
  if (!result.is_object() && !result.is_undefined()) return broken(agent, name);
  PropertyDescriptor actual;
  bool exists = TRY(methods_of(target).get_own_property(agent, target, key, &actual));
  if (result.is_undefined()) {
    if (!exists) return Truth::kFalse;
    if (!(actual.attributes & kConfigurable)) return broken(agent, name);
    if (!TRY(methods_of(target).is_extensible(agent, target))) return broken(agent, name);
    return Truth::kFalse;
  }
  bool extensible = TRY(methods_of(target).is_extensible(agent, target));
  *d = {};
  TRY(to_property_descriptor(agent, result, d));
  complete(d);
  if (!is_compatible_descriptor(agent, extensible, *d, exists, actual)) return broken(agent, name);
  if (!(d->attributes & kConfigurable)) {
    if (!exists || (actual.attributes & kConfigurable)) return broken(agent, name);
    if ((d->has & kWritable) && !(d->attributes & kWritable) && (actual.attributes & kWritable))
      return broken(agent, name);
  }
  return Truth::kTrue;
}

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-defineownproperty-p-desc
Truth proxy_define_own_property(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  Trap trap(agent);
  PropertyKey name = agent->names->defineProperty;
  TRY(find_trap(agent, o, name, &trap));
  Object* target = trap.target;
  if (trap.method.is_undefined()) return methods_of(target).define_own_property(agent, target, key, d);
  Value described = TRY(from_property_descriptor(agent, d));
  if (!to_boolean(TRY(call_trap(agent, trap, key_to_value(agent, key), described)))) return Truth::kFalse;
  PropertyDescriptor actual;
  bool exists = TRY(methods_of(target).get_own_property(agent, target, key, &actual));
  bool extensible = TRY(methods_of(target).is_extensible(agent, target));
  bool settles = (d.has & kConfigurable) && !(d.attributes & kConfigurable);
  if (!exists) {
    if (!extensible || settles) return broken(agent, name);
    return Truth::kTrue;
  }
  if (!is_compatible_descriptor(agent, extensible, d, true, actual)) return broken(agent, name);
  if (settles && (actual.attributes & kConfigurable)) return broken(agent, name);
  if (!actual.is_accessor() && !(actual.attributes & kConfigurable) && (actual.attributes & kWritable) &&
      (d.has & kWritable) && !(d.attributes & kWritable))
    return broken(agent, name);
  return Truth::kTrue;
}

Truth proxy_has_property(Agent* agent, Object* o, PropertyKey key) {
  Trap trap(agent);
  PropertyKey name = agent->names->has;
  TRY(find_trap(agent, o, name, &trap));
  Object* target = trap.target;
  if (trap.method.is_undefined()) return has_property(agent, target, key);
  if (to_boolean(TRY(call_trap(agent, trap, key_to_value(agent, key))))) return Truth::kTrue;
  PropertyDescriptor actual;
  if (TRY(methods_of(target).get_own_property(agent, target, key, &actual))) {
    if (!(actual.attributes & kConfigurable)) return broken(agent, name);
    if (!TRY(methods_of(target).is_extensible(agent, target))) return broken(agent, name);
  }
  return Truth::kFalse;
}

Value proxy_get(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  Trap trap(agent);
  PropertyKey name = agent->names->get;
  TRY(find_trap(agent, o, name, &trap));
  Object* target = trap.target;
  if (trap.method.is_undefined()) return get(agent, target, key, receiver);
  Value v = TRY(call_trap(agent, trap, key_to_value(agent, key), receiver));
  PropertyDescriptor actual;
  if (TRY(methods_of(target).get_own_property(agent, target, key, &actual)) &&
      !(actual.attributes & kConfigurable)) {
    if (actual.is_accessor()) {
      if (actual.getter.is_undefined() && !v.is_undefined()) return broken(agent, name);
    } else if (!(actual.attributes & kWritable) && !same_value(agent, v, actual.value)) {
      return broken(agent, name);
    }
  }
  return v;
}

Truth proxy_set(Agent* agent, Object* o, PropertyKey key, Value v, Value receiver) {
  Trap trap(agent);
  PropertyKey name = agent->names->set;
  TRY(find_trap(agent, o, name, &trap));
  Object* target = trap.target;
  if (trap.method.is_undefined()) return methods_of(target).set(agent, target, key, v, receiver);
  if (!to_boolean(TRY(call_trap(agent, trap, key_to_value(agent, key), v, receiver)))) return Truth::kFalse;
  PropertyDescriptor actual;
  if (TRY(methods_of(target).get_own_property(agent, target, key, &actual)) &&
      !(actual.attributes & kConfigurable)) {
    if (actual.is_accessor()) {
      if (actual.setter.is_undefined()) return broken(agent, name);
    } else if (!(actual.attributes & kWritable) && !same_value(agent, v, actual.value)) {
      return broken(agent, name);
    }
  }
  return Truth::kTrue;
}

Truth proxy_delete(Agent* agent, Object* o, PropertyKey key) {
  Trap trap(agent);
  PropertyKey name = agent->names->deleteProperty;
  TRY(find_trap(agent, o, name, &trap));
  Object* target = trap.target;
  if (trap.method.is_undefined()) return delete_property(agent, target, key);
  if (!to_boolean(TRY(call_trap(agent, trap, key_to_value(agent, key))))) return Truth::kFalse;
  PropertyDescriptor actual;
  if (!TRY(methods_of(target).get_own_property(agent, target, key, &actual))) return Truth::kTrue;
  if (!(actual.attributes & kConfigurable)) return broken(agent, name);
  if (!TRY(methods_of(target).is_extensible(agent, target))) return broken(agent, name);
  return Truth::kTrue;
}

// -- [[OwnPropertyKeys]]

// CreateListFromArrayLike with the types string and symbol, and no duplicates
Status keys_from_trap(Agent* agent, Value result, KeyList* keys) {
  if (!result.is_object()) return throw_error(agent, Message::kNotAnObject, result);
  double length;
  TRY(length_of_array_like(agent, result.as_object(), &length));
  for (double i = 0; i < length; i++) {
    Value v = TRY(get(agent, result.as_object(), key_from_number(agent, i)));
    if (!v.is_string() && !v.is_symbol()) return broken(agent, agent->names->ownKeys);
    PropertyKey key = TRY(to_property_key(agent, v));
    TRY(keys->add(key));
    TRY(poll(agent));
  }
  return Status::kOk;
}

// The sorted bits of a list, for finding duplicates and members in n log n.
class KeySet {
 public:
  explicit KeySet(Agent* agent) : agent_(agent), sorted_(agent) {}
  Status fill(const KeyList& keys) {
    for (uint32_t i = 0; i < keys.size(); i++)
      if (!sorted_.push(Value(keys[i].bits))) return Abrupt{};
    return sort_by_bits(agent_, sorted_.data(), sorted_.size());
  }
  bool has_duplicates() {
    auto is_same = [](Value a, Value b) { return a.bits == b.bits; };
    return std::adjacent_find(begin(), end(), is_same) != end();
  }
  bool contains(PropertyKey key) {
    return std::binary_search(begin(), end(), Value(key.bits),
                              [](Value a, Value b) { return a.bits < b.bits; });
  }
  size_t size() const { return sorted_.size(); }

 private:
  Value* begin() { return sorted_.data(); }
  Value* end() { return sorted_.data() + sorted_.size(); }
  Agent* agent_;
  RootedVector sorted_;
};

// https://tc39.es/ecma262/#sec-proxy-object-internal-methods-and-internal-slots-ownpropertykeys
Status proxy_own_property_keys(Agent* agent, Object* o, KeyList* keys) {
  Trap trap(agent);
  PropertyKey name = agent->names->ownKeys;
  TRY(find_trap(agent, o, name, &trap));
  Object* target = trap.target;
  if (trap.method.is_undefined()) return methods_of(target).own_property_keys(agent, target, keys);
  Value result = TRY(call_trap(agent, trap));
  KeyList given(agent), actual(agent);
  TRY(keys_from_trap(agent, result, &given));
  KeySet set(agent);
  TRY(set.fill(given));
  if (set.has_duplicates()) return broken(agent, name);
  bool extensible = TRY(methods_of(target).is_extensible(agent, target));
  TRY(methods_of(target).own_property_keys(agent, target, &actual));
  bool all_configurable = true;
  for (uint32_t i = 0; i < actual.size(); i++) {
    PropertyDescriptor d;
    bool exists = TRY(methods_of(target).get_own_property(agent, target, actual[i], &d));
    bool configurable = !exists || (d.attributes & kConfigurable);
    all_configurable = all_configurable && configurable;
    if ((!configurable || !extensible) && !set.contains(actual[i])) return broken(agent, name);
  }
  if (!extensible && set.size() != actual.size()) return broken(agent, name);
  for (uint32_t i = 0; i < given.size(); i++) TRY(keys->add(given[i]));
  return Status::kOk;
}

}  // namespace

const ObjectMethods kProxyMethods = {
    proxy_get_prototype_of,
    proxy_set_prototype_of,
    proxy_is_extensible,
    proxy_prevent_extensions,
    proxy_get_own_property,
    proxy_define_own_property,
    proxy_has_property,
    proxy_get,
    proxy_set,
    proxy_delete,
    proxy_own_property_keys,
};

Value create_proxy(Agent* agent, Value target, Value handler) {
  if (!target.is_object() || !handler.is_object()) return throw_error(agent, Message::kProxyOfNonObject);
  auto* proxy = TRY(new_object_of<ProxyObject>(agent, CellKind::kProxy, Value::null()));
  proxy->flags |= target.as_object()->flags & (kCallable | kConstructor | kHtmlDDA);
  proxy->target = target;
  proxy->handler = handler;
  proxy->realm = agent->realm;
  return proxy;
}

Value proxy_call(Agent* agent, Object* o, Value this_value, const Value* arguments, uint32_t count) {
  Trap trap(agent);
  TRY(find_trap(agent, o, agent->names->apply, &trap));
  if (trap.method.is_undefined()) return call(agent, trap.target, this_value, arguments, count);
  Array* list = TRY(new_array_from(agent, agent->realm, arguments, count));
  return call_trap(agent, trap, this_value, Value(list));
}

Value proxy_construct(Agent* agent, Object* o, const Value* arguments, uint32_t count, Value new_target) {
  Trap trap(agent);
  TRY(find_trap(agent, o, agent->names->construct, &trap));
  if (trap.method.is_undefined()) return construct(agent, trap.target, arguments, count, new_target);
  Array* list = TRY(new_array_from(agent, agent->realm, arguments, count));
  Value made = TRY(call_trap(agent, trap, Value(list), new_target));
  if (!made.is_object()) return throw_error(agent, Message::kNotAnObject, made);
  return made;
}

// -- Property descriptors as objects

Value from_property_descriptor(Agent* agent, const PropertyDescriptor& d) {
  Object* o = new_object(agent, agent->realm);
  Names* names = agent->names;
  if (!d.value.is_absent()) put_fresh(agent, o, names->value, d.value);
  if (d.has & kWritable) put_fresh(agent, o, names->writable, Value::boolean(d.attributes & kWritable));
  if (!d.getter.is_absent()) put_fresh(agent, o, names->get, d.getter);
  if (!d.setter.is_absent()) put_fresh(agent, o, names->set, d.setter);
  if (d.has & kEnumerable) put_fresh(agent, o, names->enumerable, Value::boolean(d.attributes & kEnumerable));
  if (d.has & kConfigurable)
    put_fresh(agent, o, names->configurable, Value::boolean(d.attributes & kConfigurable));
  return o;
}

static Status read_field(Agent* agent, Object* o, PropertyKey key, Value* field) {
  if (TRY(has_property(agent, o, key))) *field = TRY(get(agent, o, key));
  return Status::kOk;
}

static Status read_attribute(Agent* agent, Object* o, PropertyKey key, uint8_t bit, PropertyDescriptor* d) {
  Value v = Value::absent();
  TRY(read_field(agent, o, key, &v));
  if (v.is_absent()) return Status::kOk;
  d->has |= bit;
  if (to_boolean(v)) d->attributes |= bit;
  return Status::kOk;
}

Status to_property_descriptor(Agent* agent, Value v, PropertyDescriptor* d) {
  if (!v.is_object()) return throw_error(agent, Message::kBadDescriptor, v);
  Object* o = v.as_object();
  Names* names = agent->names;
  TRY(read_attribute(agent, o, names->enumerable, kEnumerable, d));
  TRY(read_attribute(agent, o, names->configurable, kConfigurable, d));
  TRY(read_field(agent, o, names->value, &d->value));
  TRY(read_attribute(agent, o, names->writable, kWritable, d));
  TRY(read_field(agent, o, names->get, &d->getter));
  if (!d->getter.is_absent() && !d->getter.is_undefined() && !is_callable(d->getter))
    return throw_error(agent, Message::kGetterNotCallable, d->getter);
  TRY(read_field(agent, o, names->set, &d->setter));
  if (!d->setter.is_absent() && !d->setter.is_undefined() && !is_callable(d->setter))
    return throw_error(agent, Message::kSetterNotCallable, d->setter);
  if (d->is_accessor() && d->is_data()) return throw_error(agent, Message::kMixedDescriptor);
  return Status::kOk;
}

Array* create_list_from_array_like(Agent* agent, Value v) {
  if (!v.is_object()) return throw_error(agent, Message::kListFromNonObject);
  double length;
  TRY(length_of_array_like(agent, v.as_object(), &length));
  // More than this no call can take; all of them are calls.
  if (length > double(agent->stack_limit - reinterpret_cast<Value*>(agent->fp)))
    return throw_stack_overflow(agent);
  if (is_dense_array(v)) {  // reading a vector without holes runs no script's code
    auto count = uint32_t(length);
    auto* vector = static_cast<Slots*>(v.as_object()->elements);
    auto is_hole = [](Value element) { return element.is_hole(); };
    if (vector != nullptr && vector->aux >= count &&
        std::none_of(vector->values, vector->values + count, is_hole))
      return new_array_from(agent, agent->realm, vector->values, count);
  }
  Array* list = TRY(new_array(agent, agent->realm));
  for (double i = 0; i < length; i++) {
    TRY(array_push(agent, list, TRY(get(agent, v.as_object(), key_from_number(agent, i)))));
    TRY(poll(agent));
  }
  return list;
}

VISIT_OBJECT(Proxy, ProxyObject, &ProxyObject::target, &ProxyObject::handler, &ProxyObject::realm)

}  // namespace whipsnake
