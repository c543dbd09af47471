// Functions of String.prototype that put HTML around a text: H(name, tag, attribute), attribute nullptr:
// none.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

// clang-format off
#define WHIPSNAKE_HTML_METHODS(H) \
  H(anchor, "a", "name") H(big, "big", nullptr) H(blink, "blink", nullptr) H(bold, "b", nullptr) \
  H(fixed, "tt", nullptr) H(fontcolor, "font", "color") H(fontsize, "font", "size") \
  H(italics, "i", nullptr) H(link, "a", "href") H(small, "small", nullptr) H(strike, "strike", nullptr) \
  H(sub, "sub", nullptr) H(sup, "sup", nullptr)
// clang-format on

Value create_html(Agent*, Frame*, const char* method, const char* tag, const char* attribute);
#define H(name, tag, attribute)                                              \
  inline Value string_##name(Agent* agent, Frame* f) {                       \
    return create_html(agent, f, "String.prototype." #name, tag, attribute); \
  }
WHIPSNAKE_HTML_METHODS(H)
#undef H

}  // namespace whipsnake
