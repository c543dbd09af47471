#define PY_SSIZE_T_CLEAN
#include "jsengine/kernel/watchdog.h"

#include <Python.h>
#include <signal.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace whipsnake {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kTick = std::chrono::milliseconds(5);
constexpr int kIdleTicks = 20;

struct Watched {
  Agent* agent;
  Clock::time_point deadline;  // max(): none
};

// Never destroyed: its thread may outlive static destructors.
struct Service {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Watched> watched;
  bool running = false;
  bool asleep = false;  // nothing was watched for a while: a wake-up call is needed
};
Service* service = new Service;

void tick(Service& s) {
  auto now = Clock::now();
  for (Watched& w : s.watched) {
    if (now >= w.deadline) request_poll(w.agent, kPollDeadline);
    request_poll(w.agent, kPollTick);
  }
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
    idle = s->watched.empty() ? idle + 1 : 0;
    if (idle < kIdleTicks) continue;  // so that an entry costs no wake-up when entries are many
    s->asleep = true;
    s->changed.wait(lock, [s] { return !s->watched.empty(); });
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

WatchScope::WatchScope(Agent* agent, double seconds) : agent_(agent) {
  auto deadline = Clock::time_point::max();
  if (seconds > 0)
    deadline =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  std::lock_guard lock(service->mutex);
  ensure_running();
  outermost_ = std::none_of(service->watched.begin(), service->watched.end(),
                            [agent](const Watched& w) { return w.agent == agent; });
  if (!outermost_) return;
  service->watched.push_back({agent, deadline});
  if (service->asleep) service->changed.notify_one();
}

WatchScope::~WatchScope() {
  if (!outermost_) return;
  std::lock_guard lock(service->mutex);
  std::erase_if(service->watched, [this](const Watched& w) { return w.agent == agent_; });
  agent_->poll_flag = 0;
}

void request_termination(Agent* agent) { request_poll(agent, kPollHost); }

// Threads do not survive a fork, and the mutex may have been held.
void watchdog_after_fork() { service = new Service; }

Status poll_slow(Agent* agent) {
  if (agent->pending_kind == Pending::kTermination) return Abrupt{};
  uint32_t requests = __atomic_exchange_n(&agent->poll_flag, 0, __ATOMIC_ACQUIRE);
  if (requests & kPollMemory) return throw_out_of_memory(agent);
  if (requests & kPollDeadline) return terminate(agent, TerminationReason::kTimeLimit);
  if (requests & kPollHost) return terminate(agent, TerminationReason::kHostError);
  if (requests & kPollTick) {
    // A handler that raises (Ctrl-C) ends the script; its exception stays set in this thread.
    if (PyErr_CheckSignals() != 0) return terminate(agent, TerminationReason::kInterrupt);
    PyThreadState* state = PyEval_SaveThread();
    PyEval_RestoreThread(state);
  }
  return Status::kOk;
}

}  // namespace whipsnake
