// What the kernel asks of a parsed source (jsengine/kernel/syntax defines these).
#pragma once

#include <string_view>

#include "jsengine/kernel/function.h"

namespace whipsnake {

// The text in UTF-8 (lone surrogates as three bytes).
[[gnu::weak]] std::string_view text_of(const ParsedSource*);
[[gnu::weak]] void delete_parsed_source(ParsedSource*);

// Line and column as V8 counts them: from 1, columns in UTF-16 code units.
bool line_and_column(Source*, uint32_t position, uint32_t* line, uint32_t* column);

}  // namespace whipsnake
