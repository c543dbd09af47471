// Conversions to BigInt. https://tc39.es/ecma262/#sec-tobigint
#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/number_parse.h"

namespace whipsnake {

// https://tc39.es/ecma262/#sec-stringtobigint
Value string_to_bigint(Agent* agent, String* text) {
  String* s = TRY(flatten(agent, text));
  uint32_t from = 0, to = s->length();
  for (; from < to && is_white_space(s->unit(from)); from++) TRY(poll(agent));
  for (; to > from && is_white_space(s->unit(to - 1)); to--) TRY(poll(agent));
  if (from == to) return Value(new_bigint(agent, 0));
  int radix = 10;
  bool negative = false;
  if (to - from > 2 && s->unit(from) == '0') {
    char16_t marker = s->unit(from + 1) | 0x20;
    radix = marker == 'x' ? 16 : marker == 'o' ? 8 : marker == 'b' ? 2 : 10;
  }
  if (radix != 10) {
    from += 2;
  } else if (s->unit(from) == '-' || s->unit(from) == '+') {
    negative = s->unit(from++) == '-';
    if (from == to) return Value::undefined();
  }
  for (uint32_t i = from; i < to; i++) {
    TRY(poll(agent));
    if (digit_value(s->unit(i)) >= radix) return Value::undefined();
  }
  return Value(TRY(bigint_from_digits(agent, s, from, to, radix, negative)));
}

Value to_bigint(Agent* agent, Value v) {
  v = TRY(to_primitive(agent, v, Hint::kNumber));
  if (v.is_bigint()) return v;
  if (v.is_boolean()) return Value(new_bigint(agent, v.is_true()));
  if (!v.is_string()) return throw_error(agent, Message::kToBigInt, v);
  Value parsed = TRY(string_to_bigint(agent, v.as_string()));
  if (parsed.is_undefined()) return throw_error(agent, Message::kBigIntSyntax, v);
  return parsed;
}

}  // namespace whipsnake
