// What a console (repl) needs of a Context: scripts typed by hand, and names to complete.
#pragma once

#include <Python.h>

namespace whipsnake {

// eval_interactive(text, name) -> (array of the value, awaits). `await` may stand at the top, then the value
// is the promise of the script's own; let, const and class may declare again what they declared before.
PyObject* context_eval_interactive(PyObject* context, PyObject* arguments);
// complete(path) -> names: properties of what the path of names leads to; of the global scope for an empty
// path. No code runs: neither getters nor traps.
PyObject* context_complete(PyObject* context, PyObject* path);

}  // namespace whipsnake
