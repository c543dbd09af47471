#include "jsengine/kernel/regexp/letter_case.h"

#include <algorithm>

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

}  // namespace

uint32_t canonicalize(uint32_t character, Folding folding) {
  if (character < 128) {
    // Both tables agree on ASCII: letters stand for themselves in capitals.
    return character >= 'a' && character <= 'z' ? character - 32 : character;
  }
  CaseTable table = table_of(folding);
  const CasePair* found = std::lower_bound(
      table.begin, table.end, character, [](const CasePair& pair, uint32_t c) { return pair.character < c; });
  return found != table.end && found->character == character ? found->least : character;
}

CodePointSet close_over_case(const CodePointSet& set, Folding folding) {
  if (set.empty() || set.is_all()) return set;
  const std::vector<CasePair>& pairs = classes_of(folding);
  std::vector<std::pair<uint32_t, uint32_t>> added;
  for (size_t from = 0, to; from < pairs.size(); from = to) {
    bool some = false, all = true;
    for (to = from; to < pairs.size() && pairs[to].least == pairs[from].least; to++) {
      bool member = set.contains(pairs[to].character);
      some |= member;
      all &= member;
    }
    if (!some || all) continue;
    for (size_t i = from; i < to; i++) added.emplace_back(pairs[i].character, pairs[i].character);
  }
  return added.empty() ? set : set | CodePointSet::of_ranges(std::move(added));
}

}  // namespace whipsnake::regexp
