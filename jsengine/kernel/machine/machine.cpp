#include "jsengine/kernel/machine/machine.h"

#include <time.h>

#include <algorithm>

#include "jsengine/kernel/activity.h"
#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/string.h"

namespace whipsnake {

const Machine* the_machine = nullptr;

Value run_frame(Agent* agent, Frame* entry) {
  return agent->machine ? agent->machine->run(agent, entry) : run_interpreter(agent, entry);
}

// The code of the frame's pc among some places; nullptr: it has none.
static const uint8_t* find_place(const Frame* frame, const BaselineCode::Place* places, uint32_t count) {
  auto pc = uint32_t(frame->pc - frame->code->instructions);
  const auto* end = places + count;
  const auto* place = std::lower_bound(places, end, pc, [](const auto& p, uint32_t at) { return p.pc < at; });
  return place != end && place->pc == pc ? frame->code->baseline->start + place->at : nullptr;
}

const void* where_to_go_on(Agent* agent) {
  const Frame* frame = agent->fp;
  BaselineCode* baseline = frame->code->baseline;
  if (baseline == nullptr) return agent->machine->go_on;
  auto pc = uint32_t(frame->pc - frame->code->instructions);
  BaselineCode::Place& recent = baseline->recent[(pc ^ pc >> 2) % std::size(baseline->recent)];
  if (recent.pc == pc && recent.at != 0) return baseline->start + recent.at;
  const uint8_t* code = find_place(frame, baseline->places, baseline->place_count);
  if (code == nullptr) return agent->machine->go_on;
  recent = {pc, uint32_t(code - baseline->start)};
  return code;
}

const void* where_to_return(Agent* agent, const Frame* frame) {
  const BaselineCode* baseline = frame->code->baseline;
  const void* code = nullptr;
  if (baseline) code = find_place(frame, baseline->places + baseline->place_count, baseline->call_count);
  return code ? code : agent->machine->resume[*frame->pc];
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
    code->setbacks++;
    agent->extras->machine_figures.evictions++;
    any = true;
  }
  return any;
}

// Where memory is short a function has to earn its code again, each time with twice as many calls or turns:
// what is compiled in vain then costs no more than what is interpreted meanwhile. False: it has not yet.
static bool has_earned_code(const Code* code, FeedbackVector* feedback) {
  if (feedback->counted_setbacks == code->setbacks) return true;
  feedback->counted_setbacks = code->setbacks;
  constexpr uint32_t kFirstWait = 250, kMostDoublings = 20;
  uint64_t wait = uint64_t(kFirstWait) << std::min(code->setbacks, kMostDoublings);
  uint64_t at = std::max(feedback->calls, feedback->loops) + wait;
  feedback->compile_at = uint32_t(std::min(at, uint64_t(UINT32_MAX)));
  return false;
}

static bool has_room(Agent* agent, const Code* code) {
  constexpr size_t kMuchPerUnit = 128;  // more than most functions need
  return agent->heap->total_bytes() + code->instruction_count * kMuchPerUnit <= agent->heap->limit();
}

static int64_t now_ns(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

// A function that was refused or evicted before, and has come back, is worth the code of all that do not run.
static BaselineCode* compile(Agent* agent, Code* code) {
  MachineFigures& figures = agent->extras->machine_figures;
  const char* name = name_of(code);
  ActivityScope scope(Activity::kCompiling);
  int64_t begin = now_ns(CLOCK_THREAD_CPUTIME_ID);
  auto attempt = [&] { return has_room(agent, code) ? agent->machine->compile(code, name) : nullptr; };
  BaselineCode* made = attempt();
  if (made == nullptr && code->setbacks > 0 && evict(agent)) made = attempt();
  figures.compile_ns += uint64_t(now_ns(CLOCK_THREAD_CPUTIME_ID) - begin);
  if (made == nullptr) {
    code->setbacks++;
    return nullptr;
  }
  if (figures.first_code_ns == 0) figures.first_code_ns = now_ns(CLOCK_MONOTONIC);
  figures.functions++;
  figures.instructions += made->place_count;
  figures.bytes += made->size;
  return made;
}

static void install(Agent* agent, Code* code, BaselineCode* baseline) {
  baseline->number = uint32_t(agent->extras->compiled.size());
  agent->extras->compiled.push_back(code);
  code->baseline = baseline;
  code->entry = baseline->start;
}

const void* warm(Agent* agent) {
  Frame* frame = agent->fp;
  Code* code = frame->code;
  if (code->baseline != nullptr) return where_to_go_on(agent);
  BaselineCode* baseline = has_earned_code(code, frame->feedback) ? compile(agent, code) : nullptr;
  if (baseline == nullptr) return nullptr;
  if (!charge(agent, Category::kCode, baseline->size)) {
    agent->machine->release(baseline);  // what is pending now is seen by the next poll
    return nullptr;
  }
  install(agent, code, baseline);
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
