// Finding a string in a string in linear time, whatever the texts: the two-way algorithm.
// M. Crochemore, D. Perrin: Two-way string-matching, Journal of the ACM 38 (1991).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace whipsnake {

struct CriticalPosition {
  size_t position, period;
};

// The greatest suffix by the order of units, or by the reverse order: where it begins, and its period.
template <typename Part>
CriticalPosition greatest_suffix(Part part, size_t size, bool reversed) {
  size_t i = SIZE_MAX, j = 0, k = 1, period = 1;  // i + 1 is where the suffix begins
  while (j + k < size) {
    auto a = part[j + k], b = part[i + k];
    if (a == b) {
      if (k == period) j += period, k = 0;
      k++;
    } else if (reversed ? b < a : a < b) {
      j += k, k = 1, period = j - i;
    } else {
      i = j++, k = period = 1;
    }
  }
  return {i + 1, period};
}

// Both are random-access iterators. The first place, or SIZE_MAX.
template <typename Text, typename Part>
size_t find_linear(Text text, size_t length, Part part, size_t size) {
  if (size == 0) return 0;
  if (size > length) return SIZE_MAX;
  CriticalPosition a = greatest_suffix(part, size, false), b = greatest_suffix(part, size, true);
  auto [critical, period] = a.position > b.position ? a : b;
  bool periodic =
      period + critical <= size && std::equal(part, part + ptrdiff_t(critical), part + ptrdiff_t(period));
  if (!periodic) period = std::max(critical, size - critical) + 1;
  size_t known = 0;  // units at the start of the part that are known to stand, when it is periodic
  for (size_t at = 0; at <= length - size;) {
    size_t i = std::max(critical, known);
    while (i < size && part[i] == text[at + i]) i++;
    if (i < size) {
      at += i - critical + 1;
      known = 0;
      continue;
    }
    i = critical;
    while (i > known && part[i - 1] == text[at + i - 1]) i--;
    if (i <= known) return at;
    at += period;
    known = periodic ? size - period : 0;
  }
  return SIZE_MAX;
}

}  // namespace whipsnake
