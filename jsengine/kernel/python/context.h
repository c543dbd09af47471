// Context: an agent, owned by a Python object. Entering it, and what comes out.
#pragma once

#include <Python.h>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/python/key_cache.h"
#include "jsengine/kernel/watchdog.h"

namespace whipsnake {

struct HandleObject;
struct Source;

struct ContextObject {
  PyObject_HEAD Agent* agent;  // nullptr once closed
  HandleObject* handles;
  class HandleRoots* roots;
  KeyCache* keys;
  PyObject* module_loader;         // nullptr: none
  struct Console* console;         // console.h; nullptr once closed
  PyObject* waiting;               // futures of promises (jsengine/asynchrony.py); nullptr: none
  PyObject* clock;                 // nullptr: the system's
  double time_limit;               // seconds for each entry from outside; 0: none
  ContextObject *next, *previous;  // in the list of all open ones
  // For users (jsengine.Context): JSObjects, text with pairs of surrogates joined, more types converted, jobs
  // run when the outermost entry is left. Otherwise the kernel's own: Handles, code units, nothing by itself.
  bool is_public;
};

inline ContextObject* context_of(Agent* agent) {
  return static_cast<ContextObject*>(agent->extras->hooks.host);
}

// One entry from Python: checks that it is allowed here, watches the time. Not ok: a Python exception is set.
class ContextEntry {
 public:
  [[gnu::always_inline]] explicit ContextEntry(ContextObject* context) : context_(context) {
    enter(__builtin_frame_address(0));
  }
  ~ContextEntry();
  ContextEntry(const ContextEntry&) = delete;
  bool ok() const { return ok_; }
  // The result, or nullptr with an exception, after the jobs that are due when a user's script has ended.
  PyObject* leave(PyObject* result);

 private:
  void enter(void* base);
  void leave_agent();
  ContextObject* context_;
  alignas(EntryScope) unsigned char entry_[sizeof(EntryScope)];
  alignas(WatchScope) unsigned char watch_[sizeof(WatchScope)];
  // Whole words: the collector scans entries, and would take what stood in padding for a reference.
  uintptr_t ok_ = false;
  uintptr_t outermost_ = false;
  uintptr_t in_host_ = false;  // of the entry around this one
  ContextObject* around_ = nullptr;
};
// The first of a list of all that are not closed.
extern ContextObject* open_contexts;
// The context that this thread is in; nullptr: none.
extern thread_local ContextObject* innermost_context;

// Raises what is pending in the agent as a Python exception, and clears it. Always nullptr.
PyObject* raise_pending(ContextObject*);
// A Python object, or the exception raised.
PyObject* completion_to_python(ContextObject*, Value);
// The JS value that a ScriptError or JSError of this context carries.
bool thrown_value_of(ContextObject*, PyObject* exception, Value*);
// Whether the exception that is set is a Terminated; and giving it the reason as its text.
bool is_js_error(PyObject*);
bool is_terminated_exception();
void describe_termination(TerminationReason);
// Makes the Python code that runs in the agent's thread raise Terminated (AgentHooks::interrupt_host).
void raise_in_host(Agent*);

// A script of a Python text; without a name: nullptr. nullptr: an exception is set.
Source* script_from_python(ContextObject*, PyObject* text, PyObject* name);

// Runs the jobs of a user's context; rejections that nobody handles are told as unraisable exceptions.
PyObject* run_checkpoint(ContextObject*, PyObject* result);

// The key of an interned Python name. False: an exception is set.
bool cached_key(ContextObject*, PyObject* name, PropertyKey*);

bool is_context(PyObject*);
bool add_context_type(PyObject* module);
bool add_exceptions(PyObject* module);

}  // namespace whipsnake
