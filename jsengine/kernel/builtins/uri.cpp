// encodeURI, decodeURI and their relatives; escape and unescape.
// https://tc39.es/ecma262/#sec-uri-handling-functions
#include "jsengine/kernel/builtins/uri.h"

#include <array>

#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/number_parse.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

using CharacterSet = std::array<bool, 128>;
constexpr CharacterSet set_of(std::string_view more, bool alphanumeric) {
  CharacterSet set = {};
  for (int c = 0; alphanumeric && c < 128; c++)
    set[size_t(c)] = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  for (char c : more) set[size_t(c)] = true;
  return set;
}
constexpr CharacterSet kUnescapedInComponent = set_of("-_.!~*'()", true);
constexpr CharacterSet kUnescapedInUri = set_of("-_.!~*'();/?:@&=+$,#", true);
constexpr CharacterSet kPreservedInUri = set_of(";/?:@&=+$,#", false);
constexpr CharacterSet kPreservedInComponent = {};
constexpr CharacterSet kUnescaped = set_of("@*_+-./", true);

bool contains(const CharacterSet& set, char16_t c) { return c < set.size() && set[c]; }

void append_hexadecimal(StringBuilder& text, uint32_t value, int digits) {
  for (int i = digits - 1; i >= 0; i--)
    text.append_unit(char16_t("0123456789ABCDEF"[(value >> (4 * i)) & 15]));
}

void append_byte(StringBuilder& text, uint32_t byte) {
  text.append_unit('%');
  append_hexadecimal(text, byte, 2);
}

void append_utf8(StringBuilder& text, uint32_t c) {
  if (c < 0x80) return append_byte(text, c);
  int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  append_byte(text, (0xFF00u >> (more + 1) & 0xFF) | c >> (6 * more));
  for (int i = more - 1; i >= 0; i--) append_byte(text, 0x80 | (c >> (6 * i) & 0x3F));
}

// The code point at i, and i behind it; false: a surrogate alone.
bool next_code_point(String* s, uint32_t* i, uint32_t* c) {
  *c = s->unit((*i)++);
  if ((*c & 0xF800) != 0xD800) return true;
  if (*c >= 0xDC00 || *i == s->length() || (s->unit(*i) & 0xFC00) != 0xDC00) return false;
  *c = 0x10000 + ((*c & 0x3FF) << 10) + (s->unit((*i)++) & 0x3FF);
  return true;
}

// https://tc39.es/ecma262/#sec-encode
Value encode(Agent* agent, Value v, const CharacterSet& unescaped) {
  String* s = TRY(flatten(agent, TRY(to_string(agent, v))));
  uint32_t i = 0;
  while (i < s->length() && contains(unescaped, s->unit(i))) i++;
  if (i == s->length()) return s;
  StringBuilder text(agent);
  text.append(s, 0, i);
  while (i < s->length()) {
    uint32_t c;
    TRY(poll(agent));
    if (!next_code_point(s, &i, &c)) return throw_error(agent, Message::kUriMalformed);
    if (c < 0x80 && unescaped[c])
      text.append_unit(char16_t(c));
    else
      append_utf8(text, c);
    if (text.length() > String::kMaxLength) break;
  }
  return TRY(text.finish());
}

// The byte that %xx at i stands for, or -1.
int escaped_byte(String* s, uint32_t i) {
  if (s->length() - i < 3 || s->unit(i) != '%') return -1;
  int high = digit_value(s->unit(i + 1)), low = digit_value(s->unit(i + 2));
  return high < 16 && low < 16 && s->unit(i + 1) < 0x80 && s->unit(i + 2) < 0x80 ? high * 16 + low : -1;
}

// The code point that escapes at i are the UTF-8 of, and i behind them; false: they are not.
bool next_escaped(String* s, uint32_t* i, uint32_t* c) {
  constexpr uint32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  int lead = escaped_byte(s, *i);
  if (lead < 0) return false;
  *i += 3;
  *c = uint32_t(lead);
  if (lead < 0x80) return true;
  int more = lead >= 0xC0 && lead < 0xE0   ? 1
             : lead >= 0xE0 && lead < 0xF0 ? 2
             : lead >= 0xF0 && lead < 0xF8 ? 3
                                           : 0;
  if (more == 0) return false;
  *c &= 0x3Fu >> more;
  for (int n = 0; n < more; n++, *i += 3) {
    int byte = *i < s->length() ? escaped_byte(s, *i) : -1;
    if (byte < 0 || (byte & 0xC0) != 0x80) return false;
    *c = *c << 6 | uint32_t(byte & 0x3F);
  }
  return *c >= kLeast[more] && *c <= 0x10FFFF && (*c & 0xFFFFF800) != 0xD800;
}

// https://tc39.es/ecma262/#sec-decode
Value decode(Agent* agent, Value v, const CharacterSet& preserved) {
  String* s = TRY(flatten(agent, TRY(to_string(agent, v))));
  StringBuilder text(agent);
  for (uint32_t i = 0; i < s->length();) {
    uint32_t from = i, c;
    TRY(poll(agent));
    while (i < s->length() && s->unit(i) != '%') i++;
    text.append(s, from, i);
    if (i == s->length()) break;
    from = i;
    if (!next_escaped(s, &i, &c)) return throw_error(agent, Message::kUriMalformed);
    if (c < 0x80 && preserved[c])
      text.append(s, from, i);
    else
      text.append_code_point(c);
  }
  return TRY(text.finish());
}

// The unit that %uxxxx or %xx at *i stands for, and *i behind it; the unit itself if it is neither.
char16_t next_unescaped(String* s, uint32_t* i) {
  char16_t c = s->unit(*i);
  if (c == '%' && s->length() - *i >= 6 && s->unit(*i + 1) == 'u') {
    uint32_t unit = 0;
    for (uint32_t n = 2; n < 6; n++) {
      char16_t digit = s->unit(*i + n);
      unit = digit < 0x80 && digit_value(digit) < 16 ? unit << 4 | uint32_t(digit_value(digit)) : 0x10000;
      if (unit > 0xFFFF) break;
    }
    if (unit <= 0xFFFF) {
      *i += 6;
      return char16_t(unit);
    }
  }
  int byte = escaped_byte(s, *i);
  *i += byte < 0 ? 1 : 3;
  return byte < 0 ? c : char16_t(byte);
}

}  // namespace

Value encode_uri(Agent* agent, Frame* f) { return encode(agent, f->argument(0), kUnescapedInUri); }
Value encode_uri_component(Agent* agent, Frame* f) {
  return encode(agent, f->argument(0), kUnescapedInComponent);
}
Value decode_uri(Agent* agent, Frame* f) { return decode(agent, f->argument(0), kPreservedInUri); }
Value decode_uri_component(Agent* agent, Frame* f) {
  return decode(agent, f->argument(0), kPreservedInComponent);
}

// https://tc39.es/ecma262/#sec-escape-string
Value global_escape(Agent* agent, Frame* f) {
  String* s = TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  StringBuilder text(agent);
  for (uint32_t i = 0; i < s->length() && text.length() <= String::kMaxLength; i++) {
    char16_t c = s->unit(i);
    TRY(poll(agent));
    if (contains(kUnescaped, c)) {
      text.append_unit(c);
    } else if (c < 256) {
      append_byte(text, c);
    } else {
      text.append_ascii("%u");
      append_hexadecimal(text, c, 4);
    }
  }
  return TRY(text.finish());
}

// https://tc39.es/ecma262/#sec-unescape-string
Value global_unescape(Agent* agent, Frame* f) {
  String* s = TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  StringBuilder text(agent);
  for (uint32_t i = 0; i < s->length();) {
    TRY(poll(agent));
    text.append_unit(next_unescaped(s, &i));
  }
  return TRY(text.finish());
}

}  // namespace whipsnake
