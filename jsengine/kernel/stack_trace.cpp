// error.stack in V8's format: "Name: message" and one line per frame, at most Error.stackTraceLimit of them.
#include <algorithm>
#include <cstdio>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/frame_names.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/source_text.h"

namespace whipsnake {

bool source_position(Code* code, const uint16_t* pc, uint32_t* position) {
  if (code->position_count == 0 || pc == nullptr) return false;
  auto offset = uint32_t(pc - code->instructions);
  const CodePosition* first = code->positions;
  const CodePosition* after =
      std::upper_bound(first, first + code->position_count, offset,
                       [](uint32_t o, const CodePosition& p) { return o < p.offset; });
  if (after == first) return false;
  *position = after[-1].position;
  return true;
}

namespace {

void append_number(StringBuilder& builder, uint32_t n) {
  char text[12];
  snprintf(text, sizeof text, "%u", n);
  builder.append_ascii(text);
}

void append_place(StringBuilder& builder, Code* code, const uint16_t* pc) {
  Source* source = code->info->source;
  if (source == nullptr || !source->name.is_string()) {
    builder.append_ascii("<anonymous>");
    return;
  }
  builder.append(source->name.as_string());
  uint32_t position, line, column;
  if (!source_position(code, pc, &position) || !line_and_column(source, position, &line, &column)) return;
  builder.append_ascii(":");
  append_number(builder, line);
  builder.append_ascii(":");
  append_number(builder, column);
}

bool is_toplevel(FunctionKind kind) {
  return kind == FunctionKind::kScript || kind == FunctionKind::kModule || kind == FunctionKind::kEval;
}

constexpr uint32_t kAwaitingFrame = 1u << 30;  // beside FrameFlags: suspended, awaits the frame before it
constexpr uint32_t kMostAwaiting = 1000;       // promises can await each other in a circle

// What is kept of a frame until somebody wants to read it.
struct CapturedFrame {
  enum { kCode, kOffset, kFlags, kPlace, kReceiver, kSize };
  Code* code;
  const uint16_t* pc;
  uint32_t flags;
  Value receiver;
};

void append_frame(Agent* agent, StringBuilder& builder, const CapturedFrame& frame) {
  FunctionInfo* info = frame.code->info;
  builder.append_ascii("\n    at ");
  if (frame.flags & kAwaitingFrame) builder.append_ascii("async ");
  bool constructs = frame.flags & kConstructCall;
  if (constructs) builder.append_ascii("new ");
  Value receiver = constructs ? Value::undefined() : frame.receiver;
  bool named = !is_toplevel(info->function_kind) && append_function_name(agent, builder, info, receiver);
  if (named) builder.append_ascii(" (");
  append_place(builder, frame.code, frame.pc);
  if (named) builder.append_ascii(")");
}

bool is_shown(Frame* frame) {
  return frame->code != nullptr && !(frame->code->info->function_flags & kNotShown);
}

// The async function that alone awaits this one's promise; nullptr: there is none.
SuspendedFrame* awaiting(SuspendedFrame* frame) {
  if (frame->owner == nullptr || !frame->owner->is(CellKind::kPromise)) return nullptr;
  PromiseReaction* reaction = static_cast<Promise*>(frame->owner)->reactions;
  bool alone = reaction != nullptr && reaction->next == nullptr;
  return alone && reaction->detail == PromiseReaction::kAwait ? reaction->frame : nullptr;
}

// The frame below the innermost one of a function, from where a trace tells; the top if there is none.
Frame* caller_frame(Frame* top, Value function) {
  if (!function.is_object()) return top;
  for (Frame* f = top; f != nullptr; f = f->caller)
    if (f->function == function) return f->caller;
  return top;
}

// What awaits the outermost frame, if that was resumed.
SuspendedFrame* awaiting_stack(Frame* frame) {
  while (frame != nullptr && frame->caller != nullptr) frame = frame->caller;
  bool resumed = frame != nullptr && frame->code != nullptr && (frame->flags & kGeneratorFrame);
  return resumed ? awaiting(suspended_frame_of(frame)) : nullptr;
}

// `frame`: where it stood; nullptr for one that is suspended.
void put(Value*& to, Code* code, const uint16_t* pc, uint32_t flags, Value receiver, const Frame* frame) {
  to[CapturedFrame::kCode] = Value::cell(code);
  to[CapturedFrame::kOffset] = Value::int32(int32_t(pc - code->instructions));
  to[CapturedFrame::kFlags] = Value::int32(int32_t(flags));
  to[CapturedFrame::kPlace] = Value::number(double(uintptr_t(frame)));
  to[CapturedFrame::kReceiver] = receiver;
  to += CapturedFrame::kSize;
}

// A trace: CapturedFrame::kSize values for each frame, those of the stack and then those that await it.
Slots* capture(Agent* agent, Value caller_of) {
  Frame* top = caller_frame(agent->fp, caller_of);
  uint32_t count = 0, limit = agent->extras->stack_trace_limit;
  for (Frame* f = top; f != nullptr && count < limit; f = f->caller) count += is_shown(f);
  SuspendedFrame* first = count < limit ? awaiting_stack(agent->fp) : nullptr;
  uint32_t all = count;
  for (SuspendedFrame* s = first; s != nullptr && all < limit && all - count < kMostAwaiting; s = awaiting(s))
    all++;
  Slots* trace = TRY(new_slots(agent, all * CapturedFrame::kSize));
  Value* to = trace->values;
  for (Frame* f = top; count > 0; f = f->caller) {
    if (!is_shown(f)) continue;
    put(to, f->code, f->pc, f->flags, f->this_value(), f);
    count--, all--;
  }
  for (SuspendedFrame* s = first; all > 0; s = awaiting(s), all--)
    put(to, s->code, s->left_at, kAwaitingFrame, s->registers[0], nullptr);
  write_barrier(agent, trace);
  return trace;
}

String* format(Agent* agent, Slots* trace, Value name, Value message) {
  StringBuilder builder(agent);
  append_error_header(agent, builder, name, message);
  for (const Value* v = trace->values; v < trace->values + trace->aux; v += CapturedFrame::kSize) {
    auto* code = v[CapturedFrame::kCode].as<Code>();
    append_frame(agent, builder,
                 {code, code->instructions + v[CapturedFrame::kOffset].as_int32(),
                  uint32_t(v[CapturedFrame::kFlags].as_int32()), v[CapturedFrame::kReceiver]});
  }
  return builder.finish();
}

// The text of a property, as Error.prototype.toString has it; undefined when there is none, or it throws.
Value header_part(Agent* agent, Error* error, PropertyKey key) {
  Value v = get(agent, error, key);
  if (!v.is_abrupt() && !v.is_undefined()) {
    String* text = to_string(agent, v);
    v = text ? Value(text) : Value::abrupt();
  }
  if (!v.is_abrupt()) return v;
  if (!has_exception(agent)) return Value::abrupt();
  take_exception(agent);
  return Value::undefined();
}

Value made_text(Agent* agent, Error* error, Value name, Value message) {
  if (!error->stack_text.is_string() && error->trace.has_tag(Tag::kCell)) {
    String* text = TRY(format(agent, error->trace.as<Slots>(), name, message));
    store(agent, error, &error->stack_text, Value(text));
  }
  return error->stack_text.is_string() ? error->stack_text : Value::undefined();
}

// The header tells name and message as they are when the stack is first asked for.
Value get_stack(Agent* agent, Frame* frame) {
  Value receiver = frame->this_value();
  if (!receiver.is_object() || !receiver.as_object()->is(CellKind::kError)) return Value::undefined();
  auto* error = static_cast<Error*>(receiver.as_object());
  if (error->stack_text.is_string()) return error->stack_text;
  Value name = TRY(header_part(agent, error, agent->names->name));
  Value message = TRY(header_part(agent, error, agent->names->message));
  return made_text(agent, error, name, message);
}

// What is assigned takes the accessor's place.
Value set_stack(Agent* agent, Frame* frame) {
  Value receiver = frame->this_value();
  if (!receiver.is_object()) return Value::undefined();
  TRY(define_property_or_throw(agent, receiver.as_object(), agent->names->stack,
                               PropertyDescriptor::data(frame->argument(0), kHiddenDefault)));
  return Value::undefined();
}

Accessor* stack_accessor(Agent* agent) {
  Realm* realm = agent->realm;
  if (realm->stack_accessor != nullptr) return realm->stack_accessor;
  Value getter = TRY(new_native_function(agent, realm, get_stack, agent->names->stack, 0));
  Value setter = TRY(new_native_function(agent, realm, set_stack, agent->names->stack, 1));
  Accessor* accessor = new_accessor(agent, getter, setter);
  store(agent, realm, &realm->stack_accessor, accessor);
  return accessor;
}

}  // namespace

std::vector<TraceFrame> frames_of(const Error* error) {
  std::vector<TraceFrame> frames;
  if (!error->trace.has_tag(Tag::kCell)) return frames;
  Slots* trace = error->trace.as<Slots>();
  for (const Value* v = trace->values; v < trace->values + trace->aux; v += CapturedFrame::kSize) {
    auto* code = v[CapturedFrame::kCode].as<Code>();
    frames.push_back({code, code->instructions + v[CapturedFrame::kOffset].as_int32(),
                      uintptr_t(v[CapturedFrame::kPlace].as_number())});
  }
  return frames;
}

Value stack_text(Agent* agent, Error* error) {
  return made_text(agent, error, peek_data(agent, error, agent->names->name),
                   peek_data(agent, error, agent->names->message));
}

Status install_stack(Agent* agent, Object* error, Value caller_of) {
  Slots* trace = TRY(capture(agent, caller_of));
  if (!error->is(CellKind::kError)) {
    String* text = TRY(format(agent, trace, peek_data(agent, error, agent->names->name),
                              peek_data(agent, error, agent->names->message)));
    put_fresh(agent, error, agent->names->stack, text, kHiddenDefault);
    return Status::kOk;
  }
  auto* e = static_cast<Error*>(error);
  store(agent, e, &e->trace, Value::cell(trace));
  Accessor* accessor = TRY(stack_accessor(agent));
  return add_own(agent, error, agent->names->stack, Value::cell(accessor),
                 kHiddenDefault | kAccessorProperty);
}

}  // namespace whipsnake
