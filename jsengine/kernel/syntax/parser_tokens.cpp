#include "jsengine/kernel/syntax/parser_tokens.h"

#include <cstring>

namespace whipsnake::syntax {

namespace {

const char* const PUNCTUATORS[] = {
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?\?=",
    "=>",   "==",  "!=",  "<=",  ">=",  "&&",  "||",  "??",  "?.",  "++",  "--",
    "+=",   "-=",  "*=",  "/=",  "%=",  "&=",  "|=",  "^=",  "<<",  ">>",  "**"};

uint32_t punctuator_length(const Parser& p, const uint8_t* s) {
  for (const char* mark : PUNCTUATORS) {
    const size_t length = std::strlen(mark);
    if (static_cast<size_t>(p.end - s) >= length && std::memcmp(s, mark, length) == 0) {
      return static_cast<uint32_t>(length);
    }
  }
  return std::strchr("{}()[];,<>+-*/%&|^!~?:=.", *s) != nullptr && *s != 0 ? 1 : 0;
}

const uint8_t* number_end(const Parser& p, const uint8_t* s) {
  while (s < p.end && ((*s >= '0' && *s <= '9') || (*s | 0x20) == 'e' || *s == '.' || *s == '_')) ++s;
  return s;
}

// The end of a string on its line, or null.
const uint8_t* string_end(const Parser& p, const uint8_t* s) {
  const uint8_t quote = *s;
  for (++s; s < p.end && *s != '\n' && *s != '\r'; ++s) {
    if (*s == '\\' && s + 1 < p.end) {
      ++s;
    } else if (*s == quote) {
      return s + 1;
    }
  }
  return nullptr;
}

}  // namespace

Token token_at(Parser& p, const uint8_t* s) {
  const uint32_t start = p.offset(s);
  if (s >= p.end) return {Token::End, start, start};
  if (const uint8_t* end = match_identifier_name(p, s)) return {Token::Name, start, p.offset(end)};
  if (*s >= '0' && *s <= '9') {
    const uint8_t* end = number_end(p, s);
    const bool runs_on = match_identifier_name(p, end) != nullptr;  // 7a is no number
    return {runs_on ? Token::Other : Token::Number, start, p.offset(end)};
  }
  if (*s == '"' || *s == '\'') {
    if (const uint8_t* end = string_end(p, s)) return {Token::String, start, p.offset(end)};
    return {Token::Other, start, start + 1};
  }
  if (*s == '`') return {Token::Template, start, start + 1};
  if (const uint32_t length = punctuator_length(p, s)) return {Token::Punctuator, start, start + length};
  return {Token::Other, start, start + (*s < 0x80 ? 1 : static_cast<uint32_t>(character_length(*s)))};
}

Token next_token(Parser& p, const uint8_t* s) {
  p.blank_start = nullptr;
  if (s == p.text) {
    if (const uint8_t* behind = match_hashbang(p, s)) s = behind;
  }
  return token_at(p, match_blanks(p, s));
}

}  // namespace whipsnake::syntax
