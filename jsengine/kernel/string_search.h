// Finding a string in a string: https://tc39.es/ecma262/#sec-stringindexof
#pragma once

#include <algorithm>
#include <string>

#include "jsengine/kernel/regexp/scan.h"
#include "jsengine/kernel/string.h"

namespace whipsnake {

// Looks for one string in one text, as often as needed. Both are flat and outlive it.
class StringSearch {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  StringSearch(String* text, String* wanted) : text_(text), length_(wanted->length()) {
    if (wanted->is_two_byte()) {
      units_ = wanted->utf16_chars();
      return;
    }
    const uint8_t* chars = wanted->latin1_chars();
    if (length_ <= kShort) {
      std::copy(chars, chars + length_, short_);
      units_ = short_;
    } else {
      long_.assign(chars, chars + length_);
      units_ = long_.data();
    }
  }
  StringSearch(const StringSearch&) = delete;

  // The first place not before `from`, or kNone.
  uint32_t find(uint32_t from) const {
    if (length_ == 0) return from <= text_->length() ? from : kNone;
    if (text_->length() < length_ || from > text_->length() - length_) return kNone;
    return text_->is_two_byte() ? find_in(text_->utf16_chars(), from) : find_in(text_->latin1_chars(), from);
  }

 private:
  static constexpr uint32_t kShort = 32;
  template <typename Char>
  uint32_t find_in(const Char* begin, uint32_t from) const {
    const Char* found = regexp::find_units(begin + from, begin + text_->length(), units_, length_);
    return found == nullptr ? kNone : uint32_t(found - begin);
  }

  String* text_;
  uint32_t length_;
  const char16_t* units_;
  char16_t short_[kShort];
  std::u16string long_;
};

}  // namespace whipsnake
