#include "jsengine/kernel/platform/kernel_operations.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"

namespace whipsnake {

namespace {

// https://html.spec.whatwg.org/#dom-queuemicrotask; what the callback throws is reported where jobs are run.
Value queue_microtask_call(Agent* agent, Frame* frame) {
  const auto& row =
      *static_cast<const PlatformRow*>(static_cast<NativeFunction*>(frame->function.as_object())->row);
  TRY(receiver_of(agent, frame, row.interface));
  if (frame->argc == 0) return throw_failure(agent, {&row}, "1 argument required, but only 0 present.");
  Value callback = frame->argument(0);
  if (!is_callable(callback)) return throw_failure(agent, {&row}, "parameter 1 is not a function.");
  enqueue_callback(agent, callback, TRY(function_realm(agent, callback.as_object())));
  return Value::undefined();
}

struct Row {
  const char* interface;
  const char* name;
  NativeCode code;
};
constexpr Row kRows[] = {
    {"Window", "queueMicrotask", queue_microtask_call},
};

}  // namespace

NativeCode kernel_operation(const PlatformRow& operation) {
  for (const Row& row : kRows)
    if (operation.interface->name == row.interface && operation.text_name == row.name) return row.code;
  ENGINE_BUG("an operation is declared to be in the kernel");
}

}  // namespace whipsnake
