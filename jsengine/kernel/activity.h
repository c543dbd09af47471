// What the kernel is busy with, for who takes samples of it (python/samples.h). Not exact when several
// threads have contexts: the latest to say wins.
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
inline std::atomic<Activity> current_activity = Activity::kRunning;

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
