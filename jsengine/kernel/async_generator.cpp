// Async generators and their queue of requests. https://tc39.es/ecma262/#sec-asyncgenerator-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"

namespace whipsnake {

VISIT_OBJECT(AsyncGenerator, AsyncGenerator, &AsyncGenerator::frame, &AsyncGenerator::first_request,
             &AsyncGenerator::last_request)

namespace {

constexpr uint8_t kDraining = 1;  // in detail: waits for the value of a return() request

// A request is a vector of four values.
struct Request {
  enum { kMode, kValue, kPromise, kNext, kSize };
};

Slots* first_request(AsyncGenerator* generator) { return static_cast<Slots*>(generator->first_request); }
ResumeMode mode_of(Slots* request) { return ResumeMode(request->values[Request::kMode].as_int32()); }

Status enqueue(Agent* agent, AsyncGenerator* generator, ResumeMode mode, Value value, Promise* promise) {
  Slots* request = TRY(new_slots(agent, Request::kSize));
  request->values[Request::kMode] = Value::int32(int32_t(mode));
  request->values[Request::kValue] = value;
  request->values[Request::kPromise] = promise;
  if (generator->last_request != nullptr) {
    auto* last = static_cast<Slots*>(generator->last_request);
    store(agent, last, &last->values[Request::kNext], Value::cell(request));
  } else {
    store(agent, generator, &generator->first_request, request);
  }
  store(agent, generator, &generator->last_request, request);
  return Status::kOk;
}

Promise* dequeue(Agent* agent, AsyncGenerator* generator) {
  Slots* request = first_request(generator);
  Value next = request->values[Request::kNext];
  Cell* rest = next.is_hole() ? nullptr : next.as_cell();
  store(agent, generator, &generator->first_request, rest);
  if (rest == nullptr) generator->last_request = nullptr;
  return static_cast<Promise*>(request->values[Request::kPromise].as_object());
}

// https://tc39.es/ecma262/#sec-asyncgeneratorcompletestep
void fulfil_first(Agent* agent, AsyncGenerator* generator, Value value, bool done) {
  Promise* promise = dequeue(agent, generator);
  Value result = create_iter_result(agent, value, done);
  if (!is_abrupt(result)) resolve_promise(agent, promise, result);
}
void reject_first(Agent* agent, AsyncGenerator* generator, Value reason) {
  reject_promise(agent, dequeue(agent, generator), reason);
}

bool is_suspended_at_yield(SuspendedFrame* frame) {
  return frame->state() == SuspendState::kSuspended && !(frame->flags & kAwaiting);
}

void resume_queue(Agent*, AsyncGenerator*);

void return_awaited(Agent* agent, PromiseReaction* reaction, bool fulfilled, Value argument) {
  auto* generator = static_cast<AsyncGenerator*>(reaction->on_fulfilled.as_object());
  generator->detail = 0;
  if (fulfilled)
    fulfil_first(agent, generator, argument, true);
  else
    reject_first(agent, generator, argument);
  resume_queue(agent, generator);
}

// https://tc39.es/ecma262/#sec-asyncgeneratorawaitreturn
void await_return(Agent* agent, AsyncGenerator* generator) {
  Value value = first_request(generator)->values[Request::kValue];
  Value promise = promise_resolve(agent, intrinsic(agent->realm, Intrinsic::kPromise), value);
  if (is_abrupt(promise)) {
    if (has_exception(agent)) reject_first(agent, generator, take_exception(agent));
    return;
  }
  generator->detail = kDraining;
  then_native(agent, static_cast<Promise*>(promise.as_object()), return_awaited, generator);
}

// https://tc39.es/ecma262/#sec-asyncgeneratordrainqueue, one step
void drain_one(Agent* agent, AsyncGenerator* generator) {
  Slots* request = first_request(generator);
  switch (mode_of(request)) {
    case ResumeMode::kNext:
      return fulfil_first(agent, generator, Value::undefined(), true);
    case ResumeMode::kThrow:
      return reject_first(agent, generator, request->values[Request::kValue]);
    case ResumeMode::kReturn:
      return await_return(agent, generator);
  }
}

// Serves requests for as long as the generator is not busy.
void resume_queue(Agent* agent, AsyncGenerator* generator) {
  SuspendedFrame* frame = generator->frame;
  while (generator->first_request != nullptr && generator->detail != kDraining) {
    if (agent->pending_kind != Pending::kNone) return;
    Slots* request = first_request(generator);
    ResumeMode mode = mode_of(request);
    if (frame->state() == SuspendState::kStart && mode != ResumeMode::kNext) complete(frame);
    if (frame->state() == SuspendState::kCompleted)
      drain_one(agent, generator);
    else if (frame->state() == SuspendState::kStart || is_suspended_at_yield(frame))
      resume(agent, frame, mode, request->values[Request::kValue]);
    else
      return;
  }
}

// https://tc39.es/ecma262/#sec-asyncgenerator-prototype-next, -return, -throw
Value request(Agent* agent, Frame* frame, ResumeMode mode, const char* method) {
  Promise* promise = TRY(new_promise(agent, agent->realm));
  Value receiver = frame->this_value();
  if (!receiver.is_object() || !receiver.as_object()->is(CellKind::kAsyncGenerator)) {
    throw_error(agent, Message::kBadReceiver, new_string(agent, method), receiver);
    if (!has_exception(agent)) return Abrupt{};
    reject_promise(agent, promise, take_exception(agent));
    return promise;
  }
  auto* generator = static_cast<AsyncGenerator*>(receiver.as_object());
  TRY(enqueue(agent, generator, mode, frame->argument(0), promise));
  resume_queue(agent, generator);
  if (agent->pending_kind != Pending::kNone) return Abrupt{};
  return promise;
}

Value async_generator_next(Agent* agent, Frame* frame) {
  return request(agent, frame, ResumeMode::kNext, "[AsyncGenerator].prototype.next");
}
Value async_generator_return(Agent* agent, Frame* frame) {
  return request(agent, frame, ResumeMode::kReturn, "[AsyncGenerator].prototype.return");
}
Value async_generator_throw(Agent* agent, Frame* frame) {
  return request(agent, frame, ResumeMode::kThrow, "[AsyncGenerator].prototype.throw");
}

const BuiltinRow kRows[] = {
    VALUE_OF("constructor", kAsyncGeneratorFunctionPrototype, kConfigurable),
    NATIVE("next", 1, async_generator_next),
    NATIVE("return", 1, async_generator_return),
    NATIVE("throw", 1, async_generator_throw),
    TEXT_SYMBOL(kToStringTag, "AsyncGenerator"),
};
const BuiltinSet kSet(Intrinsic::kAsyncGeneratorPrototype, {.prototype = Intrinsic::kAsyncIteratorPrototype},
                      kRows);

}  // namespace

void async_generator_resume(Agent* agent, SuspendedFrame* frame, ResumeMode mode, Value value) {
  auto* generator = static_cast<AsyncGenerator*>(frame->owner);
  resume(agent, frame, mode, value);
  resume_queue(agent, generator);
}

void async_generator_yield(Agent* agent, AsyncGenerator* generator, Value value, bool is_result) {
  if (is_result)
    resolve_promise(agent, dequeue(agent, generator), value);
  else
    fulfil_first(agent, generator, value, false);
}

Value finish_async_generator(Agent* agent, Frame* frame, Value value) {
  SuspendedFrame* suspended = suspended_frame_of(frame);
  auto* generator = static_cast<AsyncGenerator*>(suspended->owner);
  complete(suspended);
  fulfil_first(agent, generator, value, true);
  return Value::undefined();
}

Value fail_async_generator(Agent* agent, Frame* frame, Value exception) {
  SuspendedFrame* suspended = suspended_frame_of(frame);
  auto* generator = static_cast<AsyncGenerator*>(suspended->owner);
  complete(suspended);
  reject_first(agent, generator, exception);
  return Value::undefined();
}

}  // namespace whipsnake
