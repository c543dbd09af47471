// Making strings: flat ones, ropes, slices. Making ropes flat.
#include "jsengine/kernel/string.h"

#include <algorithm>
#include <cstdlib>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/string_table.h"

namespace whipsnake {

namespace {

constexpr uint32_t kShortestRope = 24;    // shorter concatenations are copied
constexpr uint32_t kLongestAppend = 256;  // longer pieces make ropes
constexpr uint32_t kAppendsBeforeBuffer = 8;
constexpr uint32_t kShortestSlice = 24;  // shorter substrings are copied

constexpr size_t kCharsOffset = offsetof(String, latin1);

// Room for the characters; at least the room of a rope, so that flags may change in place.
String* new_flat(Agent* agent, uint32_t length, bool two_byte) {
  size_t bytes = kCharsOffset + size_t(length) * (two_byte ? 2 : 1);
  if (bytes < sizeof(String)) bytes = sizeof(String);
  auto* s = static_cast<String*>(allocate_raw(agent, CellKind::kString, bytes));
  if (s == nullptr) return nullptr;
  s->flags = two_byte ? kTwoByte : 0;
  s->aux = length;
  s->hash = 0;
  s->offset = 0;
  return s;
}

String* empty_string(Agent* agent) { return agent->strings->empty; }

template <typename To, typename From>
void copy_units(To* to, const From* from, size_t count) {
  std::copy_n(from, count, to);
}

void copy_flat(String* s, uint32_t from, uint32_t count, uint8_t* to) {
  copy_units(to, s->latin1_chars() + from, count);
}
void copy_flat(String* s, uint32_t from, uint32_t count, char16_t* to) {
  if (s->is_two_byte())
    copy_units(to, s->utf16_chars() + from, count);
  else
    copy_units(to, s->latin1_chars() + from, count);
}

// Writes the text of a rope from its end to its start. Ropes grown by += lean to the left: going down on the
// left and keeping the rights needs a list as long as the other branch only.
template <typename Unit>
Status write_rope(Agent* agent, String* rope, Unit* end) {
  std::vector<String*> lefts;
  String* s = rope;
  for (;;) {
    while (!s->is_flat()) {
      lefts.push_back(s->rope.left);
      s = s->rope.right;
    }
    end -= s->length();
    TRY(poll(agent));
    TRY(in_pieces(agent, s->length(), [&](size_t from, size_t to) {
      copy_flat(s, uint32_t(from), uint32_t(to - from), end + from);
    }));
    if (lefts.empty()) return Status::kOk;
    s = lefts.back();
    lefts.pop_back();
  }
}

bool fits_latin1(const char16_t* units, size_t count) {
  for (size_t i = 0; i < count;) {
    char16_t all = 0;
    for (size_t end = std::min(count, i + 4096); i < end; i++) all |= units[i];
    if (all > 255) return false;
  }
  return true;
}

}  // namespace

String* new_latin1_buffer(Agent* agent, uint64_t length, uint8_t** chars) {
  if (length > String::kMaxLength) return throw_error(agent, Message::kInvalidStringLength);
  String* s = TRY(new_flat(agent, uint32_t(length), false));
  *chars = s->latin1;
  return s;
}

String* new_utf16_buffer(Agent* agent, uint64_t length, char16_t** units) {
  if (length > String::kMaxLength) return throw_error(agent, Message::kInvalidStringLength);
  String* s = TRY(new_flat(agent, uint32_t(length), true));
  *units = s->utf16;
  return s;
}

String* new_latin1_string(Agent* agent, const uint8_t* chars, uint32_t length) {
  if (length == 0) return empty_string(agent);
  if (length == 1) return single_unit_string(agent, chars[0]);
  uint8_t* to;
  String* s = TRY(new_latin1_buffer(agent, length, &to));
  TRY(copy_in_pieces(agent, to, chars, length));
  return s;
}

String* new_utf16_string(Agent* agent, const char16_t* units, uint32_t length) {
  if (length == 0) return empty_string(agent);
  if (length == 1) return single_unit_string(agent, units[0]);
  if (fits_latin1(units, length)) {
    uint8_t* to;
    String* s = TRY(new_latin1_buffer(agent, length, &to));
    TRY(copy_in_pieces(agent, to, units, length));
    return s;
  }
  char16_t* to;
  String* s = TRY(new_utf16_buffer(agent, length, &to));
  TRY(copy_in_pieces(agent, to, units, length));
  return s;
}

String* new_string(Agent* agent, std::string_view ascii) {
  return new_latin1_string(agent, reinterpret_cast<const uint8_t*>(ascii.data()), uint32_t(ascii.size()));
}

String* single_unit_string(Agent* agent, char16_t unit) {
  if (unit < 256) {
    String*& entry = agent->strings->single_units[unit];
    if (entry != nullptr) return entry;
    String* s = new_flat(agent, 1, false);
    s->latin1[0] = uint8_t(unit);
    // A digit is an array index and so is never interned; the others become the interned string of their
    // text.
    entry = unit >= '0' && unit <= '9' ? s : intern(agent, s);
    return entry;
  }
  String* s = new_flat(agent, 1, true);
  s->utf16[0] = unit;
  return s;
}

// -- Concatenation. What is short is copied. Else the result is a rope; but a rope that was appended to again
// and again becomes a view of a buffer with room to spare, and appending to the newest view of a buffer
// writes behind it. Older views see the same characters as before.

namespace {

uint32_t buffer_capacity(String* buffer) {
  size_t units = (cell_size(buffer) - kCharsOffset) >> buffer->is_two_byte();
  return uint32_t(std::min<size_t>(units, String::kMaxLength));
}

String* new_view(Agent* agent, String* buffer, uint32_t length) {
  auto* view = static_cast<String*>(allocate_raw(agent, CellKind::kString, sizeof(String)));
  view->flags = kIndirect | (buffer->flags & kTwoByte);
  view->aux = length;
  view->hash = 0;
  view->offset = 0;
  view->base = buffer;
  return view;
}

void write_flat(String* s, String* buffer, uint32_t at) {
  if (buffer->is_two_byte())
    copy_flat(s, 0, s->length(), buffer->utf16 + at);
  else
    copy_flat(s, 0, s->length(), buffer->latin1 + at);
}

// The newest view of a buffer, or a rope that has grown often; `right` is short and flat.
bool is_appendable(String* left, String* right) {
  if (right->is_two_byte() && !left->is_two_byte()) return false;
  if (left->flags & kRope) return left->offset >= kAppendsBeforeBuffer;
  return (left->flags & kIndirect) && (left->base->flags & kBuffer) && left->offset == 0 &&
         left->length() == left->base->length();
}

String* append(Agent* agent, String* left, String* right) {
  uint32_t length = left->length() + right->length();
  String* buffer = left->flags & kIndirect ? left->base : nullptr;
  if (buffer == nullptr || length > buffer_capacity(buffer)) {
    uint32_t capacity = std::min<uint32_t>(length * 2, String::kMaxLength);
    buffer = TRY(new_flat(agent, capacity, left->is_two_byte()));
    TRY(flatten(agent, left));
    buffer->flags |= kBuffer;
    write_flat(left, buffer, 0);
  }
  write_flat(right, buffer, left->length());
  buffer->aux = length;
  return new_view(agent, buffer, length);
}

String* copied(Agent* agent, String* left, String* right) {
  bool two_byte = left->is_two_byte() || right->is_two_byte();
  String* s = new_flat(agent, left->length() + right->length(), two_byte);
  write_flat(left, s, 0);
  write_flat(right, s, left->length());
  return s;
}

}  // namespace

String* concatenate(Agent* agent, String* left, String* right) {
  if (left->length() == 0) return right;
  if (right->length() == 0) return left;
  uint64_t length = uint64_t(left->length()) + right->length();
  if (length > String::kMaxLength) return throw_error(agent, Message::kInvalidStringLength);
  bool short_right = right->is_flat() && right->length() <= kLongestAppend;
  if (length < kShortestRope && left->is_flat() && short_right) return copied(agent, left, right);
  if (short_right && is_appendable(left, right)) return append(agent, left, right);
  auto* s = static_cast<String*>(allocate_raw(agent, CellKind::kString, sizeof(String)));
  s->flags = kRope | (left->flags & kTwoByte) | (right->flags & kTwoByte);
  s->aux = uint32_t(length);
  s->hash = 0;
  s->offset = short_right ? ((left->flags & kRope) ? left->offset + 1 : 1) : 0;
  s->rope = {left, right};
  return s;
}

String* flatten_rope(Agent* agent, String* s) {
  String* flat = TRY(new_flat(agent, s->length(), s->is_two_byte()));
  if (s->is_two_byte())
    TRY(write_rope(agent, s, flat->utf16 + s->length()));
  else
    TRY(write_rope(agent, s, flat->latin1 + s->length()));
  s->flags = uint8_t((s->flags & ~kRope) | kIndirect);
  s->offset = 0;
  store(agent, s, &s->base, flat);
  return s;
}

String* substring(Agent* agent, String* s, uint32_t from, uint32_t to) {
  uint32_t length = to - from;
  if (length == s->length()) return s;
  if (length == 0) return empty_string(agent);
  TRY(flatten(agent, s));
  if (length == 1) return single_unit_string(agent, s->unit(from));
  if (s->is_two_byte() && fits_latin1(s->utf16_chars() + from, length))
    return new_utf16_string(agent, s->utf16_chars() + from, length);
  if (length < kShortestSlice) {
    String* copy = TRY(new_flat(agent, length, s->is_two_byte()));
    if (s->is_two_byte())
      copy_flat(s, from, length, copy->utf16);
    else
      copy_flat(s, from, length, copy->latin1);
    return copy;
  }
  auto* slice = static_cast<String*>(allocate_raw(agent, CellKind::kString, sizeof(String)));
  slice->flags = kIndirect | (s->flags & kTwoByte);
  slice->aux = length;
  slice->hash = 0;
  bool indirect = s->flags & kIndirect;
  slice->offset = from + (indirect ? s->offset : 0);
  slice->base = indirect ? s->base : s;
  return slice;
}

bool strings_equal(Agent* agent, String* a, String* b) {
  if (a == b) return true;
  if (a->length() != b->length()) return false;
  if (a->is_interned() && b->is_interned()) return false;
  if (a->hash != 0 && b->hash != 0 && a->hash != b->hash) return false;
  if (flatten(agent, a) == nullptr || flatten(agent, b) == nullptr) return false;
  uint32_t length = a->length();
  if (!a->is_two_byte() && !b->is_two_byte())
    return memcmp(a->latin1_chars(), b->latin1_chars(), length) == 0;
  if (a->is_two_byte() && b->is_two_byte())
    return memcmp(a->utf16_chars(), b->utf16_chars(), size_t(length) * 2) == 0;
  if (a->is_two_byte()) std::swap(a, b);
  return std::equal(a->latin1_chars(), a->latin1_chars() + length, b->utf16_chars());
}

namespace {
template <typename A, typename B>
int compare_units(const A* a, uint32_t a_length, const B* b, uint32_t b_length) {
  uint32_t common = std::min(a_length, b_length);
  for (uint32_t i = 0; i < common; i++)
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  return a_length == b_length ? 0 : a_length < b_length ? -1 : 1;
}
}  // namespace

int compare_strings(Agent* agent, String* a, String* b) {
  if (a == b || flatten(agent, a) == nullptr || flatten(agent, b) == nullptr) return 0;
  uint32_t m = a->length(), n = b->length();
  if (!a->is_two_byte() && !b->is_two_byte()) {
    int order = memcmp(a->latin1_chars(), b->latin1_chars(), std::min(m, n));
    return order != 0 ? (order < 0 ? -1 : 1) : m == n ? 0 : m < n ? -1 : 1;
  }
  if (a->is_two_byte())
    return b->is_two_byte() ? compare_units(a->utf16_chars(), m, b->utf16_chars(), n)
                            : compare_units(a->utf16_chars(), m, b->latin1_chars(), n);
  return compare_units(a->latin1_chars(), m, b->utf16_chars(), n);
}

}  // namespace whipsnake
