#define PY_SSIZE_T_CLEAN
#include "jsengine/kernel/shared_memory.h"

#include <Python.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <mutex>

#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/realm.h"
#include "jsengine/kernel/waiting.h"

namespace whipsnake {

namespace {

// Never destroyed: threads may be blocked when the process ends.
struct Notifications {
  std::mutex mutex;
  std::condition_variable changed;
  uint64_t async_count = 0;
};
Notifications* notifications = new Notifications;

}  // namespace

void waiting_after_fork() { notifications = new Notifications; }

double now_ms() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
}

SharedMemory* new_shared_memory(uint8_t* data, uint64_t byte_length, uint64_t maximum, bool growable) {
  return new SharedMemory{1, data, byte_length, maximum, growable, {}, {}};
}

void retain(SharedMemory* memory) { memory->references++; }

void release(SharedMemory* memory) {
  if (--memory->references != 0) return;
  free(memory->data);
  delete memory;
}

void attach(SharedMemory* memory, ArrayBuffer* buffer) {
  buffer->shared = memory;
  buffer->data = memory->data;
  buffer->byte_length = memory->byte_length;
  buffer->maximum = memory->maximum;
  buffer->detail = memory->growable ? kResizableBuffer : 0;
  memory->buffers.push_back(buffer);
}

void detach(SharedMemory* memory, ArrayBuffer* buffer) {
  std::erase(memory->buffers, buffer);
  buffer->shared = nullptr;
  buffer->data = nullptr;
  release(memory);
}

Waiter::Waiter(Agent* a, SharedMemory* m, uint64_t place, Promise* p, double end)
    : agent(a), memory(m), offset(place), promise(p), deadline(end) {
  retain(memory);
  memory->waiters.push_back(this);
}

Waiter::~Waiter() {
  std::erase(memory->waiters, this);
  release(memory);
}

// https://tc39.es/ecma262/#sec-notifywaiter, step by step of https://tc39.es/ecma262/#sec-removewaiters
double notify_waiters(SharedMemory* memory, uint64_t offset, double most) {
  double woken = 0;
  std::lock_guard lock(notifications->mutex);
  std::erase_if(memory->waiters, [&](Waiter* waiter) {
    if (waiter->offset != offset || woken >= most) return false;
    waiter->notified = true;
    notifications->async_count += waiter->promise != nullptr;
    woken++;
    return true;
  });
  if (woken > 0) notifications->changed.notify_all();
  return woken;
}

void block_thread(const Waiter* waiter, double most_ms) {
  PyThreadState* state = PyEval_SaveThread();
  {
    std::unique_lock lock(notifications->mutex);
    uint64_t before = notifications->async_count;
    notifications->changed.wait_for(lock, std::chrono::duration<double, std::milli>(most_ms), [&] {
      return waiter != nullptr ? waiter->notified : notifications->async_count != before;
    });
  }
  PyEval_RestoreThread(state);
}

}  // namespace whipsnake
