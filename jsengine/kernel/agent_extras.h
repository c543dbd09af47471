// The part of an agent that no machine code touches, its making and its end.
#pragma once

#include <pthread.h>
#include <time.h>

#include <atomic>
#include <string>
#include <unordered_map>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/machine/figures.h"

namespace whipsnake {

struct RegExpCache;

// Bits of Agent::poll_flag: what the next poll has to do.
enum PollRequest : uint32_t {
  kPollDeadline = 1,
  kPollSignal = 2,  // a signal arrived: ask Python
  kPollTick = 4,    // other Python threads want to run
  kPollMemory = 8,  // over the memory limit
  kPollHost = 16,   // the host asked for termination
};
inline void request_poll(Agent* agent, PollRequest request) {
  __atomic_fetch_or(&agent->poll_flag, uint32_t(request), __ATOMIC_RELEASE);
}

struct AgentLimits {
  size_t memory = SIZE_MAX;
  size_t js_stack = 16 * 1024 * 1024;
  size_t native_stack = 0;  // 0: what the thread has
};

// What the embedder provides. All may be null.
struct AgentHooks {
  // Compiles a function on its first call; nullptr when that completed abruptly.
  Code* (*compile)(Agent*, FunctionInfo*) = nullptr;
  // Finds a module (modules/loading.h).
  Status (*load_module)(Agent*, String* specifier, Value referrer, const std::string& type,
                        struct ModuleText*) = nullptr;
  bool keeps_module_errors = false;  // the text of a key is always the same
  // The end of marking in major collections: marks what the host holds, and what follows from it.
  void (*mark_host)(class Marker&) = nullptr;
  // Makes host code that a script has called raise (watchdog.h).
  void (*interrupt_host)(Agent*) = nullptr;
  // Milliseconds since 1970, where the host has a clock of its own.
  double (*time_of_day)(Agent*) = nullptr;
  void* host = nullptr;  // the embedder's own
};

// What the watchdog knows of an agent (watchdog.h). The deadline is read without a lock, the rest under the
// GIL.
constexpr int64_t kNotWatched = 0, kNoDeadline = INT64_MAX;
struct WatchState {
  std::atomic<int64_t> deadline = kNotWatched;  // steady clock, in nanoseconds
  std::atomic<bool> in_host = false;           // Python code that a script called is running; see set_in_host
  std::atomic<bool> host_interrupted = false;  // ... and has been told to raise
  TerminationReason host_reason = TerminationReason::kNone;
  unsigned long host_thread = 0;  // as Python identifies it
  // How late polls come, in CPU time of the agent's thread: when the watchdog asked for the one that is due
  // (0: not to be measured), and the worst there was.
  clockid_t cpu_clock = 0;
  std::atomic<int64_t> requested_at = 0;
  int64_t worst_delay_ns = 0;

  // A tick later is soon enough for the watchdog.
  void set_in_host(bool is) { in_host.store(is, std::memory_order_release); }
};

struct AgentExtras {
  std::vector<void*> dropped;                 // Python references that the collector gave up
  std::vector<Cell*> python_owners;           // live cells that own a Python object
  std::unordered_map<void*, Cell*> wrappers;  // what a Python object is in JavaScript, while that lives
  size_t old_python_owners = 0;               // so many have survived a collection
  size_t owned_bytes = 0;                     // the estimate of them (platform/owners.h)
  uint32_t window_realms = 0;                 // realms whose global object is a platform object
  bool has_reactions = false;                 // some custom element was defined (platform/reactions.h)
  void* reaction_stack = nullptr;       // the list of element queues; borrowed from what the windows hold
  struct StringTwins* twins = nullptr;  // platform/strings.cpp
  std::vector<Code*> compiled;          // functions that have machine code of their own (machine/machine.cpp)
  MachineFigures machine_figures;
  AgentLimits limits;
  AgentHooks hooks;
  Realm* main_realm = nullptr;
  RootedVector* registered_symbols = nullptr;     // Symbol.for
  Roots* self_hosted_library = nullptr;           // sources of jsengine/builtins/*.js
  class CodeCache* code_cache = nullptr;          // portable/code_cache.h; none unless the host wants one
  struct TextOfArray* texts_of_arrays = nullptr;  // builtins/array_text.cpp
  class CleanupQueue* cleanup = nullptr;          // finalization.h; made with the first registry
  uint32_t turn = 1;  // counts the jobs: WeakRefs keep their targets for one (finalization.h)
  class WaiterList* waiters = nullptr;  // Atomics.waitAsync (waiting.h)
  uint32_t symbol_count = 0;
  uint32_t stack_trace_limit = 10;    // Error.stackTraceLimit
  void* native_stack_base = nullptr;  // of the outermost entry: the collector scans up to it
  uint8_t* native_stack_low = nullptr;
  uint32_t entry_depth = 0;  // how many times C++ was entered from outside, one inside the other
  pthread_t thread = {};
  size_t js_stack_bytes = 0;
  WatchState watch;
  RegExpCache* regexps = nullptr;  // made on the first use
  uint32_t owner_process = 0;      // fork is noticed by comparing (agent.cpp)
};

Agent* new_agent(const AgentLimits&);
std::vector<void*> delete_agent(Agent*);  // references to Python objects that the caller has to drop

// Everything that enters the kernel from outside goes through one of these. ok() is false, with a reason,
// when the agent cannot be entered here: another thread, another stack, a forked child.
class EntryScope {
 public:
  // `base`: the frame of who enters; what its locals refer to lives.
  EntryScope(Agent*, void* base);
  ~EntryScope();
  EntryScope(const EntryScope&) = delete;
  bool ok() const { return refusal_ == nullptr; }
  const char* refusal() const { return refusal_; }

 private:
  Agent* agent_;
  const char* refusal_ = nullptr;
};

// Sets a termination: JS unwinds without running any handler.
Abrupt terminate(Agent*, TerminationReason);
// Ends the state of being terminated; the embedder calls it when everything has unwound.
void clear_termination(Agent*);

}  // namespace whipsnake
