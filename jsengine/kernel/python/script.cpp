#include "jsengine/kernel/python/script.h"

#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/syntax/analysis.h"

namespace whipsnake {

namespace {

PyTypeObject* script_type = nullptr;

HandleObject* self_of(PyObject* object) { return reinterpret_cast<HandleObject*>(object); }

// The bytecode of its functions stays with the source, so that only the first run compiles.
PyObject* run(PyObject* self, PyObject*) {
  HandleObject* script = self_of(self);
  ContextEntry entry(script->context);
  if (!entry.ok()) return nullptr;
  Agent* agent = script->context->agent;
  auto* source = static_cast<Source*>(script->value.as_cell());
  return entry.leave(completion_to_python(script->context, run_script(agent, agent->realm, source)));
}

PyMethodDef methods[] = {{"run", run, METH_NOARGS, "Run it in its context; its completion value."},
                         {nullptr, nullptr, 0, nullptr}};

PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(handle_dealloc)},
                       {Py_tp_traverse, reinterpret_cast<void*>(handle_traverse)},
                       {Py_tp_clear, reinterpret_cast<void*>(handle_clear)},
                       {Py_tp_methods, methods},
                       {Py_tp_doc, const_cast<char*>("A script that was parsed once.")},
                       {0, nullptr}};
PyType_Spec spec = {"jsengine._kernel.Script", sizeof(HandleObject), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};

}  // namespace

PyObject* context_parse_script(PyObject* self, PyObject* arguments, PyObject* keywords) {
  static const char* const kNames[] = {"text", "name", nullptr};
  PyObject *text, *name = nullptr;
  if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "U|U", const_cast<char**>(kNames), &text, &name))
    return nullptr;
  auto* context = reinterpret_cast<ContextObject*>(self);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Source* source = script_from_python(context, text, name);
  if (source == nullptr) return nullptr;
  return reinterpret_cast<PyObject*>(
      make_handle(script_type, context, Value::cell(source), Value::undefined()));
}

bool add_script_type(PyObject* module) {
  script_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  return script_type != nullptr && PyModule_AddType(module, script_type) == 0;
}

}  // namespace whipsnake
