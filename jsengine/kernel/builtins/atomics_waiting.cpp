// Atomics.wait, waitAsync and notify. https://tc39.es/ecma262/#sec-dowait
#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtins/atomics.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/shared_memory.h"
#include "jsengine/kernel/waiting.h"

namespace whipsnake {

// The agent's own waiters that have a promise.
class WaiterList final : public Roots {
 public:
  explicit WaiterList(Heap* heap) : Roots(heap) {}
  void visit(Marker& m) override {
    for (const auto& waiter : waiters) m.cell(waiter->promise);
  }
  std::vector<std::unique_ptr<Waiter>> waiters;
};

void delete_waiters(Agent* agent) { delete agent->extras->waiters; }

namespace {

constexpr double kSlice = 5;  // ms: how long a blocked thread cannot be ended

// Blocks until somebody notifies, or the time is over.
Status block(Agent* agent, const Waiter& waiter) {
  for (;;) {
    TRY(poll(agent));
    double left = waiter.deadline - now_ms();
    if (waiter.notified || left <= 0) return Status::kOk;
    block_thread(&waiter, std::fmin(left, kSlice));
  }
}

uint64_t byte_offset(const Place& place) {
  return place.array->byte_offset + place.index * place.array->element_size();
}

struct Wait {
  Place place;
  uint64_t expected;  // raw
  double timeout;     // in ms

  uint64_t offset() const { return byte_offset(place); }
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

void settle_waiters(Agent* agent) {
  WaiterList* list = agent->extras->waiters;
  if (list == nullptr || list->waiters.empty()) return;
  double now = now_ms();
  auto& waiters = list->waiters;
  for (size_t i = 0; i < waiters.size();) {
    Waiter* waiter = waiters[i].get();
    if (!waiter->notified && waiter->deadline > now) {
      i++;
      continue;
    }
    String* result = new_string(agent, waiter->notified ? "ok" : "timed-out");
    if (result == nullptr) return;
    fulfil_promise(agent, waiter->promise, result);
    waiters.erase(waiters.begin() + ptrdiff_t(i));
  }
}

Truth wait_for_notification(Agent* agent, double most_ms) {
  WaiterList* list = agent->extras->waiters;
  if (list == nullptr || list->waiters.empty()) return Truth::kFalse;
  double end = now_ms() + most_ms;
  for (const auto& waiter : list->waiters) end = std::fmin(end, waiter->deadline);
  auto is_ready = [](const auto& waiter) { return waiter->notified; };
  if (std::isinf(end) && std::none_of(list->waiters.begin(), list->waiters.end(), is_ready))
    return Truth::kFalse;  // for ever
  while (std::none_of(list->waiters.begin(), list->waiters.end(), is_ready)) {
    TRY(poll(agent));
    double left = end - now_ms();
    if (left <= 0) break;
    block_thread(nullptr, std::fmin(left, kSlice));
  }
  return Truth::kTrue;
}

// https://tc39.es/ecma262/#sec-atomics.wait
Value atomics_wait(Agent* agent, Frame* f) {
  Wait wait;
  TRY(prepare_wait(agent, f, &wait));
  if (!wait.is_equal()) return TRY(new_string(agent, "not-equal"));
  Waiter waiter(agent, wait.place.array->buffer->shared, wait.offset(), nullptr, now_ms() + wait.timeout);
  TRY(block(agent, waiter));
  return TRY(new_string(agent, waiter.notified ? "ok" : "timed-out"));
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
  SharedMemory* memory = wait.place.array->buffer->shared;
  extras->waiters->waiters.push_back(
      std::make_unique<Waiter>(agent, memory, wait.offset(), promise, now_ms() + wait.timeout));
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
  double woken = notify_waiters(buffer->shared, byte_offset(place), count);
  settle_waiters(agent);
  return Value::normalised(woken);
}

}  // namespace whipsnake
