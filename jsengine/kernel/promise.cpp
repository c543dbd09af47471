// Promise objects, their reactions and resolving functions.
// https://tc39.es/ecma262/#sec-promise-abstract-operations
#include "jsengine/kernel/promise.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise_jobs.h"

namespace whipsnake {

VISIT_OBJECT(Promise, Promise, &Promise::result, &Promise::reactions)
VISIT_CELL(PromiseReaction, PromiseReaction, &PromiseReaction::next, &PromiseReaction::on_fulfilled,
           &PromiseReaction::on_rejected, &PromiseReaction::promise, &PromiseReaction::resolve,
           &PromiseReaction::reject, &PromiseReaction::frame)

Promise* new_promise_with_prototype(Agent* agent, Value prototype) {
  auto* promise = TRY(new_object_of<Promise>(agent, CellKind::kPromise, prototype));
  promise->result = Value::undefined();
  return promise;
}

Promise* new_promise(Agent* agent, Realm* realm) {
  return new_promise_with_prototype(agent, intrinsic(realm, Intrinsic::kPromisePrototype));
}

// -- Settling

namespace {

// https://tc39.es/ecma262/#sec-triggerpromisereactions
void settle(Agent* agent, Promise* promise, PromiseState state, Value value) {
  PromiseReaction* reversed = promise->reactions;
  promise->reactions = nullptr;
  promise->detail = uint8_t(state);
  store(agent, promise, &promise->result, value);
  PromiseReaction* first = nullptr;
  while (reversed != nullptr) {
    PromiseReaction* next = reversed->next;
    store(agent, reversed, &reversed->next, first);
    first = reversed;
    reversed = next;
  }
  bool fulfilled = state == PromiseState::kFulfilled;
  for (; first != nullptr; first = first->next)
    enqueue_job(agent, Job::kReaction, fulfilled, Value::cell(first), value, Value::undefined());
}

Value new_resolving_function(Agent* agent, NativeCode code, Value promise, Value already) {
  NativeFunction* function = new_native_function(agent, agent->realm, code, agent->names->empty, 1);
  store(agent, function, &function->data[0], promise);
  store(agent, function, &function->data[1], already);
  return function;
}

// The pair of functions shares a record: once either was called both do nothing.
bool first_call(Agent* agent, NativeFunction* function) {
  Value& called = function->data[1].as<Slots>()->values[0];
  if (called.is_true()) return false;
  called = Value::boolean(true);
  return true;
}

// https://tc39.es/ecma262/#sec-promise-resolve-functions
Value promise_resolve_function(Agent* agent, Frame* frame) {
  auto* self = static_cast<NativeFunction*>(frame->function.as_object());
  if (!first_call(agent, self)) return Value::undefined();
  resolve_promise(agent, static_cast<Promise*>(self->data[0].as_object()), frame->argument(0));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-promise-reject-functions
Value promise_reject_function(Agent* agent, Frame* frame) {
  auto* self = static_cast<NativeFunction*>(frame->function.as_object());
  if (!first_call(agent, self)) return Value::undefined();
  reject_promise(agent, static_cast<Promise*>(self->data[0].as_object()), frame->argument(0));
  return Value::undefined();
}

}  // namespace

void fulfil_promise(Agent* agent, Promise* promise, Value value) {
  settle(agent, promise, PromiseState::kFulfilled, value);
}

// https://tc39.es/ecma262/#sec-rejectpromise
void reject_promise(Agent* agent, Promise* promise, Value reason) {
  if (!promise->is_handled) track_rejection(agent, promise, RejectionOperation::kReject);
  settle(agent, promise, PromiseState::kRejected, reason);
}

// https://tc39.es/ecma262/#sec-promise-resolve-functions, from step 7
void resolve_promise(Agent* agent, Promise* promise, Value resolution) {
  if (resolution == Value(promise)) {
    throw_error(agent, Message::kPromiseCycle);
  } else if (!resolution.is_object()) {
    return fulfil_promise(agent, promise, resolution);
  } else {
    Value then = get_by_cache(agent, resolution, agent->names->then);
    if (!is_abrupt(then)) {
      if (!is_callable(then)) return fulfil_promise(agent, promise, resolution);
      return enqueue_job(agent, Job::kThenable, false, promise, resolution, then);
    }
  }
  if (has_exception(agent)) reject_promise(agent, promise, take_exception(agent));
}

ResolvingFunctions create_resolving_functions(Agent* agent, Promise* promise) {
  Slots* already = new_slots(agent, 1);
  already->values[0] = Value::boolean(false);
  Value record = Value::cell(already);
  Value resolve = new_resolving_function(agent, promise_resolve_function, promise, record);
  Value reject = new_resolving_function(agent, promise_reject_function, promise, record);
  return {resolve, reject};
}

// -- Capabilities

namespace {

// https://tc39.es/ecma262/#sec-newpromisecapability, the executor: data[0] keeps resolve and reject
Value capability_executor(Agent* agent, Frame* frame) {
  auto* self = static_cast<NativeFunction*>(frame->function.as_object());
  Slots* pair = self->data[0].as<Slots>();
  if (!pair->values[0].is_undefined() || !pair->values[1].is_undefined())
    return throw_error(agent, Message::kPromiseExecutorTwice);
  store(agent, pair, &pair->values[0], frame->argument(0));
  store(agent, pair, &pair->values[1], frame->argument(1));
  return Value::undefined();
}

}  // namespace

Status new_promise_capability(Agent* agent, Value constructor, PromiseCapability* capability) {
  if (constructor == intrinsic(agent->realm, Intrinsic::kPromise)) {
    Promise* promise = TRY(new_promise(agent, agent->realm));
    ResolvingFunctions functions = create_resolving_functions(agent, promise);
    *capability = {promise, functions.resolve, functions.reject};
    return Status::kOk;
  }
  if (!is_constructor(constructor)) return throw_error(agent, Message::kNotAConstructor, constructor);
  Slots* pair = TRY(new_slots(agent, 2));
  pair->values[0] = pair->values[1] = Value::undefined();
  NativeFunction* executor =
      TRY(new_native_function(agent, agent->realm, capability_executor, agent->names->empty, 2));
  store(agent, executor, &executor->data[0], Value::cell(pair));
  Value argument = executor;
  Value promise = TRY(construct(agent, constructor, &argument, 1));
  for (Value function : {pair->values[0], pair->values[1]})
    if (!is_callable(function)) return throw_error(agent, Message::kPromiseFunctionNotCallable);
  *capability = {promise, pair->values[0], pair->values[1]};
  return Status::kOk;
}

Value promise_resolve(Agent* agent, Value constructor, Value value) {
  if (is_promise(value)) {
    Value own = TRY(get_by_cache(agent, value, agent->names->constructor));
    if (same_value(agent, own, constructor)) return value;
  }
  if (constructor == intrinsic(agent->realm, Intrinsic::kPromise)) {  // nobody sees the resolving functions
    Promise* promise = TRY(new_promise(agent, agent->realm));
    resolve_promise(agent, promise, value);
    if (agent->pending_kind != Pending::kNone) return Abrupt{};
    return promise;
  }
  PromiseCapability capability;
  TRY(new_promise_capability(agent, constructor, &capability));
  TRY(call(agent, capability.resolve, Value::undefined(), &value, 1));
  return capability.promise;
}

// -- Reactions

namespace {

PromiseReaction* new_reaction(Agent* agent, PromiseReaction::Kind kind) {
  auto* reaction = allocate<PromiseReaction>(agent, CellKind::kPromiseReaction);
  reaction->detail = kind;
  reaction->on_fulfilled = reaction->on_rejected = Value::undefined();
  reaction->promise = reaction->resolve = reaction->reject = Value::undefined();
  return reaction;
}

// https://tc39.es/ecma262/#sec-performpromisethen, from step 9
void add_reaction(Agent* agent, Promise* promise, PromiseReaction* reaction) {
  if (promise->state() == PromiseState::kPending) {
    store(agent, reaction, &reaction->next, promise->reactions);
    store(agent, promise, &promise->reactions, reaction);
  } else {
    bool fulfilled = promise->state() == PromiseState::kFulfilled;
    if (!fulfilled && !promise->is_handled) track_rejection(agent, promise, RejectionOperation::kHandle);
    enqueue_job(agent, Job::kReaction, fulfilled, Value::cell(reaction), promise->result, Value::undefined());
  }
  promise->is_handled = true;
}

// A promise made by us and handed to nobody but the caller of then(): it needs no resolving functions.
bool is_own_promise(const PromiseReaction* reaction) { return reaction->resolve.is_undefined(); }

Status settle_derived(Agent* agent, PromiseReaction* reaction, bool threw, Value value) {
  if (reaction->promise.is_undefined()) return Status::kOk;
  if (is_own_promise(reaction)) {
    auto* promise = static_cast<Promise*>(reaction->promise.as_object());
    if (threw)
      reject_promise(agent, promise, value);
    else
      resolve_promise(agent, promise, value);
    return agent->pending_kind == Pending::kNone ? Status::kOk : Status::kAbrupt;
  }
  TRY(call(agent, threw ? reaction->reject : reaction->resolve, Value::undefined(), &value, 1));
  return Status::kOk;
}

}  // namespace

Status perform_promise_then(Agent* agent, Promise* promise, Value on_fulfilled, Value on_rejected,
                            const PromiseCapability& capability) {
  PromiseReaction* reaction = new_reaction(agent, PromiseReaction::kThen);
  reaction->on_fulfilled = is_callable(on_fulfilled) ? on_fulfilled : Value::undefined();
  reaction->on_rejected = is_callable(on_rejected) ? on_rejected : Value::undefined();
  reaction->promise = capability.promise;
  reaction->resolve = capability.resolve;
  reaction->reject = capability.reject;
  add_reaction(agent, promise, reaction);
  return Status::kOk;
}

void await_promise(Agent* agent, Promise* promise, SuspendedFrame* frame) {
  PromiseReaction* reaction = new_reaction(agent, PromiseReaction::kAwait);
  reaction->frame = frame;
  add_reaction(agent, promise, reaction);
}

void then_native(Agent* agent, Promise* promise,
                 void (*native)(Agent*, PromiseReaction*, bool fulfilled, Value argument), Value data,
                 Value more) {
  PromiseReaction* reaction = new_reaction(agent, PromiseReaction::kNative);
  reaction->native = native;
  reaction->on_fulfilled = data;
  reaction->on_rejected = more;
  add_reaction(agent, promise, reaction);
}

// https://tc39.es/ecma262/#sec-newpromisereactionjob
Status run_reaction(Agent* agent, PromiseReaction* reaction, bool fulfilled, Value argument) {
  if (reaction->detail == PromiseReaction::kNative) {
    reaction->native(agent, reaction, fulfilled, argument);
    return agent->pending_kind == Pending::kNone ? Status::kOk : Status::kAbrupt;
  }
  if (reaction->detail == PromiseReaction::kAwait) {
    SuspendedFrame* frame = reaction->frame;
    ResumeMode mode = fulfilled ? ResumeMode::kNext : ResumeMode::kThrow;
    if (frame->owner->is(CellKind::kAsyncGenerator)) {
      async_generator_resume(agent, frame, mode, argument);
      return agent->pending_kind == Pending::kNone ? Status::kOk : Status::kAbrupt;
    }
    TRY(resume(agent, frame, mode, argument));
    return Status::kOk;
  }
  Value handler = fulfilled ? reaction->on_fulfilled : reaction->on_rejected;
  if (handler.is_undefined()) return settle_derived(agent, reaction, !fulfilled, argument);
  Value result = call(agent, handler, Value::undefined(), &argument, 1);
  bool threw = is_abrupt(result);
  if (threw) {
    if (!has_exception(agent)) return Abrupt{};
    result = take_exception(agent);
  }
  return settle_derived(agent, reaction, threw, result);
}

// https://tc39.es/ecma262/#sec-newpromiseresolvethenablejob
Status run_thenable(Agent* agent, Promise* promise, Value thenable, Value then) {
  ResolvingFunctions functions = create_resolving_functions(agent, promise);
  Value arguments[] = {functions.resolve, functions.reject};
  Value result = call(agent, then, thenable, arguments, 2);
  if (!is_abrupt(result)) return Status::kOk;
  if (!has_exception(agent)) return Abrupt{};
  Value exception = take_exception(agent);
  TRY(call(agent, functions.reject, Value::undefined(), &exception, 1));
  return Status::kOk;
}

}  // namespace whipsnake
