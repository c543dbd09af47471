#include "jsengine/kernel/realm.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/platform/platform_object.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

// The shapes that kernel code makes objects of without a look-up.
static Status make_shapes(Agent* agent, Realm* realm) {
  Value object_prototype = TRY(intrinsic(realm, Intrinsic::kObjectPrototype));
  store(agent, realm, &realm->object_shape,
        TRY(root_shape(agent, CellKind::kPlainObject, object_prototype, kDefaultInlineCapacity,
                       sizeof(Object))));
  Value function_prototype = TRY(intrinsic(realm, Intrinsic::kFunctionPrototype));
  store(agent, realm, &realm->function_shape,
        TRY(lazy_function_shape(agent, CellKind::kFunction, function_prototype, 2,
                                sizeof(Function) - 2 * sizeof(Value))));
  Shape* native = TRY(root_shape(agent, CellKind::kNativeFunction, function_prototype, 2,
                                 sizeof(NativeFunction) - 2 * sizeof(Value)));
  native = TRY(add_transition(agent, native, agent->names->length, kConfigurable));
  store(agent, realm, &realm->native_function_shape,
        TRY(add_transition(agent, native, agent->names->name, kConfigurable)));
  Shape* result = TRY(add_transition(agent, realm->object_shape, agent->names->value, kDataDefault));
  store(agent, realm, &realm->iterator_result_shape,
        TRY(add_transition(agent, result, agent->names->done, kDataDefault)));
  return Status::kOk;
}

static Status make_global(Agent* agent, Realm* realm) {
  Value global = TRY(intrinsic(realm, Intrinsic::kGlobal));
  store(agent, realm, &realm->global_object, global.as_object());
  store(agent, realm, &realm->global_this, global);
  put_fresh(agent, realm->global_object, agent->names->globalThis, global, kHiddenDefault);
  Object* names =
      TRY(new_object_of_kind(agent, CellKind::kGlobalObject, sizeof(PlatformObject), Value::null()));
  TRY(make_dictionary(agent, names));
  store(agent, realm, &realm->lexical_names, Value(names));
  store(agent, realm, &realm->self_hosted, Value(TRY(new_object_with_prototype(agent, Value::null()))));
  return Status::kOk;
}

Realm* new_realm(Agent* agent) {
  Realm* realm = TRY(allocate<Realm>(agent, CellKind::kRealm));
  realm->agent = agent;
  realm->global_this = realm->lexical_names = realm->modules = realm->self_hosted = realm->kept =
      Value::undefined();
  for (Value& v : realm->intrinsics) v = Value::absent();
  // Everything of a set-up is made in the new realm.
  Realm* running = agent->realm;
  agent->realm = realm;
  Status made = make_shapes(agent, realm);
  if (made == Status::kOk) {
    Value array_prototype = intrinsic(realm, Intrinsic::kArrayPrototype);
    if (array_prototype.is_object())
      store(agent, realm, &realm->array_shape, root_shape(agent, CellKind::kArray, array_prototype, 0, 0));
    made = realm->array_shape == nullptr ? Status::kAbrupt : make_global(agent, realm);
  }
  agent->realm = running;
  return made == Status::kOk ? realm : nullptr;
}

}  // namespace whipsnake
