#include "jsengine/kernel/syntax/syntax_tree.h"

namespace whipsnake::syntax {

std::string utf8_of(const ParsedSource& source, uint32_t atom) {
  std::string text;
  std::u16string_view units(source.names.units(atom), source.names.length(atom));
  for (size_t i = 0; i < units.size(); i++) {
    uint32_t unit = units[i];
    if (unit >= 0xD800 && unit <= 0xDBFF && i + 1 < units.size() && (units[i + 1] & 0xFC00) == 0xDC00) {
      unit = 0x10000 + ((unit - 0xD800) << 10) + (units[++i] - 0xDC00U);
    }
    if (unit < 0x80) {
      text.push_back(static_cast<char>(unit));
    } else if (unit < 0x800) {
      text.push_back(static_cast<char>(0xC0 | (unit >> 6)));
      text.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
    } else if (unit < 0x10000) {
      text.push_back(static_cast<char>(0xE0 | (unit >> 12)));
      text.push_back(static_cast<char>(0x80 | ((unit >> 6) & 0x3F)));
      text.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
    } else {
      text.push_back(static_cast<char>(0xF0 | (unit >> 18)));
      text.push_back(static_cast<char>(0x80 | ((unit >> 12) & 0x3F)));
      text.push_back(static_cast<char>(0x80 | ((unit >> 6) & 0x3F)));
      text.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
    }
  }
  return text;
}

}  // namespace whipsnake::syntax
