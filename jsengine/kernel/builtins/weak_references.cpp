// WeakRef and FinalizationRegistry. https://tc39.es/ecma262/#sec-weak-ref-objects
#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/finalization.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

// https://tc39.es/ecma262/#sec-weak-ref-target
Value weak_ref_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "WeakRef"));
  if (!can_be_held_weakly(f->argument(0))) return throw_error(agent, Message::kInvalidWeakRef);
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kWeakRefPrototype)));
  auto* reference = TRY(new_object_of<WeakRefObject>(agent, CellKind::kWeakRef, prototype));
  reference->used_in = agent->extras->turn;
  store(agent, reference, &reference->target, f->argument(0));
  return reference;
}

// https://tc39.es/ecma262/#sec-weak-ref.prototype.deref
Value weak_ref_deref(Agent* agent, Frame* f) {
  Value v = f->this_value();
  if (!v.is_object() || !v.as_object()->is(CellKind::kWeakRef))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "WeakRef.prototype.deref"), v);
  auto* reference = static_cast<WeakRefObject*>(v.as_object());
  reference->used_in = agent->extras->turn;
  write_barrier(agent, reference);
  return reference->target;
}

const BuiltinRow kWeakRefRows[] = {
    VALUE_OF("prototype", kWeakRefPrototype, 0),
};
const BuiltinSet kWeakRefSet(Intrinsic::kWeakRef, a_constructor("WeakRef", 1, weak_ref_constructor),
                             kWeakRefRows);

const BuiltinRow kWeakRefPrototypeRows[] = {
    VALUE_OF("constructor", kWeakRef, kHiddenDefault),
    NATIVE("deref", 0, weak_ref_deref),
    TEXT_SYMBOL(kToStringTag, "WeakRef"),
};
const BuiltinSet kWeakRefPrototypeSet(Intrinsic::kWeakRefPrototype,
                                      {.prototype = Intrinsic::kObjectPrototype}, kWeakRefPrototypeRows);

// -- FinalizationRegistry

// https://tc39.es/ecma262/#sec-finalization-registry-cleanup-callback
Value registry_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "FinalizationRegistry"));
  if (!is_callable(f->argument(0))) return throw_error(agent, Message::kCleanupNotCallable);
  Value prototype =
      TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kFinalizationRegistryPrototype)));
  auto* registry =
      TRY(new_object_of<FinalizationRegistry>(agent, CellKind::kFinalizationRegistry, prototype));
  store(agent, registry, &registry->cleanup, f->argument(0));
  make_cleanup_queue(agent);
  return registry;
}

FinalizationRegistry* this_registry(Agent* agent, Frame* f, const char* method) {
  Value v = f->this_value();
  if (v.is_object() && v.as_object()->is(CellKind::kFinalizationRegistry))
    return static_cast<FinalizationRegistry*>(v.as_object());
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
}

// https://tc39.es/ecma262/#sec-finalization-registry.prototype.register
Value registry_register(Agent* agent, Frame* f) {
  FinalizationRegistry* registry = TRY(this_registry(agent, f, "FinalizationRegistry.prototype.register"));
  Value target = f->argument(0), held = f->argument(1), token = f->argument(2);
  if (!can_be_held_weakly(target)) return throw_error(agent, Message::kInvalidRegistration);
  if (same_value(agent, target, held)) return throw_error(agent, Message::kTargetIsHeld);
  if (!can_be_held_weakly(token) && !token.is_undefined())
    return throw_error(agent, Message::kInvalidUnregisterToken, token);
  auto* registration = TRY(allocate<Registration>(agent, CellKind::kRegistration));
  registration->registry = registry;
  registration->next = registry->registrations;
  registration->target = target;
  registration->held = held;
  registration->token = token;
  store(agent, registry, &registry->registrations, registration);
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-finalization-registry.prototype.unregister
Value registry_unregister(Agent* agent, Frame* f) {
  FinalizationRegistry* registry = TRY(this_registry(agent, f, "FinalizationRegistry.prototype.unregister"));
  Value token = f->argument(0);
  if (!can_be_held_weakly(token)) return throw_error(agent, Message::kInvalidUnregisterToken, token);
  bool removed = false;
  Cell* holder = registry;
  for (Registration** link = &registry->registrations; *link != nullptr;) {
    Registration* registration = *link;
    if (registration->token == token) {
      store(agent, holder, link, registration->next);
      removed = true;
    } else {
      holder = registration;
      link = &registration->next;
    }
  }
  return Value::boolean(removed);
}

const BuiltinRow kFinalizationRegistryRows[] = {
    VALUE_OF("prototype", kFinalizationRegistryPrototype, 0),
};
const BuiltinSet kFinalizationRegistrySet(Intrinsic::kFinalizationRegistry,
                                          a_constructor("FinalizationRegistry", 1, registry_constructor),
                                          kFinalizationRegistryRows);

const BuiltinRow kFinalizationRegistryPrototypeRows[] = {
    VALUE_OF("constructor", kFinalizationRegistry, kHiddenDefault),
    NATIVE("register", 2, registry_register),
    NATIVE("unregister", 1, registry_unregister),
    TEXT_SYMBOL(kToStringTag, "FinalizationRegistry"),
};
const BuiltinSet kFinalizationRegistryPrototypeSet(Intrinsic::kFinalizationRegistryPrototype,
                                                   {.prototype = Intrinsic::kObjectPrototype},
                                                   kFinalizationRegistryPrototypeRows);

}  // namespace

}  // namespace whipsnake
