// Numbers as text. https://tc39.es/ecma262/#sec-numeric-types-number-tostring
#include <charconv>
#include <cmath>
#include <cstring>

#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

// https://tc39.es/ecma262/#sec-numeric-types-number-tostring steps 5 to 12; `text` has room for 32 characters
static size_t format_decimal(double d, char* text) {
  char scientific[32];
  auto end = std::to_chars(scientific, scientific + sizeof scientific, d, std::chars_format::scientific).ptr;
  char digits[20];
  int k = 0, exponent = 0;
  char* p = scientific;
  char* out = text;
  if (*p == '-') *out++ = *p++;
  for (; *p != 'e'; p++)
    if (*p != '.') digits[k++] = *p;
  std::from_chars(p[1] == '+' ? p + 2 : p + 1, end, exponent);
  int n = exponent + 1;  // the point stands behind digit n
  auto append = [&](const char* from, int count) {
    out = static_cast<char*>(mempcpy(out, from, size_t(count)));
  };
  auto zeros = [&](int count) { out = static_cast<char*>(memset(out, '0', size_t(count))) + count; };
  if (k <= n && n <= 21) {
    append(digits, k);
    zeros(n - k);
  } else if (0 < n && n <= 21) {
    append(digits, n);
    *out++ = '.';
    append(digits + n, k - n);
  } else if (-6 < n && n <= 0) {
    append("0.", 2);
    zeros(-n);
    append(digits, k);
  } else {
    *out++ = digits[0];
    if (k > 1) {
      *out++ = '.';
      append(digits + 1, k - 1);
    }
    append(n > 0 ? "e+" : "e-", 2);
    out = std::to_chars(out, out + 8, std::abs(n - 1)).ptr;
  }
  return size_t(out - text);
}

static char digit_of(int value) { return "0123456789abcdefghijklmnopqrstuvwxyz"[value]; }

// Integers as an exact division of the binary digits would give them; beyond 2^53 zeros follow what is known.
static char* format_integer_part(double integer, int radix, char* end) {
  char* p = end;
  for (; integer >= 9007199254740992.0 * radix && p > end - 1080; integer /= radix) *--p = '0';
  do {
    double remainder = std::fmod(integer, radix);
    *--p = digit_of(int(remainder));
    integer = (integer - remainder) / radix;
  } while (integer > 0);
  return p;
}

// The shortest digits behind the point that tell the number from its neighbours.
static size_t format_fraction(double d, double fraction, int radix, char* digits, double* carry) {
  double delta = std::fmax(0.5 * (std::nextafter(d, INFINITY) - d), std::nextafter(0.0, 1.0));
  size_t n = 0;
  *carry = 0;
  if (fraction < delta) return 0;
  do {
    fraction *= radix;
    delta *= radix;
    int digit = int(fraction);
    digits[n++] = char(digit);
    fraction -= digit;
    bool rounds_up = fraction > 0.5 || (fraction == 0.5 && (digit & 1));
    if (rounds_up && fraction + delta > 1) {
      while (n > 0 && ++digits[n - 1] == radix) n--;
      if (n == 0) *carry = 1;
      break;
    }
  } while (fraction >= delta);
  for (size_t i = 0; i < n; i++) digits[i] = digit_of(digits[i]);
  return n;
}

static String* format_radix(Agent* agent, double d, int radix) {
  char text[2400];
  double magnitude = std::fabs(d), integer = std::floor(magnitude), carry;
  char* point = text + 1200;
  size_t digits = format_fraction(magnitude, magnitude - integer, radix, point + 1, &carry);
  char* start = format_integer_part(integer + carry, radix, point);
  if (d < 0) *--start = '-';
  char* end = point;
  if (digits > 0) {
    *point = '.';
    end = point + 1 + digits;
  }
  return new_string(agent, std::string_view(start, size_t(end - start)));
}

String* number_to_string(Agent* agent, double d, int radix) {
  if (d != d) return agent->names->nan.as_string();
  if (std::isinf(d) && d > 0) return agent->names->infinity.as_string();
  if (std::isinf(d)) return new_string(agent, "-Infinity");
  if (d == 0) return single_unit_string(agent, u'0');
  if (radix == 10 && d > 0 && d < 10 && d == std::floor(d))
    return single_unit_string(agent, char16_t('0' + int(d)));
  if (radix != 10) return format_radix(agent, d, radix);
  char text[32];
  if (double(int32_t(d)) == d && std::fabs(d) < 2147483648.0) {
    auto end = std::to_chars(text, text + sizeof text, int32_t(d)).ptr;
    return new_string(agent, std::string_view(text, size_t(end - text)));
  }
  return new_string(agent, std::string_view(text, format_decimal(d, text)));
}

}  // namespace whipsnake
