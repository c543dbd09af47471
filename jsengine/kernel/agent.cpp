// Making an agent and ending it; entering it from outside.
#include <sys/mman.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/finalization.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/platform/strings.h"
#include "jsengine/kernel/portable/code_cache.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/realm.h"
#include "jsengine/kernel/regexp/regexp_code.h"
#include "jsengine/kernel/shape.h"
#include "jsengine/kernel/string_table.h"
#include "jsengine/kernel/symbol.h"
#include "jsengine/kernel/waiting.h"
#include "jsengine/kernel/watchdog.h"

namespace whipsnake {

void engine_bug(const char* what, const char* file, int line) {
  fprintf(stderr, "whipsnake: engine bug at %s:%d: %s\n", file, line, what);
  abort();
}

namespace {

// Counts the forks that led to this process. (getpid() is a system call.)
uint32_t process_generation = 0;

void notice_forks() {
  static int once = pthread_atfork(nullptr, nullptr, [] { process_generation++; });
  (void)once;
}

constexpr size_t kNativeStackReserve = 256 * 1024;  // for what does not check: C library, Python's own calls

bool map_js_stack(Agent* agent, size_t bytes) {
  // Machine code tests the end of a frame's registers roughly: there is room behind the limit.
  constexpr size_t kBehind = 64 * 1024;
  void* p = mmap(nullptr, bytes + kBehind, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) return false;
  agent->stack_base = static_cast<Value*>(p);
  agent->stack_limit = agent->stack_base + bytes / sizeof(Value);
  agent->extras->js_stack_bytes = bytes + kBehind;
  return true;
}

// Where this thread's stack ends. The C library reads it from /proc: once per thread is enough.
uint8_t* find_stack_low() {
  pthread_attr_t attributes;
  void* low = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return nullptr;
  pthread_attr_getstack(&attributes, &low, &size);
  pthread_attr_destroy(&attributes);
  return static_cast<uint8_t*>(low);
}

uint8_t* thread_stack_low() {
  static thread_local uint8_t* low = find_stack_low();
  return low;
}

void make_contents(Agent* agent) {
  EntryScope scope(agent, __builtin_frame_address(0));
  new_string_table(agent);
  make_well_known_symbols(agent);
  agent->names = new_names(agent);
  agent->megamorphic_cache = new_megamorphic_cache();
  agent->realm = agent->extras->main_realm = new_realm(agent);
}

}  // namespace

Agent* new_agent(const AgentLimits& limits) {
  auto* agent = static_cast<Agent*>(calloc(1, sizeof(Agent)));
  agent->extras = new AgentExtras;
  agent->extras->limits = limits;
  notice_forks();
  agent->extras->owner_process = process_generation;
  agent->pending = Value::undefined();
  agent->random_state[0] = 0x9E37'79B9'7F4A'7C15;
  agent->random_state[1] = 0xC2B2'AE3D'27D4'EB4F;
  std::fill_n(agent->well_known_symbols, size_t(WellKnownSymbol::kCount), Value::undefined());
  agent->heap = new Heap(agent);
  agent->extras->registered_symbols = new RootedVector(agent);
  if (!map_js_stack(agent, limits.js_stack)) ENGINE_BUG("no memory for a JS stack");
  agent->jobs = new JobQueue(agent->heap);
  make_contents(agent);
  agent->heap->set_limit(limits.memory);
  watch_agent(agent);
  if (getenv("WHIPSNAKE_GC_STRESS") != nullptr) agent->heap->set_stress(true);
  return agent;
}

std::vector<void*> delete_agent(Agent* agent) {
  AgentExtras* extras = agent->extras;
  unwatch_agent(agent);
  delete extras->registered_symbols;
  delete extras->self_hosted_library;
  delete extras->code_cache;
  delete_cleanup_queue(agent);
  delete_waiters(agent);
  delete agent->jobs;
  delete_regexp_cache(agent);
  delete_twins(agent);
  delete agent->heap;
  delete_string_table(agent->strings);
  free(agent->megamorphic_cache);
  munmap(agent->stack_base, extras->js_stack_bytes);
  delete agent->names;
  std::vector<void*> dropped = std::move(extras->dropped);
  delete extras;
  free(agent);
  return dropped;
}

// -- Entering

EntryScope::EntryScope(Agent* agent, void* base) : agent_(agent) {
  AgentExtras* extras = agent->extras;
  if (extras->owner_process != process_generation) {
    refusal_ = "the context was made before a fork and can be used in the parent process only";
    return;
  }
  auto* here = static_cast<uint8_t*>(__builtin_frame_address(0));
  if (extras->entry_depth == 0) {
    extras->thread = pthread_self();
    pthread_getcpuclockid(extras->thread, &extras->watch.cpu_clock);
    uint8_t* low = thread_stack_low();
    extras->native_stack_low = low;
    extras->native_stack_base = base;
    agent->native_stack_limit = low + kNativeStackReserve;
    if (size_t bytes = extras->limits.native_stack; bytes != 0)
      agent->native_stack_limit = std::max(agent->native_stack_limit, here - bytes);
  } else if (!pthread_equal(extras->thread, pthread_self())) {
    refusal_ = "the context is running in another thread";
    return;
  } else if (here > extras->native_stack_base || here < extras->native_stack_low) {
    refusal_ = "the context is running on another stack (a greenlet?)";
    return;
  }
  extras->entry_depth++;
}

EntryScope::~EntryScope() {
  if (refusal_) return;
  AgentExtras* extras = agent_->extras;
  if (--extras->entry_depth == 0) extras->native_stack_base = nullptr;
}

}  // namespace whipsnake
