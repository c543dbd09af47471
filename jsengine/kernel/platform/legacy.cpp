#include "jsengine/kernel/platform/legacy.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/reactions.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

PlatformObject* as_platform(Object* o) { return static_cast<PlatformObject*>(o); }

// The interface of an object's lineage that has the properties; a getter may stand in one and a setter in
// another.
struct Legacy {
  const InterfaceDefinition *indexed = nullptr, *named = nullptr;
  bool override_builtins = false, enumerable_names = true;
};

Legacy legacy_of(Object* o) {
  Legacy found;
  for (auto n = int32_t(as_platform(o)->interface_number); n >= 0;) {
    const InterfaceDefinition* interface = described_interface(uint32_t(n));
    if (interface == nullptr) break;
    if (found.indexed == nullptr && interface->indexed_getter != nullptr) found.indexed = interface;
    if (found.named == nullptr && interface->named_getter != nullptr) found.named = interface;
    if (interface->flags & kOverrideBuiltIns) found.override_builtins = true;
    if (interface->flags & kUnenumerableNamed) found.enumerable_names = false;
    n = interface->parent;
  }
  return found;
}

PyObject* python_of(Object* o) {
  if (o->detail & kNamedProperties)
    return static_cast<PlatformObject*>(as_platform(o)->realm->global_object)->python();
  return as_platform(o)->python();
}

// Calls an accessor of the declarations. A null reference: abrupt.
Reference ask(Agent* agent, PyObject* function, PyObject* self, PyObject* key, PyObject* value = nullptr) {
  PyObject* arguments[] = {self, key, value};
  Reference answer(PyObject_Vectorcall(function, arguments, value ? 3 : 2, nullptr));
  if (!answer) throw_python_exception(agent);
  return answer;
}

// kFalse: no such index.
Truth indexed_value(Agent* agent, Object* o, const InterfaceDefinition* interface, uint32_t index,
                    Value* value) {
  Reference key(PyLong_FromUnsignedLong(index));
  Reference answer = ask(agent, interface->indexed_getter, python_of(o), key.get());
  if (!answer) return Abrupt{};
  if (answer.get() == Py_None) return Truth::kFalse;
  *value = TRY(to_js(agent, answer.get(), *interface->indexed_type));
  return Truth::kTrue;
}

Truth named_value(Agent* agent, Object* o, const InterfaceDefinition* interface, PropertyKey name,
                  Value* value) {
  Reference key(cached_python_string(agent, key_to_value(agent, name).as_string()));
  if (!key) return throw_python_exception(agent);
  Reference answer = ask(agent, interface->named_getter, python_of(o), key.get());
  if (!answer) return Abrupt{};
  if (answer.get() == Py_None) return Truth::kFalse;
  *value = TRY(to_js(agent, answer.get(), *interface->named_type));
  return Truth::kTrue;
}

bool may_be_named(const Legacy& legacy, PropertyKey key) {
  if (legacy.named == nullptr || key.is_symbol()) return false;
  return !(key.is_index() && legacy.indexed != nullptr);
}

// https://webidl.spec.whatwg.org/#dfn-named-property-visibility, the steps that do not depend on the name's
// value
Truth is_hidden(Agent* agent, Object* o, const Legacy& legacy, PropertyKey key) {
  if (legacy.override_builtins) return Truth::kFalse;
  OwnProperty own;
  if (TRY(find_own(agent, o, key, &own))) return Truth::kTrue;
  for (Value at = o->prototype(); at.is_object();) {
    Object* prototype = at.as_object();
    if (!prototype->is(CellKind::kLegacyPlatformObject) || !(prototype->detail & kNamedProperties))
      if (TRY(has_own_property(agent, prototype, key))) return Truth::kTrue;
    at = TRY(get_prototype_of(agent, prototype));
  }
  return Truth::kFalse;
}

Truth visible_named_value(Agent* agent, Object* o, const Legacy& legacy, PropertyKey key, Value* value) {
  if (!may_be_named(legacy, key)) return Truth::kFalse;
  if (TRY(is_hidden(agent, o, legacy, key))) return Truth::kFalse;
  return named_value(agent, o, legacy.named, key, value);
}

// https://webidl.spec.whatwg.org/#legacyplatformobjectgetownproperty
Truth get_own_ignoring(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d, bool ignore_named) {
  Legacy legacy = legacy_of(o);
  Value value;
  if (key.is_index() && legacy.indexed != nullptr) {
    if (TRY(indexed_value(agent, o, legacy.indexed, key.as_index(), &value))) {
      uint8_t writable = legacy.indexed->indexed_setter != nullptr ? kWritable : 0;
      *d = PropertyDescriptor::data(value, uint8_t(writable | kEnumerable | kConfigurable));
      return Truth::kTrue;
    }
    ignore_named = true;
  }
  if (!ignore_named && TRY(visible_named_value(agent, o, legacy, key, &value))) {
    bool writable = legacy.named->named_setter != nullptr || (o->detail & kNamedProperties);
    *d = PropertyDescriptor::data(value, uint8_t((writable ? kWritable : 0) | kConfigurable |
                                                 (legacy.enumerable_names ? kEnumerable : 0)));
    return Truth::kTrue;
  }
  return ordinary_get_own_property(agent, o, key, d);
}

Truth get_own(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  return get_own_ignoring(agent, o, key, d, false);
}

Status set_indexed(Agent* agent, Object* o, const InterfaceDefinition* interface, uint32_t index, Value v) {
  Reference key(PyLong_FromUnsignedLong(index));
  Reference value(to_python(agent, v, *interface->indexed_value, {}));
  if (!key || !value) return Abrupt{};
  ReactionScope reactions(agent, true);
  Reference done = ask(agent, interface->indexed_setter, python_of(o), key.get(), value.get());
  if (!reactions.leave()) return throw_python_exception(agent);
  return done ? Status::kOk : Status::kAbrupt;
}

Status set_named(Agent* agent, Object* o, const InterfaceDefinition* interface, PropertyKey name, Value v) {
  Reference key(cached_python_string(agent, key_to_value(agent, name).as_string()));
  if (!key) return throw_python_exception(agent);
  Reference value(to_python(agent, v, *interface->named_value, {}));
  if (!value) return Abrupt{};
  ReactionScope reactions(agent, true);
  Reference done = ask(agent, interface->named_setter, python_of(o), key.get(), value.get());
  if (!reactions.leave()) return throw_python_exception(agent);
  return done ? Status::kOk : Status::kAbrupt;
}

// https://webidl.spec.whatwg.org/#legacy-platform-object-set
Truth set_value(Agent* agent, Object* o, PropertyKey key, Value v, Value receiver) {
  Legacy legacy = legacy_of(o);
  if (receiver == Value(o)) {
    if (key.is_index() && legacy.indexed != nullptr && legacy.indexed->indexed_setter != nullptr) {
      TRY(set_indexed(agent, o, legacy.indexed, key.as_index(), v));
      return Truth::kTrue;
    }
    if (may_be_named(legacy, key) && legacy.named->named_setter != nullptr) {
      TRY(set_named(agent, o, legacy.named, key, v));
      return Truth::kTrue;
    }
  }
  PropertyDescriptor own;
  if (TRY(get_own_ignoring(agent, o, key, &own, true))) {
    if (own.is_accessor()) return exotic_set(agent, o, key, v, receiver);
    if (!(own.attributes & kWritable)) return Truth::kFalse;
    return set_on_receiver(agent, key, v, receiver);
  }
  Value prototype = o->prototype();
  if (prototype.is_object())
    return methods_of(prototype.as_object()).set(agent, prototype.as_object(), key, v, receiver);
  return set_on_receiver(agent, key, v, receiver);
}

// https://webidl.spec.whatwg.org/#legacy-platform-object-defineownproperty
Truth define_own(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  if (o->detail & kNamedProperties) return Truth::kFalse;
  Legacy legacy = legacy_of(o);
  if (key.is_index() && legacy.indexed != nullptr) {
    if (d.is_accessor() || legacy.indexed->indexed_setter == nullptr) return Truth::kFalse;
    TRY(set_indexed(agent, o, legacy.indexed, key.as_index(),
                    d.value.is_absent() ? Value::undefined() : d.value));
    return Truth::kTrue;
  }
  if (may_be_named(legacy, key)) {
    OwnProperty own;
    bool exists = TRY(find_own(agent, o, key, &own));
    if (legacy.override_builtins || !exists) {
      Value value;
      bool known = TRY(named_value(agent, o, legacy.named, key, &value));
      if (known && legacy.named->named_setter == nullptr) return Truth::kFalse;
      if (legacy.named->named_setter != nullptr) {
        if (d.is_accessor()) return Truth::kFalse;
        TRY(set_named(agent, o, legacy.named, key, d.value.is_absent() ? Value::undefined() : d.value));
        return Truth::kTrue;
      }
    }
  }
  return ordinary_define_own_property(agent, o, key, d);
}

Truth has(Agent* agent, Object* o, PropertyKey key) { return exotic_has_property(agent, o, key); }

Value get_value(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  return exotic_get(agent, o, key, receiver);
}

// https://webidl.spec.whatwg.org/#legacy-platform-object-delete
Truth remove(Agent* agent, Object* o, PropertyKey key) {
  if (o->detail & kNamedProperties) return Truth::kFalse;
  Legacy legacy = legacy_of(o);
  Value value;
  if (key.is_index() && legacy.indexed != nullptr)
    return truth(!TRY(indexed_value(agent, o, legacy.indexed, key.as_index(), &value)));
  if (!TRY(visible_named_value(agent, o, legacy, key, &value))) return ordinary_delete(agent, o, key);
  if (legacy.named->named_deleter == nullptr) return Truth::kFalse;
  Reference name(cached_python_string(agent, key_to_value(agent, key).as_string()));
  if (!name) return throw_python_exception(agent);
  ReactionScope reactions(agent, true);
  Reference done = ask(agent, legacy.named->named_deleter, python_of(o), name.get());
  if (!reactions.leave()) return throw_python_exception(agent);
  return done ? Truth::kTrue : Truth::kAbrupt;
}

Status add_names(Agent* agent, Object* o, const Legacy& legacy, KeyList* keys) {
  Reference names(PyObject_CallOneArg(legacy.named->supported_names, python_of(o)));
  Reference fast(names ? PySequence_Fast(names.get(), "a list of names is expected") : nullptr);
  if (!fast) return throw_python_exception(agent);
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast.get()); i++) {
    String* name = TRY(cached_js_string(agent, PySequence_Fast_GET_ITEM(fast.get(), i)));
    PropertyKey key = key_from_string(agent, name);
    if (key.is_index() && legacy.indexed != nullptr) continue;
    if (!TRY(is_hidden(agent, o, legacy, key))) TRY(keys->add(key));
  }
  return Status::kOk;
}

// https://webidl.spec.whatwg.org/#legacy-platform-object-ownpropertykeys
Status own_keys(Agent* agent, Object* o, KeyList* keys) {
  Legacy legacy = legacy_of(o);
  if (legacy.indexed != nullptr) {
    Reference length(PyObject_CallOneArg(legacy.indexed->indexed_length, python_of(o)));
    long count = length ? PyLong_AsLong(length.get()) : -1;
    if (count < 0 && PyErr_Occurred()) return throw_python_exception(agent);
    for (long i = 0; i < count; i++) {
      TRY(poll(agent));
      TRY(keys->add(PropertyKey::index(uint32_t(i))));
    }
  }
  if (legacy.named != nullptr && !(o->detail & kNamedProperties)) TRY(add_names(agent, o, legacy, keys));
  return ordinary_own_property_keys(agent, o, keys);
}

Truth prevent_extensions(Agent*, Object*) { return Truth::kFalse; }

Truth set_prototype(Agent* agent, Object* o, Value v) {
  if (o->detail & kNamedProperties) return truth(v == o->prototype());
  return ordinary_set_prototype_of(agent, o, v);
}

}  // namespace

const ObjectMethods kLegacyPlatformMethods = {
    ordinary_get_prototype_of,
    set_prototype,
    ordinary_is_extensible,
    prevent_extensions,
    get_own,
    define_own,
    has,
    get_value,
    set_value,
    remove,
    own_keys,
};

Object* new_named_properties_object(Agent* agent, Realm* realm, Object* prototype,
                                    const InterfaceDefinition* interface) {
  auto* o = TRY(new_object_of<PlatformObject>(agent, CellKind::kLegacyPlatformObject, Value(prototype)));
  o->detail = kNamedProperties;
  o->realm = realm;
  o->interface_number = interface->number;
  TRY(add_own(agent, o, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kToStringTag)),
              Value(TRY(new_string(agent, "WindowProperties"))), kConfigurable));
  return o;
}

}  // namespace whipsnake
