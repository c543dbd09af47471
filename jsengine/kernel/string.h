// Strings: flat Latin-1 or UTF-16, ropes made by concatenation, slices. Property keys are interned.
#pragma once

#include <cstring>
#include <string_view>

#include "jsengine/kernel/cell.h"

namespace whipsnake {

struct Agent;

enum StringFlags : uint8_t {
  kTwoByte = 1,   // UTF-16 code units; else Latin-1
  kRope = 2,      // not yet flat: left and right
  kIndirect = 4,  // characters live in `base` from `offset` on (a slice, or a rope made flat)
  kInterned = 8,  // the only string of its text: comparing pointers compares text
  kIsIndex =
      16,  // the text is an array index (canonical decimal below 2^32 - 1); such strings are never interned
  kNotIndex = 32,  // known not to be one
  kBuffer = 128,   // only ever a `base`: text that is being appended to, with room behind it (string.cpp)
};

struct String : Cell {  // aux is the length in code units
  static constexpr uint32_t kMaxLength = (1u << 29) - 24;
  uint32_t hash;    // 0 when not computed
  uint32_t offset;  // of an indirect string; of a rope: how often it was appended to
  union {
    struct {
      String* left;
      String* right;
    } rope;
    String* base;  // flat, never itself indirect
    uint8_t latin1[1];
    char16_t utf16[1];
  };

  uint32_t length() const { return aux; }
  bool is_two_byte() const { return flags & kTwoByte; }
  bool is_flat() const { return !(flags & kRope); }
  bool is_interned() const { return flags & kInterned; }
  // Only for flat strings (see flatten): where the characters are.
  const uint8_t* latin1_chars() const { return flags & kIndirect ? base->latin1 + offset : latin1; }
  const char16_t* utf16_chars() const { return flags & kIndirect ? base->utf16 + offset : utf16; }
  char16_t unit(uint32_t i) const { return is_two_byte() ? utf16_chars()[i] : latin1_chars()[i]; }
};

struct Symbol : Cell {  // aux is the hash
  Value description;    // a string or undefined
  bool is_private() const { return flags & 1; }
  bool is_registered() const { return flags & 2; }  // Symbol.for
};

struct BigInt : Cell {
  void* integer;  // a CPython int, owned
};

// Makes a rope flat in place, iteratively. Abrupt (nullptr) only when memory is out.
String* flatten_rope(Agent*, String*);
inline String* flatten(Agent* agent, String* s) { return s->is_flat() ? s : flatten_rope(agent, s); }

String* new_latin1_string(Agent*, const uint8_t* chars, uint32_t length);
String* new_utf16_string(Agent*, const char16_t* units, uint32_t length);  // narrows to Latin-1 when it can
// Room for `length` characters to be filled in by the caller at once. RangeError above kMaxLength.
String* new_latin1_buffer(Agent*, uint64_t length, uint8_t** chars);
String* new_utf16_buffer(Agent*, uint64_t length, char16_t** units);
String* new_string(Agent*, std::string_view ascii);
String* string_from_utf8(Agent*, std::string_view utf8);   // surrogatepass
String* concatenate(Agent*, String* left, String* right);  // RangeError when too long
String* substring(Agent*, String*, uint32_t from, uint32_t to);
String* single_unit_string(Agent*, char16_t unit);  // from a table below 256
bool strings_equal(Agent*, String*, String*);
int compare_strings(Agent*, String*, String*);  // by code units
uint32_t string_hash(Agent*, String*);
// The interned string of the same text. Not for array indices: use to_property_key.
String* intern(Agent*, String*);
String* intern(Agent*, std::string_view ascii);
// Whether the text is an array index, and which.
bool string_to_index(Agent*, String*, uint32_t* index);

// Collects text piece by piece; starts in Latin-1 and widens on need.
class StringBuilder {
 public:
  explicit StringBuilder(Agent* agent) : agent_(agent) {}
  ~StringBuilder();
  StringBuilder(const StringBuilder&) = delete;
  void append_ascii(std::string_view);
  void append_unit(char16_t unit) {
    if (unit <= 0xFF && has_room(1))
      chars_[length_++] = uint8_t(unit);
    else
      append_any_unit(unit);
  }
  void append_code_point(uint32_t);
  void append(String* s) {
    if (s->is_flat() && !s->is_two_byte())
      append_latin1(s->latin1_chars(), s->length());
    else
      append(s, 0, s->length());
  }
  void append(String*, uint32_t from, uint32_t to);
  void append_latin1(const uint8_t* chars, uint32_t count) {
    constexpr uint32_t kShort = 1024;
    if (count > kShort || !has_room(count)) return append_any_latin1(chars, count);
    memcpy(chars_ + length_, chars, count);
    length_ += count;
  }
  void append_utf16(const char16_t*, uint32_t);
  uint64_t length() const { return length_; }
  String* finish();  // RangeError when too long

 private:
  // Room for Latin-1, and nothing failed.
  bool has_room(uint32_t more) const { return length_ + more <= capacity_ && !two_byte_ && !failed_; }
  void append_any_unit(char16_t);
  void append_any_latin1(const uint8_t*, uint32_t);
  bool reserve(uint64_t more);
  void widen();
  Agent* agent_;
  uint8_t* chars_ = nullptr;  // malloc'd, accounted
  uint64_t length_ = 0, capacity_ = 0;
  bool two_byte_ = false, failed_ = false;
};

}  // namespace whipsnake
