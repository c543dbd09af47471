#include "jsengine/kernel/python/callable.h"

#include <cstring>
#include <vector>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/array_buffer.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/platform/conversion.h"
#include "jsengine/kernel/platform/owners.h"
#include "jsengine/kernel/platform/platform_object.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/python_object.h"
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

// -- Owners

void register_python_owner(Agent* agent, Cell* cell) {
  agent->extras->python_owners.push_back(cell);
  size_t bytes = owned_estimate(cell);
  agent->extras->owned_bytes += bytes;
  agent->heap->charge_granted(Category::kPython, bytes);
}

PyObject* owned_python_object(Cell* cell) { return static_cast<PyObject*>(owned_by(cell)); }

KIND_FINALISER(PythonFunction) { drop_later(agent, static_cast<PythonFunction*>(cell)->callable); }

KIND_FINALISER(Error) { drop_later(agent, static_cast<Error*>(cell)->host_exception); }

Cell* find_wrapper(Agent* agent, PyObject* object) {
  auto& wrappers = agent->extras->wrappers;
  auto at = wrappers.find(object);
  return at == wrappers.end() ? nullptr : at->second;
}

void register_wrapper(Agent* agent, PyObject* object, Cell* cell) { agent->extras->wrappers[object] = cell; }

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

// -- Calls

HostScope::HostScope(Agent* agent) : agent_(agent), outer_(agent->extras->watch.in_host) {
  agent->extras->watch.set_in_host(true);
}
HostScope::~HostScope() {
  forget_interruption();
  agent_->extras->watch.set_in_host(outer_);
}

// What Python code did not notice in time must not be raised in whatever runs next: the script's poll ends
// it.
bool HostScope::forget_interruption() {
  WatchState& watch = agent_->extras->watch;
  if (!watch.host_interrupted) return false;
  PyThreadState_SetAsyncExc(watch.host_thread, nullptr);
  watch.host_interrupted = false;
  return true;
}

bool HostScope::was_interrupted() {
  if (!forget_interruption()) return false;
  TerminationReason reason = agent_->extras->watch.host_reason;
  if (PyErr_Occurred()) {
    if (!is_terminated_exception()) return false;
    describe_termination(reason);
  }
  terminate(agent_, reason);
  return true;
}

namespace {

String* text_of_exception(Agent* agent, PyObject* exception) {
  Reference text(PyObject_Str(exception));
  if (text) return string_from_python(agent, text.get());
  PyErr_Clear();
  return new_string(agent, "");
}

// For the kernel's own contexts: the type's name is a part of the message.
Abrupt throw_described(Agent* agent, PyObject* exception) {
  String* text = text_of_exception(agent, exception);
  if (text == nullptr) return Abrupt{};
  StringBuilder message(agent);
  message.append(TRY(string_from_utf8(agent, Py_TYPE(exception)->tp_name)));
  message.append_ascii(": ");
  message.append(text);
  return throw_new(agent, ErrorType::kError, message.finish());
}

void own_exception(Agent* agent, Error* error, PyObject* exception) {
  error->host_exception = Py_NewRef(exception);
  error->told_above = UINTPTR_MAX;
  register_python_owner(agent, error);
}

// A JSError on its way from one script through Python to another stays the same, with its traceback.
void remember_exception(Agent* agent, Value thrown, PyObject* exception) {
  if (!is_js_error(exception) || !thrown.is_object() || !thrown.as_object()->is(CellKind::kError)) return;
  auto* error = static_cast<Error*>(thrown.as_object());
  if (error->host_exception != nullptr) return;
  uintptr_t told = error->told_above;
  own_exception(agent, error, exception);
  error->told_above = told;
}

}  // namespace

// JS may read name and message, nothing else.
Object* error_from_exception(ContextObject* context, PyObject* exception) {
  Agent* agent = context->agent;
  if (Cell* known = find_wrapper(agent, exception)) return static_cast<Object*>(known);
  String* message = TRY(text_of_exception(agent, exception));
  const char* qualified = Py_TYPE(exception)->tp_name;
  const char* dot = strrchr(qualified, '.');
  String* name = TRY(string_from_utf8(agent, dot ? dot + 1 : qualified));
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kErrorPrototype));
  auto* error = TRY(new_object_of<Error>(agent, CellKind::kError, prototype));
  error->position = error->trace = error->stack_text = Value::undefined();
  put_fresh(agent, error, agent->names->name, name, kHiddenDefault);
  put_fresh(agent, error, agent->names->message, message, kHiddenDefault);
  TRY(install_stack(agent, error));
  own_exception(agent, error, exception);
  register_wrapper(agent, exception, error);
  return error;
}

Abrupt throw_python_exception(ContextObject* context) {
  Agent* agent = context->agent;
  if (!PyErr_ExceptionMatches(PyExc_Exception)) return terminate(agent, TerminationReason::kHostError);
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != nullptr) PyException_SetTraceback(value, traceback);
  Reference owned_type(type), owned_value(value), owned_traceback(traceback);
  if (Value thrown; thrown_value_of(context, value, &thrown)) {
    if (context->is_public) remember_exception(agent, thrown, value);
    return throw_value(agent, thrown);
  }
  Value declared = platform_exception(agent, value);
  if (is_abrupt(declared)) return Abrupt{};
  if (!declared.is_absent()) return throw_value(agent, declared);
  if (!context->is_public) return throw_described(agent, value);
  return throw_value(agent, TRY(error_from_exception(context, value)));
}

namespace {

constexpr uint32_t kFewArguments = 6;

// The arguments as Python objects, and what has to be given back.
class Arguments {
 public:
  Arguments(ContextObject* context, Frame* window) : count_(window->argc) {
    if (count_ > kFewArguments) many_.resize(count_ + 1);
    // One place in front is free for the callee (PY_VECTORCALL_ARGUMENTS_OFFSET).
    objects_ = (count_ > kFewArguments ? many_.data() : few_) + 1;
    for (uint32_t i = 0; i < count_; i++) {
      objects_[i] = python_from_value(context, window->registers[1 + i]);
      if (objects_[i] == nullptr) {
        count_ = i;
        ok_ = false;
      }
    }
  }
  ~Arguments() {
    for (uint32_t i = 0; i < count_; i++) Py_DECREF(objects_[i]);
  }
  Arguments(const Arguments&) = delete;
  bool ok() const { return ok_; }
  PyObject* call(void* callable) const {
    return PyObject_Vectorcall(static_cast<PyObject*>(callable), objects_,
                               count_ | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  }

 private:
  PyObject* few_[kFewArguments + 1];
  std::vector<PyObject*> many_;
  PyObject** objects_;
  uint32_t count_;
  bool ok_ = true;
};

}  // namespace

Value python_call(Agent* agent, Frame* window) {
  ContextObject* context = context_of(agent);
  auto* function = static_cast<PythonFunction*>(window->function.as_object());
  if (function->kind != CellKind::kPythonFunction) ENGINE_BUG("not a Python function");
  constexpr uint32_t kMostArguments = 1 << 16;
  if (window->argc > kMostArguments || !native_stack_left(agent)) return throw_stack_overflow(agent);
  HostScope scope(agent);
  PyObject* result;
  {
    Arguments arguments(context, window);
    result = arguments.ok() ? arguments.call(function->callable) : nullptr;
  }
  if (scope.was_interrupted()) {
    Py_XDECREF(result);
    return Abrupt{};
  }
  if (result == nullptr) return throw_python_exception(context);
  Value value = value_from_python(context, result);
  Py_DECREF(result);
  return is_abrupt(value) ? Value(throw_python_exception(context)) : value;
}

}  // namespace whipsnake
