// Numbers, strings, objects, regular expressions.
#include "jsengine/kernel/regexp/regexp_parser.h"
#include "jsengine/kernel/syntax/analyser.h"

namespace whipsnake::syntax {
namespace {

// As much of a literal as leaves room for the reason.
std::string shortened(std::string_view literal) {
  constexpr size_t kMost = 100;
  if (literal.size() <= kMost) return std::string(literal);
  size_t end = kMost;
  while ((static_cast<unsigned char>(literal[end]) & 0xC0) == 0x80) end--;
  return std::string(literal.substr(0, end)) + "\u2026";
}

}  // namespace

bool Analyser::visit_number(uint32_t node) {
  if (!strict_ || !tree_.has(node, FLAG_LEGACY)) return true;
  bool octal = tree_.text(node).find_first_of("89.eE") == std::string_view::npos;
  return fail(node, octal ? "Octal literals are not allowed in strict mode."
                          : "Decimals with leading zeros are not allowed in strict mode.");
}

bool Analyser::visit_string(uint32_t node) {
  if (!strict_ || !tree_.has(node, FLAG_LEGACY)) return true;
  std::string_view text = tree_.text(node);
  for (size_t i = text.find('\\'); i != std::string_view::npos; i = text.find('\\', i + 2)) {
    char next = text[i + 1];
    bool nul = next == '0' && !(text[i + 2] >= '0' && text[i + 2] <= '9');
    if (next < '0' || next > '9' || nul) continue;
    return fail_at(tree_.start(node) + static_cast<uint32_t>(i), 2,
                   next >= '8' ? "\\8 and \\9 are not allowed in strict mode."
                               : "Octal escape sequences are not allowed in strict mode.");
  }
  return fail(node, "Octal escape sequences are not allowed in strict mode.");
}

// https://tc39.es/ecma262/#sec-__proto__-property-names-in-object-initializers
bool Analyser::visit_object(uint32_t node) {
  size_t first = tasks_.size();
  push_children(node);
  bool found = false;
  for (size_t i = tasks_.size(); i > first; i--) {
    uint32_t property = tasks_[i - 1].node;
    if (kind(property) != NodeKind::Property) continue;
    uint32_t key = tree_.previous(property - 1);
    bool named = kind(key) == NodeKind::PropertyName || kind(key) == NodeKind::String;
    if (!named || word(key) != Word::kProto) continue;
    if (found) return fail(key, "Duplicate __proto__ fields are not allowed in object literals");
    found = true;
  }
  return true;
}

// https://tc39.es/ecma262/#sec-primary-expression-regular-expression-literals-static-semantics-early-errors
bool Analyser::visit_regexp(uint32_t node) {
  const ParsedSource& source = tree_.source();
  uint32_t pair = tree_.atom(node);
  std::u16string_view body = tree_.atom_units(source.pairs[2 * pair]);
  std::u16string_view flag_text = tree_.atom_units(source.pairs[2 * pair + 1]);
  uint8_t flags = 0;
  if (!regexp::parse_flags(flag_text, &flags)) {
    return fail_at(tree_.end(node) - static_cast<uint32_t>(flag_text.size()),
                   static_cast<uint32_t>(flag_text.size()), "Invalid regular expression flags");
  }
  regexp::Pattern pattern;
  regexp::PatternError error;
  if (regexp::parse_pattern(body, flags, &pattern, &error, *source.interruption)) return true;
  if (tree_.source().is_interrupted()) return false;
  return fail(node, "Invalid regular expression: " + shortened(tree_.text(node)) + ": " + error.message);
}

}  // namespace whipsnake::syntax
