#include "jsengine/kernel/regexp/program.h"

#include <algorithm>

namespace whipsnake::regexp {

uint8_t CharacterTable::wide_value(uint32_t c) const {
  size_t i = size_t(std::upper_bound(boundaries.begin(), boundaries.end(), c) - boundaries.begin());
  return i < values.size() ? values[i] : 0;
}

// Boundaries of this table and the set are merged; values[i] is what holds before boundaries[i].
void CharacterTable::add(const CodePointSet& set, uint8_t bit) {
  const std::vector<uint32_t>& ranges = set.boundaries();
  for (size_t i = 0; i < ranges.size() && ranges[i] < 256; i += 2) {
    for (uint32_t c = ranges[i]; c < std::min(ranges[i + 1], 256U); c++) latin1[c] |= bit;
  }
  std::vector<uint32_t> merged;
  std::merge(boundaries.begin(), boundaries.end(), set.boundaries().begin(), set.boundaries().end(),
             std::back_inserter(merged));
  merged.erase(std::unique(merged.begin(), merged.end()), merged.end());
  merged.erase(merged.begin(), std::upper_bound(merged.begin(), merged.end(), 255U));
  std::vector<uint8_t> merged_values;
  uint32_t before = 256;
  for (uint32_t boundary : merged) {
    uint8_t old = before < boundary ? wide_value(before) : uint8_t(0);
    merged_values.push_back(uint8_t(old | (set.contains(before) ? bit : 0)));
    before = boundary;
  }
  boundaries = std::move(merged);
  values = std::move(merged_values);
}

size_t Program::bytes() const {
  size_t total = sizeof(Program) + code.capacity() * sizeof(Instruction) + literals.capacity() * 2 +
                 groups.capacity() * 4 + loops.capacity() * sizeof(CharacterLoop) + prefix.capacity() * 2 +
                 tables.capacity() * sizeof(CharacterTable);
  for (const CharacterTable& table : tables) total += table.boundaries.capacity() * 5;
  for (const GroupName& name : names) total += sizeof(GroupName) + name.text.size() * 2;
  return total;
}

}  // namespace whipsnake::regexp
