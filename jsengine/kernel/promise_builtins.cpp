// The Promise constructor and its prototype.
// https://tc39.es/ecma262/#sec-promise-constructor
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise_combinators.h"

namespace whipsnake {

namespace {

// https://tc39.es/ecma262/#sec-promise-executor
Value promise_constructor(Agent* agent, Frame* frame) {
  Value executor = frame->argument(0);
  if (frame->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "Promise"));
  if (!is_callable(executor)) {
    String* shown =
        TRY(concatenate(agent, new_string(agent, "Promise resolver "), TRY(type_of(agent, executor))));
    return throw_error(agent, Message::kNotAFunction, shown);
  }
  Value prototype =
      TRY(prototype_from_constructor(agent, frame->new_target, int(Intrinsic::kPromisePrototype)));
  Promise* promise = TRY(new_promise_with_prototype(agent, prototype));
  ResolvingFunctions functions = create_resolving_functions(agent, promise);
  Value result = call_with(agent, executor, Value::undefined(), functions.resolve, functions.reject);
  if (is_abrupt(result)) {
    if (!has_exception(agent)) return Abrupt{};
    TRY(call_with(agent, functions.reject, Value::undefined(), take_exception(agent)));
  }
  return promise;
}

// https://tc39.es/ecma262/#sec-promise.prototype.then
Value promise_then(Agent* agent, Frame* frame) {
  Value receiver = frame->this_value();
  if (!is_promise(receiver))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "Promise.prototype.then"), receiver);
  Value constructor = intrinsic(agent->realm, Intrinsic::kPromise);
  Value species = TRY(species_constructor(agent, receiver.as_object(), constructor));
  PromiseCapability capability;
  if (species == constructor) {  // nobody sees this promise's resolving functions
    Promise* derived = TRY(new_promise(agent, agent->realm));
    capability = {derived, Value::undefined(), Value::undefined()};
  } else {
    TRY(new_promise_capability(agent, species, &capability));
  }
  auto* promise = static_cast<Promise*>(receiver.as_object());
  TRY(perform_promise_then(agent, promise, frame->argument(0), frame->argument(1), capability));
  return capability.promise;
}

// https://tc39.es/ecma262/#sec-promise.resolve
Value promise_resolve_static(Agent* agent, Frame* frame) {
  Value receiver = frame->this_value();
  if (!receiver.is_object())
    return throw_error(agent, Message::kCalledOnNonObject, new_string(agent, "PromiseResolve"));
  return promise_resolve(agent, receiver, frame->argument(0));
}

// https://tc39.es/ecma262/#sec-promise.reject
Value promise_reject_static(Agent* agent, Frame* frame) {
  PromiseCapability capability;
  TRY(new_promise_capability(agent, frame->this_value(), &capability));
  TRY(call_with(agent, capability.reject, Value::undefined(), frame->argument(0)));
  return capability.promise;
}

// https://tc39.es/ecma262/#sec-promise.withResolvers
Value promise_with_resolvers(Agent* agent, Frame* frame) {
  PromiseCapability capability;
  TRY(new_promise_capability(agent, frame->this_value(), &capability));
  Object* result = TRY(new_object(agent, agent->realm));
  put_fresh(agent, result, agent->names->promise, capability.promise);
  put_fresh(agent, result, agent->names->resolve, capability.resolve);
  put_fresh(agent, result, agent->names->reject, capability.reject);
  return result;
}

Value species_getter(Agent*, Frame* frame) { return frame->this_value(); }

const BuiltinRow kConstructorRows[] = {
    VALUE_OF("prototype", kPromisePrototype, 0),
    NATIVE("all", 1, promise_all),
    NATIVE("allSettled", 1, promise_all_settled),
    NATIVE("any", 1, promise_any),
    NATIVE("race", 1, promise_race),
    NATIVE("resolve", 1, promise_resolve_static),
    NATIVE("reject", 1, promise_reject_static),
    NATIVE("try", 1, promise_try),
    NATIVE("withResolvers", 0, promise_with_resolvers),
    GETTER_SYMBOL(kSpecies, "[Symbol.species]", species_getter),
};
const BuiltinSet kConstructorSet(Intrinsic::kPromise, a_constructor("Promise", 1, promise_constructor),
                                 kConstructorRows);

const BuiltinRow kPrototypeRows[] = {
    VALUE_OF("constructor", kPromise, kHiddenDefault),
    NATIVE("then", 2, promise_then),
    NATIVE("catch", 1, promise_catch),
    NATIVE("finally", 1, promise_finally),
    TEXT_SYMBOL(kToStringTag, "Promise"),
};
const BuiltinSet kPrototypeSet(Intrinsic::kPromisePrototype, {.prototype = Intrinsic::kObjectPrototype},
                               kPrototypeRows);

}  // namespace

}  // namespace whipsnake
