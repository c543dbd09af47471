// Function objects as objects. https://tc39.es/ecma262/#sec-ecmascript-function-objects
#include "jsengine/kernel/function_object.h"

#include <cmath>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/proxy.h"

namespace whipsnake {

// https://tc39.es/ecma262/#sec-makeconstructor and the instantiation of generator functions
static Status add_prototype_property(Agent* agent, Function* f) {
  uint16_t flags = f->info->function_flags;
  if (!(flags & kHasPrototypeProperty)) return Status::kOk;
  bool generator = flags & kGeneratorFunction;
  Value parent = !generator               ? f->realm->object_shape->prototype
                 : flags & kAsyncFunction ? TRY(intrinsic(f->realm, Intrinsic::kAsyncGeneratorPrototype))
                                          : TRY(intrinsic(f->realm, Intrinsic::kGeneratorPrototype));
  Object* prototype = TRY(new_object_with_prototype(agent, parent));
  if (!generator) put_fresh(agent, prototype, agent->names->constructor, f, kHiddenDefault);
  return append_property(agent, f, agent->names->prototype, prototype, kWritable);
}

// Sloppy functions of the old kind show V8's arguments and caller, always null.
static bool has_caller(const FunctionInfo* info) {
  constexpr uint16_t kModern = kStrict | kGeneratorFunction | kAsyncFunction | kSelfHosted;
  return info->function_kind == FunctionKind::kNormal && !(info->function_flags & kModern);
}

Status materialise_function(Agent* agent, Object* o) {
  auto* f = static_cast<Function*>(o);
  Shape* shape = TRY(
      root_shape(agent, CellKind::kFunction, o->shape->prototype, 2, sizeof(Function) - 2 * sizeof(Value)));
  store(agent, o, &o->shape, shape);
  Value name = f->info->name.is_string() ? f->info->name : Value(agent->names->empty.as_string());
  TRY(append_property(agent, o, agent->names->length, Value::uint32(f->info->length), kConfigurable));
  TRY(append_property(agent, o, agent->names->name, name, kConfigurable));
  if (has_caller(f->info)) {
    TRY(append_property(agent, o, agent->names->arguments, Value::null(), 0));
    TRY(append_property(agent, o, agent->names->caller, Value::null(), 0));
  }
  return add_prototype_property(agent, f);
}

String* function_name_text(Agent* agent, PropertyKey key, std::string_view prefix) {
  StringBuilder text(agent);
  if (!prefix.empty()) {
    text.append_ascii(prefix);
    text.append_unit(' ');
  }
  if (key.is_symbol() && !key.is_private()) {
    Value description = key.as_symbol()->description;
    if (description.is_string()) {
      text.append_unit('[');
      text.append(description.as_string());
      text.append_unit(']');
    }
  } else {
    Value name = key.is_private() ? key.as_symbol()->description : key_to_value(agent, key);
    text.append(name.as_string());
  }
  return text.finish();
}

Status set_function_name(Agent* agent, Object* f, PropertyKey key, std::string_view prefix) {
  String* name = TRY(function_name_text(agent, key, prefix));
  PropertyDescriptor d = PropertyDescriptor::data(name, kConfigurable);
  return define_property_or_throw(agent, f, agent->names->name, d);
}

// The length that Function.prototype.bind gives: the target's without the bound arguments.
static Status bound_length(Agent* agent, Object* target, uint32_t count, Value* result) {
  *result = Value::int32(0);
  if (!TRY(has_own_property(agent, target, agent->names->length))) return Status::kOk;
  Value v = TRY(get(agent, target, agent->names->length));
  if (!v.is_number()) return Status::kOk;
  double length = v.as_number();
  if (std::isnan(length)) length = 0;
  length = std::trunc(length) - count;
  *result = Value::normalised(length > 0 ? length : 0);
  return Status::kOk;
}

Value bind_function(Agent* agent, Object* target, Value bound_this, const Value* arguments, uint32_t count) {
  Value prototype = TRY(get_prototype_of(agent, target));
  Shape* shape = TRY(
      root_shape(agent, CellKind::kBoundFunction, prototype, 2, sizeof(BoundFunction) - 2 * sizeof(Value)));
  auto* bound = TRY(allocate<BoundFunction>(agent, CellKind::kBoundFunction));
  bound->flags = kExtensible | (target->flags & (kCallable | kConstructor));
  bound->shape = shape;
  bound->target = target;
  bound->bound_this = bound_this;
  if (count != 0) {
    Slots* list = TRY(new_slots(agent, count));
    for (uint32_t i = 0; i < count; i++) list->values[i] = arguments[i];
    store(agent, bound, &bound->arguments, list);
  }
  Value length;
  TRY(bound_length(agent, target, count, &length));
  Value name = TRY(get(agent, target, agent->names->name));
  if (!name.is_string()) name = agent->names->empty.as_string();
  String* bound_name = TRY(concatenate(agent, TRY(new_string(agent, "bound ")), name.as_string()));
  put_fresh(agent, bound, agent->names->length, length, kConfigurable);
  put_fresh(agent, bound, agent->names->name, bound_name, kConfigurable);
  return bound;
}

Realm* function_realm(Agent* agent, Object* o) {
  for (;;) {
    switch (o->kind) {
      case CellKind::kFunction:
        return static_cast<Function*>(o)->realm;
      case CellKind::kNativeFunction:
        return static_cast<NativeFunction*>(o)->realm;
      case CellKind::kBoundFunction:
        o = static_cast<BoundFunction*>(o)->target.as_object();
        break;
      case CellKind::kProxy: {
        auto* proxy = static_cast<ProxyObject*>(o);
        if (proxy->handler.is_null())
          return throw_error(agent, Message::kProxyRevoked, new_string(agent, "construct"));
        o = proxy->target.as_object();
        break;
      }
      default:
        return agent->realm;
    }
  }
}

VISIT_OBJECT(BoundFunction, BoundFunction, &BoundFunction::target, &BoundFunction::bound_this,
             &BoundFunction::arguments)

}  // namespace whipsnake
