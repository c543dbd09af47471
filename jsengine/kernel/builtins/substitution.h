// https://tc39.es/ecma262/#sec-getsubstitution
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/string.h"

namespace whipsnake {

struct Substitution {
  String* text;     // flat
  String* matched;  // flat; nullptr: text from `position` to `end`
  double position, end;
  // Groups 1 ..: texts or undefined, as values or as places in the text (two each).
  const Value* captures = nullptr;
  const uint32_t* places = nullptr;
  uint32_t capture_count = 0;
  Value named_captures = Value::undefined();  // an object
};

// Appends the template with its references replaced.
Status append_substitution(Agent*, StringBuilder&, const Substitution&, String* replacement);
bool has_references(String* replacement);  // whether there is anything to replace; flat

}  // namespace whipsnake
