// error.stack in V8's format: "Name: message" and one line per frame, at most Error.stackTraceLimit of them.
#include <algorithm>
#include <cstdio>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/source_text.h"

namespace whipsnake {

bool source_position(Code* code, const uint16_t* pc, uint32_t* position) {
  if (code->position_count == 0 || pc == nullptr) return false;
  auto offset = uint32_t(pc - code->instructions);
  const CodePosition* first = code->positions;
  const CodePosition* after = std::upper_bound(first, first + code->position_count, offset,
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

String* function_name(Frame* frame) {
  Value name = frame->code->info->name;
  return name.is_string() && name.as_string()->length() ? name.as_string() : nullptr;
}

bool is_toplevel(FunctionKind kind) {
  return kind == FunctionKind::kScript || kind == FunctionKind::kModule || kind == FunctionKind::kEval;
}

void append_frame(StringBuilder& builder, Frame* frame) {
  builder.append_ascii("\n    at ");
  FunctionInfo* info = frame->code->info;
  String* name = is_toplevel(info->function_kind) ? nullptr : function_name(frame);
  if (info->function_flags & kAsyncFunction && frame->flags & kGeneratorFrame) builder.append_ascii("async ");
  if (frame->flags & kConstructCall) builder.append_ascii("new ");
  if (name != nullptr) {
    builder.append(name);
    builder.append_ascii(" (");
    append_place(builder, frame->code, frame->pc);
    builder.append_ascii(")");
  } else {
    append_place(builder, frame->code, frame->pc);
  }
}

uint32_t trace_limit(Agent* agent) { return agent->extras->stack_trace_limit; }

}  // namespace

String* stack_trace(Agent* agent, String* header) {
  StringBuilder builder(agent);
  builder.append(header);
  uint32_t left = trace_limit(agent);
  for (Frame* frame = agent->fp; frame != nullptr && left > 0; frame = frame->caller) {
    if (frame->code == nullptr || (frame->code->function_flags & kSelfHosted)) continue;
    append_frame(builder, frame);
    left--;
  }
  return builder.finish();
}

// The header is what Error.prototype.toString would say, without running code of the user's.
Status install_stack(Agent* agent, Object* error) {
  String* header = TRY(display(agent, error));
  String* text = TRY(stack_trace(agent, header));
  put_fresh(agent, error, agent->names->stack, text, kHiddenDefault);
  return Status::kOk;
}

}  // namespace whipsnake
