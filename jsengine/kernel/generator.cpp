// Suspending and resuming frames; generator objects. https://tc39.es/ecma262/#sec-generator-objects
#include "jsengine/kernel/generator.h"

#include <algorithm>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"

namespace whipsnake {

namespace {

SuspendedFrame* new_suspended_frame(Agent* agent, Frame* frame) {
  Code* code = frame->code;
  size_t size = sizeof(SuspendedFrame) + (size_t(code->register_count) - 1) * sizeof(Value);
  auto* suspended = allocate<SuspendedFrame>(agent, CellKind::kSuspendedFrame, size);
  if (suspended == nullptr) return nullptr;
  suspended->aux = code->register_count;
  suspended->function = frame->function;
  suspended->code = code;
  suspended->feedback = frame->feedback;
  suspended->argc = frame->argc;
  suspended->value_register = suspended->mode_register = kNoRegister;
  suspended->detail = uint8_t(SuspendState::kRunning);
  return suspended;
}

void attach(Agent* agent, Frame* frame, SuspendedFrame* suspended, Object* owner) {
  store(agent, suspended, &suspended->owner, owner);
  frame->flags |= kGeneratorFrame;
  frame->new_target = Value::cell(suspended);
}

void copy_out(Agent* agent, Frame* frame, const uint16_t* resume_pc, uint32_t value_register,
              uint32_t mode_register, uint8_t flags, SuspendState state) {
  SuspendedFrame* suspended = suspended_frame_of(frame);
  std::copy_n(frame->registers, suspended->aux, suspended->registers);
  suspended->left_at = frame->pc;
  suspended->pc = resume_pc;
  suspended->value_register = value_register;
  suspended->mode_register = mode_register;
  suspended->flags = flags;
  suspended->detail = uint8_t(state);
  write_barrier(agent, suspended);
}

bool is_async(Frame* frame) { return frame->code->function_flags & kAsyncFunction; }

// https://tc39.es/ecma262/#sec-getprototypefromconstructor, with the function itself as the constructor
Value generator_prototype(Agent* agent, Function* function, Intrinsic otherwise) {
  Value prototype = TRY(get(agent, function, agent->names->prototype));
  return prototype.is_object() ? prototype : intrinsic(function->realm, otherwise);
}

// Copies the window back above the current frame and makes it the current one; nullptr: stack overflow.
Frame* copy_in(Agent* agent, SuspendedFrame* suspended) {
  Frame* frame = TRY(window_above(agent, suspended->aux));
  std::copy_n(suspended->registers, suspended->aux, frame->registers);
  frame->function = suspended->function;
  frame->code = suspended->code;
  frame->pc = suspended->pc;
  frame->return_address = nullptr;
  frame->caller = agent->fp;
  frame->argc = suspended->argc;
  frame->flags = kGeneratorFrame | kEntryFrame;
  frame->new_target = Value::cell(suspended);
  frame->feedback = suspended->feedback;
  agent->fp = frame;
  return frame;
}

}  // namespace

void complete(SuspendedFrame* suspended) {
  suspended->detail = uint8_t(SuspendState::kCompleted);
  suspended->aux = 0;
}

// https://tc39.es/ecma262/#sec-generatorstart
Value start_generator(Agent* agent, Frame* frame, const uint16_t* resume_pc, uint32_t value_register,
                      uint32_t mode_register) {
  auto* function = static_cast<Function*>(frame->function.as_object());
  bool is_module = function->info->function_kind == FunctionKind::kModule;
  bool async = is_async(frame) && !is_module;
  Object* owner;
  SuspendedFrame* suspended;
  if (async) {
    Value prototype = TRY(generator_prototype(agent, function, Intrinsic::kAsyncGeneratorPrototype));
    auto* generator = TRY(new_object_of<AsyncGenerator>(agent, CellKind::kAsyncGenerator, prototype));
    suspended = TRY(new_suspended_frame(agent, frame));
    store(agent, generator, &generator->frame, suspended);
    owner = generator;
  } else {
    Value prototype = is_module ? intrinsic(function->realm, Intrinsic::kGeneratorPrototype)
                                : TRY(generator_prototype(agent, function, Intrinsic::kGeneratorPrototype));
    auto* generator = TRY(new_object_of<Generator>(agent, CellKind::kGenerator, prototype));
    suspended = TRY(new_suspended_frame(agent, frame));
    store(agent, generator, &generator->frame, suspended);
    owner = generator;
  }
  attach(agent, frame, suspended, owner);
  copy_out(agent, frame, resume_pc, value_register, mode_register, 0, SuspendState::kStart);
  return owner;
}

namespace {

// What was yielded goes to whoever resumed the frame; an async generator hands it to its first request.
Value leave_with(Agent* agent, Frame* frame, Value value) {
  SuspendedFrame* suspended = suspended_frame_of(frame);
  if (suspended->owner->is(CellKind::kAsyncGenerator))
    async_generator_yield(agent, static_cast<AsyncGenerator*>(suspended->owner), value,
                          suspended->flags & kHandsResult);
  return value;
}

}  // namespace

Value yield_value(Agent* agent, Frame* frame, Value value, const uint16_t* resume_pc, uint32_t value_register,
                  uint32_t mode_register) {
  copy_out(agent, frame, resume_pc, value_register, mode_register, 0, SuspendState::kSuspended);
  return leave_with(agent, frame, value);
}

Value yield_result(Agent* agent, Frame* frame, Value result, const uint16_t* resume_pc,
                   uint32_t value_register, uint32_t mode_register) {
  copy_out(agent, frame, resume_pc, value_register, mode_register, kTellsThrow | kHandsResult,
           SuspendState::kSuspended);
  return leave_with(agent, frame, result);
}

// https://tc39.es/ecma262/#sec-async-functions-abstract-operations-async-function-start
Value start_async(Agent* agent, Frame* frame) {
  Promise* promise = TRY(new_promise(agent, agent->realm));
  SuspendedFrame* suspended =
      frame->flags & kGeneratorFrame ? suspended_frame_of(frame) : TRY(new_suspended_frame(agent, frame));
  attach(agent, frame, suspended, promise);
  return promise;
}

// https://tc39.es/ecma262/#await
Value await_value(Agent* agent, Frame* frame, Value value, const uint16_t* resume_pc, uint32_t value_register,
                  uint32_t mode_register) {
  Value promise = TRY(promise_resolve(agent, intrinsic(agent->realm, Intrinsic::kPromise), value));
  SuspendedFrame* suspended = suspended_frame_of(frame);
  copy_out(agent, frame, resume_pc, value_register, mode_register, kAwaiting, SuspendState::kSuspended);
  await_promise(agent, static_cast<Promise*>(promise.as_object()), suspended);
  return suspended->owner;
}

Value finish_async(Agent* agent, Frame* frame, Value value) {
  SuspendedFrame* suspended = suspended_frame_of(frame);
  auto* promise = static_cast<Promise*>(suspended->owner);
  complete(suspended);
  resolve_promise(agent, promise, value);
  return promise;
}

Value fail_async(Agent* agent, Frame* frame, Value exception) {
  SuspendedFrame* suspended = suspended_frame_of(frame);
  auto* promise = static_cast<Promise*>(suspended->owner);
  complete(suspended);
  reject_promise(agent, promise, exception);
  return promise;
}

static void deliver(Frame* frame, SuspendedFrame* suspended, ResumeMode mode, Value value) {
  if (suspended->value_register != kNoRegister) frame->registers[suspended->value_register] = value;
  if (suspended->mode_register != kNoRegister)
    frame->registers[suspended->mode_register] = Value::int32(int32_t(mode));
}

Value resume(Agent* agent, SuspendedFrame* suspended, ResumeMode mode, Value value) {
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  Frame* frame = TRY(copy_in(agent, suspended));
  suspended->detail = uint8_t(SuspendState::kRunning);
  Realm* saved = agent->realm;
  agent->realm = static_cast<Function*>(suspended->function.as_object())->realm;
  if (mode == ResumeMode::kThrow && !(suspended->flags & kTellsThrow)) {
    frame->pc = suspended->left_at;  // the instruction that throws
    throw_value(agent, value);
    frame = unwind(agent);
  } else {
    deliver(frame, suspended, mode, value);
  }
  Value result = frame ? run_frame(agent, frame) : Value::abrupt();
  agent->realm = saved;
  if (suspended->state() == SuspendState::kRunning) complete(suspended);
  return result;
}

Value generator_resume(Agent* agent, Generator* generator, ResumeMode mode, Value value) {
  SuspendedFrame* frame = generator->frame;
  if (frame->state() == SuspendState::kRunning) return throw_error(agent, Message::kGeneratorRunning);
  if (frame->state() == SuspendState::kStart && mode != ResumeMode::kNext) complete(frame);
  if (frame->state() == SuspendState::kCompleted) {
    if (mode == ResumeMode::kThrow) return throw_value(agent, value);
    return create_iter_result(agent, mode == ResumeMode::kNext ? Value::undefined() : value, true);
  }
  Value result = TRY(resume(agent, frame, mode, value));
  if (frame->state() == SuspendState::kCompleted) return create_iter_result(agent, result, true);
  if (frame->flags & kHandsResult) return result;
  return create_iter_result(agent, result, false);
}

Status enter_generator(Agent* agent, Generator* generator) {
  SuspendedFrame* suspended = generator->frame;
  Frame* frame = TRY(copy_in(agent, suspended));
  frame->flags = kGeneratorFrame;
  suspended->detail = uint8_t(SuspendState::kRunning);
  deliver(frame, suspended, ResumeMode::kNext, Value::undefined());
  return Status::kOk;
}

Value finish_step(Agent* agent, Generator* generator, Value left_with) {
  SuspendedFrame* frame = generator->frame;
  if (frame->state() == SuspendState::kRunning) complete(frame);
  if (frame->state() == SuspendState::kCompleted) return Value::absent();
  return frame->flags & kHandsResult ? iterator_result_value(agent, left_with) : left_with;
}

Value step_generator(Agent* agent, Generator* generator) {
  return finish_step(agent, generator,
                     TRY(resume(agent, generator->frame, ResumeMode::kNext, Value::undefined())));
}

}  // namespace whipsnake
