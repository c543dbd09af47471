#define PY_SSIZE_T_CLEAN
#include "jsengine/kernel/watchdog.h"

#include <Python.h>
#include <signal.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "jsengine/kernel/python/python_collections.h"
#include "jsengine/kernel/waiting.h"

namespace whipsnake {

namespace {

constexpr auto kTick = std::chrono::milliseconds(5);
constexpr int kIdleTicks = 20;

int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// CPU time of the agent's thread; 0 when that has ended.
int64_t cpu_ns(const WatchState& watch) {
  timespec spent = {};
  clock_gettime(watch.cpu_clock, &spent);
  return int64_t(spent.tv_sec) * 1'000'000'000 + spent.tv_nsec;
}

// The time is taken behind the request: this thread may be put to sleep between the two. The time in
// callbacks is not the kernel's.
void request_tick(Agent* agent) {
  WatchState& watch = agent->extras->watch;
  bool is_measured = agent->poll_flag == 0 && !watch.in_host;
  if (is_measured || watch.in_host) watch.requested_at = 0;
  request_poll(agent, kPollTick);
  if (is_measured) watch.requested_at = cpu_ns(watch);
}

void note_poll(Agent* agent) {
  WatchState& watch = agent->extras->watch;
  int64_t requested = watch.requested_at.exchange(0);
  if (requested != 0) watch.worst_delay_ns = std::max(watch.worst_delay_ns, cpu_ns(watch) - requested);
}

bool is_overdue(Agent* agent) {
  int64_t deadline = agent->extras->watch.deadline;
  return deadline != kNotWatched && now_ns() >= deadline;
}

// Python code that a script called, and that runs too long.
bool has_overdue_callback(Agent* agent) {
  return agent->extras->watch.in_host && !agent->extras->watch.host_interrupted && is_overdue(agent);
}

// Never destroyed: its thread may outlive static destructors.
struct Service {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Agent*> agents;
  bool running = false;
  std::atomic<bool> asleep = false;  // nothing was watched for a while: a wake-up call is needed
};
Service* service = new Service;

bool is_any_watched(const Service& s) {
  return std::any_of(s.agents.begin(), s.agents.end(),
                     [](Agent* agent) { return agent->extras->watch.deadline != kNotWatched; });
}

void tick(Service& s) {
  for (Agent* agent : s.agents) {
    if (agent->extras->watch.deadline == kNotWatched) continue;
    if (is_overdue(agent)) request_poll(agent, kPollDeadline);
    request_tick(agent);
  }
}

// Without the mutex: who waits for it holds the GIL.
void interrupt_callbacks(Service& s, std::unique_lock<std::mutex>& lock) {
  if (std::none_of(s.agents.begin(), s.agents.end(), has_overdue_callback)) return;
  lock.unlock();
  PyGILState_STATE state = PyGILState_Ensure();
  lock.lock();
  for (Agent* agent : s.agents)
    if (has_overdue_callback(agent)) interrupt_host(agent, TerminationReason::kTimeLimit);
  lock.unlock();
  PyGILState_Release(state);
  lock.lock();
}

// The tick asks for a poll; the poll, which holds the GIL, looks for signals and lets other threads run.
void run(Service* s) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  std::unique_lock lock(s->mutex);
  int idle = 0;
  for (;;) {
    s->changed.wait_for(lock, kTick);
    tick(*s);
    interrupt_callbacks(*s, lock);
    idle = is_any_watched(*s) ? 0 : idle + 1;
    if (idle < kIdleTicks) continue;  // so that an entry costs no wake-up when entries are many
    s->asleep = true;
    s->changed.wait(lock, [s] { return is_any_watched(*s) || !s->asleep; });
    s->asleep = false;
    idle = 0;
  }
}

void ensure_running() {
  if (service->running) return;
  service->running = true;
  static std::once_flag once;
  std::call_once(once, [] { pthread_atfork(nullptr, nullptr, watchdog_after_fork); });
  std::thread(run, service).detach();
}

}  // namespace

void watch_agent(Agent* agent) {
  std::lock_guard lock(service->mutex);
  service->agents.push_back(agent);
}

void unwatch_agent(Agent* agent) {
  std::lock_guard lock(service->mutex);
  std::erase(service->agents, agent);
}

// No lock: entries are many, and the service looks at the deadline again once it says that it sleeps.
WatchScope::WatchScope(Agent* agent, double seconds) : agent_(agent) {
  std::atomic<int64_t>& deadline = agent->extras->watch.deadline;
  outermost_ = deadline.load(std::memory_order_relaxed) == kNotWatched;
  if (!outermost_) return;
  constexpr double kMostSeconds = 1e9;
  deadline = seconds > 0 && seconds < kMostSeconds ? now_ns() + int64_t(seconds * 1e9) : kNoDeadline;
  if (service->running && !service->asleep) return;
  std::lock_guard lock(service->mutex);
  ensure_running();
  service->asleep = false;
  service->changed.notify_one();
}

WatchScope::~WatchScope() {
  if (!outermost_) return;
  agent_->extras->watch.deadline.store(kNotWatched, std::memory_order_release);
  if (agent_->poll_flag != 0) note_poll(agent_);
  agent_->poll_flag = 0;
}

// Of the caller and the agent's thread one holds the GIL: what is read here does not change meanwhile.
void request_termination(Agent* agent) {
  if (agent->extras->entry_depth == 0) return;  // the next script is not meant
  request_poll(agent, kPollHost);
  if (agent->extras->watch.in_host) interrupt_host(agent, TerminationReason::kInterrupt);
}

void interrupt_host(Agent* agent, TerminationReason reason) {
  WatchState& watch = agent->extras->watch;
  if (watch.host_interrupted || agent->extras->hooks.interrupt_host == nullptr) return;
  watch.host_interrupted = true;
  watch.host_reason = reason;
  agent->extras->hooks.interrupt_host(agent);
}

// Threads do not survive a fork, and the mutex may have been held.
void watchdog_after_fork() {
  service = new Service;
  waiting_after_fork();
}

Status poll_slow(Agent* agent) {
  if (agent->pending_kind == Pending::kTermination) return Abrupt{};
  note_poll(agent);
  uint32_t requests = __atomic_exchange_n(&agent->poll_flag, 0, __ATOMIC_ACQUIRE);
  if (requests & kPollMemory) return throw_out_of_memory(agent);
  // The service may have meant an entry that has left meanwhile.
  if ((requests & kPollDeadline) && is_overdue(agent)) return terminate(agent, TerminationReason::kTimeLimit);
  if (requests & kPollHost) return terminate(agent, TerminationReason::kInterrupt);
  if (requests & kPollTick) {
    // A handler that raises (Ctrl-C) ends the script; its exception stays set in this thread.
    if (PyErr_CheckSignals() != 0) return terminate(agent, TerminationReason::kHostError);
    search_python_if_due();
    PyThreadState* state = PyEval_SaveThread();
    PyEval_RestoreThread(state);
  }
  return Status::kOk;
}

Interruption interruption_of(Agent* agent) {
  auto must_end = [](void* asked) {
    auto* agent = static_cast<Agent*>(asked);
    if (!is_abrupt(poll_slow(agent))) return false;
    request_poll(agent, kPollTick);  // whoever asks again hears the same
    return true;
  };
  return {&agent->poll_flag, must_end, agent};
}

}  // namespace whipsnake
