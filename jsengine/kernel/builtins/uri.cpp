// URI handling functions, escape and unescape. https://tc39.es/ecma262/#sec-uri-handling-functions
#include "jsengine/kernel/builtins/uri.h"

#include <cstring>

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/number_parse.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

// https://tc39.es/ecma262/#sec-uri-syntax-and-semantics
constexpr const char kUnescaped[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
constexpr const char kReservedAndHash[] = ";/?:@&=+$,#";

bool is_one_of(const char* set, uint32_t c) { return c != 0 && c < 0x80 && strchr(set, int(c)) != nullptr; }

void append_hex(StringBuilder& text, uint32_t byte) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  text.append_unit(char16_t(kDigits[byte >> 4 & 15]));
  text.append_unit(char16_t(kDigits[byte & 15]));
}

void append_byte(StringBuilder& text, uint32_t byte) {
  text.append_unit('%');
  append_hex(text, byte);
}

void append_utf8(StringBuilder& text, uint32_t c) {
  if (c < 0x80) return append_byte(text, c);
  if (c < 0x800) {
    append_byte(text, 0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      append_byte(text, 0xE0 | c >> 12);
    } else {
      append_byte(text, 0xF0 | c >> 18);
      append_byte(text, 0x80 | (c >> 12 & 63));
    }
    append_byte(text, 0x80 | (c >> 6 & 63));
  }
  append_byte(text, 0x80 | (c & 63));
}

// https://tc39.es/ecma262/#sec-encode
Value encode(Agent* agent, Value v, const char* more) {
  String* s = TRY(flatten(agent, TRY(to_string(agent, v))));
  StringBuilder text(agent);
  for (uint32_t i = 0; i < s->length(); i++) {
    uint32_t c = s->unit(i);
    if (is_one_of(kUnescaped, c) || is_one_of(more, c)) {
      text.append_unit(char16_t(c));
      continue;
    }
    if ((c & 0xFC00) == 0xDC00) return throw_error(agent, Message::kUriMalformed);
    if ((c & 0xFC00) == 0xD800) {
      uint32_t low = i + 1 < s->length() ? s->unit(i + 1) : 0;
      if ((low & 0xFC00) != 0xDC00) return throw_error(agent, Message::kUriMalformed);
      c = 0x10000 + ((c & 0x3FF) << 10 | (low & 0x3FF));
      i++;
    }
    append_utf8(text, c);
  }
  return TRY(text.finish());
}

// The byte of %XX at i, or -1.
int escaped_byte(String* s, uint32_t i) {
  if (i + 2 >= s->length() || s->unit(i) != '%') return -1;
  int high = digit_value(s->unit(i + 1)), low = digit_value(s->unit(i + 2));
  return high < 16 && low < 16 ? high * 16 + low : -1;
}

// The code point whose UTF-8 begins with %XX at i; moves i behind it. -1: not well formed.
int32_t decode_escaped(String* s, uint32_t* i) {
  int first = escaped_byte(s, *i);
  if (first < 0) return -1;
  *i += 3;
  if (first < 0x80) return first;
  int more = (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : (first & 0xF8) == 0xF0 ? 3 : 0;
  if (more == 0) return -1;
  int32_t c = first & (0x3F >> more);
  for (int k = 0; k < more; k++, *i += 3) {
    int byte = escaped_byte(s, *i);
    if (byte < 0 || (byte & 0xC0) != 0x80) return -1;
    c = c << 6 | (byte & 63);
  }
  constexpr int32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  bool surrogate = c >= 0xD800 && c < 0xE000;
  return c < kLeast[more] || c > 0x10FFFF || surrogate ? -1 : c;
}

// https://tc39.es/ecma262/#sec-decode; characters of `preserved` stay escaped
Value decode(Agent* agent, Value v, const char* preserved) {
  String* s = TRY(flatten(agent, TRY(to_string(agent, v))));
  StringBuilder text(agent);
  for (uint32_t i = 0; i < s->length();) {
    if (s->unit(i) != '%') {
      text.append_unit(s->unit(i++));
      continue;
    }
    uint32_t start = i;
    int32_t c = decode_escaped(s, &i);
    if (c < 0) return throw_error(agent, Message::kUriMalformed);
    if (is_one_of(preserved, uint32_t(c)))
      text.append(s, start, i);
    else
      text.append_code_point(uint32_t(c));
  }
  return TRY(text.finish());
}

// The unit of %uXXXX at i, or -1.
int32_t escaped_unit(String* s, uint32_t i) {
  if (i + 5 >= s->length() || s->unit(i + 1) != 'u') return -1;
  int32_t unit = 0;
  for (uint32_t k = i + 2; k < i + 6; k++) {
    int digit = digit_value(s->unit(k));
    if (digit >= 16) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

}  // namespace

Value decode_uri(Agent* agent, Frame* f) { return decode(agent, f->argument(0), kReservedAndHash); }
Value decode_uri_component(Agent* agent, Frame* f) { return decode(agent, f->argument(0), ""); }
Value encode_uri(Agent* agent, Frame* f) { return encode(agent, f->argument(0), kReservedAndHash); }
Value encode_uri_component(Agent* agent, Frame* f) { return encode(agent, f->argument(0), ""); }

// https://tc39.es/ecma262/#sec-escape-string
Value global_escape(Agent* agent, Frame* f) {
  constexpr const char kPlain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./";
  String* s = TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  StringBuilder text(agent);
  for (uint32_t i = 0; i < s->length(); i++) {
    char16_t c = s->unit(i);
    if (is_one_of(kPlain, c)) {
      text.append_unit(c);
    } else if (c < 256) {
      append_byte(text, c);
    } else {
      text.append_ascii("%u");
      append_hex(text, c >> 8);
      append_hex(text, c & 255);
    }
  }
  return TRY(text.finish());
}

// https://tc39.es/ecma262/#sec-unescape-string
Value global_unescape(Agent* agent, Frame* f) {
  String* s = TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  StringBuilder text(agent);
  for (uint32_t i = 0; i < s->length();) {
    int32_t unit = -1;
    uint32_t size = 1;
    if (s->unit(i) == '%') {
      unit = escaped_unit(s, i);
      size = 6;
      if (unit < 0) {
        unit = escaped_byte(s, i);
        size = 3;
      }
    }
    if (unit < 0) {
      unit = s->unit(i);
      size = 1;
    }
    text.append_unit(char16_t(unit));
    i += size;
  }
  return TRY(text.finish());
}

}  // namespace whipsnake
