// Text while it is put together for people: UTF-16 code units, quoting, and how wide it stands on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace whipsnake::inspection {

using Text = std::u16string;
using TextView = std::u16string_view;

inline Text from_ascii(std::string_view ascii) { return Text(ascii.begin(), ascii.end()); }
Text from_integer(uint64_t);
inline bool contains(TextView text, TextView part) { return text.find(part) != TextView::npos; }
inline bool starts_with(TextView text, TextView start) { return text.substr(0, start.size()) == start; }
inline bool ends_with(TextView text, TextView end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// In the quotes that need the least escaping; control characters and lone surrogates are escaped.
Text quoted(TextView);
// The same escapes without quotes around, as names of properties have them.
Text escaped(TextView);
// Spaces after every line break.
Text indented(TextView, size_t spaces);
// Without the sequences that set colours.
Text without_colours(TextView);
// Columns of a terminal: wide characters take two, combining ones none. Colours are not counted.
size_t width_of(TextView);
// "... 3 more items"
Text more_of(uint64_t count, TextView what);

}  // namespace whipsnake::inspection
