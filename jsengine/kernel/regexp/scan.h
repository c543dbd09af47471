// Fast searches in texts of either width.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "jsengine/kernel/linear_search.h"
#include "jsengine/kernel/regexp/program.h"

namespace whipsnake::regexp {

#if defined(__SSE2__)
// Sixteen bytes of text as lanes of either width.
template <typename Char>
struct Lanes {
  static constexpr int kCount = 16 / sizeof(Char);
  static __m128i load(const Char* p) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p)); }
  static __m128i fill(char16_t c) {
    if constexpr (sizeof(Char) == 1) return _mm_set1_epi8(static_cast<char>(c));
    return _mm_set1_epi16(static_cast<short>(c));
  }
  static __m128i equal(__m128i a, __m128i b) {
    if constexpr (sizeof(Char) == 1) return _mm_cmpeq_epi8(a, b);
    return _mm_cmpeq_epi16(a, b);
  }
  static int first(int mask) { return __builtin_ctz(unsigned(mask)) / int(sizeof(Char)); }
};
#endif

// The first place from p on where one of up to four code units stands (ascending), or end.
template <typename Char>
const Char* find_stop(const Char* p, const Char* end, const uint16_t* stops, int count) {
  while (sizeof(Char) == 1 && count > 0 && stops[count - 1] > 0xFF) count--;
  if (count == 0) return end;
#if defined(__SSE2__)
  using L = Lanes<Char>;
  __m128i wanted[4];
  for (int i = 0; i < 4; i++) wanted[i] = L::fill(stops[i < count ? i : 0]);
  for (; end - p >= L::kCount; p += L::kCount) {
    __m128i text = L::load(p);
    __m128i found = _mm_or_si128(_mm_or_si128(L::equal(text, wanted[0]), L::equal(text, wanted[1])),
                                 _mm_or_si128(L::equal(text, wanted[2]), L::equal(text, wanted[3])));
    if (int mask = _mm_movemask_epi8(found)) return p + L::first(mask);
  }
#endif
  for (; p < end; p++) {
    for (int i = 0; i < count; i++)
      if (*p == stops[i]) return p;
  }
  return end;
}

template <typename Char>
bool equal_units(const Char* text, const char16_t* units, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (text[i] != units[i]) return false;
  return true;
}

template <typename Char>
bool equal_units_counted(const Char* text, const char16_t* units, size_t count, int64_t* patience) {
  for (size_t i = 0; i < count; i++) {
    if (text[i] == units[i]) continue;
    *patience -= int64_t(i);
    return false;
  }
  return true;
}

template <typename Char>
const Char* find_units_linear(const Char* p, const Char* end, const char16_t* units, size_t count) {
  size_t at = find_linear(p, size_t(end - p), units, count);
  return at == SIZE_MAX ? nullptr : p + at;
}

// The first place from p on where the units stand, or nullptr. Compares the first and the last unit of
// sixteen bytes of places at a time; a text that is mostly alike is searched in linear time.
template <typename Char>
const Char* find_units(const Char* p, const Char* end, const char16_t* units, size_t count) {
  if (size_t(end - p) < count) return nullptr;
  if (sizeof(Char) == 1) {
    for (size_t i = 0; i < count; i++)
      if (units[i] > 0xFF) return nullptr;
    if (count == 1) return static_cast<const Char*>(memchr(p, int(units[0]), size_t(end - p)));
  }
  const Char* last = end - count;
  int64_t patience = 4 * (end - p) + 1024;  // units compared in vain
#if defined(__SSE2__)
  using L = Lanes<Char>;
  __m128i first_unit = L::fill(units[0]), last_unit = L::fill(units[count - 1]);
  for (; last - p >= L::kCount; p += L::kCount) {
    __m128i found =
        _mm_and_si128(L::equal(L::load(p), first_unit), L::equal(L::load(p + count - 1), last_unit));
    int mask = _mm_movemask_epi8(found);
    while (mask != 0) {
      int lane = L::first(mask);
      if (count <= 2 || equal_units_counted(p + lane + 1, units + 1, count - 2, &patience)) return p + lane;
      mask &= sizeof(Char) == 1 ? mask - 1 : mask & ~(3 << (2 * lane));
    }
    if (patience < 0) return find_units_linear(p, end, units, count);
  }
#endif
  for (; p <= last; p++)
    if (equal_units_counted(p, units, count, &patience)) return p;
  return nullptr;
}

}  // namespace whipsnake::regexp
