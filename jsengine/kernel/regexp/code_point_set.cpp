#include "jsengine/kernel/regexp/code_point_set.h"

#include <algorithm>

#include "jsengine/kernel/regexp/unicode_data.h"

namespace whipsnake::regexp {

bool CodePointSet::contains(uint32_t c) const {
  return (std::upper_bound(boundaries_.begin(), boundaries_.end(), c) - boundaries_.begin()) % 2 == 1;
}

uint32_t CodePointSet::count() const {
  uint32_t total = 0;
  for (size_t i = 0; i < boundaries_.size(); i += 2) total += boundaries_[i + 1] - boundaries_[i];
  return total;
}

template <typename Keep>
CodePointSet CodePointSet::merged(const CodePointSet& other, Keep keep) const {
  CodePointSet result;
  size_t a = 0, b = 0;
  bool inside = false;
  while (a < boundaries_.size() || b < other.boundaries_.size()) {
    uint32_t at = std::min(a < boundaries_.size() ? boundaries_[a] : UINT32_MAX,
                           b < other.boundaries_.size() ? other.boundaries_[b] : UINT32_MAX);
    if (a < boundaries_.size() && boundaries_[a] == at) a++;
    if (b < other.boundaries_.size() && other.boundaries_[b] == at) b++;
    if (keep(a % 2 == 1, b % 2 == 1) != inside) {
      inside = !inside;
      result.boundaries_.push_back(at);
    }
  }
  return result;
}

CodePointSet CodePointSet::operator|(const CodePointSet& other) const {
  if (empty()) return other;
  if (other.empty()) return *this;
  return merged(other, [](bool a, bool b) { return a || b; });
}
CodePointSet CodePointSet::operator&(const CodePointSet& other) const {
  return merged(other, [](bool a, bool b) { return a && b; });
}
CodePointSet CodePointSet::operator-(const CodePointSet& other) const {
  return merged(other, [](bool a, bool b) { return a && !b; });
}
CodePointSet CodePointSet::complement() const { return all() - *this; }

bool CodePointSet::intersects(const CodePointSet& other) const {
  size_t a = 0, b = 0;
  while (a < boundaries_.size() && b < other.boundaries_.size()) {
    if (boundaries_[a + 1] <= other.boundaries_[b]) {
      a += 2;
    } else if (other.boundaries_[b + 1] <= boundaries_[a]) {
      b += 2;
    } else {
      return true;
    }
  }
  return false;
}

CodePointSet CodePointSet::of_ranges(std::vector<std::pair<uint32_t, uint32_t>> ranges) {
  std::sort(ranges.begin(), ranges.end());
  CodePointSet set;
  for (auto [first, last] : ranges) {
    if (!set.boundaries_.empty() && first <= set.boundaries_.back()) {
      set.boundaries_.back() = std::max(set.boundaries_.back(), last + 1);
    } else {
      set.boundaries_.push_back(first);
      set.boundaries_.push_back(last + 1);
    }
  }
  return set;
}

CodePointSet CodePointSet::of_property(PropertyKind kind, int row) {
  const uint32_t* offsets = kind == PropertyKind::kGeneralCategory    ? kGeneralCategoryOffsets
                            : kind == PropertyKind::kScript           ? kScriptOffsets
                            : kind == PropertyKind::kScriptExtensions ? kScriptExtensionsOffsets
                                                                      : kBinaryOffsets;
  const uint8_t* byte = kPropertyBytes + offsets[row];
  const uint8_t* end = kPropertyBytes + offsets[row + 1];
  CodePointSet set;
  uint32_t at = 0;
  while (byte < end) {
    uint32_t step = 0;
    for (int shift = 0;; shift += 7) {
      step |= uint32_t(*byte & 0x7F) << shift;
      if (!(*byte++ & 0x80)) break;
    }
    set.boundaries_.push_back(at += step);
  }
  if (set.boundaries_.size() % 2 == 1) set.boundaries_.push_back(kCodePointLimit);
  return set;
}

}  // namespace whipsnake::regexp
