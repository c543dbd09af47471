// What jsengine/regexp/unicode_tables.py writes: members of Unicode properties, classes of letter case.
#pragma once

#include <cstdint>

namespace whipsnake::regexp {

// For each row of a table of unicode_properties.cpp: where the bytes of its members begin; at the end, where
// the last ones end. The bytes are differences of the boundaries of ranges, in groups of seven bits.
extern const uint8_t kPropertyBytes[];
extern const uint32_t kGeneralCategoryOffsets[];
extern const uint32_t kScriptOffsets[];
extern const uint32_t kScriptExtensionsOffsets[];
extern const uint32_t kBinaryOffsets[];

// For each property of strings its members, each behind its length, up to a length of 0. That of RGI_Emoji is
// empty: it has the members of all others.
extern const uint32_t* const kStringPropertyMembers[];

// Every character that is the same as another but for its case, ascending, with the least of its class.
struct CasePair {
  uint32_t character;
  uint32_t least;
};
extern const CasePair kFoldingPairs[];  // simple case folding: u and v
extern const uint32_t kFoldingPairsCount;
extern const CasePair kUppercasePairs[];  // toUppercase: without u and v
extern const uint32_t kUppercasePairsCount;

}  // namespace whipsnake::regexp
