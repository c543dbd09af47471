// Error objects and how values are shown in messages.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/messages.h"

namespace whipsnake {

enum class ErrorType : uint8_t {
  kError,
  kEvalError,
  kRangeError,
  kReferenceError,
  kSyntaxError,
  kTypeError,
  kURIError,
  kAggregateError,
  kCount
};

struct Error : Object {
  Value position;  // of syntax errors: the byte offset in the source; undefined else
};

// An Error with message (absent: none) and stack, as `new TypeError(message)` makes it.
Error* new_error(Agent*, ErrorType, Value message);
// Captures the stack: defines `stack` with the header "Name: message" and one line per frame.
// https://github.com/tc39/proposal-error-stacks describes what engines do.
Status install_stack(Agent*, Object* error);
Abrupt throw_new(Agent*, ErrorType, String* message);
// The text of a message of the table.
String* format_message(Agent*, Message, Value a, Value b);
// How V8 shows a value in a message: never runs user code.
String* display(Agent*, Value);

}  // namespace whipsnake
