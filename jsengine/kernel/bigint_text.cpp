// BigInts from and to text. CPython's own conversion is limited (sys.set_int_max_str_digits) and cannot be
// interrupted; this one works on 64-bit limbs and polls.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <algorithm>
#include <bit>
#include <vector>

#include "jsengine/kernel/bigint_limbs.h"
#include "jsengine/kernel/messages.h"

namespace whipsnake {

namespace {

constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

struct Chunk {  // the largest power of the radix below 2^64
  uint64_t power = 1;
  int digits = 0;
};

Chunk chunk_of(int radix) {
  Chunk chunk;
  while (chunk.power <= UINT64_MAX / uint64_t(radix)) chunk.power *= uint64_t(radix), chunk.digits++;
  return chunk;
}

// Divides in place; the remainder.
uint64_t divide_by(Limbs* limbs, uint64_t divisor) {
  unsigned __int128 rest = 0;
  for (size_t i = limbs->size(); i-- > 0;) {
    rest = (rest << 64) | (*limbs)[i];
    (*limbs)[i] = uint64_t(rest / divisor);
    rest %= divisor;
  }
  while (!limbs->empty() && limbs->back() == 0) limbs->pop_back();
  return uint64_t(rest);
}

void multiply_add(Limbs* limbs, uint64_t factor, uint64_t summand) {
  unsigned __int128 carry = summand;
  for (uint64_t& limb : *limbs) {
    carry += static_cast<unsigned __int128>(limb) * factor;
    limb = uint64_t(carry);
    carry >>= 64;
  }
  if (carry != 0) limbs->push_back(uint64_t(carry));
}

int digit_value(char16_t c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

}  // namespace

String* bigint_to_string(Agent* agent, BigInt* b, int radix) {
  Limbs limbs;
  TRY(limbs_of(agent, b, &limbs));
  if (limbs.empty()) return single_unit_string(agent, '0');
  Chunk chunk = chunk_of(radix);
  std::vector<char> reversed;
  while (!limbs.empty()) {
    TRY(poll(agent));
    uint64_t part = divide_by(&limbs, chunk.power);
    for (int i = 0; i < chunk.digits && (part != 0 || !limbs.empty()); i++) {
      reversed.push_back(kDigits[part % uint64_t(radix)]);
      part /= uint64_t(radix);
    }
  }
  if (bigint_is_negative(b)) reversed.push_back('-');
  std::reverse(reversed.begin(), reversed.end());
  return new_string(agent, std::string_view(reversed.data(), reversed.size()));
}

BigInt* bigint_from_digits(Agent* agent, String* digits, uint32_t from, uint32_t to, int radix,
                           bool negative) {
  TRY(flatten(agent, digits));
  Chunk chunk = chunk_of(radix);
  Limbs limbs;
  while (from < to) {
    TRY(poll(agent));
    uint32_t end = std::min(to, from + uint32_t(chunk.digits));
    uint64_t part = 0, power = 1;
    for (; from < end; from++) {
      part = part * uint64_t(radix) + uint64_t(digit_value(digits->unit(from)));
      power *= uint64_t(radix);
    }
    multiply_add(&limbs, power, part);
    if (limbs.size() * 64 > kMaxBigIntBits + 64) return throw_error(agent, Message::kBigIntTooBig);
  }
  return bigint_from_limbs(agent, limbs, negative);
}

}  // namespace whipsnake
