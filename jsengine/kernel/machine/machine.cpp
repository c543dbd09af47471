#include "jsengine/kernel/machine/machine.h"

#include <algorithm>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/string.h"

namespace whipsnake {

const Machine* the_machine = nullptr;

Value run_frame(Agent* agent, Frame* frame) {
  return agent->machine ? agent->machine->run(agent, frame) : run_interpreter(agent, frame);
}

const void* where_to_go_on(Agent* agent) {
  Frame* frame = agent->fp;
  const BaselineCode* baseline = frame->code->baseline;
  if (baseline == nullptr) return agent->machine->go_on;
  auto pc = uint32_t(frame->pc - frame->code->instructions);
  const auto* end = baseline->places + baseline->place_count;
  const auto* place =
      std::lower_bound(baseline->places, end, pc, [](const auto& p, uint32_t at) { return p.pc < at; });
  return place != end && place->pc == pc ? baseline->start + place->at : agent->machine->go_on;
}

// The function's name as far as it is ASCII, for maps and listings.
static const char* name_of(const Code* code) {
  static char text[80];
  size_t length = 0;
  Value name = code->info->name;
  if (name.is_string() && name.as_string()->is_flat()) {
    String* s = name.as_string();
    for (uint32_t i = 0; i < s->length() && length < sizeof text - 1; i++)
      text[length++] = s->unit(i) > 0x20 && s->unit(i) < 0x7F ? char(s->unit(i)) : '_';
  }
  text[length] = 0;
  return text;
}

// Gives back the code of functions that no frame of the agent is in. False: there was none.
static bool evict(Agent* agent) {
  std::vector<const Code*> running;
  for (Frame* frame = agent->fp; frame != nullptr; frame = frame->caller)
    if (frame->code != nullptr && frame->code->baseline != nullptr) running.push_back(frame->code);
  std::sort(running.begin(), running.end());
  bool any = false;
  std::vector<Code*> compiled = agent->extras->compiled;
  for (Code* code : compiled) {
    if (std::binary_search(running.begin(), running.end(), code)) continue;
    release_baseline(agent, code);
    code->entry = agent->machine->function_entry;
    any = true;
  }
  return any;
}

static BaselineCode* compile(Agent* agent, Code* code) {
  constexpr size_t kMuchPerUnit = 128;  // more than most functions need
  Heap* heap = agent->heap;
  if (heap->total_bytes() + code->instruction_count * kMuchPerUnit > heap->limit()) return nullptr;
  const char* name = name_of(code);
  BaselineCode* made = agent->machine->compile(code, name);
  return made == nullptr && evict(agent) ? agent->machine->compile(code, name) : made;
}

const void* warm(Agent* agent) {
  Frame* frame = agent->fp;
  Code* code = frame->code;
  if (code->baseline == nullptr) {
    BaselineCode* baseline = compile(agent, code);
    if (baseline != nullptr && !charge(agent, Category::kCode, baseline->size)) {
      agent->machine->release(baseline);  // what is pending now is seen by the next poll
      return nullptr;
    }
    if (baseline == nullptr) {  // asked again when as many calls and turns have gone by
      frame->feedback->calls = frame->feedback->loops = 0;
      return nullptr;
    }
    baseline->number = uint32_t(agent->extras->compiled.size());
    agent->extras->compiled.push_back(code);
    code->baseline = baseline;
    code->entry = baseline->start;
  }
  return where_to_go_on(agent);
}

void release_baseline(Agent* agent, Code* code) {
  if (code->baseline == nullptr) return;
  uncharge(agent, Category::kCode, code->baseline->size);
  std::vector<Code*>& compiled = agent->extras->compiled;
  Code* last = compiled.back();
  compiled[last->baseline->number = code->baseline->number] = last;
  compiled.pop_back();
  agent->machine->release(code->baseline);
  code->baseline = nullptr;
}

}  // namespace whipsnake
