#include "jsengine/kernel/platform/kernel_operations.h"

#include "jsengine/kernel/base64.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/failures.h"
#include "jsengine/kernel/promise.h"

namespace whipsnake {

namespace {

// The only argument of an operation, whose receiver is one.
Value only_argument(Agent* agent, Frame* frame, const PlatformRow& row) {
  TRY(receiver_of(agent, frame, row.interface));
  if (frame->argc == 0) return throw_failure(agent, {&row}, "1 argument required, but only 0 present.");
  return frame->argument(0);
}

const PlatformRow& row_of(Frame* frame) {
  return *static_cast<const PlatformRow*>(static_cast<NativeFunction*>(frame->function.as_object())->row);
}

// https://html.spec.whatwg.org/#dom-queuemicrotask; what the callback throws is reported where jobs are run.
Value queue_microtask_call(Agent* agent, Frame* frame) {
  const PlatformRow& row = row_of(frame);
  Value callback = TRY(only_argument(agent, frame, row));
  if (!is_callable(callback)) return throw_failure(agent, {&row}, "parameter 1 is not a function.");
  enqueue_callback(agent, callback, TRY(function_realm(agent, callback.as_object())));
  return Value::undefined();
}

Abrupt throw_invalid_character(Agent* agent, Frame* frame, const char* message) {
  raise_dom_exception("InvalidCharacterError", PyUnicode_FromString(message));
  return throw_of_member(agent, row_of(frame));
}

// https://html.spec.whatwg.org/#dom-btoa
Value btoa_call(Agent* agent, Frame* frame) {
  String* data = TRY(to_string(agent, TRY(only_argument(agent, frame, row_of(frame)))));
  bool is_bad = false;
  Value encoded = encode_base64(agent, data, &is_bad);
  if (!is_bad) return encoded;
  return throw_invalid_character(agent, frame,
                                 "The string to be encoded contains characters outside of the Latin1 range.");
}

// https://html.spec.whatwg.org/#dom-atob
Value atob_call(Agent* agent, Frame* frame) {
  String* data = TRY(to_string(agent, TRY(only_argument(agent, frame, row_of(frame)))));
  bool is_bad = false;
  Value decoded = decode_base64(agent, data, &is_bad);
  if (!is_bad) return decoded;
  return throw_invalid_character(agent, frame, "The string to be decoded is not correctly encoded.");
}

struct Row {
  const char* interface;
  const char* name;
  NativeCode code;
};
constexpr Row kRows[] = {
    {"Window", "queueMicrotask", queue_microtask_call},
    {"Window", "btoa", btoa_call},
    {"Window", "atob", atob_call},
};

}  // namespace

NativeCode kernel_operation(const PlatformRow& operation) {
  for (const Row& row : kRows)
    if (operation.interface->name == row.interface && operation.text_name == row.name) return row.code;
  ENGINE_BUG("an operation is declared to be in the kernel");
}

}  // namespace whipsnake
