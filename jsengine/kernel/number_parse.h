// Numbers from text.
#pragma once

#include <string_view>

#include "jsengine/kernel/string.h"

namespace whipsnake {

// WhiteSpace and LineTerminator: what StringToNumber and String.prototype.trim leave out.
bool is_white_space(char16_t);
// The value of digits of radix 2, 4, 8, 16 or 32, rounded to even; all characters must be digits.
double parse_binary_radix(std::string_view digits, int bits_per_digit);
// The longest prefix that is a StrDecimalLiteral without Infinity: its length, 0 if there is none.
size_t scan_decimal(std::string_view text);
double parse_decimal(std::string_view literal);
int digit_value(char16_t);  // 0 .. 35, or 99

}  // namespace whipsnake
