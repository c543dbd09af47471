// How many code units the parts of a pattern can match.
#pragma once

#include "jsengine/kernel/regexp/regexp_parser.h"

namespace whipsnake::regexp {

struct Width {
  bool may_be_empty = false;
  bool always_empty = false;
};

// For each node. Back references may be empty, whatever they refer to, and so may sets with strings (v).
std::vector<Width> widths_of(const Pattern&, bool unicode_sets);

}  // namespace whipsnake::regexp
