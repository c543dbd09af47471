// Modules of a Context: a Python callable finds them.
#pragma once

#include <Python.h>

namespace whipsnake {

// set_module_loader(loader): loader(specifier, referrer, type) -> (key, text); what it raises rejects the
// import.
PyObject* context_set_module_loader(PyObject* context, PyObject* loader);
// import_module(key, text): runs a module whose text the caller has; a handle of the promise of its
// evaluation.
// import_namespace(specifier, text): a promise of the namespace; without a text the loader is asked.
PyObject* context_import_namespace(PyObject* context, PyObject* arguments);
PyObject* context_import_module(PyObject* context, PyObject* arguments);

}  // namespace whipsnake
