// String.prototype: parts, repetition, padding, trimming.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "jsengine/kernel/builtins/string_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/number_parse.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

Value string_concat(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.concat"));
  for (uint32_t i = 0; i < f->argc; i++)
    s = TRY(concatenate(agent, s, TRY(to_string(agent, f->argument(i)))));
  return s;
}

// A place counted from the end when it is negative; undefined: `otherwise`.
static Status relative_argument(Agent* agent, Frame* f, uint32_t i, uint32_t length, uint32_t otherwise,
                                uint32_t* result) {
  *result = otherwise;
  if (f->argument(i).is_undefined()) return Status::kOk;
  double d;
  TRY(to_integer_or_infinity(agent, f->argument(i), &d));
  *result = uint32_t(std::clamp(d < 0 ? d + length : d, 0.0, double(length)));
  return Status::kOk;
}

Value string_slice(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.slice"));
  uint32_t from, to;
  TRY(relative_argument(agent, f, 0, s->length(), 0, &from));
  TRY(relative_argument(agent, f, 1, s->length(), s->length(), &to));
  if (from >= to) return agent->names->empty.as_string();
  return TRY(substring(agent, s, from, to));
}

Value string_substr(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.substr"));
  uint32_t from;
  TRY(relative_argument(agent, f, 0, s->length(), 0, &from));
  double count = INFINITY;
  if (!f->argument(1).is_undefined()) TRY(to_integer_or_infinity(agent, f->argument(1), &count));
  auto to = uint32_t(std::clamp(from + count, 0.0, double(s->length())));
  if (from >= to) return agent->names->empty.as_string();
  return TRY(substring(agent, s, from, to));
}

Value string_substring(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.substring"));
  double length = s->length(), from, to = length;
  TRY(to_integer_or_infinity(agent, f->argument(0), &from));
  if (!f->argument(1).is_undefined()) TRY(to_integer_or_infinity(agent, f->argument(1), &to));
  auto a = uint32_t(std::clamp(from, 0.0, length)), b = uint32_t(std::clamp(to, 0.0, length));
  return TRY(substring(agent, s, std::min(a, b), std::max(a, b)));
}

// `count` times, by doubling: a rope of few parts.
namespace {

constexpr size_t kPieceBytes = 256 * 1024;  // what is copied at once: stays in the cache, and is soon done

// The first `unit` characters are there: copies of them fill the rest.
template <typename Char>
Status fill_with_copies(Agent* agent, Char* chars, size_t unit, size_t total) {
  size_t done = unit;
  while (done < total) {
    // A whole number of units, so that each piece goes on where the last one ended.
    size_t most = std::max<size_t>(kPieceBytes / sizeof(Char) / unit, 1) * unit;
    size_t piece = std::min({done, most, total - done});
    memcpy(chars + done, chars, piece * sizeof(Char));
    done += piece;
    TRY(poll(agent));
  }
  return Status::kOk;
}

String* repeat(Agent* agent, String* s, uint64_t count) {
  if (s->length() == 0 || count == 0) return agent->names->empty.as_string();
  if (count > String::kMaxLength / s->length()) return throw_error(agent, Message::kInvalidStringLength);
  s = TRY(flatten(agent, s));
  size_t unit = s->length(), total = unit * count;
  String* result;
  if (s->is_two_byte()) {
    char16_t* chars;
    result = TRY(new_utf16_buffer(agent, total, &chars));
    TRY(copy_in_pieces(agent, chars, s->utf16_chars(), unit));
    TRY(fill_with_copies(agent, chars, unit, total));
  } else {
    uint8_t* chars;
    result = TRY(new_latin1_buffer(agent, total, &chars));
    TRY(copy_in_pieces(agent, chars, s->latin1_chars(), unit));
    TRY(fill_with_copies(agent, chars, unit, total));
  }
  return result;
}

}  // namespace

Value string_repeat(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.repeat"));
  double count;
  TRY(to_integer_or_infinity(agent, f->argument(0), &count));
  if (count < 0 || std::isinf(count)) return throw_error(agent, Message::kInvalidCount, f->argument(0));
  if (s->length() == 0) return s;
  return TRY(repeat(agent, s, count > 4294967295.0 ? UINT64_MAX : uint64_t(count)));
}

// https://tc39.es/ecma262/#sec-stringpad
static Value pad(Agent* agent, Frame* f, const char* method, bool at_start) {
  String* s = TRY(this_text(agent, f, method));
  double length;
  TRY(to_length(agent, f->argument(0), &length));
  if (length <= s->length()) return s;
  String* filler = TRY(new_string(agent, " "));
  if (!f->argument(1).is_undefined()) filler = TRY(text_argument(agent, f, 1));
  if (filler->length() == 0) return s;
  if (length > String::kMaxLength) return throw_error(agent, Message::kInvalidStringLength);
  uint32_t missing = uint32_t(length) - s->length();
  String* whole = TRY(repeat(agent, filler, missing / filler->length() + 1));
  String* padding = TRY(substring(agent, TRY(flatten(agent, whole)), 0, missing));
  return TRY(at_start ? concatenate(agent, padding, s) : concatenate(agent, s, padding));
}
Value string_pad_end(Agent* agent, Frame* f) { return pad(agent, f, "String.prototype.padEnd", false); }
Value string_pad_start(Agent* agent, Frame* f) { return pad(agent, f, "String.prototype.padStart", true); }

static Value trim(Agent* agent, Frame* f, const char* method, bool start, bool end) {
  String* s = TRY(this_text(agent, f, method));
  uint32_t from = 0, to = s->length();
  for (; start && from < to && is_white_space(s->unit(from)); from++) TRY(poll(agent));
  for (; end && to > from && is_white_space(s->unit(to - 1)); to--) TRY(poll(agent));
  if (from == 0 && to == s->length()) return s;
  return TRY(substring(agent, s, from, to));
}
Value string_trim(Agent* agent, Frame* f) { return trim(agent, f, "String.prototype.trim", true, true); }
Value string_trim_end(Agent* agent, Frame* f) {
  return trim(agent, f, "String.prototype.trimEnd", false, true);
}
Value string_trim_start(Agent* agent, Frame* f) {
  return trim(agent, f, "String.prototype.trimStart", true, false);
}

Value string_to_well_formed(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.toWellFormed"));
  if (!s->is_two_byte()) return s;
  StringBuilder text(agent);
  for (uint32_t i = 0; i < s->length(); i++) {
    TRY(poll(agent));
    char16_t unit = s->unit(i);
    if ((unit & 0xFC00) == 0xD800 && i + 1 < s->length() && (s->unit(i + 1) & 0xFC00) == 0xDC00) {
      text.append_unit(unit);
      text.append_unit(s->unit(++i));
    } else {
      text.append_unit((unit & 0xF800) == 0xD800 ? u'\uFFFD' : unit);
    }
  }
  return TRY(text.finish());
}

}  // namespace whipsnake
