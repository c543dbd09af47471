#include "jsengine/kernel/python/frame_copies.h"

#include <algorithm>
#include <vector>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/machine/frame_rebuilding.h"
#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

// The frames of bytecode of the innermost entry, outermost first; not those that step a generator.
std::vector<Frame*> frames_of_entry(Agent* agent) {
  std::vector<Frame*> frames;
  Frame* frame = agent->fp;
  while (frame != nullptr && frame->code == nullptr) frame = frame->caller;
  for (; frame != nullptr; frame = frame->caller) {
    frames.push_back(frame);
    if (frame->flags & (kEntryFrame | kGeneratorFrame)) break;
  }
  std::reverse(frames.begin(), frames.end());
  return frames;
}

// A frame, and how many of its registers the one that it called leaves to it.
RebuiltFrame describe(const Frame* frame, uint32_t window, uint32_t registers) {
  return {.at = uint32_t(frame->pc - frame->code->instructions),
          .registers = {frame->registers, registers},
          .window = window,
          .argc = frame->argc,
          .function = static_cast<Function*>(frame->function.as_object()),
          .code = frame->code,
          .feedback = frame->feedback,
          .new_target = frame->new_target};
}

std::vector<RebuiltFrame> describe_all(const std::vector<Frame*>& frames) {
  std::vector<RebuiltFrame> described;
  uint32_t window = 0;
  for (size_t i = 0; i < frames.size(); i++) {
    bool calls = i + 1 < frames.size();
    uint32_t next = calls ? uint32_t(reinterpret_cast<Value*>(frames[i + 1]) - frames[i]->registers) : 0;
    described.push_back(describe(frames[i], window, calls ? next : frames[i]->code->register_count));
    window = next;
  }
  return described;
}

// Another window for the outermost frame, above those that run. nullptr: abrupt.
Frame* push_entry(Agent* agent, const Frame* original) {
  Frame* frame = TRY(window_above(agent, original->code->register_count));
  std::copy_n(reinterpret_cast<const Value*>(original), kHeaderWords, reinterpret_cast<Value*>(frame));
  frame->caller = agent->fp;
  frame->flags |= kEntryFrame;
  return agent->fp = frame;
}

Value run_again(Agent* agent) {
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  std::vector<Frame*> frames = frames_of_entry(agent);
  std::vector<RebuiltFrame> described = describe_all(frames);
  Frame* entry = TRY(push_entry(agent, frames.front()));
  Frame* saved = entry->caller;
  Frame* innermost = rebuild_frames(agent, described);
  if (innermost == nullptr) innermost = unwind(agent);
  Value result = innermost ? run_frame(agent, entry) : Value::abrupt();
  if (agent->fp != saved) ENGINE_BUG("a frame was left behind");
  return result;
}

}  // namespace

PyObject* context_run_frames_again(PyObject* object, PyObject*) {
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  if (frames_of_entry(self->agent).empty()) {
    PyErr_SetString(PyExc_RuntimeError, "no JavaScript runs");
    return nullptr;
  }
  return completion_to_python(self, run_again(self->agent));
}

}  // namespace whipsnake
