#include "jsengine/kernel/machine/machine.h"

#include <algorithm>

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

const void* warm(Agent* agent) {
  Frame* frame = agent->fp;
  frame->feedback->calls = frame->feedback->loops = 0;
  Code* code = frame->code;
  if (code->baseline == nullptr) {
    BaselineCode* baseline = agent->machine->compile(code, name_of(code));
    if (baseline == nullptr) return nullptr;
    charge(agent, Category::kCode, baseline->size);
    code->baseline = baseline;
    code->entry = baseline->start;
  }
  return where_to_go_on(agent);
}

void release_baseline(Agent* agent, Code* code) {
  if (code->baseline == nullptr) return;
  uncharge(agent, Category::kCode, code->baseline->size);
  agent->machine->release(code->baseline);
  code->baseline = nullptr;
}

}  // namespace whipsnake
