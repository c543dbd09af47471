// StringToNumber. https://tc39.es/ecma262/#sec-stringtonumber
#include "jsengine/kernel/number_parse.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

#include "jsengine/kernel/operations.h"

namespace whipsnake {

bool is_white_space(char16_t c) {
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13);
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

int digit_value(char16_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'z' ? c - 'a' + 10 : 99;
}

constexpr int kGreatestExponent = 1024;

double parse_binary_radix(std::string_view digits, int bits) {
  uint64_t significand = 0;
  int exponent = 0;
  bool sticky = false;
  for (char c : digits) {
    auto digit = uint64_t(digit_value(uint8_t(c)));
    if (significand >> 56) {  // keeps at least 57 bits: 53, and the rest decides how to round
      sticky |= digit != 0;
      exponent += bits;
      if (exponent > kGreatestExponent) return INFINITY;  // whatever follows
    } else {
      significand = significand << bits | digit;
    }
  }
  if (sticky) significand |= 1;
  return std::ldexp(double(significand), exponent);
}

static size_t scan_digits(std::string_view text, size_t i) {
  while (i < text.size() && text[i] >= '0' && text[i] <= '9') i++;
  return i;
}

size_t scan_decimal(std::string_view text) {
  size_t i = !text.empty() && (text[0] == '+' || text[0] == '-');
  size_t point = scan_digits(text, i), digits = point - i, end = point;
  if (point < text.size() && text[point] == '.') {
    end = scan_digits(text, point + 1);
    digits += end - point - 1;
  }
  if (digits == 0) return 0;
  if (end < text.size() && (text[end] | 0x20) == 'e') {
    size_t power = end + 1;
    if (power < text.size() && (text[power] == '+' || text[power] == '-')) power++;
    size_t after = scan_digits(text, power);
    if (after > power) end = after;
  }
  return end;
}

double parse_decimal(std::string_view literal) {
  if (!literal.empty() && literal[0] == '+') literal.remove_prefix(1);
  double result = 0;
  auto parsed = std::from_chars(literal.data(), literal.data() + literal.size(), result);
  if (parsed.ec == std::errc::result_out_of_range) return strtod(std::string(literal).c_str(), nullptr);
  return result;
}

static double parse_trimmed(std::string_view text) {
  if (text.empty()) return 0;
  if (text.size() > 2 && text[0] == '0') {
    char marker = char(text[1] | 0x20);
    int bits = marker == 'x' ? 4 : marker == 'o' ? 3 : marker == 'b' ? 1 : 0;
    if (bits != 0) {
      text.remove_prefix(2);
      for (char c : text)
        if (digit_value(uint8_t(c)) >= 1 << bits) return NAN;
      return parse_binary_radix(text, bits);
    }
  }
  if (scan_decimal(text) == text.size()) return parse_decimal(text);
  if (text == "Infinity" || text == "+Infinity") return INFINITY;
  return text == "-Infinity" ? -INFINITY : NAN;
}

double string_to_number(Agent* agent, String* s) {
  String* flat = flatten(agent, s);
  if (flat == nullptr) return NAN;  // a termination is pending, as after the polls
  uint32_t from = 0, to = flat->length();
  for (; from < to && is_white_space(flat->unit(from)); from++)
    if (is_abrupt(poll(agent))) return NAN;
  for (; to > from && is_white_space(flat->unit(to - 1)); to--)
    if (is_abrupt(poll(agent))) return NAN;
  if (!flat->is_two_byte())
    return parse_trimmed({reinterpret_cast<const char*>(flat->latin1_chars()) + from, to - from});
  std::string narrow;
  for (uint32_t i = from; i < to; i++) {
    if (flat->unit(i) > 0x7F || is_abrupt(poll(agent))) return NAN;
    narrow.push_back(char(flat->unit(i)));
  }
  return parse_trimmed(narrow);
}

}  // namespace whipsnake
