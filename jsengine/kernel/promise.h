// Promises and jobs. https://tc39.es/ecma262/#sec-promise-objects
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/heap.h"

namespace whipsnake {

enum class PromiseState : uint8_t { kPending, kFulfilled, kRejected };

struct PromiseReaction;

struct Promise : Object {      // detail: PromiseState
  Value result;                // undefined while pending
  PromiseReaction* reactions;  // in reverse order of registration; nullptr once settled
  bool is_handled;
  bool is_outstanding;       // somebody was told that nobody handles its rejection
  uint32_t host_references;  // how many of Python's hold it: they may yet handle a rejection
  PromiseState state() const { return PromiseState(detail); }
};

// What happens once a promise settles. One cell stands for the pair of reactions the standard speaks of.
struct PromiseReaction : Cell {
  enum Kind : uint8_t { kThen, kAwait, kNative };  // in detail
  PromiseReaction* next;
  Value on_fulfilled, on_rejected;  // callables or undefined; of kNative: data
  // The derived promise: a Promise of ours whose resolving functions nobody else has, or the capability of
  // some other constructor; undefined: nobody waits.
  Value promise, resolve, reject;
  SuspendedFrame* frame;  // of kAwait
  // Of kNative: runs as the job.
  void (*native)(Agent*, PromiseReaction*, bool fulfilled, Value argument);
};

struct PromiseCapability {
  Value promise, resolve, reject;
};

Promise* new_promise(Agent*, Realm*);
Promise* new_promise_with_prototype(Agent*, Value prototype);
// The effect of the promise's own resolving functions.
void resolve_promise(Agent*, Promise*, Value resolution);  // looks at `then`
void fulfil_promise(Agent*, Promise*, Value);
void reject_promise(Agent*, Promise*, Value reason);
struct ResolvingFunctions {
  Value resolve, reject;
};
ResolvingFunctions create_resolving_functions(Agent*, Promise*);
Status new_promise_capability(Agent*, Value constructor, PromiseCapability*);
// https://tc39.es/ecma262/#sec-promise-resolve
Value promise_resolve(Agent*, Value constructor, Value);
// https://tc39.es/ecma262/#sec-performpromisethen; a capability with promise undefined: none
Status perform_promise_then(Agent*, Promise*, Value on_fulfilled, Value on_rejected,
                            const PromiseCapability&);
// Goes on with a suspended frame when the promise settles.
void await_promise(Agent*, Promise*, SuspendedFrame*);
// Runs C++ when the promise settles; `data` is kept in on_fulfilled and on_rejected.
void then_native(Agent*, Promise*, void (*)(Agent*, PromiseReaction*, bool fulfilled, Value argument),
                 Value data, Value more = Value::undefined());
inline bool is_promise(Value v) { return v.is_object() && v.as_object()->is(CellKind::kPromise); }

// -- Jobs (microtasks)
struct Job : Cell {
  enum Kind : uint8_t { kReaction, kThenable, kCallback };  // in detail; flags 1: fulfilled
  Value a, b, c;
  Realm* realm;
};

struct JobQueue final : public Roots {
  explicit JobQueue(Heap* heap) : Roots(heap) {}
  std::vector<Job*>
      jobs;  // a ring would be needed only if jobs were many at once: the front is cut in strides
  size_t first = 0;
  std::vector<Promise*> unhandled;     // rejected without a handler, as yet
  std::vector<Promise*> handled_late;  // outstanding ones that have a handler now
  Realm* failed_realm = nullptr;       // of the job that threw, until the next runs
  bool is_held = false;                // an exception is being reported: its script counts as running
  void visit(Marker&) override;
};

// https://html.spec.whatwg.org/multipage/webappapis.html#queue-a-microtask
void enqueue_callback(Agent*, Value callback, Realm*);
// Runs jobs until there are none. kAbrupt: a callback threw (the exception is pending, jobs may be left) or a
// termination.
Status run_jobs(Agent*);
// After a termination, which those that queue the next one without end would cause again and again. The steps
// of the platform stay: it waits for them.
void forget_jobs_of_scripts(Agent*);
// https://tc39.es/ecma262/#sec-host-promise-rejection-tracker
enum class RejectionOperation { kReject, kHandle };
void track_rejection(Agent*, Promise*, RejectionOperation);

}  // namespace whipsnake
