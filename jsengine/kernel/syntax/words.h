// The names with a meaning of their own in early errors, looked up once per atom.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "jsengine/kernel/syntax/syntax_tree.h"

namespace whipsnake::syntax {

enum class Word : uint8_t {
  kUnknown,  // not looked up yet
  kOther,
  kArguments,
  kEval,
  kLet,
  kYield,
  kAwait,
  kStrictReserved,  // implements interface package private protected public static
  kReserved,        // reserved everywhere: possible in module export lists
  kConstructor,
  kPrototype,
  kProto,
};

class Words {
 public:
  explicit Words(const SyntaxTree& tree) : tree_(tree) {}

  // The atom of an ASCII text, added if the source does not have it.
  uint32_t atom_of(std::string_view text);

  Word of(uint32_t atom) {
    if (atom >= words_.size()) words_.resize(tree_.atom_count(), Word::kUnknown);
    Word& word = words_[atom];
    if (word == Word::kUnknown) word = classify(tree_.atom_units(atom));
    return word;
  }

 private:
  static Word classify(std::u16string_view units);
  const SyntaxTree& tree_;
  std::vector<Word> words_;
};

}  // namespace whipsnake::syntax
