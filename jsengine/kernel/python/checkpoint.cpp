// The end of an entry into a user's context: jobs, and rejections that nobody handled.
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/finalization.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/python_part.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

bool has_jobs(Agent* agent) {
  const JobQueue& queue = *agent->jobs;
  return queue.first != queue.jobs.size() || !queue.unhandled.empty() || agent->extras->cleanup != nullptr ||
         agent->extras->waiters != nullptr;
}

// A promise that Python holds may yet be awaited.
void report_unhandled(ContextObject* context) {
  auto& unhandled = context->agent->jobs->unhandled;
  for (size_t i = 0; i < unhandled.size();) {
    Promise* promise = unhandled[i];
    if (promise->host_references != 0) {
      i++;
      continue;
    }
    unhandled.erase(unhandled.begin() + ptrdiff_t(i));
    throw_value(context->agent, promise->result);
    raise_pending(context);
    PyErr_WriteUnraisable(reinterpret_cast<PyObject*>(context));
  }
}

// All jobs, also those behind one that throws. The first exception is set, or none.
void run_all_jobs(ContextObject* context) {
  Agent* agent = context->agent;
  while (is_abrupt(run_jobs(agent))) {
    bool ended = agent->pending_kind == Pending::kTermination;
    if (PyErr_Occurred() && !ended) {
      PyObject *type, *value, *traceback;
      PyErr_Fetch(&type, &value, &traceback);
      raise_pending(context);
      PyErr_WriteUnraisable(reinterpret_cast<PyObject*>(context));
      PyErr_Restore(type, value, traceback);
    } else {
      raise_pending(context);
    }
    if (ended) return;
  }
}

// Whoever queues jobs without end would end all that comes later.
void forget_jobs(Agent* agent) {
  agent->jobs->jobs.clear();
  agent->jobs->first = 0;
}

// Nobody else tells those who wait for a promise that it will not be settled. `given`: nullptr where the
// exception is set.
void fail_waiting(ContextObject* context, PyObject* given) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject* reason = value ? value : given ? given : Py_None;
  Reference done(call_python_part(PythonPart::kTerminated, reinterpret_cast<PyObject*>(context), reason));
  if (!done) PyErr_WriteUnraisable(reinterpret_cast<PyObject*>(context));
  PyErr_Restore(type, value, traceback);
}

}  // namespace

PyObject* run_checkpoint(ContextObject* context, PyObject* result) {
  Agent* agent = context->agent;
  clear_kept_objects(agent);
  if (!has_jobs(agent)) return result;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  bool ended = type != nullptr && !PyErr_GivenExceptionMatches(type, PyExc_Exception);
  if (!ended) run_all_jobs(context);
  ended = ended || (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_Exception));
  if (ended) forget_jobs(agent);
  if (ended && context->waiting != nullptr) fail_waiting(context, value);
  if (PyErr_Occurred() && result != nullptr) Py_CLEAR(result);
  PyObject *job_type, *job_value, *job_traceback;
  PyErr_Fetch(&job_type, &job_value, &job_traceback);
  if (!ended) report_unhandled(context);
  if (type == nullptr) {
    PyErr_Restore(job_type, job_value, job_traceback);
    return result;
  }
  if (job_type != nullptr) {
    PyErr_Restore(job_type, job_value, job_traceback);
    PyErr_WriteUnraisable(reinterpret_cast<PyObject*>(context));
  }
  PyErr_Restore(type, value, traceback);
  return nullptr;
}

}  // namespace whipsnake
