#include "jsengine/kernel/syntax/parser_errors.h"

#include <cstdio>
#include <cstring>

namespace whipsnake {

namespace {

constexpr uint32_t LONGEST_SHOWN = 60;

// What stands where the parser could not go on.
struct Token {
  enum Kind { End, Name, Number, String, Template, Punctuator, Other } kind;
  uint32_t start;
  uint32_t end;
};

const char* const PUNCTUATORS[] = {">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?\?=",
                                   "=>",   "==",  "!=", "<=",  ">=",  "&&",  "||",  "??",  "?.",  "++",  "--",
                                   "+=",   "-=",  "*=", "/=",  "%=",  "&=",  "|=",  "^=",  "<<",  ">>",  "**"};

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

Token token_at(Parser& p, const uint8_t* s) {
  const uint32_t start = p.offset(s);
  if (s >= p.end) return {Token::End, start, start};
  if (const uint8_t* end = match_identifier_name(p, s)) return {Token::Name, start, p.offset(end)};
  if (*s >= '0' && *s <= '9') return {Token::Number, start, p.offset(number_end(p, s))};
  if (*s == '"' || *s == '\'') {
    if (const uint8_t* end = string_end(p, s)) return {Token::String, start, p.offset(end)};
    return {Token::Other, start, start + 1};
  }
  if (*s == '`') return {Token::Template, start, start + 1};
  if (const uint32_t length = punctuator_length(p, s)) return {Token::Punctuator, start, start + length};
  return {Token::Other, start, start + (*s < 0x80 ? 1 : static_cast<uint32_t>(character_length(*s)))};
}

bool is_word_byte(uint8_t c) { return c == '_' || c == '$' || c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9'); }

// Parsers stop inside a word or a number too: the token begins at its start.
const uint8_t* token_start(const Parser& p, const uint8_t* s) {
  while (s > p.text && is_word_byte(s[-1]) && s < p.end && is_word_byte(*s)) --s;
  return s;
}

void report_token(ParsedSource& source, Parser& p, const Token& token) {
  const int length = static_cast<int>(token.end - token.start < LONGEST_SHOWN ? token.end - token.start : LONGEST_SHOWN);
  const char* text = reinterpret_cast<const char*>(p.text + token.start);
  const auto say = [&](const char* format) {
    source.fail(SourceErrorStage::Grammar, token.start, token.end, format, length, text);
  };
  switch (token.kind) {
    case Token::End:
      return source.fail(SourceErrorStage::Grammar, token.start, token.end, "Unexpected end of input");
    case Token::Name:
      if (match_reserved_word(p, p.text + token.start) == p.text + token.end) return say("Unexpected token '%.*s'");
      return say("Unexpected identifier '%.*s'");
    case Token::Number:
      return source.fail(SourceErrorStage::Grammar, token.start, token.end, "Unexpected number");
    case Token::String:
      return source.fail(SourceErrorStage::Grammar, token.start, token.end, "Unexpected string");
    case Token::Template:
      return source.fail(SourceErrorStage::Grammar, token.start, token.end, "Unexpected template string");
    case Token::Punctuator:
      return say("Unexpected token '%.*s'");
    case Token::Other:
      return source.fail(SourceErrorStage::Grammar, token.start, token.end, "Invalid or unexpected token");
  }
}

}  // namespace

void report_failure(ParsedSource& source, Parser& p) {
  report_token(source, p, token_at(p, token_start(p, p.furthest)));
}

void report_abort(ParsedSource& source, const Parser& p, Abort why) {
  switch (why) {
    case Abort::Memory:
      return report_memory(source);
    case Abort::Depth:
      source.fail(SourceErrorStage::Grammar, p.offset(p.furthest), p.offset(p.furthest), "Maximum call stack size exceeded");
      source.error.kind = SourceErrorKind::TooDeep;
      return;
    case Abort::Mixed: {
      const uint32_t at = p.offset(p.furthest);
      return source.fail(SourceErrorStage::Resolve, at, at + 2, "Unexpected token '%.2s'",
                         reinterpret_cast<const char*>(p.furthest));
    }
  }
}

void report_memory(ParsedSource& source) {
  source.error = {};
  source.error.kind = SourceErrorKind::Memory;
  std::snprintf(source.error.message, sizeof source.error.message, "Out of memory");
}

}  // namespace whipsnake
