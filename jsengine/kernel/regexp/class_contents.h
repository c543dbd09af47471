// What a class of characters matches: https://tc39.es/ecma262/#sec-compiletocharset
#pragma once

#include <string>

#include "jsengine/kernel/interruption.h"
#include "jsengine/kernel/regexp/code_point_set.h"
#include "jsengine/kernel/regexp/regexp_parser.h"

namespace whipsnake::regexp {

// A set as v knows them: single characters, and strings of none or several.
struct ClassContents {
  CodePointSet characters;
  std::vector<std::u32string> strings;  // sorted, no duplicates
};

// For the nodes kCharacter, kAny, kClassEscape, kProperty and kClass. `flags` are those that hold there. The
// result is closed over case: characters and strings are to be compared as they are (strings: by
// class_character).
ClassContents contents_of(const Pattern&, uint32_t node, uint8_t flags, const Interruption&);
// What matches one character of a pattern.
CodePointSet class_character(uint32_t character, uint8_t flags);
// https://tc39.es/ecma262/#sec-wordcharacters
CodePointSet word_characters(uint8_t flags);
CodePointSet line_terminators();

}  // namespace whipsnake::regexp
