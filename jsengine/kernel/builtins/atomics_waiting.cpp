// Atomics.wait, waitAsync and notify, for one agent. https://tc39.es/ecma262/#sec-dowait
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtins/atomics.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/waiting.h"

namespace whipsnake {

namespace {

struct Waiter {
  ArrayBuffer* buffer;
  uint64_t offset;  // in bytes
  Promise* promise;
  double deadline;  // infinite: none
};

}  // namespace

// In the order in which they came.
class WaiterList final : public Roots {
 public:
  explicit WaiterList(Heap* heap) : Roots(heap) {}
  void visit(Marker& m) override {
    for (const Waiter& waiter : waiters) {
      m.cell(waiter.buffer);
      m.cell(waiter.promise);
    }
  }
  std::vector<Waiter> waiters;
};

void delete_waiters(Agent* agent) { delete agent->extras->waiters; }

namespace {

double now_ms() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
}

// Settles the promises of those waiters that `ends` says, at most `most`; how many they were.
template <typename Ends>
double end_waiting(Agent* agent, double most, const char* result, Ends ends) {
  WaiterList* list = agent->extras->waiters;
  if (list == nullptr) return 0;
  RootedVector promises(agent);
  for (const Waiter& waiter : list->waiters)
    if (double(promises.size()) < most && ends(waiter) && !promises.push(waiter.promise)) return 0;
  size_t left = promises.size();
  std::erase_if(list->waiters, [&](const Waiter& waiter) { return left > 0 && ends(waiter) && left-- > 0; });
  for (size_t i = 0; i < promises.size(); i++)
    fulfil_promise(agent, static_cast<Promise*>(promises[i].as_object()), new_string(agent, result));
  return double(promises.size());
}

// Nobody can wake this agent while it waits: it waits for the end of the time, or of its own.
Status sleep_for(Agent* agent, double timeout_ms) {
  double deadline = now_ms() + timeout_ms;
  for (;;) {
    TRY(poll(agent));
    double left = deadline - now_ms();
    if (left <= 0) return Status::kOk;
    constexpr double kSlice = 5;
    timespec slice = {0, long(std::fmin(left, kSlice) * 1e6)};
    nanosleep(&slice, nullptr);
  }
}

struct Wait {
  Place place;
  uint64_t expected;  // raw
  double timeout;     // in ms

  bool is_equal() const {
    return memcmp(place.array->element(place.index), &expected, place.array->element_size()) == 0;
  }
};

// The arguments. Their conversions cannot shrink or detach a shared buffer.
Status prepare_wait(Agent* agent, Frame* f, Wait* wait) {
  TypedArray* array = TRY(validate_integer_array(agent, f->argument(0), Waitable::kYes));
  if (!array->buffer->is_shared()) return throw_error(agent, Message::kNotASharedArray);
  TRY(validate_atomic_access(agent, f, Waitable::kYes, &wait->place));
  Value expected;
  if (is_bigint_type(array->type())) {
    expected = TRY(to_bigint(agent, f->argument(2)));
  } else {
    int32_t n;
    TRY(to_int32(agent, f->argument(2), &n));
    expected = Value::int32(n);
  }
  wait->expected = raw_element(array->type(), expected);
  double timeout = TRY(to_number(agent, f->argument(3))).as_number();
  wait->timeout = std::isnan(timeout) ? INFINITY : std::fmax(timeout, 0);
  return Status::kOk;
}

Value wait_result(Agent* agent, bool is_async, Value v) {
  Object* result = TRY(new_object(agent, agent->realm));
  put_fresh(agent, result, PropertyKey::name(intern(agent, "async")), Value::boolean(is_async));
  put_fresh(agent, result, agent->names->value, v);
  return result;
}

}  // namespace

void expire_waiters(Agent* agent) {
  if (agent->extras->waiters == nullptr || agent->extras->waiters->waiters.empty()) return;
  double now = now_ms();
  end_waiting(agent, INFINITY, "timed-out", [now](const Waiter& waiter) { return waiter.deadline <= now; });
}

// https://tc39.es/ecma262/#sec-atomics.wait
Value atomics_wait(Agent* agent, Frame* f) {
  Wait wait;
  TRY(prepare_wait(agent, f, &wait));
  if (!wait.is_equal()) return TRY(new_string(agent, "not-equal"));
  TRY(sleep_for(agent, wait.timeout));
  return TRY(new_string(agent, "timed-out"));
}

// https://tc39.es/ecma262/#sec-atomics.waitasync
Value atomics_wait_async(Agent* agent, Frame* f) {
  Wait wait;
  TRY(prepare_wait(agent, f, &wait));
  if (!wait.is_equal()) return wait_result(agent, false, new_string(agent, "not-equal"));
  if (wait.timeout == 0) return wait_result(agent, false, new_string(agent, "timed-out"));
  Promise* promise = TRY(new_promise(agent, agent->realm));
  Value result = TRY(wait_result(agent, true, promise));
  AgentExtras* extras = agent->extras;
  if (extras->waiters == nullptr) extras->waiters = new WaiterList(agent->heap);
  TypedArray* array = wait.place.array;
  uint64_t offset = array->byte_offset + wait.place.index * array->element_size();
  extras->waiters->waiters.push_back({array->buffer, offset, promise, now_ms() + wait.timeout});
  return result;
}

// https://tc39.es/ecma262/#sec-atomics.notify
Value atomics_notify(Agent* agent, Frame* f) {
  Place place;
  TRY(validate_atomic_access(agent, f, Waitable::kYes, &place));
  double count = INFINITY;
  if (!f->argument(2).is_undefined()) {
    TRY(to_integer_or_infinity(agent, f->argument(2), &count));
    count = std::fmax(count, 0);
  }
  ArrayBuffer* buffer = place.array->buffer;
  if (!buffer->is_shared()) return Value::int32(0);
  uint64_t offset = place.array->byte_offset + place.index * place.array->element_size();
  double woken = end_waiting(agent, count, "ok", [buffer, offset](const Waiter& waiter) {
    return waiter.buffer == buffer && waiter.offset == offset;
  });
  return Value::normalised(woken);
}

}  // namespace whipsnake
