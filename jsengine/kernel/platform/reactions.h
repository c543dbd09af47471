// https://html.spec.whatwg.org/#cereactions
#pragma once

#include <Python.h>

#include "jsengine/kernel/agent_extras.h"

namespace whipsnake {

// One call with [CEReactions]: a queue of elements while it lasts. Nothing can be enqueued before some custom
// element is defined.
class ReactionScope {
 public:
  ReactionScope(Agent*, bool wanted);
  ~ReactionScope() { leave(); }
  ReactionScope(const ReactionScope&) = delete;
  bool leave();  // false: a Python exception is set

 private:
  void* stack_ = nullptr;
};

}  // namespace whipsnake
