#include "jsengine/kernel/python/compiler.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/python/code_builder.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake {

// jsengine.bytecode.compile.compile_function, found on the first compilation of the process: scripts that
// come as bytecode never import the emitter.
static PyObject* compile_function() {
  static PyObject* function = nullptr;
  if (function != nullptr) return function;
  Reference module(PyImport_ImportModule("jsengine.bytecode.compile"));
  if (module) function = PyObject_GetAttrString(module.get(), "compile_function");
  return function;
}

// What the emitter raises is a RangeError for code that is nested too deeply, and a bug of ours otherwise: it
// is told as an error of the script, with the Python text, because the script cannot go on.
static Abrupt throw_python_error(Agent* agent) {
  if (agent->pending_kind == Pending::kTermination) {  // the emitter was interrupted
    if (agent->termination != TerminationReason::kHostError) PyErr_Clear();
    return Abrupt{};
  }
  // Ctrl-C ends the script; the exception stays set.
  if (!PyErr_ExceptionMatches(PyExc_Exception)) return terminate(agent, TerminationReason::kHostError);
  PyObject *type, *value, *traceback;
  bool deep = PyErr_ExceptionMatches(PyExc_RecursionError);
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Reference owned_type(type), owned_value(value), owned_traceback(traceback);
  if (deep) return throw_stack_overflow(agent);
  Reference text(value ? PyObject_Str(value) : nullptr);
  const char* utf8 = text ? PyUnicode_AsUTF8(text.get()) : nullptr;
  PyErr_Clear();
  std::string message = std::string("internal error of the emitter: ") +
                        (value ? Py_TYPE(value)->tp_name : "?") + ": " + (utf8 ? utf8 : "?");
  String* shown = string_from_utf8(agent, message);
  return shown ? throw_new(agent, ErrorType::kError, shown) : Abrupt{};
}

static Code* compile(Agent* agent, FunctionInfo* info) {
  PyObject* function = compile_function();
  if (function == nullptr) return throw_python_error(agent);
  syntax::ParsedSourceObject* parsed = syntax::object_of(info->source->parsed);
  Interruption interruption = interruption_of(agent);
  parsed->source.interruption = &interruption;
  // The emitter makes no cycles; going through all that it made takes long when the function is large.
  int collects = PyGC_Disable();
  Reference unit(PyObject_CallFunction(function, "OI", reinterpret_cast<PyObject*>(parsed), info->index));
  if (collects) PyGC_Enable();
  parsed->source.interruption = &kUninterrupted;
  if (!unit) return throw_python_error(agent);
  Code* code = build_code(agent, info, unit.get());
  if (code == nullptr && PyErr_Occurred()) return throw_python_error(agent);
  return code;
}

void install_compiler(Agent* agent) { agent->extras->hooks.compile = compile; }

}  // namespace whipsnake
