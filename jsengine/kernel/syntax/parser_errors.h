// Failures of the parser in words, the words that people know from V8.
#pragma once

#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/parser_runtime.h"

namespace whipsnake::syntax {

// No rule matched beyond p.furthest: says which token stands there.
void report_failure(ParsedSource& source, Parser& p);
void report_abort(ParsedSource& source, const Parser& p, Abort why);
void report_memory(ParsedSource& source);

}  // namespace whipsnake::syntax
