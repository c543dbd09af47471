// The queue of jobs. https://tc39.es/ecma262/#sec-jobs
#include <algorithm>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/finalization.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/promise_jobs.h"
#include "jsengine/kernel/waiting.h"

namespace whipsnake {

VISIT_CELL(Job, Job, &Job::a, &Job::b, &Job::c, &Job::realm)

void JobQueue::visit(Marker& marker) {
  for (size_t i = first; i < jobs.size(); i++) marker.cell(jobs[i]);
  for (Promise* promise : unhandled) marker.cell(promise);
  for (Promise* promise : handled_late) marker.cell(promise);
  if (failed_realm != nullptr) marker.cell(failed_realm);
}

void enqueue_job(Agent* agent, Job::Kind kind, bool fulfilled, Value a, Value b, Value c) {
  auto* job = allocate<Job>(agent, CellKind::kJob);
  job->detail = kind;
  job->flags = fulfilled;
  job->a = a, job->b = b, job->c = c;
  job->realm = agent->realm;
  agent->jobs->jobs.push_back(job);
}

void enqueue_callback(Agent* agent, Value callback, Realm* realm) {
  enqueue_job(agent, Job::kCallback, false, callback, Value::undefined(), Value::undefined());
  agent->jobs->jobs.back()->realm = realm;  // a new job: no barrier
}

namespace {

Job* take_job(JobQueue* queue) {
  if (queue->first == queue->jobs.size()) return nullptr;
  Job* job = queue->jobs[queue->first++];
  constexpr size_t kStride = 1024;
  if (queue->first == queue->jobs.size()) {
    queue->jobs.clear();
    queue->first = 0;
  } else if (queue->first >= kStride && queue->first * 2 > queue->jobs.size()) {
    queue->jobs.erase(queue->jobs.begin(), queue->jobs.begin() + ptrdiff_t(queue->first));
    queue->first = 0;
  }
  return job;
}

Status run_job(Agent* agent, Job* job) {
  switch (Job::Kind(job->detail)) {
    case Job::kReaction:
      return run_reaction(agent, job->a.as<PromiseReaction>(), job->flags & 1, job->b);
    case Job::kThenable:
      return run_thenable(agent, static_cast<Promise*>(job->a.as_object()), job->b, job->c);
    case Job::kCallback:
      TRY(call(agent, job->a, Value::undefined(), nullptr, 0));
      return Status::kOk;
  }
  ENGINE_BUG("unknown kind of job");
}

}  // namespace

Status run_jobs(Agent* agent) {
  for (;;) {
    clear_kept_objects(agent);
    settle_waiters(agent);
    TRY(run_cleanup_callbacks(agent));
    TRY(poll(agent));  // first: a job that was taken would be lost
    Job* job = take_job(agent->jobs);
    if (job == nullptr) return Status::kOk;
    Realm* saved = agent->realm;
    agent->realm = job->realm;
    Status status = run_job(agent, job);
    agent->realm = saved;
    agent->jobs->failed_realm = is_abrupt(status) ? job->realm : nullptr;
    TRY(status);
  }
}

void forget_jobs_of_scripts(Agent* agent) {
  JobQueue* queue = agent->jobs;
  queue->jobs.erase(queue->jobs.begin(), queue->jobs.begin() + ptrdiff_t(queue->first));
  queue->first = 0;
  std::erase_if(queue->jobs, [](Job* job) {
    bool is_callback = Job::Kind(job->detail) == Job::kCallback;
    return !is_callback || !job->a.as_object()->is(CellKind::kPythonFunction);
  });
}

void track_rejection(Agent* agent, Promise* promise, RejectionOperation operation) {
  auto& unhandled = agent->jobs->unhandled;
  if (operation == RejectionOperation::kReject) {
    unhandled.push_back(promise);
  } else if (promise->is_outstanding) {
    promise->is_outstanding = false;
    agent->jobs->handled_late.push_back(promise);
  } else {
    std::erase(unhandled, promise);
  }
}

}  // namespace whipsnake
