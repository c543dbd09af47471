// Error objects and how values are shown in messages.
#pragma once

#include <vector>

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
  Value position;    // of syntax errors: the byte offset in the source; undefined else
  Value trace;       // the frames captured (stack_trace.cpp); undefined: none
  Value stack_text;  // the text of `stack`, once somebody has asked for it
  void*
      host_exception;  // the Python exception that it is, or was on its way through Python; owned, or nullptr
  uintptr_t told_above;  // captured frames above this place stand in that exception's traceback already
};

// A frame that an Error captured when it was made, innermost first. Frames further in are at higher places.
struct TraceFrame {
  Code* code;
  const uint16_t* pc;
  uintptr_t place;
};
std::vector<TraceFrame> frames_of(const Error*);

// An Error with message (absent: none) and stack, as `new TypeError(message)` makes it.
Error* new_error(Agent*, ErrorType, Value message);
// Captures the stack: `stack` becomes an own property, with the header "Name: message" and one line per
// frame. On an Error it is an accessor and the text is made when it is first asked for; elsewhere it is data.
// https://github.com/tc39/proposal-error-stacks describes what engines do.
// The frames begin with the caller of a function, if one is given: of the constructor of a derived class.
Status install_stack(Agent*, Object* error, Value caller_of = Value::undefined());
// The text of an Error's stack; undefined if it has none. Runs no code: getters of name and message are left
// out.
Value stack_text(Agent*, Error*);
Abrupt throw_new(Agent*, ErrorType, String* message);
// The text of a message of the table.
String* format_message(Agent*, Message, Value a, Value b, Value c);
// An own or inherited data property, without running any code; undefined if there is none.
Value peek_data(Agent*, Object*, PropertyKey);
// "Name: message", either part alone, or "Error".
void append_error_header(Agent*, StringBuilder&, Value name, Value message);
// How V8 shows a value in a message: never runs user code.
String* display(Agent*, Value);

}  // namespace whipsnake
