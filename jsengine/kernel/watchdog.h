// A thread of our own that sets Agent::poll_flag: deadlines, signals, a tick for other Python threads
// (invariant 15). One for the process; it sleeps while nothing is watched.
#pragma once

#include "jsengine/kernel/agent_extras.h"

namespace whipsnake {

// While a scope lives, its agent is watched. `seconds`: 0 means no deadline. Scopes nest; the inner one's
// deadline cannot be later than the outer one's.
class WatchScope {
 public:
  WatchScope(Agent*, double seconds);
  ~WatchScope();
  WatchScope(const WatchScope&) = delete;

 private:
  Agent* agent_;
  bool outermost_;
};

// Asks the agent to terminate (from any thread).
void request_termination(Agent*);
void watchdog_after_fork();

}  // namespace whipsnake
