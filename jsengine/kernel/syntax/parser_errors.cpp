#include "jsengine/kernel/syntax/parser_errors.h"

#include <cstdio>
#include <cstring>

#include "jsengine/kernel/syntax/parser_tokens.h"

namespace whipsnake::syntax {

namespace {

constexpr uint32_t LONGEST_SHOWN = 60;

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

}  // namespace whipsnake::syntax
