// Portable bytecode and the cache of compiled scripts, as methods of Context.
#pragma once

#include <Python.h>

#include "jsengine/kernel/python/context.h"

namespace whipsnake {

PyObject* context_compile(PyObject* context, PyObject* arguments);
// A verified source of a file; nullptr with an exception: ValueError says why it is refused. Entered.
struct Source* open_source(ContextObject*, PyObject* data, PyObject* name);
PyObject* context_run_bytecode(PyObject* context, PyObject* arguments);
PyObject* context_verify_bytecode(PyObject* context, PyObject* data);
PyObject* context_set_code_cache(PyObject* context, PyObject* arguments);
PyObject* context_save_code_cache(PyObject* context, PyObject*);
// "script" or "module": what a file of bytecode holds. ValueError says why it is refused.
PyObject* bytecode_kind(PyObject* module, PyObject* bytes);

}  // namespace whipsnake
