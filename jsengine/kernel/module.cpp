// The extension module jsengine._kernel.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "jsengine/kernel/platform/python_api.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/machine_code.h"
#include "jsengine/kernel/python/portable_bytecode.h"
#include "jsengine/kernel/python/primitives.h"
#include "jsengine/kernel/python/python_collections.h"
#include "jsengine/kernel/python/samples.h"
#include "jsengine/kernel/python/script.h"
#include "jsengine/kernel/python/user_values.h"
#include "jsengine/kernel/self_hosting.h"
#include "jsengine/kernel/syntax/python_syntax.h"

namespace {

PyMethodDef functions[] = {{"bytecode_kind", whipsnake::bytecode_kind, METH_O,
                            "(kind, name) of a file of bytecode; ValueError if it cannot be used."},
                           {nullptr, nullptr, 0, nullptr}};

int execute(PyObject* module) {
  return PyModule_AddFunctions(module, functions) == 0 && whipsnake::add_context_type(module) &&
                 whipsnake::add_handle_type(module) && whipsnake::add_user_values(module) &&
                 whipsnake::add_script_type(module) && whipsnake::add_primitives(module) &&
                 whipsnake::add_exceptions(module) && whipsnake::add_platform_api(module) &&
                 whipsnake::add_self_hosting_names(module) && whipsnake::add_machine_functions(module) &&
                 whipsnake::add_sampling_functions(module) && whipsnake::syntax::add_syntax(module) == 0 &&
                 whipsnake::watch_python_collections()
             ? 0
             : -1;
}

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    "jsengine._kernel",
    "The kernel of the JavaScript engine.",
    -1,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

}  // namespace

PyMODINIT_FUNC PyInit__kernel() {
  PyObject* module = PyModule_Create(&definition);
  if (module != nullptr && execute(module) != 0) Py_CLEAR(module);
  return module;
}
