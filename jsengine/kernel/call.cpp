// [[Call]] and [[Construct]] from C++ and from bytecode; native windows; unwinding.
#include <algorithm>
#include <cstddef>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/call_site.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/proxy.h"
#include "jsengine/kernel/python_call.h"
#include "jsengine/kernel/shape.h"
#include "jsengine/kernel/source.h"

namespace whipsnake {

namespace {

class RealmScope {
 public:
  RealmScope(Agent* agent, Realm* realm) : agent_(agent), saved_(agent->realm) { agent->realm = realm; }
  ~RealmScope() { agent_->realm = saved_; }
  RealmScope(const RealmScope&) = delete;

 private:
  Agent* agent_;
  Realm* saved_;
};

Frame* copied_window(Agent* agent, Value this_value, const Value* arguments, uint32_t count) {
  Frame* window = TRY(window_above(agent, 1 + size_t(count)));
  window->registers[0] = this_value;
  std::copy_n(arguments, count, window->registers + 1);
  return window;
}

// Makes the window the current frame, as that of a native function.
void push_native_window(Agent* agent, Frame* window, Value callee, uint32_t argc, uint32_t flags,
                        Value new_target) {
  window->function = callee;
  window->code = nullptr;
  window->pc = nullptr;
  window->return_address = nullptr;
  window->caller = agent->fp;
  window->argc = argc;
  window->flags = flags;
  window->new_target = new_target;
  window->feedback = nullptr;
  agent->fp = window;
}

Value run_native(Agent* agent, Frame* window, NativeFunction* native, uint32_t argc, uint32_t flags,
                 Value new_target) {
  TRY(poll(agent));  // loops of natives that call natives
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  if (window->registers + 1 + argc + kStackSlack > agent->stack_limit) return throw_stack_overflow(agent);
  RealmScope scope(agent, native->realm);
  push_native_window(agent, window, native, argc, flags, new_target);
  Value result = native->code(agent, window);
  agent->fp = window->caller;
  return result;
}

// -- Entering functions of bytecode

FeedbackVector* feedback_of(Agent* agent, Function* function, Code* code) {
  if (function->feedback != nullptr) return function->feedback;
  FunctionInfo* info = function->info;
  FeedbackVector* feedback = info->feedback;
  if (feedback == nullptr || feedback->realm != function->realm) {
    feedback = new_feedback_vector(agent, function->realm, std::max(code->feedback_count, 1u));
    if (feedback == nullptr) return nullptr;
    store(agent, info, &info->feedback, feedback);
    info->closure_shape = nullptr;
  }
  store(agent, function, &function->feedback, feedback);
  return feedback;
}

// https://tc39.es/ecma262/#sec-ordinarycallbindthis for sloppy functions
Value sloppy_this(Agent* agent, Function* function, Value this_value) {
  if (this_value.is_object()) return this_value;
  if (this_value.is_nullish()) return function->realm->global_this;
  return to_object(agent, this_value);
}

// Tells the handler of `new` what instances are like, when a few have shown how much room they need.
void learn_instances(Agent* agent, Function* constructor, Object* made) {
  constexpr uint32_t kWatched = 4;
  ConstructorData* data = constructor_data(agent, constructor);
  if (data->aux++ < kWatched || size_of_instance(made->shape) > kMostOfHandlers) return;
  Shape* shape = constructor->shape;
  uint32_t n = find_in_shape(shape, agent->names->prototype);
  if (n == kNotFound || n < shape->detail) return;
  Validity* validity = has_own_shape(shape) ? validity_of(agent, constructor) : nullptr;
  if (has_own_shape(shape) && validity == nullptr) return;
  store(agent, data, &data->function_shape, shape);
  store(agent, data, &data->validity, validity);
  store(agent, data, &data->instance_shape, made->shape);
  data->location = -int64_t(offsetof(Slots, values) + (n - shape->detail) * sizeof(Value));
  data->instance_size = size_of_instance(made->shape);
}

// https://tc39.es/ecma262/#sec-ecmascript-function-objects-construct-argumentslist-newtarget, steps 1 to 6
Value constructor_this(Agent* agent, Function* function, Value new_target) {
  if (function->info->function_kind == FunctionKind::kDerivedConstructor) return Value::hole();
  Value prototype = TRY(prototype_from_constructor(agent, new_target, int(Intrinsic::kObjectPrototype)));
  Object* made = new_instance(agent, prototype);
  Object* constructor = new_target.as_object();
  if (constructor->kind == CellKind::kFunction &&
      (function->info->code->function_flags & kEagerConstructPath))
    learn_instances(agent, static_cast<Function*>(constructor), made);
  return made;
}

bool is_class(FunctionKind kind) {
  return kind == FunctionKind::kClassConstructor || kind == FunctionKind::kDerivedConstructor;
}

// What has to be known before the window is filled; may allocate and run code. The window is native so far.
struct Entry {
  Code* code;
  FeedbackVector* feedback;
  Array* arguments = nullptr;
  Array* rest = nullptr;
};

Status prepare_entry(Agent* agent, Frame* frame, Function* function, Entry* entry) {
  uint32_t argc = frame->argc;
  bool constructs = frame->flags & kConstructCall;
  if (is_class(function->info->function_kind) && !constructs)
    return throw_error(agent, Message::kClassCalled, function->info->name);
  Code* code = entry->code = TRY(code_of(agent, function->info));
  entry->feedback = TRY(feedback_of(agent, function, code));
  if (frame->registers + std::max(code->register_count, argc + 1) + kStackSlack > agent->stack_limit)
    return throw_stack_overflow(agent);
  if (constructs)
    frame->registers[0] = TRY(constructor_this(agent, function, frame->new_target));
  else if (code->function_flags & kThisIsSloppy)
    frame->registers[0] = TRY(sloppy_this(agent, function, frame->registers[0]));
  const Value* arguments = frame->registers + 1;
  if (code->function_flags & kUsesArgumentsArray)
    entry->arguments = TRY(new_array_from(agent, function->realm, arguments, argc));
  if (code->function_flags & kUsesRestArray) {
    uint32_t from = std::min(argc, code->formal_count);
    entry->rest = TRY(new_array_from(agent, function->realm, arguments + from, argc - from));
  }
  return Status::kOk;
}

[[gnu::always_inline]] inline void fill_frame(Frame* frame, const Entry& entry) {
  Code* code = entry.code;
  uint32_t given = 1 + std::min(frame->argc, code->formal_count);
  for (uint32_t i = given; i < code->register_count; i++) frame->registers[i] = Value::undefined();
  uint32_t to = code->arguments_register;
  if (entry.arguments) frame->registers[to++] = entry.arguments;
  if (entry.rest) frame->registers[to] = entry.rest;
  frame->code = code;
  frame->pc = code->instructions;
  frame->feedback = entry.feedback;
}

// As the handler of calls does it: nothing has to be made or found out before the window is filled. nullptr:
// not so.
Frame* enter_at_once(Agent* agent, Frame* window, Function* function, uint32_t argc, uint32_t flags) {
  Code* code = function->info->code;
  if (code == nullptr || function->feedback == nullptr || (flags & kConstructCall)) return nullptr;
  if (!(code->function_flags & kEagerCallPath)) return nullptr;
  if ((code->function_flags & kThisIsSloppy) && !window->registers[0].is_object()) return nullptr;
  uint32_t size = std::max(code->register_count, argc + 1);
  if (window->registers + size + kStackSlack > agent->stack_limit) return nullptr;
  push_native_window(agent, window, function, argc, flags, Value::undefined());
  agent->realm = function->realm;
  fill_frame(window, {code, function->feedback});
  return window;
}

// Makes a frame of the window; Agent::fp is it, Agent::realm is the function's.
Frame* enter_function(Agent* agent, Frame* window, Function* function, uint32_t argc, uint32_t flags,
                      Value new_target) {
  TRY(poll(agent));
  if (Frame* frame = enter_at_once(agent, window, function, argc, flags)) return frame;
  push_native_window(agent, window, function, argc, flags, new_target);
  Realm* saved = agent->realm;
  agent->realm = function->realm;
  Entry entry{};
  if (prepare_entry(agent, window, function, &entry) == Status::kAbrupt) {
    agent->fp = window->caller;
    agent->realm = saved;
    return nullptr;
  }
  fill_frame(window, entry);
  return window;
}

Value run_function(Agent* agent, Frame* window, Function* function, uint32_t argc, uint32_t flags,
                   Value new_target) {
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  RealmScope scope(agent, agent->realm);
  Frame* frame = TRY(enter_function(agent, window, function, argc, flags | kEntryFrame, new_target));
  return run_frame(agent, frame);
}

Value run_bound(Agent* agent, BoundFunction* bound, const Value* arguments, uint32_t argc, bool is_construct,
                Value new_target) {
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  uint32_t count = bound->arguments ? bound->arguments->aux : 0;
  RootedVector all(agent);
  for (uint32_t i = 0; i < count; i++)
    if (!all.push(bound->arguments->values[i])) return Abrupt{};
  for (uint32_t i = 0; i < argc; i++)
    if (!all.push(arguments[i])) return Abrupt{};
  if (!is_construct) return call(agent, bound->target, bound->bound_this, all.data(), count + argc);
  if (new_target == Value(bound)) new_target = bound->target;
  return construct(agent, bound->target, all.data(), count + argc, new_target);
}

// Any callable; `window` has `this` and the arguments in place.
Value run_callable(Agent* agent, Frame* window, Value callee, uint32_t argc) {
  Object* object = callee.as_object();
  const Value* arguments = window->registers + 1;
  switch (object->kind) {
    case CellKind::kFunction:
      return run_function(agent, window, static_cast<Function*>(object), argc, 0, Value::undefined());
    case CellKind::kNativeFunction:
      return run_native(agent, window, static_cast<NativeFunction*>(object), argc, 0, Value::undefined());
    default:
      break;
  }
  push_native_window(agent, window, callee, argc, 0, Value::undefined());
  Value result;
  if (object->kind == CellKind::kBoundFunction)
    result =
        run_bound(agent, static_cast<BoundFunction*>(object), arguments, argc, false, Value::undefined());
  else if (object->kind == CellKind::kProxy)
    result = proxy_call(agent, object, window->registers[0], arguments, argc);
  else
    result = python_call(agent, window);
  agent->fp = window->caller;
  return result;
}

Value run_constructor(Agent* agent, Frame* window, Value callee, uint32_t argc, Value new_target) {
  Object* object = callee.as_object();
  const Value* arguments = window->registers + 1;
  switch (object->kind) {
    case CellKind::kFunction:
      return run_function(agent, window, static_cast<Function*>(object), argc, kConstructCall, new_target);
    case CellKind::kNativeFunction:
      return run_native(agent, window, static_cast<NativeFunction*>(object), argc, kConstructCall,
                        new_target);
    default:
      break;
  }
  push_native_window(agent, window, callee, argc, kConstructCall, new_target);
  Value result;
  if (object->kind == CellKind::kBoundFunction)
    result = run_bound(agent, static_cast<BoundFunction*>(object), arguments, argc, true, new_target);
  else if (object->kind == CellKind::kProxy)
    result = proxy_construct(agent, object, arguments, argc, new_target);
  else
    result = python_call(agent, window);
  agent->fp = window->caller;
  return result;
}

}  // namespace

Frame* window_above(Agent* agent, size_t registers) {
  Value* top = agent->fp ? frame_top(agent->fp) : agent->stack_base;
  if (top + kHeaderWords + registers + kStackSlack > agent->stack_limit) return throw_stack_overflow(agent);
  return reinterpret_cast<Frame*>(top);
}

Value call(Agent* agent, Value callee, Value this_value, const Value* arguments, uint32_t count) {
  if (!is_callable(callee)) return throw_error(agent, Message::kNotAFunction, callee);
  Frame* window = TRY(copied_window(agent, this_value, arguments, count));
  return run_callable(agent, window, callee, count);
}

Value construct(Agent* agent, Value constructor, const Value* arguments, uint32_t count, Value new_target) {
  if (!is_constructor(constructor)) return throw_error(agent, Message::kNotAConstructor, constructor);
  Frame* window = TRY(copied_window(agent, Value::undefined(), arguments, count));
  Value result = run_constructor(agent, window, constructor, count, new_target);
  // Only bytecode of a file can make a constructor give anything else.
  if (!result.is_object() && !result.is_abrupt()) [[unlikely]]
    return throw_error(agent, Message::kMalformedBytecode);
  return result;
}

// https://tc39.es/ecma262/#sec-invoke
Value invoke(Agent* agent, Value object, PropertyKey method, const Value* arguments, uint32_t count) {
  Value function = TRY(get_v(agent, object, method));
  return call(agent, function, object, arguments, count);
}

Value remember_target(Agent* agent, CallSlot* slot, Function* function) {
  constexpr int64_t kManyChanges = 8;
  Code* code = function->info->code;
  if (slot->target != nullptr) slot->changes++;
  if (slot->changes > kManyChanges)
    *slot = {nullptr, kManyTargets, slot->code == code ? code : nullptr, slot->native};
  else
    *slot = {function, slot->changes, code, slot->native};
  write_barrier(agent, agent->fp->feedback);
  return Value::undefined();
}

Value call_native(Agent* agent, Frame* window, int64_t argc, CallSlot* slot) {
  auto* native = static_cast<NativeFunction*>(window->function.as_object());
  if (slot->native != native && native->row != nullptr) {  // one of the library's
    slot->native = native;
    write_barrier(agent, agent->fp->feedback);
  }
  return run_native(agent, window, native, uint32_t(argc), 0, Value::undefined());
}

Frame* prepare_call(Agent* agent, Frame* window, Value callee, uint32_t argc, bool is_construct,
                    Value new_target, Value* result) {
  *result = Value::abrupt();
  if (is_construct ? !is_constructor(callee) : !is_callable(callee)) {
    if (is_construct)
      throw_not_a_constructor(agent, callee, new_target);
    else
      throw_not_callable(agent, callee);
    return nullptr;
  }
  if (callee.as_object()->kind == CellKind::kFunction) {
    auto* function = static_cast<Function*>(callee.as_object());
    return enter_function(agent, window, function, argc, is_construct ? uint32_t(kConstructCall) : 0u,
                          new_target);
  }
  *result = is_construct ? run_constructor(agent, window, callee, argc, new_target)
                         : run_callable(agent, window, callee, argc);
  return nullptr;
}

// -- Unwinding

namespace {

const Handler* find_handler(Frame* frame) {
  Code* code = frame->code;
  auto offset = uint32_t(frame->pc - code->instructions);
  for (uint32_t i = 0; i < code->handler_count; i++)
    if (code->handlers[i].from <= offset && offset < code->handlers[i].to) return &code->handlers[i];
  return nullptr;
}

}  // namespace

Frame* unwind(Agent* agent) {
  for (;;) {
    Frame* frame = agent->fp;
    if (has_exception(agent) && frame->code->handler_count != 0) {
      if (const Handler* handler = find_handler(frame)) {
        frame->registers[handler->exception_register] = take_exception(agent);
        frame->pc = frame->code->instructions + handler->target;
        return frame;
      }
    }
    if (frame->flags & kGeneratorFrame) complete(suspended_frame_of(frame));
    agent->fp = frame->caller;
    if (frame->flags & kEntryFrame) return nullptr;
  }
}

}  // namespace whipsnake
