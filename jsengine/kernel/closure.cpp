#include "jsengine/kernel/closure.h"

#include <cstddef>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

static Intrinsic prototype_intrinsic(const FunctionInfo* info) {
  switch (info->function_flags & (kGeneratorFunction | kAsyncFunction)) {
    case kGeneratorFunction:
      return Intrinsic::kGeneratorFunctionPrototype;
    case kAsyncFunction:
      return Intrinsic::kAsyncFunctionPrototype;
    case kGeneratorFunction | kAsyncFunction:
      return Intrinsic::kAsyncGeneratorFunctionPrototype;
    default:
      return Intrinsic::kFunctionPrototype;
  }
}

static bool is_constructor_kind(const FunctionInfo* info) {
  if (info->function_flags & (kGeneratorFunction | kAsyncFunction)) return false;
  return info->function_kind == FunctionKind::kNormal ||
         info->function_kind == FunctionKind::kClassConstructor ||
         info->function_kind == FunctionKind::kDerivedConstructor;
}

Function* new_closure_with_prototype(Agent* agent, Realm* realm, FunctionInfo* info, Environment* environment,
                                     Value prototype) {
  Shape* shape =
      lazy_function_shape(agent, CellKind::kFunction, prototype, 2, offsetof(Function, inline_slots));
  if (shape == nullptr) return nullptr;
  auto* f = allocate<Function>(agent, CellKind::kFunction);
  f->flags = kExtensible | kCallable | (is_constructor_kind(info) ? kConstructor : 0);
  f->detail = uint8_t(info->function_kind);
  f->shape = shape;
  f->info = info;
  f->environment = environment;
  f->realm = realm;
  // Closures that are called once are entered without the kernel, too.
  if (info->feedback != nullptr && info->feedback->realm == realm) f->feedback = info->feedback;
  f->home_object = f->constructor_data = Value::undefined();
  f->inline_slots[0] = f->inline_slots[1] = Value::undefined();
  return f;
}

ConstructorData* constructor_data(Agent* agent, Function* f) {
  if (!f->constructor_data.is_undefined()) return f->constructor_data.as<ConstructorData>();
  auto* data = allocate<ConstructorData>(agent, CellKind::kConstructorData);
  data->fields = Value::undefined();
  store(agent, f, &f->constructor_data, Value::cell(data));
  return data;
}

Function* new_closure(Agent* agent, Realm* realm, FunctionInfo* info, Environment* environment) {
  Value prototype = intrinsic(realm, prototype_intrinsic(info));
  if (prototype.is_abrupt()) return nullptr;
  return new_closure_with_prototype(agent, realm, info, environment, prototype);
}

Environment* new_environment(Agent* agent, Environment* parent, uint32_t slots) {
  size_t size = offsetof(Environment, slots) + size_t(slots) * sizeof(Value);
  auto* environment = allocate<Environment>(agent, CellKind::kEnvironment, size);
  if (environment == nullptr) return nullptr;
  environment->parent = parent;
  environment->aux = slots;
  for (uint32_t i = 0; i < slots; i++) environment->slots[i] = Value::undefined();
  return environment;
}

// https://tc39.es/ecma262/#sec-gettemplateobject, steps 4 to 13
Value new_template_object(Agent* agent, Object* description) {
  auto* parts = static_cast<Array*>(description);
  const Value* texts = static_cast<Slots*>(parts->elements)->values;
  uint32_t count = parts->length() / 2;
  Array* raw = TRY(new_array_from(agent, agent->realm, texts + count, count));
  Array* cooked = TRY(new_array_from(agent, agent->realm, texts, count));
  TRY(set_integrity_level(agent, raw, IntegrityLevel::kFrozen));
  TRY(define_property_or_throw(agent, cooked, agent->names->raw, PropertyDescriptor::data(Value(raw), 0)));
  TRY(set_integrity_level(agent, cooked, IntegrityLevel::kFrozen));
  return Value(cooked);
}

}  // namespace whipsnake
