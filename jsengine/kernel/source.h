// From text to functions: sources, the records their closures share, and lazy compilation.
#pragma once

#include <string>

#include "jsengine/kernel/function.h"

namespace whipsnake {

namespace syntax {
enum class Goal : uint8_t;  // syntax/analysis.h
struct OuterContext;
struct ScopeTables;
}  // namespace syntax
using syntax::Goal;

enum SourceFlags : uint8_t {  // Cell::flags of Source
  kSelfHostedSource = 1,
  kFreshCode = 2,          // functions were compiled whose bytecode stands in no file
  kInteractiveSource = 4,  // typed by hand: declares again what let, const and class declared before
  kPlatformSource = 8,     // a host's own
};

// Parses and analyses; a SyntaxError is thrown, at its place, before anything runs. `text` is UTF-8
// (surrogates as three bytes). `outer` only for direct eval.
Source* new_source(Agent*, std::string text, Goal, const syntax::OuterContext* outer, Value name,
                   Value host_defined);
// What specifiers in it are relative to.
inline Value referrer_of(const Source* source) {
  return source->host_defined.is_string() ? source->host_defined : source->name;
}
// Where a text begins in what it is a part of; both count from 1.
struct TextPlace {
  uint32_t line = 1, column = 1;
};
inline void place_source(Source* source, TextPlace place) {
  source->lines_before = place.line - 1;
  source->columns_before = place.column - 1;
}
// The shared record of a row of the source's function table; made on the first call.
FunctionInfo* function_info(Agent*, Source*, uint32_t index);
// Its bytecode, made on the first call: read from the source's file of bytecode, or by the emitter.
Code* code_of(Agent*, FunctionInfo*);
// https://tc39.es/ecma262/#sec-runtime-semantics-scriptevaluation
Value run_script(Agent*, Realm*, Source*);
// The UTF-8 (surrogatepass) text of a string.
std::string utf8_of(Agent*, String*);  // for short ones
Status append_utf8(Agent*, String*, std::string* out);

}  // namespace whipsnake
