// Properties of strings, for v: https://tc39.es/ecma262/#table-binary-unicode-properties-of-strings
#pragma once

#include <string>
#include <vector>

namespace whipsnake::regexp {

// The members of a row of the table of string properties, single characters among them.
const std::vector<std::u32string>& string_property(int row);

}  // namespace whipsnake::regexp
