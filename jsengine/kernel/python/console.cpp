#include "jsengine/kernel/python/console.h"

#include <Python.h>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/inspect.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

// Through Python's stream of that name, so that what the embedder redirects is redirected.
Value write_line(Agent* agent, const char* stream, String* text) {
  if (text == nullptr) return Abrupt{};
  PyObject* file = PySys_GetObject(stream);
  Reference line(python_text(agent, text));
  Reference ended(line ? PyUnicode_FromFormat("%U\n", line.get()) : nullptr);
  if (file == nullptr || file == Py_None) return Value::undefined();
  Reference written(ended ? PyObject_CallMethod(file, "write", "O", ended.get()) : nullptr);
  if (!written) return terminate(agent, TerminationReason::kHostError);
  return Value::undefined();
}

Value console_log(Agent* agent, Frame* frame) {
  return write_line(agent, "stdout", format_log(agent, frame->registers + 1, frame->argc));
}
Value console_error(Agent* agent, Frame* frame) {
  return write_line(agent, "stderr", format_log(agent, frame->registers + 1, frame->argc));
}

// print(...values), as engines' shells have it: strings of the values, by ToString.
Value print(Agent* agent, Frame* frame) {
  StringBuilder builder(agent);
  for (uint32_t i = 0; i < frame->argc; i++) {
    if (i > 0) builder.append_ascii(" ");
    builder.append(TRY(to_string(agent, frame->registers[1 + i])));
  }
  return write_line(agent, "stdout", builder.finish());
}

const BuiltinRow kRows[] = {
    NATIVE("log", 0, console_log),     NATIVE("info", 0, console_log),   NATIVE("debug", 0, console_log),
    NATIVE("error", 0, console_error), NATIVE("warn", 0, console_error), NATIVE("trace", 0, console_error),
};
const BuiltinSet kSet(Intrinsic::kConsole, {.prototype = Intrinsic::kObjectPrototype}, kRows);

}  // namespace

Status install_console(Agent* agent) {
  Realm* realm = agent->realm;
  Value console = TRY(intrinsic(realm, Intrinsic::kConsole));
  PropertyKey console_key = PropertyKey::name(intern(agent, "console"));
  TRY(define_property_or_throw(agent, realm->global_object, console_key,
                               PropertyDescriptor::data(console, kHiddenDefault)));
  PropertyKey print_key = PropertyKey::name(intern(agent, "print"));
  Value function = TRY(new_native_function(agent, realm, print, print_key, 0));
  return define_property_or_throw(agent, realm->global_object, print_key,
                                  PropertyDescriptor::data(function, kHiddenDefault));
}

}  // namespace whipsnake
