// Sets of code points, as sorted boundaries of ranges.
#pragma once

#include <cstdint>
#include <vector>

#include "jsengine/kernel/regexp/unicode_properties.h"

namespace whipsnake::regexp {

constexpr uint32_t kCodePointLimit = 0x110000;

// Value semantics; small sets are cheap. A member c lies in [boundaries[2k], boundaries[2k + 1]).
class CodePointSet {
 public:
  CodePointSet() = default;
  static CodePointSet all() { return range(0, kCodePointLimit - 1); }
  static CodePointSet single(uint32_t c) { return range(c, c); }
  static CodePointSet range(uint32_t first, uint32_t last) {
    CodePointSet set;
    set.boundaries_ = {first, last + 1};
    return set;
  }
  static CodePointSet of(const std::vector<uint32_t>& boundaries) {
    CodePointSet set;
    set.boundaries_ = boundaries;
    return set;
  }
  static CodePointSet of_property(PropertyKind, int row);  // not kStrings

  bool empty() const { return boundaries_.empty(); }
  bool contains(uint32_t c) const;
  bool is_single() const { return boundaries_.size() == 2 && boundaries_[1] == boundaries_[0] + 1; }
  bool is_all() const {
    return boundaries_.size() == 2 && boundaries_[0] == 0 && boundaries_[1] == kCodePointLimit;
  }
  uint32_t first() const { return boundaries_[0]; }
  uint32_t count() const;
  const std::vector<uint32_t>& boundaries() const { return boundaries_; }

  CodePointSet operator|(const CodePointSet&) const;
  CodePointSet operator&(const CodePointSet&) const;
  CodePointSet operator-(const CodePointSet&) const;
  CodePointSet complement() const;
  bool intersects(const CodePointSet&) const;
  bool is_subset_of(const CodePointSet& other) const { return (*this - other).empty(); }
  bool operator==(const CodePointSet&) const = default;
  // Ranges in any order, overlapping or not.
  static CodePointSet of_ranges(std::vector<std::pair<uint32_t, uint32_t>> ranges);

 private:
  template <typename Keep>
  CodePointSet merged(const CodePointSet&, Keep) const;
  std::vector<uint32_t> boundaries_;
};

}  // namespace whipsnake::regexp
