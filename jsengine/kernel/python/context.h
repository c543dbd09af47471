// Context: an agent, owned by a Python object. Entering it, and what comes out.
#pragma once

#include <Python.h>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/watchdog.h"

namespace whipsnake {

struct HandleObject;

struct ContextObject {
  PyObject_HEAD Agent* agent;  // nullptr once closed
  HandleObject* handles;
  class HandleRoots* roots;
  PyObject* module_loader;  // nullptr: none
  struct Console* console;  // console.h; nullptr once closed
  double time_limit;        // seconds for each entry from outside; 0: none
};

inline ContextObject* context_of(Agent* agent) {
  return static_cast<ContextObject*>(agent->extras->hooks.host);
}

// One entry from Python: checks that it is allowed here, watches the time. Not ok: a Python exception is set.
class ContextEntry {
 public:
  explicit ContextEntry(ContextObject*);
  ~ContextEntry();
  ContextEntry(const ContextEntry&) = delete;
  bool ok() const { return ok_; }

 private:
  ContextObject* context_;
  alignas(EntryScope) unsigned char entry_[sizeof(EntryScope)];
  alignas(WatchScope) unsigned char watch_[sizeof(WatchScope)];
  bool ok_ = false;
};

// Raises what is pending in the agent as a Python exception, and clears it. Always nullptr.
PyObject* raise_pending(ContextObject*);
// A Python object, or the exception raised.
PyObject* completion_to_python(ContextObject*, Value);
// The JS value that a ScriptError of this context carries.
bool thrown_value_of(ContextObject*, PyObject* exception, Value*);

bool is_context(PyObject*);
bool add_context_type(PyObject* module);
bool add_exceptions(PyObject* module);

}  // namespace whipsnake
