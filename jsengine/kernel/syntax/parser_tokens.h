// Tokens, for messages and dumps: the parser itself has none.
#pragma once

#include "jsengine/kernel/syntax/parser_runtime.h"

namespace whipsnake::syntax {

// What stands at one place of the text.
struct Token {
  enum Kind { End, Name, Number, String, Template, Punctuator, Other } kind;
  uint32_t start;
  uint32_t end;
};

Token token_at(Parser& p, const uint8_t* s);

// The same behind blanks and comments.
Token next_token(Parser& p, const uint8_t* s);

}  // namespace whipsnake::syntax
