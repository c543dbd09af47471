#include "jsengine/kernel/syntax/parser_errors.h"

#include <cstdio>
#include <cstring>

#include "jsengine/kernel/syntax/parser_tokens.h"

namespace whipsnake::syntax {

namespace {

constexpr uint32_t LONGEST_SHOWN = 60;

bool is_word_byte(uint8_t c) {
  return c == '_' || c == '$' || c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
         (c >= '0' && c <= '9');
}

// The parser may stop inside a word, and behind the # of a name that is none: the token begins before that.
const uint8_t* token_start(Parser& p, const uint8_t* s) {
  const uint8_t* word = s;
  while (word > p.text && is_word_byte(word[-1]) && s < p.end && is_word_byte(*s)) --word;
  if (const uint8_t* end = match_identifier_name(p, word); end != nullptr && end <= s) word = s;
  return word > p.text && word[-1] == '#' ? word - 1 : word;
}

// Whether the word stands right before, on the same line.
bool follows_word(const Parser& p, const uint8_t* s, const char* word) {
  const size_t length = std::strlen(word);
  while (s > p.text && (s[-1] == ' ' || s[-1] == '\t')) --s;
  if (static_cast<size_t>(s - p.text) < length || std::memcmp(s - length, word, length) != 0) return false;
  return s - length == p.text || !is_word_byte(s[-static_cast<ptrdiff_t>(length) - 1]);
}

void report_token(ParsedSource& source, Parser& p, const Token& token) {
  const int length =
      static_cast<int>(token.end - token.start < LONGEST_SHOWN ? token.end - token.start : LONGEST_SHOWN);
  const char* text = reinterpret_cast<const char*>(p.text + token.start);
  const auto say = [&](const char* format) {
    source.fail(SourceErrorStage::Grammar, token.start, token.end, format, length, text);
  };
  switch (token.kind) {
    case Token::End:
      return source.fail(SourceErrorStage::Grammar, token.start, token.end, "Unexpected end of input");
    case Token::Name:
      if (match_reserved_word(p, p.text + token.start) == p.text + token.end)
        return say("Unexpected token '%.*s'");
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
  if (p.complaint_end == p.furthest) {
    const Token token = next_token(p, p.furthest);
    const bool about_the_rule = p.complaint_start != p.complaint_end;
    return source.fail(SourceErrorStage::Grammar, about_the_rule ? p.offset(p.complaint_start) : token.start,
                       about_the_rule ? p.offset(p.complaint_end) : token.end, "%s", COMPLAINTS[p.complaint]);
  }
  const Token token = next_token(p, token_start(p, p.furthest));
  const uint8_t* at = p.text + token.start;
  if (token.kind != Token::End && follows_word(p, at, "await")) {
    return source.fail(SourceErrorStage::Grammar, token.start, token.end,
                       "await is only valid in async functions and the top level bodies of modules");
  }
  if (token.kind == Token::Name && follows_word(p, at, "let")) {
    return source.fail(SourceErrorStage::Grammar, token.start, token.end,
                       "Lexical declaration cannot appear in a single-statement context");
  }
  report_token(source, p, token);
}

void report_abort(ParsedSource& source, const Parser& p, Abort why) {
  switch (why) {
    case Abort::Memory:
      return report_memory(source);
    case Abort::Depth:
      source.fail(SourceErrorStage::Grammar, p.offset(p.furthest), p.offset(p.furthest),
                  "Maximum call stack size exceeded");
      source.error.kind = SourceErrorKind::TooDeep;
      return;
    case Abort::Interrupted:
      return source.report_interruption();
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
