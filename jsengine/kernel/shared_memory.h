// Memory that the SharedArrayBuffers of several agents have in common, and who waits at its places.
// https://tc39.es/ecma262/#sec-waiterlist-records
//
// Agents run on threads of their own, one at a time: whoever runs JavaScript holds the GIL. So all of this
// belongs to the holder of the GIL, apart from Waiter::notified, which its mutex guards: blocked threads look
// at it without.
#pragma once

#include <condition_variable>
#include <vector>

#include "jsengine/kernel/array_buffer.h"

namespace whipsnake {

struct Promise;

// One call of Atomics.wait or waitAsync.
struct Waiter {
  Waiter(Agent*, SharedMemory*, uint64_t offset, Promise*, double deadline);
  ~Waiter();
  Waiter(const Waiter&) = delete;

  Agent* agent;
  SharedMemory* memory;
  uint64_t offset;   // in bytes
  Promise* promise;  // nullptr: the agent's thread is blocked
  double deadline;   // of now_ms(); infinite: none
  bool notified = false;
};

struct SharedMemory {
  uint32_t references;
  uint8_t* data;
  uint64_t byte_length;
  uint64_t maximum;
  bool growable;
  std::vector<ArrayBuffer*> buffers;  // on this memory, in all heaps
  std::vector<Waiter*> waiters;  // in the order in which they came; those that were notified are not in it
};

SharedMemory* new_shared_memory(uint8_t* data, uint64_t byte_length, uint64_t maximum, bool growable);
void retain(SharedMemory*);
void release(SharedMemory*);  // the last one frees the bytes
void attach(SharedMemory*, ArrayBuffer*);
void detach(SharedMemory*, ArrayBuffer*);
// A SharedArrayBuffer of this agent on memory that another made.
ArrayBuffer* adopt_shared_memory(Agent*, SharedMemory*);

// Wakes at most `most` waiters at a place; how many they were.
double notify_waiters(SharedMemory*, uint64_t offset, double most);
// Blocks this thread, without the GIL, until `waiter` is notified, or for `most_ms`. nullptr: any async
// waiter of any agent is.
void block_thread(const Waiter*, double most_ms);
double now_ms();

}  // namespace whipsnake
