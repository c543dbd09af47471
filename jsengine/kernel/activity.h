// What the kernel is busy with in this thread, for who takes samples of it (python/samples.h).
#pragma once

#include <atomic>
#include <cstdint>

namespace whipsnake {

#define WHIPSNAKE_ACTIVITIES(A) \
  A(kRunning, "run")            \
  A(kParsing, "parse") A(kEmitting, "emit") A(kCompiling, "compile") A(kCollecting, "collect")
enum class Activity : uint8_t {
#define A(id, name) id,
  WHIPSNAKE_ACTIVITIES(A)
#undef A
};
// Of a thread: scopes of several threads would put back what others had set. The handler of the sampling
// signal reads it, so it has to be there without being made.
inline constinit thread_local std::atomic<Activity> current_activity
    __attribute__((tls_model("initial-exec"))) = Activity::kRunning;

class ActivityScope {
 public:
  explicit ActivityScope(Activity activity) : before_(current_activity.load(std::memory_order_relaxed)) {
    current_activity.store(activity, std::memory_order_relaxed);
  }
  ~ActivityScope() { current_activity.store(before_, std::memory_order_relaxed); }
  ActivityScope(const ActivityScope&) = delete;

 private:
  Activity before_;
};

}  // namespace whipsnake
