#include "jsengine/kernel/regexp/letter_case.h"

#include <algorithm>
#include <span>

#include "jsengine/kernel/regexp/unicode_data.h"

namespace whipsnake::regexp {

namespace {

struct CaseTable {
  const CasePair* begin;
  const CasePair* end;
};

CaseTable table_of(Folding folding) {
  return folding == Folding::kSimple ? CaseTable{kFoldingPairs, kFoldingPairs + kFoldingPairsCount}
                                     : CaseTable{kUppercasePairs, kUppercasePairs + kUppercasePairsCount};
}

// The same pairs by class.
std::vector<CasePair> sorted_by_class(Folding folding) {
  CaseTable table = table_of(folding);
  std::vector<CasePair> pairs(table.begin, table.end);
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const CasePair& a, const CasePair& b) { return a.least < b.least; });
  return pairs;
}

const std::vector<CasePair>& classes_of(Folding folding) {
  static const std::vector<CasePair> simple = sorted_by_class(Folding::kSimple);
  static const std::vector<CasePair> uppercase = sorted_by_class(Folding::kUppercase);
  return folding == Folding::kSimple ? simple : uppercase;
}

// The pairs of one class.
std::span<const CasePair> class_of(uint32_t least, Folding folding) {
  const std::vector<CasePair>& pairs = classes_of(folding);
  auto [first, last] =
      std::equal_range(pairs.begin(), pairs.end(), CasePair{least, least},
                       [](const CasePair& a, const CasePair& b) { return a.least < b.least; });
  return {first, last};
}

// The first pair of the table whose character is no less than this one.
const CasePair* from_character(CaseTable table, uint32_t character) {
  return std::lower_bound(table.begin, table.end, character,
                          [](const CasePair& pair, uint32_t c) { return pair.character < c; });
}

}  // namespace

uint32_t canonicalize(uint32_t character, Folding folding) {
  if (character < 128) {
    // Both tables agree on ASCII: letters stand for themselves in capitals.
    return character >= 'a' && character <= 'z' ? character - 32 : character;
  }
  CaseTable table = table_of(folding);
  const CasePair* found = from_character(table, character);
  return found != table.end && found->character == character ? found->least : character;
}

CodePointSet close_over_case(const CodePointSet& set, Folding folding) {
  if (set.empty() || set.is_all()) return set;
  CaseTable table = table_of(folding);
  std::vector<std::pair<uint32_t, uint32_t>> added;
  const std::vector<uint32_t>& boundaries = set.boundaries();
  for (size_t i = 0; i < boundaries.size(); i += 2) {
    const CasePair* pair = from_character(table, boundaries[i]);
    for (; pair != table.end && pair->character < boundaries[i + 1]; pair++)
      for (const CasePair& member : class_of(pair->least, folding))
        if (!set.contains(member.character)) added.emplace_back(member.character, member.character);
  }
  return added.empty() ? set : set | CodePointSet::of_ranges(std::move(added));
}

}  // namespace whipsnake::regexp
