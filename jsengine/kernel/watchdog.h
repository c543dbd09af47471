// A thread of our own that sets Agent::poll_flag: deadlines, signals, a tick for other Python threads
// (invariant 15). One for the process; it sleeps while nothing is watched.
#pragma once

#include "jsengine/kernel/agent_extras.h"

namespace whipsnake {

// While a scope lives, its agent is watched. `seconds`: 0 means no deadline. Scopes nest; the outermost one's
// deadline counts.
class WatchScope {
 public:
  WatchScope(Agent*, double seconds);
  ~WatchScope();
  WatchScope(const WatchScope&) = delete;

 private:
  Agent* agent_;
  uintptr_t outermost_;  // a whole word: see ContextEntry
};

void watch_agent(Agent*);    // from its making
void unwatch_agent(Agent*);  // to its end
// Asks the agent to terminate; from any thread that holds the GIL. Nothing happens to one that is idle.
void request_termination(Agent*);
// Makes the Python code that a script has called raise. The caller holds the GIL.
void interrupt_host(Agent*, TerminationReason);
void watchdog_after_fork();

}  // namespace whipsnake
