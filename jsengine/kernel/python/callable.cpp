#include "jsengine/kernel/python/callable.h"

#include <vector>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/python_call.h"

namespace whipsnake {

Object* new_python_function(Agent* agent, PyObject* callable) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kFunctionPrototype));
  auto* function = TRY(new_object_of<PythonFunction>(agent, CellKind::kPythonFunction, prototype));
  function->flags |= kCallable;
  function->callable = Py_NewRef(callable);
  register_python_owner(agent, function);
  return function;
}

void register_python_owner(Agent* agent, Cell* cell) { agent->extras->python_owners.push_back(cell); }

PyObject* owned_python_object(Cell* cell) {
  if (cell->is(CellKind::kPythonFunction))
    return static_cast<PyObject*>(static_cast<PythonFunction*>(cell)->callable);
  ENGINE_BUG("a kind of cell that owns no Python object");
}

KIND_FINALISER(PythonFunction) { drop_later(agent, static_cast<PythonFunction*>(cell)->callable); }

void drop_later(Agent* agent, void* object) {
  if (object != nullptr) agent->extras->dropped.push_back(object);
}

void drop_pending_references(Agent* agent) {
  while (!agent->extras->dropped.empty()) {
    std::vector<void*> dropped;
    dropped.swap(agent->extras->dropped);
    for (void* object : dropped) Py_DECREF(static_cast<PyObject*>(object));
  }
}

namespace {

// What Python raised becomes an Error that JS may catch; what is not an Exception ends the script, and stays
// set in this thread.
Abrupt throw_python_exception(Agent* agent) {
  if (!PyErr_ExceptionMatches(PyExc_Exception)) return terminate(agent, TerminationReason::kHostError);
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Reference owned_type(type), owned_value(value), owned_traceback(traceback);
  ContextObject* context = context_of(agent);
  if (Value thrown; thrown_value_of(context, value, &thrown)) return throw_value(agent, thrown);
  const char* name = reinterpret_cast<PyTypeObject*>(type)->tp_name;
  Reference text(value ? PyObject_Str(value) : nullptr);
  Reference message(text ? PyUnicode_FromFormat("%s: %U", name, text.get()) : nullptr);
  if (!message) {
    PyErr_Clear();
    return throw_new(agent, ErrorType::kError, string_from_utf8(agent, name));
  }
  return throw_new(agent, ErrorType::kError, string_from_python(agent, message.get()));
}

}  // namespace

Value python_call(Agent* agent, Frame* window) {
  ContextObject* context = context_of(agent);
  auto* function = static_cast<PythonFunction*>(window->function.as_object());
  if (function->kind != CellKind::kPythonFunction) ENGINE_BUG("not a Python function");
  constexpr uint32_t kMostArguments = 1 << 16;
  if (window->argc > kMostArguments) return throw_stack_overflow(agent);
  std::vector<PyObject*> arguments(window->argc);
  bool ok = true;
  for (uint32_t i = 0; i < window->argc && ok; i++)
    ok = (arguments[i] = python_from_value(context, window->registers[1 + i])) != nullptr;
  PyObject* result = nullptr;
  if (ok)
    result = PyObject_Vectorcall(static_cast<PyObject*>(function->callable), arguments.data(), window->argc,
                                 nullptr);
  for (PyObject* argument : arguments) Py_XDECREF(argument);
  if (result == nullptr) return throw_python_exception(agent);
  Value value = value_from_python(context, result);
  Py_DECREF(result);
  if (is_abrupt(value)) return throw_python_exception(agent);
  return value;
}

}  // namespace whipsnake
