// What the files of String.prototype share; string.cpp lists the methods.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

// RequireObjectCoercible and ToString of `this`, flat. `method` is named in the TypeError.
String* this_text(Agent*, Frame*, const char* method);
String* text_argument(Agent*, Frame*, uint32_t i);  // ToString, flat
// The first place at or after `from` where `part` stands in `text`, or -1. Both flat.
int64_t index_of(Agent*, String* text, String* part, uint32_t from);
int64_t last_index_of(Agent*, String* text, String* part, uint32_t from);

// string_search.cpp
Value string_at(Agent*, Frame*);
Value string_code_point_at(Agent*, Frame*);
Value string_index_of(Agent*, Frame*);
Value string_last_index_of(Agent*, Frame*);
Value string_includes(Agent*, Frame*);
Value string_starts_with(Agent*, Frame*);
Value string_ends_with(Agent*, Frame*);
Value string_locale_compare(Agent*, Frame*);
Value string_is_well_formed(Agent*, Frame*);

// string_parts.cpp
Value string_concat(Agent*, Frame*);
Value string_slice(Agent*, Frame*);
Value string_substr(Agent*, Frame*);
Value string_substring(Agent*, Frame*);
Value string_repeat(Agent*, Frame*);
Value string_pad_end(Agent*, Frame*);
Value string_pad_start(Agent*, Frame*);
Value string_trim(Agent*, Frame*);
Value string_trim_end(Agent*, Frame*);
Value string_trim_start(Agent*, Frame*);
Value string_to_well_formed(Agent*, Frame*);

// string_case.cpp
Value string_to_lower_case(Agent*, Frame*);
Value string_to_upper_case(Agent*, Frame*);
Value string_normalize(Agent*, Frame*);

// string_iterator.cpp
Value string_iterator(Agent*, Frame*);

}  // namespace whipsnake
