// Values as node's util.inspect and its console show them. The folder inspection/ has the parts.
//
// No trap of a proxy runs, and no getter but those that node's own inspection runs: Symbol.toStringTag, and
// the name, message, stack and cause of errors. What they throw is as if there were no such property. Deep,
// cyclic and huge values are bounded by depth, by the memory limit and by polling.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

struct InspectOptions {
  static constexpr int kUnlimited = 1 << 30;
  int depth = 2;                // objects below that are named only
  int break_length = 80;        // columns
  int compact = 3;              // how many inner levels may share a line
  int most_elements = 100;      // of arrays, maps, sets
  int most_characters = 10000;  // of strings inside of objects
  bool colours = false;
  bool show_hidden = false;  // what is not enumerable, too
  bool show_proxy = false;   // target and handler instead of the target
  bool sorted = false;
  bool runs_getters = true;  // those named above; false: no code of the script runs at all
};

// One value. nullptr: abrupt, by a termination only.
String* inspect(Agent*, Value, const InspectOptions& = {});
// The text of console.log(...arguments): a format string first, if it is one, then the rest by spaces.
// https://console.spec.whatwg.org/#formatter. Abrupt also when %s, %d or %j run code that throws.
String* format_log(Agent*, const Value* arguments, uint32_t count, const InspectOptions& = {});
// console.table of an object; `properties` is an Array of the columns wanted, or undefined.
String* format_table(Agent*, Value data, Value properties, const InspectOptions& = {});

}  // namespace whipsnake
