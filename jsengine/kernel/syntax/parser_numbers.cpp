// The values of numeric literals, rounded correctly. https://tc39.es/ecma262/#sec-numericvalue
#include <charconv>
#include <cmath>

#include "jsengine/kernel/syntax/parser_resolver.h"

namespace whipsnake::syntax {

namespace {

uint32_t digit_value(char c) {
  if (c <= '9') return static_cast<uint32_t>(c - '0');
  return static_cast<uint32_t>((c | 0x20) - 'a' + 10);
}

// Digits of a radix that is a power of two: 64 bits are kept, of the bits behind them only whether one was
// set.
double binary_value(const char* text, const char* end, uint32_t bits_each) {
  uint64_t kept = 0;
  int dropped = 0;
  bool rest = false;
  for (; text != end; ++text) {
    const uint32_t digit = digit_value(*text);
    for (uint32_t bit = bits_each; bit-- > 0;) {
      const uint64_t one = digit >> bit & 1;
      if (kept >> 63 == 0) {
        kept = kept << 1 | one;
      } else {
        if (dropped < 4096) ++dropped;
        rest |= one != 0;
      }
    }
  }
  // The last of 64 bits is far behind the 53 that count: it can stand for all that was dropped.
  if (rest) kept |= 1;
  return std::ldexp(static_cast<double>(kept), dropped);
}

double decimal_value(const char* text, const char* end) {
  double value = 0;
  const auto result = std::from_chars(text, end, value);
  if (result.ec == std::errc::result_out_of_range) {
    // Too large or too small: the digits tell, an exponent that is negative means small.
    for (const char* c = text; c != end; ++c) {
      if ((*c | 0x20) == 'e') return c[1] == '-' ? 0.0 : HUGE_VAL;
    }
    return *text == '.' || *text == '0' ? 0.0 : HUGE_VAL;
  }
  return value;
}

double literal_value(const char* text, const char* end, bool legacy) {
  if (end - text > 1 && text[0] == '0') {
    switch (text[1] | 0x20) {
      case 'x':
        return binary_value(text + 2, end, 4);
      case 'o':
        return binary_value(text + 2, end, 3);
      case 'b':
        return binary_value(text + 2, end, 1);
      default:
        break;
    }
  }
  if (legacy) {
    bool octal = true;
    for (const char* c = text; c != end; ++c) octal = octal && *c >= '0' && *c <= '7';
    if (octal) return binary_value(text, end, 3);
  }
  return decimal_value(text, end);
}

}  // namespace

void Resolver::number(uint32_t i) {
  digits_.clear();
  for (uint32_t at = nodes_[i].start; at < nodes_[i].end; ++at) {
    if (text_[at] != '_' && !digits_.push(static_cast<char>(text_[at]))) return out_of_memory();
  }
  const double value =
      literal_value(digits_.data(), digits_.data() + digits_.size(), nodes_[i].has(FLAG_LEGACY));
  source_.atoms[i] = source_.numbers.size();
  if (!source_.numbers.push(value)) out_of_memory();
}

void Resolver::bigint(uint32_t i) {
  units_.clear();
  for (uint32_t at = nodes_[i].start; at + 1 < nodes_[i].end; ++at) {
    if (text_[at] != '_' && !unit(text_[at])) return;
  }
  source_.atoms[i] = intern_units();
}

}  // namespace whipsnake::syntax
