#include "jsengine/kernel/promise_combinators.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

enum class Combinator { kAll, kAllSettled, kAny, kRace };

// What the functions of one call share: a vector of values.
struct State {
  enum { kValues, kRemaining, kResolve, kReject, kSize };
};
// What the functions of one element share.
struct Element {
  enum { kCalled, kIndex, kSize };
};
enum class Settle : int32_t { kValue, kFulfilled, kRejected, kError };

NativeFunction* callee(Frame* frame) { return static_cast<NativeFunction*>(frame->function.as_object()); }

Value settled_record(Agent* agent, Settle mode, Value value) {
  Object* record = TRY(new_object(agent, agent->realm));
  bool fulfilled = mode == Settle::kFulfilled;
  put_fresh(agent, record, agent->names->status, new_string(agent, fulfilled ? "fulfilled" : "rejected"));
  put_fresh(agent, record, fulfilled ? agent->names->value : agent->names->reason, value);
  return record;
}

// All elements are there: the results go to the capability.
Value finish(Agent* agent, Slots* state, bool rejects) {
  Value values = state->values[State::kValues];
  if (!rejects) return call(agent, state->values[State::kResolve], Value::undefined(), &values, 1);
  String* message = new_string(agent, "All promises were rejected");
  Error* error = TRY(new_error(agent, ErrorType::kAggregateError, message));
  put_fresh(agent, error, agent->names->errors, values, kHiddenDefault);
  Value argument = error;
  return call(agent, state->values[State::kReject], Value::undefined(), &argument, 1);
}

bool count_down(Slots* state) {
  Value& remaining = state->values[State::kRemaining];
  remaining = Value::int32(remaining.as_int32() - 1);
  return remaining.as_int32() == 0;
}

// https://tc39.es/ecma262/#sec-promise.all-resolve-element-functions and those of allSettled and any
Value settle_element(Agent* agent, Frame* frame) {
  NativeFunction* self = callee(frame);
  auto* state = self->data[0].as<Slots>();
  auto* element = self->data[1].as<Slots>();
  auto mode = Settle(self->data[2].as_int32());
  if (element->values[Element::kCalled].is_true()) return Value::undefined();
  element->values[Element::kCalled] = Value::boolean(true);
  Value value = frame->argument(0);
  if (mode == Settle::kFulfilled || mode == Settle::kRejected)
    value = TRY(settled_record(agent, mode, value));
  auto* values = static_cast<Array*>(state->values[State::kValues].as_object());
  auto* elements = static_cast<Slots*>(values->elements);
  store(agent, elements, &elements->values[element->values[Element::kIndex].as_int32()], value);
  if (!count_down(state)) return Value::undefined();
  return finish(agent, state, mode == Settle::kError);
}

Value new_element_function(Agent* agent, Slots* state, Slots* element, Settle mode) {
  NativeFunction* function =
      TRY(new_native_function(agent, agent->realm, settle_element, agent->names->empty, 1));
  store(agent, function, &function->data[0], Value::cell(state));
  store(agent, function, &function->data[1], Value::cell(element));
  function->data[2] = Value::int32(int32_t(mode));
  return function;
}

struct Handlers {
  Value on_fulfilled, on_rejected;
};

Status make_handlers(Agent* agent, Combinator combinator, Slots* state, int32_t index, Handlers* handlers) {
  *handlers = {state->values[State::kResolve], state->values[State::kReject]};
  if (combinator == Combinator::kRace) return Status::kOk;
  Slots* element = TRY(new_slots(agent, Element::kSize));
  element->values[Element::kCalled] = Value::boolean(false);
  element->values[Element::kIndex] = Value::int32(index);
  if (combinator == Combinator::kAny) {
    handlers->on_rejected = TRY(new_element_function(agent, state, element, Settle::kError));
    return Status::kOk;
  }
  bool all = combinator == Combinator::kAll;
  handlers->on_fulfilled =
      TRY(new_element_function(agent, state, element, all ? Settle::kValue : Settle::kFulfilled));
  if (!all) handlers->on_rejected = TRY(new_element_function(agent, state, element, Settle::kRejected));
  return Status::kOk;
}

// One turn of https://tc39.es/ecma262/#sec-performpromiseall; what is abrupt here closes the iterator.
Status add_element(Agent* agent, Combinator combinator, Slots* state, Value constructor,
                   Value promise_resolve, Value next) {
  auto* values = static_cast<Array*>(state->values[State::kValues].as_object());
  auto index = int32_t(values->length());
  TRY(array_push(agent, values, Value::undefined()));
  Value promise = TRY(call(agent, promise_resolve, constructor, &next, 1));
  Handlers handlers;
  TRY(make_handlers(agent, combinator, state, index, &handlers));
  state->values[State::kRemaining] = Value::int32(state->values[State::kRemaining].as_int32() + 1);
  Value arguments[] = {handlers.on_fulfilled, handlers.on_rejected};
  TRY(invoke(agent, promise, agent->names->then, arguments, 2));
  return Status::kOk;
}

Status perform(Agent* agent, Combinator combinator, Slots* state, Value constructor, Value promise_resolve,
               const IteratorRecord& record) {
  for (;;) {
    Value next = TRY(iterator_step_value(agent, record));
    if (next.is_absent()) break;
    if (is_abrupt(add_element(agent, combinator, state, constructor, promise_resolve, next)))
      return iterator_close_abrupt(agent, record);
  }
  if (!count_down(state) || combinator == Combinator::kRace) return Status::kOk;
  TRY(finish(agent, state, combinator == Combinator::kAny));
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-getpromiseresolve
Value get_promise_resolve(Agent* agent, Value constructor) {
  Value resolve = TRY(get_v(agent, constructor, agent->names->resolve));
  if (is_callable(resolve)) return resolve;
  return throw_error(agent, Message::kPromiseFunctionNotCallable);
}

Status combine_into(Agent* agent, Combinator combinator, Value constructor, Value iterable,
                    const PromiseCapability& capability) {
  Value promise_resolve = TRY(get_promise_resolve(agent, constructor));
  IteratorRecord record;
  TRY(get_iterator(agent, iterable, &record));
  Slots* state = TRY(new_slots(agent, State::kSize));
  state->values[State::kRemaining] = Value::int32(1);
  store(agent, state, &state->values[State::kResolve], capability.resolve);
  store(agent, state, &state->values[State::kReject], capability.reject);
  store(agent, state, &state->values[State::kValues], Value(TRY(new_array(agent, agent->realm))));
  return perform(agent, combinator, state, constructor, promise_resolve, record);
}

Value combine(Agent* agent, Frame* frame, Combinator combinator) {
  PromiseCapability capability;
  TRY(new_promise_capability(agent, frame->this_value(), &capability));
  if (is_abrupt(combine_into(agent, combinator, frame->this_value(), frame->argument(0), capability)))
    return reject_with_pending(agent, capability);
  return capability.promise;
}

}  // namespace

Value reject_with_pending(Agent* agent, const PromiseCapability& capability) {
  if (!has_exception(agent)) return Abrupt{};
  Value reason = take_exception(agent);
  TRY(call(agent, capability.reject, Value::undefined(), &reason, 1));
  return capability.promise;
}

// https://tc39.es/ecma262/#sec-promise.all
Value promise_all(Agent* agent, Frame* frame) { return combine(agent, frame, Combinator::kAll); }
// https://tc39.es/ecma262/#sec-promise.allsettled
Value promise_all_settled(Agent* agent, Frame* frame) {
  return combine(agent, frame, Combinator::kAllSettled);
}
// https://tc39.es/ecma262/#sec-promise.any
Value promise_any(Agent* agent, Frame* frame) { return combine(agent, frame, Combinator::kAny); }
// https://tc39.es/ecma262/#sec-promise.race
Value promise_race(Agent* agent, Frame* frame) { return combine(agent, frame, Combinator::kRace); }

// https://tc39.es/ecma262/#sec-promise.try
Value promise_try(Agent* agent, Frame* frame) {
  Value constructor = frame->this_value();
  if (!constructor.is_object())
    return throw_error(agent, Message::kCalledOnNonObject, new_string(agent, "Promise.try"));
  PromiseCapability capability;
  TRY(new_promise_capability(agent, constructor, &capability));
  uint32_t count = frame->argc > 0 ? frame->argc - 1 : 0;
  Value result = call(agent, frame->argument(0), Value::undefined(), frame->registers + 2, count);
  if (is_abrupt(result)) return reject_with_pending(agent, capability);
  TRY(call(agent, capability.resolve, Value::undefined(), &result, 1));
  return capability.promise;
}

// https://tc39.es/ecma262/#sec-promise.prototype.catch
Value promise_catch(Agent* agent, Frame* frame) {
  Value arguments[] = {Value::undefined(), frame->argument(0)};
  return invoke(agent, frame->this_value(), agent->names->then, arguments, 2);
}

namespace {

Value return_value(Agent*, Frame* frame) { return callee(frame)->data[0]; }
Value throw_reason(Agent* agent, Frame* frame) { return throw_value(agent, callee(frame)->data[0]); }

Value new_finally_function(Agent* agent, NativeCode code, uint32_t length, Value first, Value second) {
  NativeFunction* function = TRY(new_native_function(agent, agent->realm, code, agent->names->empty, length));
  store(agent, function, &function->data[0], first);
  store(agent, function, &function->data[1], second);
  return function;
}

// https://tc39.es/ecma262/#sec-thenfinallyfunctions and #sec-catchfinallyfunctions: data is onFinally and C
Value run_finally(Agent* agent, Frame* frame, NativeCode afterwards) {
  NativeFunction* self = callee(frame);
  Value result = TRY(call(agent, self->data[0], Value::undefined(), nullptr, 0));
  Value promise = TRY(promise_resolve(agent, self->data[1], result));
  Value thunk = TRY(new_finally_function(agent, afterwards, 0, frame->argument(0), Value::undefined()));
  return invoke(agent, promise, agent->names->then, &thunk, 1);
}
Value then_finally(Agent* agent, Frame* frame) { return run_finally(agent, frame, return_value); }
Value catch_finally(Agent* agent, Frame* frame) { return run_finally(agent, frame, throw_reason); }

}  // namespace

// https://tc39.es/ecma262/#sec-promise.prototype.finally
Value promise_finally(Agent* agent, Frame* frame) {
  Value receiver = frame->this_value();
  if (!receiver.is_object())
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "Promise.prototype.finally"),
                       receiver);
  Value constructor =
      TRY(species_constructor(agent, receiver.as_object(), intrinsic(agent->realm, Intrinsic::kPromise)));
  Value on_finally = frame->argument(0);
  Value arguments[] = {on_finally, on_finally};
  if (is_callable(on_finally)) {
    arguments[0] = TRY(new_finally_function(agent, then_finally, 1, on_finally, constructor));
    arguments[1] = TRY(new_finally_function(agent, catch_finally, 1, on_finally, constructor));
  }
  return invoke(agent, receiver, agent->names->then, arguments, 2);
}

}  // namespace whipsnake
