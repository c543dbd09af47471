// Names and string values become atoms, escapes resolved. https://tc39.es/ecma262/#sec-names-and-keywords,
// https://tc39.es/ecma262/#sec-literals-string-literals,
// https://tc39.es/ecma262/#sec-template-literal-lexical-components
#include <cstring>

#include "jsengine/kernel/syntax/parser_resolver.h"

namespace whipsnake::syntax {

namespace {

bool is_hex(uint8_t c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }
uint32_t hex_value(uint8_t c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }
bool is_octal(uint8_t c) { return c >= '0' && c <= '7'; }

constexpr uint32_t INVALID = 0xFFFFFFFFu;
constexpr uint32_t LAST_CODE_POINT = 0x10FFFF;

char16_t single_escape(uint8_t c) {
  switch (c) {
    case 'b':
      return 0x08;
    case 't':
      return 0x09;
    case 'n':
      return 0x0A;
    case 'v':
      return 0x0B;
    case 'f':
      return 0x0C;
    case 'r':
      return 0x0D;
    default:
      return c;
  }
}

// Only ASCII, and no escape: eight bytes at a time, for the text is padded.
bool is_plain(const uint8_t* text, uint32_t length) {
  constexpr uint64_t ONES = 0x0101010101010101u;
  constexpr uint64_t HIGH = ONES << 7;
  for (uint32_t at = 0; at < length; at += 8) {
    uint64_t word;
    std::memcpy(&word, text + at, 8);
    if (length - at < 8) word &= ~uint64_t{0} >> (64 - 8 * (length - at));
    const uint64_t backslash = word ^ (ONES * '\\');  // a byte of it is 0 where there is one
    if (((word | ((backslash - ONES) & ~backslash)) & HIGH) != 0) return false;
  }
  return true;
}

}  // namespace

uint32_t Resolver::keep(uint32_t atom) {
  if (atom == AtomTable::OUT_OF_MEMORY) out_of_memory();
  return atom;
}

uint32_t Resolver::intern_units() { return keep(source_.names.intern(units_.data(), units_.size())); }

bool Resolver::unit(char16_t value) {
  if (source_.is_interrupted()) return false;
  if (units_.push(value)) return true;
  out_of_memory();
  return false;
}

bool Resolver::code_point(uint32_t value) {
  if (value < 0x10000) return unit(static_cast<char16_t>(value));
  return unit(static_cast<char16_t>(0xD7C0 + (value >> 10))) &&
         unit(static_cast<char16_t>(0xDC00 | (value & 0x3FF)));
}

// The text as it stands, without looking at escapes.
uint32_t Resolver::intern_text(uint32_t start, uint32_t end) {
  units_.clear();
  for (uint32_t at = start; at < end;) {
    if (!code_point(decode_character(text_ + at))) return NO_ATOM;
    at += text_[at] < 0x80 ? 1 : static_cast<uint32_t>(character_length(text_[at]));
  }
  return intern_units();
}

void Resolver::text_atom(uint32_t i, uint32_t start, uint32_t end) {
  const bool plain = is_plain(text_ + start, end - start);
  source_.atoms[i] =
      plain ? keep(source_.names.intern_padded(text_ + start, end - start)) : intern_text(start, end);
}

// -- names

void Resolver::name(uint32_t i, uint32_t start, uint32_t end) {
  if (is_plain(text_ + start, end - start)) {
    source_.atoms[i] = keep(source_.names.intern_padded(text_ + start, end - start));
  } else if (std::memchr(text_ + start, '\\', end - start) != nullptr) {
    escaped_name(i, start, end);
  } else {
    source_.atoms[i] = intern_text(start, end);
  }
}

// Every escape must stand for a character that may stand there itself.
void Resolver::escaped_name(uint32_t i, uint32_t start, uint32_t end) {
  nodes_[i].flags |= FLAG_ESCAPED;
  units_.clear();
  for (uint32_t at = start; at < end;) {
    uint32_t value = 0;
    if (text_[at] == '\\') {
      at = unicode_escape(at + 2, end, &value);
      if (at == INVALID) return fail(i, "Invalid Unicode escape sequence");
    } else {
      value = decode_character(text_ + at);
      at += value < 0x80 ? 1 : static_cast<uint32_t>(character_length(text_[at]));
    }
    if (!code_point(value)) return;
  }
  source_.atoms[i] = intern_units();
  if (!failed()) check_escaped_name(i, start, end);
}

// Writes the name without escapes and asks the grammar about it.
void Resolver::check_escaped_name(uint32_t i, uint32_t start, uint32_t end) {
  GrowingArray<uint8_t> plain;
  for (uint32_t at = start; at < end;) {
    uint32_t value = text_[at];
    if (value == '\\') {
      at = unicode_escape(at + 2, end, &value);
    } else {
      value = decode_character(text_ + at);
      at += value < 0x80 ? 1 : static_cast<uint32_t>(character_length(text_[at]));
    }
    uint8_t bytes[4];
    uint32_t length = encode_character(value, bytes);
    for (uint32_t k = 0; k < length; ++k) {
      if (!plain.push(bytes[k])) return out_of_memory();
    }
  }
  const uint32_t length = plain.size();
  for (uint32_t k = 0; k < TEXT_PADDING; ++k) {
    if (!plain.push(0)) return out_of_memory();
  }
  if (std::memchr(plain.data(), '\\', length) != nullptr || !is_identifier_name(plain.data(), length)) {
    return fail(i, "Invalid Unicode escape sequence");
  }
  const NodeKind kind = nodes_[i].kind;
  const bool identifier =
      kind == NodeKind::Identifier || kind == NodeKind::BindingIdentifier || kind == NodeKind::Label;
  if (identifier && is_reserved_word(plain.data(), length))
    fail(i, "Keyword must not contain escaped characters");
}

// -- strings and templates

void Resolver::string(uint32_t i) {
  const uint32_t start = nodes_[i].start + 1;
  const uint32_t end = nodes_[i].end - 1;
  if (std::memchr(text_ + start, '\\', end - start) == nullptr) return text_atom(i, start, end);
  nodes_[i].flags |= FLAG_ESCAPED;
  if (!unescape(start, end, i)) return;
  source_.atoms[i] = intern_units();
}

// Decodes text with escapes into units_. False when an escape is invalid: an error in a string, a flag in a
// template.
bool Resolver::unescape(uint32_t start, uint32_t end, uint32_t i) {
  const bool in_template = nodes_[i].kind == NodeKind::TemplateChunk;
  units_.clear();
  for (uint32_t at = start; at < end;) {
    const uint8_t c = text_[at];
    if (c == '\\') {
      at = escape(at + 1, end, i);
      if (at == INVALID) {
        if (!in_template) fail(i, "Undefined Unicode code-point");
        return false;
      }
    } else if (c == '\r' && in_template) {
      if (!unit('\n')) return false;
      at += text_[at + 1] == '\n' && at + 1 < end ? 2 : 1;
    } else {
      if (!code_point(decode_character(text_ + at))) return false;
      at += c < 0x80 ? 1 : static_cast<uint32_t>(character_length(c));
    }
  }
  return true;
}

// `at` is behind the backslash; the answer is behind the escape, or INVALID.
uint32_t Resolver::escape(uint32_t at, uint32_t end, uint32_t i) {
  const uint8_t c = text_[at];
  if (c == 'x') {
    if (at + 2 >= end || !is_hex(text_[at + 1]) || !is_hex(text_[at + 2])) return INVALID;
    unit(static_cast<char16_t>(hex_value(text_[at + 1]) << 4 | hex_value(text_[at + 2])));
    return at + 3;
  }
  if (c == 'u') {
    uint32_t value = 0;
    const uint32_t behind = unicode_escape(at + 1, end, &value);
    if (behind != INVALID) code_point(value);
    return behind;
  }
  if (c >= '0' && c <= '9') return octal_escape(at, end, i);
  if (c == '\r') return at + (at + 1 < end && text_[at + 1] == '\n' ? 2 : 1);
  if (c == '\n') return at + 1;
  if (c < 0x80) {
    unit(single_escape(c));
    return at + 1;
  }
  const uint32_t value = decode_character(text_ + at);
  if (value != 0x2028 && value != 0x2029) code_point(value);
  return at + static_cast<uint32_t>(character_length(c));
}

// XXXX or {X...}, `at` behind the u.
uint32_t Resolver::unicode_escape(uint32_t at, uint32_t end, uint32_t* value) const {
  uint32_t result = 0;
  if (at < end && text_[at] == '{') {
    const uint32_t first = at + 1;
    for (at = first; at < end && is_hex(text_[at]); ++at) {
      result = result << 4 | hex_value(text_[at]);
      if (result > LAST_CODE_POINT) return INVALID;
    }
    if (at == first || at >= end || text_[at] != '}') return INVALID;
    *value = result;
    return at + 1;
  }
  if (end - at < 4 || at > end) return INVALID;
  for (uint32_t k = 0; k < 4; ++k) {
    if (!is_hex(text_[at + k])) return INVALID;
    result = result << 4 | hex_value(text_[at + k]);
  }
  *value = result;
  return at + 4;
}

// https://tc39.es/ecma262/#prod-LegacyOctalEscapeSequence; \0 alone is none. Templates have none of them.
uint32_t Resolver::octal_escape(uint32_t at, uint32_t end, uint32_t i) {
  const uint8_t c = text_[at];
  const bool digit_follows = at + 1 < end && text_[at + 1] >= '0' && text_[at + 1] <= '9';
  if (c == '0' && !digit_follows) {
    unit(0);
    return at + 1;
  }
  if (nodes_[i].kind == NodeKind::TemplateChunk) return INVALID;
  nodes_[i].flags |= FLAG_LEGACY;
  if (!is_octal(c)) {  // \8 and \9
    unit(c);
    return at + 1;
  }
  const uint32_t most = c <= '3' ? 3 : 2;
  uint32_t value = 0;
  uint32_t taken = 0;
  while (taken < most && at < end && is_octal(text_[at])) {
    value = value << 3 | (text_[at] - '0');
    ++at;
    ++taken;
  }
  unit(static_cast<char16_t>(value));
  return at;
}

void Resolver::chunk(uint32_t i) {
  const uint32_t start = nodes_[i].start;
  const uint32_t end = nodes_[i].end;
  uint32_t cooked = NO_ATOM;
  if (unescape(start, end, i)) {
    cooked = intern_units();
  } else {
    nodes_[i].flags |= FLAG_UNCOOKED;
  }
  if (failed()) return;
  // TRV: line terminators \r\n and \r read \n.
  units_.clear();
  for (uint32_t at = start; at < end;) {
    const uint8_t c = text_[at];
    if (!code_point(c == '\r' ? '\n' : decode_character(text_ + at))) return;
    at += c == '\r' && at + 1 < end && text_[at + 1] == '\n' ? 2
          : c < 0x80                                         ? 1
                                                             : static_cast<uint32_t>(character_length(c));
  }
  const uint32_t raw = intern_units();
  push_pair(i, cooked, raw);
}

void Resolver::regexp(uint32_t i) {
  const uint32_t start = nodes_[i].start + 1;
  const uint32_t end = nodes_[i].end;
  uint32_t slash = end - 1;
  while (text_[slash] != '/') --slash;
  const uint32_t body = intern_text(start, slash);
  const uint32_t flags = intern_text(slash + 1, end);
  push_pair(i, body, flags);
}

bool Resolver::push_pair(uint32_t i, uint32_t first, uint32_t second) {
  source_.atoms[i] = source_.pairs.size() / 2;
  if (source_.pairs.push(first) && source_.pairs.push(second)) return true;
  out_of_memory();
  return false;
}

}  // namespace whipsnake::syntax
