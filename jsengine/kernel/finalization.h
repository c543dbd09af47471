// Weak references that scripts see. https://tc39.es/ecma262/#sec-weakref-processing-model
#pragma once

#include "jsengine/kernel/heap.h"

namespace whipsnake {

struct WeakRefObject : Object {
  Value target;      // undefined once it is dead
  uint32_t used_in;  // AgentExtras::turn in which it was made or read: until that ends the target lives
};

struct FinalizationRegistry;
struct Registration : Cell {
  FinalizationRegistry* registry;
  Registration* next;
  Value target;  // hole once it is dead
  Value held;
  Value token;  // undefined: cannot be unregistered, or the token is dead
};
struct FinalizationRegistry : Object {
  Value cleanup;
  Registration* registrations;
  bool is_queued;  // some targets are dead, and the callback has not been called for them
};

// https://tc39.es/ecma262/#sec-canbeheldweakly
bool can_be_held_weakly(Value);
// https://tc39.es/ecma262/#sec-clear-kept-objects
void clear_kept_objects(Agent*);
// Calls back for targets that have died.
Status run_cleanup_callbacks(Agent*);
void make_cleanup_queue(Agent*);  // before the first registration
void delete_cleanup_queue(Agent*);

}  // namespace whipsnake
