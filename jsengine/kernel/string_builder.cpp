// Text made piece by piece, and text from UTF-8.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/string.h"

namespace whipsnake {

StringBuilder::~StringBuilder() {
  if (chars_ == nullptr) return;
  uncharge(agent_, Category::kText, capacity_ << two_byte_);
  free(chars_);
}

bool StringBuilder::reserve(uint64_t more) {
  if (failed_) return false;
  if (length_ + more <= capacity_) return true;
  if (length_ + more > String::kMaxLength) {
    length_ += more;  // finish() reports it
    failed_ = true;
    return false;
  }
  uint64_t capacity = std::max<uint64_t>({length_ + more, capacity_ * 2, 64});
  uint64_t growth = (capacity - capacity_) << two_byte_;
  if (!charge(agent_, Category::kText, growth)) return !(failed_ = true);
  auto* chars = static_cast<uint8_t*>(realloc(chars_, capacity << two_byte_));
  if (chars == nullptr) {
    uncharge(agent_, Category::kText, growth);
    throw_out_of_memory(agent_);
    return !(failed_ = true);
  }
  chars_ = chars, capacity_ = capacity;
  return true;
}

void StringBuilder::widen() {
  if (two_byte_ || failed_) return;
  if (!charge(agent_, Category::kText, capacity_)) {
    failed_ = true;
    return;
  }
  auto* units = static_cast<char16_t*>(malloc(std::max<uint64_t>(capacity_, 1) * 2));
  if (units != nullptr && is_abrupt(copy_in_pieces(agent_, units, chars_, length_))) {
    uncharge(agent_, Category::kText, capacity_);
    free(units);
    failed_ = true;
    return;
  }
  if (units == nullptr) {
    uncharge(agent_, Category::kText, capacity_);
    throw_out_of_memory(agent_);
    failed_ = true;
    return;
  }
  free(chars_);
  chars_ = reinterpret_cast<uint8_t*>(units);
  two_byte_ = true;
}

void StringBuilder::append_any_latin1(const uint8_t* chars, uint32_t count) {
  if (!reserve(count)) return;
  Status status = two_byte_
                      ? copy_in_pieces(agent_, reinterpret_cast<char16_t*>(chars_) + length_, chars, count)
                      : copy_in_pieces(agent_, chars_ + length_, chars, count);
  failed_ = failed_ || is_abrupt(status);
  length_ += count;
}

void StringBuilder::append_utf16(const char16_t* units, uint32_t count) {
  widen();
  if (!reserve(count)) return;
  Status status = copy_in_pieces(agent_, reinterpret_cast<char16_t*>(chars_) + length_, units, count);
  failed_ = failed_ || is_abrupt(status);
  length_ += count;
}

void StringBuilder::append_ascii(std::string_view text) {
  append_latin1(reinterpret_cast<const uint8_t*>(text.data()), uint32_t(text.size()));
}

void StringBuilder::append_any_unit(char16_t unit) {
  if (unit > 0xFF) widen();
  if (!reserve(1)) return;
  if (two_byte_)
    reinterpret_cast<char16_t*>(chars_)[length_++] = unit;
  else
    chars_[length_++] = uint8_t(unit);
}

void StringBuilder::append_code_point(uint32_t c) {
  if (c <= 0xFFFF) return append_unit(char16_t(c));
  append_unit(char16_t(0xD7C0 + (c >> 10)));
  append_unit(char16_t(0xDC00 | (c & 0x3FF)));
}

void StringBuilder::append(String* s, uint32_t from, uint32_t to) {
  if (failed_ || from == to) return;
  if (flatten(agent_, s) == nullptr) {
    failed_ = true;
    return;
  }
  if (s->is_two_byte())
    append_utf16(s->utf16_chars() + from, to - from);
  else
    append_latin1(s->latin1_chars() + from, to - from);
}

String* StringBuilder::finish() {
  if (length_ > String::kMaxLength) return throw_error(agent_, Message::kInvalidStringLength);
  if (failed_) return nullptr;  // a termination is pending
  if (two_byte_) return new_utf16_string(agent_, reinterpret_cast<char16_t*>(chars_), uint32_t(length_));
  if (length_ < 2) return new_latin1_string(agent_, chars_, uint32_t(length_));
  uint8_t* chars;
  String* text = TRY(new_latin1_buffer(agent_, length_, &chars));
  TRY(copy_in_pieces(agent_, chars, chars_, length_));
  return text;
}

// Python's surrogatepass: three-byte sequences of lone surrogates are taken as they are. Anything else that
// is not UTF-8 becomes U+FFFD.
String* string_from_utf8(Agent* agent, std::string_view utf8) {
  bool ascii = std::all_of(utf8.begin(), utf8.end(), [](char c) { return uint8_t(c) < 0x80; });
  if (ascii) return new_string(agent, utf8);
  StringBuilder builder(agent);
  const auto* p = reinterpret_cast<const uint8_t*>(utf8.data());
  const uint8_t* end = p + utf8.size();
  while (p < end) {
    uint8_t lead = *p++;
    int more = lead < 0x80                   ? 0
               : lead >= 0xC2 && lead < 0xE0 ? 1
               : lead >= 0xE0 && lead < 0xF0 ? 2
               : lead >= 0xF0 && lead < 0xF5 ? 3
                                             : -1;
    uint32_t c = more == 0 ? lead : more == 1 ? lead & 0x1F : more == 2 ? lead & 0x0F : lead & 0x07;
    for (int i = 0; i < more; i++) {
      if (p == end || (*p & 0xC0) != 0x80) {
        more = -1;
        break;
      }
      c = (c << 6) | (*p++ & 0x3F);
    }
    bool overlong = (more == 2 && c < 0x800) || (more == 3 && (c < 0x10000 || c > 0x10FFFF));
    builder.append_code_point(more < 0 || overlong ? 0xFFFD : c);
  }
  return builder.finish();
}

}  // namespace whipsnake
