#include "jsengine/kernel/python/samples.h"

#include <dlfcn.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <ucontext.h>

#include <algorithm>

#include "jsengine/kernel/activity.h"
#include "jsengine/kernel/machine/machine.h"

namespace whipsnake {

namespace {

struct Sample {
  const void* pc;
  Activity activity;
};
constexpr uint32_t kMostSamples = 1 << 16;
Sample samples[kMostSamples];
std::atomic<uint32_t> sample_count;
struct sigaction handler_before;

// Nothing but stores: what a place belongs to is looked up afterwards.
void take_sample(int, siginfo_t*, void* context) {
  uint32_t i = sample_count.load(std::memory_order_relaxed);
  if (i >= kMostSamples) return;
#ifdef __x86_64__
  auto pc = uintptr_t(static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
#else
  uintptr_t pc = 0;
#endif
  samples[i] = {reinterpret_cast<const void*>(pc), current_activity.load(std::memory_order_relaxed)};
  sample_count.store(i + 1, std::memory_order_relaxed);
}

void set_timer(long microseconds) {
  itimerval timer{};
  timer.it_interval.tv_usec = timer.it_value.tv_usec = microseconds;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

PyObject* start_sampling(PyObject*, PyObject*) {
  constexpr long kMicroseconds = 1000;  // the system rounds up to its tick
  struct sigaction action {};
  action.sa_sigaction = take_sample;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sample_count = 0;
  if (sigaction(SIGPROF, &action, &handler_before) != 0) return PyErr_SetFromErrno(PyExc_OSError);
  set_timer(kMicroseconds);
  Py_RETURN_NONE;
}

// The file that holds this code; machine code that we made lies in none.
const char* place_of(const void* pc) {
  static const char kernel[] = "kernel";
  Dl_info found, own;
  if (the_machine != nullptr && pc >= the_machine->table && pc < the_machine->end) return "interpreter";
  if (dladdr(pc, &found) == 0 || found.dli_fname == nullptr) return "baseline";
  if (dladdr(kernel, &own) != 0 && own.dli_fbase == found.dli_fbase) return kernel;
  const char* slash = strrchr(found.dli_fname, '/');
  return slash ? slash + 1 : found.dli_fname;
}

PyObject* stop_sampling(PyObject*, PyObject*) {
  static const char* const kNames[] = {
#define A(id, name) name,
      WHIPSNAKE_ACTIVITIES(A)
#undef A
  };
  set_timer(0);
  sigaction(SIGPROF, &handler_before, nullptr);
  uint32_t count = sample_count;
  Reference list(PyList_New(0));
  for (uint32_t i = 0; list && i < count; i++) {
    Reference sample(Py_BuildValue("(ss)", kNames[size_t(samples[i].activity)], place_of(samples[i].pc)));
    if (!sample || PyList_Append(list.get(), sample.get()) != 0) return nullptr;
  }
  return list.release();
}

PyMethodDef functions[] = {
    {"start_sampling", start_sampling, METH_NOARGS,
     "Take a sample of what this process does every millisecond of its CPU time (or tick of the system)."},
    {"stop_sampling", stop_sampling, METH_NOARGS, "The samples: (activity, place) each."},
    {nullptr, nullptr, 0, nullptr}};

}  // namespace

bool add_sampling_functions(PyObject* module) { return PyModule_AddFunctions(module, functions) == 0; }

}  // namespace whipsnake
