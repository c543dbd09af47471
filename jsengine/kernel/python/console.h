// console and print: what scripts write for people.
#pragma once

#include <Python.h>

#include <map>
#include <string>

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/inspect.h"

namespace whipsnake {

// What one context's console keeps between calls.
struct Console {
  uint32_t groups = 0;                      // open ones
  std::map<std::u16string, double> counts;  // by label
  std::map<std::u16string, double> timers;  // milliseconds of a steady clock, by label
  PyObject* sink = nullptr;                 // called with (method, text) instead of writing; owned
  const void* streams[2] = {};              // stdout and stderr, as last looked at,
  bool colours[2] = {};                     // and whether they show colours
};

Status install_console(Agent*);  // print and console on the running realm's global object

// One line by the name of the console's method that made it: to the sink, else to Python's sys.stdout or
// sys.stderr, so that what the embedder redirects is redirected. A null text is an abrupt one.
Value write_console(Agent*, const char* method, String* text);
Console& console_of(Agent*);
InspectOptions console_options(Agent*, const char* method);  // colours on terminals

// set_console(sink): sink(method, text) gets each line instead of the standard streams; None: the streams
// again. What is open (groups, counts, timers) is forgotten.
PyObject* context_set_console(PyObject* context, PyObject* sink);
// inspect(value, *, depth=2, colours=False, show_hidden=False, run_getters=True): the text of one value.
PyObject* context_inspect(PyObject* context, PyObject* arguments, PyObject* keywords);
// format_log(values, *, colours=False): the text that console.log(...values) writes.
PyObject* context_format_log(PyObject* context, PyObject* arguments, PyObject* keywords);

}  // namespace whipsnake
