#include "jsengine/kernel/inspection/text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iterator>

namespace whipsnake::inspection {

namespace {

bool is_lead(char16_t c) { return (c & 0xFC00) == 0xD800; }
bool is_trail(char16_t c) { return (c & 0xFC00) == 0xDC00; }

void append_escape(Text& to, char16_t c) {
  switch (c) {
    case '\b':
      to += u"\\b";
      return;
    case '\t':
      to += u"\\t";
      return;
    case '\n':
      to += u"\\n";
      return;
    case '\f':
      to += u"\\f";
      return;
    case '\r':
      to += u"\\r";
      return;
    case '\'':
      to += u"\\'";
      return;
    case '\\':
      to += u"\\\\";
      return;
    default:
      break;
  }
  char text[8];
  snprintf(text, sizeof text, c < 0x100 ? "\\x%02X" : "\\u%x", c);
  to += from_ascii(text);
}

void append_escaped(Text& to, TextView text, bool escapes_single_quotes) {
  for (size_t i = 0; i < text.size(); i++) {
    char16_t c = text[i];
    if (is_lead(c) && i + 1 < text.size() && is_trail(text[i + 1])) {
      to += c;
      to += text[++i];
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '\\' || (c == '\'' && escapes_single_quotes) ||
               (c & 0xF800) == 0xD800) {
      append_escape(to, c);
    } else {
      to += c;
    }
  }
}

struct Range {
  uint32_t from, to;
};
// https://www.unicode.org/reports/tr11/: Wide and Fullwidth, in broad ranges.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4C6},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1B000, 0x1B2FB}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393},
    {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567},
    {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD}};
// Combining marks, what only modifies its neighbours, and control characters.
constexpr Range kNoWidth[] = {{0, 0x1F},         {0x7F, 0x9F},     {0x300, 0x36F},   {0x483, 0x489},
                              {0x591, 0x5BD},    {0x64B, 0x65F},   {0x200B, 0x200F}, {0x2028, 0x202E},
                              {0x2060, 0x2064},  {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
                              {0xE0100, 0xE01EF}};

template <size_t N>
bool is_in(const Range (&ranges)[N], uint32_t code_point) {
  const Range* after = std::upper_bound(std::begin(ranges), std::end(ranges), code_point,
                                        [](uint32_t c, const Range& r) { return c < r.from; });
  return after != ranges && code_point <= after[-1].to;
}

}  // namespace

Text from_integer(uint64_t n) { return from_ascii(std::to_string(n)); }

Text quoted(TextView text) {
  char16_t quote = '\'';
  if (contains(text, u"'")) {
    if (!contains(text, u"\""))
      quote = '"';
    else if (!contains(text, u"`") && !contains(text, u"${"))
      quote = '`';
  }
  Text result;
  result.reserve(text.size() + 2);
  result += quote;
  append_escaped(result, text, quote == '\'');
  result += quote;
  return result;
}

Text escaped(TextView text) {
  Text result;
  append_escaped(result, text, true);
  return result;
}

Text indented(TextView text, size_t spaces) {
  Text result;
  for (char16_t c : text) {
    result += c;
    if (c == '\n') result.append(spaces, ' ');
  }
  return result;
}

Text without_colours(TextView text) {
  Text result;
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] == 0x1B && i + 1 < text.size() && text[i + 1] == '[') {
      size_t end = text.find(u'm', i);
      if (end != TextView::npos) {
        i = end;
        continue;
      }
    }
    result += text[i];
  }
  return result;
}

size_t width_of(TextView given) {
  Text stripped;
  if (contains(given, u"\x1B")) given = stripped = without_colours(given);
  size_t width = 0;
  for (size_t i = 0; i < given.size(); i++) {
    uint32_t c = given[i];
    if (c >= 0x20 && c < 0x7F) {
      width++;
      continue;
    }
    if (is_lead(char16_t(c)) && i + 1 < given.size() && is_trail(given[i + 1]))
      c = 0x10000 + ((c - 0xD800) << 10) + (given[++i] - 0xDC00u);
    width += is_in(kNoWidth, c) ? 0 : is_in(kWide, c) ? 2 : 1;
  }
  return width;
}

Text more_of(uint64_t count, TextView what) {
  Text text = u"... " + from_integer(count) + u" more ";
  text += what;
  if (count > 1) text += u's';
  return text;
}

}  // namespace whipsnake::inspection
