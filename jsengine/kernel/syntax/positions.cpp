// Lines and columns are counted when somebody asks.
#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/parser_runtime.h"

namespace whipsnake::syntax {

namespace {

uint32_t units_between(const uint8_t* s, const uint8_t* end) {
  uint32_t units = 0;
  for (; s < end; ++s) units += (*s & 0xC0) != 0x80 ? (*s >= 0xF0 ? 2 : 1) : 0;
  return units;
}

}  // namespace

Position position_of(const ParsedSource& source, uint32_t offset) {
  const uint8_t* s = source.text.data();
  if (s == nullptr) return {1, 1};
  const uint8_t* const end = s + (offset < source.length ? offset : source.length);
  const uint8_t* line_start = s;
  uint32_t line = 1;
  while (s < end) {
    const uint32_t length = line_terminator_length(s);
    s += length != 0 ? length : 1;
    if (length != 0 && s <= end) {
      ++line;
      line_start = s;
    }
  }
  return {line, units_between(line_start, end) + 1};
}

uint32_t utf16_offset(const ParsedSource& source, uint32_t offset) {
  const uint8_t* s = source.text.data();
  return s == nullptr ? 0 : units_between(s, s + (offset < source.length ? offset : source.length));
}

}  // namespace whipsnake::syntax
