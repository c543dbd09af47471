// What the term parser and the class parser share: the cursor, escapes, group names, the growing node array.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "jsengine/kernel/regexp/regexp_parser.h"

namespace whipsnake::regexp {

class Reader {
 public:
  Reader(std::u16string_view source, uint8_t flags, Pattern* pattern, PatternError* error,
         const Interruption& interruption)
      : source_(source), flags_(flags), pattern_(pattern), error_(error), interruption_(interruption) {}

  bool unicode() const { return (flags_ & (kUnicode | kUnicodeSets)) != 0; }
  bool unicode_sets() const { return (flags_ & kUnicodeSets) != 0; }
  bool has_names() const { return has_names_; }
  uint32_t group_total() const { return group_total_; }

  bool more() const { return position_ < source_.size(); }
  bool has(uint32_t ahead) const { return position_ + ahead < source_.size(); }
  uint32_t position() const { return position_; }
  void back_to(uint32_t position) { position_ = position; }
  char16_t peek(uint32_t ahead = 0) const {
    return position_ + ahead < source_.size() ? source_[position_ + ahead] : u'\0';
  }
  bool at(char16_t unit) const { return more() && source_[position_] == unit; }
  bool at_digit() const { return peek() >= '0' && peek() <= '9'; }
  void advance(uint32_t units = 1) { position_ += units; }
  bool accept(char16_t unit) {
    bool found = at(unit);
    position_ += found ? 1 : 0;
    return found;
  }

  // In every loop over the pattern: false when it has to end.
  bool goes_on() {
    if (interruption_.happened()) return fail("interrupted", position_);
    return pattern_->nodes.size() <= kMostNodes || fail("Regular expression too large", position_);
  }

  bool fail(const char* message, uint32_t offset) {
    *error_ = {message, offset};
    return false;
  }
  void push(NodeKind kind, uint32_t start, uint32_t size, uint8_t flags, int32_t a, int32_t b) {
    pattern_->nodes.push_back({kind, flags, start, position_, size, a, b});
  }
  Pattern& pattern() { return *pattern_; }

  // Counts the groups and looks for names: \1 and \k depend on what comes later in the pattern.
  void scan_groups();

  // A code point with u or v, else a code unit.
  uint32_t next_character();

  // After '<'; consumes '>'.
  bool group_name(std::u16string* name);
  int32_t name_index(const std::u16string& name);

  bool at_braced_quantifier() const;
  bool braced_quantifier(int32_t* least, int32_t* most);

  // After the backslash:
  bool at_class_escape() const;
  bool class_escape(uint32_t start, bool in_class, bool* has_strings = nullptr);
  bool character_escape(uint32_t start, bool in_class, uint32_t* character);
  void legacy_octal_or_digit(uint32_t* character);

 private:
  static constexpr size_t kMostNodes = 1 << 20;  // V8 refuses about as many
  bool hex_digits(int count, uint32_t* value);
  bool unicode_escape(bool pairs, uint32_t* value);
  bool braced_code_point(uint32_t* value);
  bool control_escape(uint32_t start, bool in_class, uint32_t* character);
  bool identity_escape(uint32_t start, bool in_class, uint32_t* character);
  bool property_escape(uint32_t start, bool negated, bool in_class, bool* has_strings);
  bool name_character(uint32_t* character);

  std::u16string_view source_;
  uint8_t flags_;
  Pattern* pattern_;
  PatternError* error_;
  const Interruption& interruption_;
  uint32_t position_ = 0;
  uint32_t group_total_ = 0;
  bool has_names_ = false;
  std::unordered_map<std::u16string, int32_t> name_indices_;
};

}  // namespace whipsnake::regexp
