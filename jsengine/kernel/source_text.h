// Texts of sources, and places in them.
#pragma once

#include <string_view>

#include "jsengine/kernel/function.h"

namespace whipsnake {

// The text in UTF-8 (lone surrogates as three bytes).
std::string_view text_of(const ParsedSource*);  // source.cpp
void delete_parsed_source(ParsedSource*);       // source.cpp

// Line and column as V8 counts them: from 1, columns in UTF-16 code units. The first question about a source
// makes a table of its lines: stack traces ask often.
bool line_and_column(Source*, uint32_t position, uint32_t* line, uint32_t* column);
// The text of a line that was told by line_and_column, without its end.
std::string_view line_text(Source*, uint32_t line);

}  // namespace whipsnake
