#include "jsengine/kernel/syntax/words.h"

namespace whipsnake::syntax {
namespace {

struct Entry {
  std::string_view text;
  Word word;
};

constexpr Entry kWords[] = {
    {"arguments", Word::kArguments},
    {"eval", Word::kEval},
    {"let", Word::kLet},
    {"yield", Word::kYield},
    {"await", Word::kAwait},
    {"implements", Word::kStrictReserved},
    {"interface", Word::kStrictReserved},
    {"package", Word::kStrictReserved},
    {"private", Word::kStrictReserved},
    {"protected", Word::kStrictReserved},
    {"public", Word::kStrictReserved},
    {"static", Word::kStrictReserved},
    {"constructor", Word::kConstructor},
    {"prototype", Word::kPrototype},
    {"__proto__", Word::kProto},
    {"break", Word::kReserved},
    {"case", Word::kReserved},
    {"catch", Word::kReserved},
    {"class", Word::kReserved},
    {"const", Word::kReserved},
    {"continue", Word::kReserved},
    {"debugger", Word::kReserved},
    {"default", Word::kReserved},
    {"delete", Word::kReserved},
    {"do", Word::kReserved},
    {"else", Word::kReserved},
    {"enum", Word::kReserved},
    {"export", Word::kReserved},
    {"extends", Word::kReserved},
    {"false", Word::kReserved},
    {"finally", Word::kReserved},
    {"for", Word::kReserved},
    {"function", Word::kReserved},
    {"if", Word::kReserved},
    {"import", Word::kReserved},
    {"in", Word::kReserved},
    {"instanceof", Word::kReserved},
    {"new", Word::kReserved},
    {"null", Word::kReserved},
    {"return", Word::kReserved},
    {"super", Word::kReserved},
    {"switch", Word::kReserved},
    {"this", Word::kReserved},
    {"throw", Word::kReserved},
    {"true", Word::kReserved},
    {"try", Word::kReserved},
    {"typeof", Word::kReserved},
    {"var", Word::kReserved},
    {"void", Word::kReserved},
    {"while", Word::kReserved},
    {"with", Word::kReserved},
};

}  // namespace

Word Words::classify(std::u16string_view units) {
  char text[12];
  if (units.size() < 2 || units.size() >= sizeof text) return Word::kOther;
  for (size_t i = 0; i < units.size(); i++) {
    if (units[i] >= 128) return Word::kOther;
    text[i] = static_cast<char>(units[i]);
  }
  for (const Entry& entry : kWords) {
    if (entry.text == std::string_view(text, units.size())) return entry.word;
  }
  return Word::kOther;
}

uint32_t Words::atom_of(std::string_view text) {
  return tree_.source().names.intern_ascii(reinterpret_cast<const uint8_t*>(text.data()),
                                           static_cast<uint32_t>(text.size()));
}

}  // namespace whipsnake::syntax
