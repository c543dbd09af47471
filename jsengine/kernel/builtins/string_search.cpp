// String.prototype: looking at and for characters.
// https://tc39.es/ecma262/#sec-properties-of-the-string-prototype-object
#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>

#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/builtins/string_methods.h"
#include "jsengine/kernel/linear_search.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

String* this_text(Agent* agent, Frame* f, const char* method) {
  if (f->this_value().is_string()) return flatten(agent, f->this_value().as_string());
  if (f->this_value().is_nullish())
    return throw_error(agent, Message::kCalledOnNullish, new_string(agent, method));
  return flatten(agent, TRY(to_string(agent, f->this_value())));
}

String* text_argument(Agent* agent, Frame* f, uint32_t i) {
  return flatten(agent, TRY(to_string(agent, f->argument(i))));
}

// -- Searching

constexpr int64_t kInterrupted = -2;   // something is pending
constexpr uint32_t kWindow = 1 << 20;  // places that are looked at between polls
constexpr uint32_t kShortPart = 64;    // longer ones are looked for in linear time

// The first unit of the part by a scan made for it, the rest by comparison.
template <typename Text, typename Part>
static int64_t search(const Text* text, uint32_t length, const Part* part, uint32_t size) {
  for (uint32_t i = 0; i + size <= length; i++) {
    if constexpr (sizeof(Text) == 1) {
      if (part[0] > 0xFF) return -1;
      auto* hit = static_cast<const Text*>(memchr(text + i, int(part[0]), length - size - i + 1));
      if (hit == nullptr) return -1;
      i = uint32_t(hit - text);
    } else if (text[i] != part[0]) {
      continue;
    }
    if (std::equal(part + 1, part + size, text + i + 1)) return i;
  }
  return -1;
}

template <typename Text, typename Part>
static int64_t search_windows(Agent* agent, const Text* text, uint32_t length, const Part* part,
                              uint32_t size, uint32_t from) {
  if (size == 0) return from;
  uint64_t window = std::max<uint64_t>(kWindow, uint64_t(size) * 4);
  for (uint64_t start = from; start + size <= length; start += window) {
    auto count = uint32_t(std::min<uint64_t>(length - start, window + size - 1));
    int64_t found;
    if (size <= kShortPart) {
      found = search(text + start, count, part, size);
    } else {
      size_t at = find_linear(text + start, count, part, size);
      found = at == SIZE_MAX ? -1 : int64_t(at);
    }
    if (found >= 0) return int64_t(start) + found;
    if (is_abrupt(poll(agent))) return kInterrupted;
  }
  return -1;
}

int64_t index_of(Agent* agent, String* text, String* part, uint32_t from) {
  uint32_t length = text->length(), size = part->length();
  if (size > length || from > length - size) return -1;
  auto in = [&](auto* units) {
    return part->is_two_byte() ? search_windows(agent, units, length, part->utf16_chars(), size, from)
                               : search_windows(agent, units, length, part->latin1_chars(), size, from);
  };
  return text->is_two_byte() ? in(text->utf16_chars()) : in(text->latin1_chars());
}

static bool stands_at(String* text, String* part, uint32_t at) {
  for (uint32_t i = 0; i < part->length(); i++)
    if (text->unit(at + i) != part->unit(i)) return false;
  return true;
}

// Backwards through the text, from where the part may end at the latest.
template <typename Text, typename Part>
static int64_t search_backwards(Agent* agent, const Text* text, const Part* part, uint32_t size,
                                uint32_t end) {
  auto reversed_part = std::make_reverse_iterator(part + size);
  uint64_t window = std::max<uint64_t>(kWindow, uint64_t(size) * 4);
  for (uint64_t left = end; left >= size; left = left > window ? left - window : 0) {
    size_t count = std::min<uint64_t>(left, window + size - 1);
    size_t at = find_linear(std::make_reverse_iterator(text + left), count, reversed_part, size);
    if (at != SIZE_MAX) return int64_t(left - at - size);
    if (is_abrupt(poll(agent))) return kInterrupted;
  }
  return -1;
}

int64_t last_index_of(Agent* agent, String* text, String* part, uint32_t from) {
  uint32_t size = part->length();
  if (size > text->length()) return -1;
  from = std::min(from, text->length() - size);
  if (size == 0) return from;
  auto in = [&](auto* units) {
    return part->is_two_byte() ? search_backwards(agent, units, part->utf16_chars(), size, from + size)
                               : search_backwards(agent, units, part->latin1_chars(), size, from + size);
  };
  return text->is_two_byte() ? in(text->utf16_chars()) : in(text->latin1_chars());
}

// An integer argument held between 0 and the length.
static Status clamped_argument(Agent* agent, Frame* f, uint32_t i, uint32_t length, uint32_t* result) {
  double d;
  TRY(to_integer_or_infinity(agent, f->argument(i), &d));
  *result = uint32_t(std::clamp(d, 0.0, double(length)));
  return Status::kOk;
}

// The searched text of includes, startsWith and endsWith must not be a regular expression.
static String* plain_argument(Agent* agent, Frame* f, const char* method) {
  if (TRY(is_regexp(agent, f->argument(0))))
    return throw_error(agent, Message::kRegExpArgument, new_string(agent, method));
  return text_argument(agent, f, 0);
}

Value string_index_of(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.indexOf"));
  String* part = TRY(text_argument(agent, f, 0));
  uint32_t from;
  TRY(clamped_argument(agent, f, 1, s->length(), &from));
  int64_t found = index_of(agent, s, part, from);
  return found == kInterrupted ? Value::abrupt() : Value::int32(int32_t(found));
}

Value string_last_index_of(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.lastIndexOf"));
  String* part = TRY(text_argument(agent, f, 0));
  double from = TRY(to_number(agent, f->argument(1))).as_number();
  if (std::isnan(from)) from = INFINITY;
  auto latest = uint32_t(std::clamp(from, 0.0, double(s->length())));
  int64_t found = last_index_of(agent, s, part, latest);
  return found == kInterrupted ? Value::abrupt() : Value::int32(int32_t(found));
}

Value string_includes(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.includes"));
  String* part = TRY(plain_argument(agent, f, "String.prototype.includes"));
  uint32_t from;
  TRY(clamped_argument(agent, f, 1, s->length(), &from));
  int64_t found = index_of(agent, s, part, from);
  return found == kInterrupted ? Value::abrupt() : Value::boolean(found >= 0);
}

Value string_starts_with(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.startsWith"));
  String* part = TRY(plain_argument(agent, f, "String.prototype.startsWith"));
  uint32_t from;
  TRY(clamped_argument(agent, f, 1, s->length(), &from));
  return Value::boolean(part->length() <= s->length() - from && stands_at(s, part, from));
}

Value string_ends_with(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.endsWith"));
  String* part = TRY(plain_argument(agent, f, "String.prototype.endsWith"));
  uint32_t end = s->length();
  if (!f->argument(1).is_undefined()) TRY(clamped_argument(agent, f, 1, s->length(), &end));
  return Value::boolean(part->length() <= end && stands_at(s, part, end - part->length()));
}

// -- Single characters

Value string_at(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.at"));
  double at;
  TRY(to_integer_or_infinity(agent, f->argument(0), &at));
  if (at < 0) at += s->length();
  if (at < 0 || at >= s->length()) return Value::undefined();
  return single_unit_string(agent, s->unit(uint32_t(at)));
}

static bool is_lead(char16_t c) { return (c & 0xFC00) == 0xD800; }
static bool is_trail(char16_t c) { return (c & 0xFC00) == 0xDC00; }

Value string_code_point_at(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.codePointAt"));
  double at;
  TRY(to_integer_or_infinity(agent, f->argument(0), &at));
  if (at < 0 || at >= s->length()) return Value::undefined();
  auto i = uint32_t(at);
  char16_t first = s->unit(i);
  if (!is_lead(first) || i + 1 == s->length() || !is_trail(s->unit(i + 1))) return Value::int32(first);
  return Value::int32(0x10000 + ((first & 0x3FF) << 10 | (s->unit(i + 1) & 0x3FF)));
}

Value string_is_well_formed(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.isWellFormed"));
  for (uint32_t i = 0; s->is_two_byte() && i < s->length(); i++) {
    TRY(poll(agent));
    bool pair = is_lead(s->unit(i)) && i + 1 < s->length() && is_trail(s->unit(i + 1));
    if (pair)
      i++;
    else if (is_lead(s->unit(i)) || is_trail(s->unit(i)))
      return Value::boolean(false);
  }
  return Value::boolean(true);
}

}  // namespace whipsnake
