#include "jsengine/kernel/base64.h"

#include <algorithm>
#include <array>

#include "jsengine/kernel/completion.h"

namespace whipsnake {

namespace {

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr uint8_t kBlank = 64, kNone = 128;
constexpr size_t kSlice = 3 << 18;  // between two polls

constexpr std::array<uint8_t, 256> kValues = [] {
  std::array<uint8_t, 256> values{};
  values.fill(kNone);
  for (uint8_t i = 0; i < 64; i++) values[uint8_t(kAlphabet[i])] = i;
  for (char blank : {'\t', '\n', '\f', '\r', ' '}) values[uint8_t(blank)] = kBlank;
  return values;
}();

template <typename Unit>
uint8_t value_of(Unit unit) {
  return unit < kValues.size() ? kValues[unit] : kNone;
}

// All units together, which tells whether they are Latin-1. The last bytes may need filling up.
template <typename Unit>
uint32_t encode(const Unit* from, size_t length, uint8_t* to) {
  uint32_t seen = 0;
  for (size_t i = 0; i < length; i += 3, to += 4) {
    size_t left = std::min<size_t>(length - i, 3);
    uint32_t a = from[i], b = left > 1 ? from[i + 1] : 0, c = left > 2 ? from[i + 2] : 0;
    seen |= a | b | c;
    to[0] = uint8_t(kAlphabet[a >> 2 & 63]);
    to[1] = uint8_t(kAlphabet[(a << 4 | b >> 4) & 63]);
    to[2] = left > 1 ? uint8_t(kAlphabet[(b << 2 | c >> 6) & 63]) : '=';
    to[3] = left > 2 ? uint8_t(kAlphabet[c & 63]) : '=';
  }
  return seen;
}

template <typename Unit>
Value encode_all(Agent* agent, const Unit* from, size_t length, bool* is_bad) {
  uint8_t* to;
  String* encoded = TRY(new_latin1_buffer(agent, (uint64_t(length) + 2) / 3 * 4, &to));
  for (size_t i = 0; i < length; i += kSlice, to += kSlice / 3 * 4) {
    TRY(poll(agent));
    *is_bad |= encode(from + i, std::min(length - i, kSlice), to) > 0xFF;
  }
  return *is_bad ? Value::abrupt() : Value(encoded);
}

// Bytes of text that comes in slices.
struct Decoder {
  uint8_t* to;
  uint32_t bits = 0;
  int held = 0;  // how many of the lowest bits are no byte yet

  template <typename Unit>
  bool decode(const Unit* from, size_t length) {
    for (size_t i = 0; i < length;) {
      if (held == 0) i += decode_fours(from + i, length - i);
      if (i == length) break;
      uint8_t value = value_of(from[i++]);
      if (value == kBlank) continue;
      if (value == kNone) return false;
      bits = bits << 6 | value;
      held += 6;
      if (held < 8) continue;
      held -= 8;
      *to++ = uint8_t(bits >> held);
    }
    return true;
  }
  // As long as all four are of the alphabet; how many were read.
  template <typename Unit>
  size_t decode_fours(const Unit* from, size_t length) {
    size_t i = 0;
    for (; i + 4 <= length; i += 4) {
      uint32_t a = value_of(from[i]), b = value_of(from[i + 1]), c = value_of(from[i + 2]),
               d = value_of(from[i + 3]);
      if ((a | b | c | d) >= 64) break;
      to[0] = uint8_t(a << 2 | b >> 4);
      to[1] = uint8_t(b << 4 | c >> 2);
      to[2] = uint8_t(c << 6 | d);
      to += 3;
    }
    return i;
  }
};

template <typename Unit>
Value decode_all(Agent* agent, const Unit* from, size_t length, bool* is_bad) {
  auto is_blank = [](Unit unit) { return value_of(unit) == kBlank; };
  // 1. Without blanks.
  size_t count = length - size_t(std::count_if(from, from + length, is_blank));
  // 2. One or two signs at the end may fill it up.
  if (count % 4 == 0)
    for (int i = 0; i < 2 && count > 0; i++) {
      size_t end = length;
      while (is_blank(from[end - 1])) end--;
      if (from[end - 1] != '=') break;
      length = end - 1;
      count--;
    }
  // 3. Failure.
  if ((*is_bad = count % 4 == 1)) return Value::abrupt();
  // 4-10. Bits that are too many are dropped.
  Decoder decoder;
  String* decoded = TRY(new_latin1_buffer(agent, count / 4 * 3 + count % 4 * 6 / 8, &decoder.to));
  for (size_t i = 0; i < length; i += kSlice) {
    TRY(poll(agent));
    if ((*is_bad = !decoder.decode(from + i, std::min(length - i, kSlice)))) return Value::abrupt();
  }
  return decoded;
}

}  // namespace

Value encode_base64(Agent* agent, String* s, bool* is_bad) {
  TRY(flatten(agent, s));
  *is_bad = false;
  return s->is_two_byte() ? encode_all(agent, s->utf16_chars(), s->length(), is_bad)
                          : encode_all(agent, s->latin1_chars(), s->length(), is_bad);
}

Value decode_base64(Agent* agent, String* s, bool* is_bad) {
  TRY(flatten(agent, s));
  *is_bad = false;
  return s->is_two_byte() ? decode_all(agent, s->utf16_chars(), s->length(), is_bad)
                          : decode_all(agent, s->latin1_chars(), s->length(), is_bad);
}

}  // namespace whipsnake
