// The global object's own properties. https://tc39.es/ecma262/#sec-global-object
#include <cmath>
#include <string>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/uri.h"
#include "jsengine/kernel/eval.h"
#include "jsengine/kernel/number_parse.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

Value global_is_nan(Agent* agent, Frame* f) {
  return Value::boolean(std::isnan(TRY(to_number(agent, f->argument(0))).as_number()));
}
Value global_is_finite(Agent* agent, Frame* f) {
  return Value::boolean(std::isfinite(TRY(to_number(agent, f->argument(0))).as_number()));
}

// The characters of s from `from` on up to the first that is not ASCII.
Status ascii_prefix(Agent* agent, String* s, uint32_t from, std::string* text) {
  for (uint32_t i = from; i < s->length() && s->unit(i) < 0x80; i++) {
    TRY(poll(agent));
    text->push_back(char(s->unit(i)));
  }
  return Status::kOk;
}

Status skip_white_space(Agent* agent, String* s, uint32_t* i) {
  for (*i = 0; *i < s->length() && is_white_space(s->unit(*i)); ++*i) TRY(poll(agent));
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-parsefloat-string
Value global_parse_float(Agent* agent, Frame* f) {
  String* s = TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  uint32_t start;
  TRY(skip_white_space(agent, s, &start));
  std::string text;
  TRY(ascii_prefix(agent, s, start, &text));
  if (size_t length = scan_decimal(text)) return Value::normalised(parse_decimal({text.data(), length}));
  bool negative = text.starts_with('-');
  std::string_view rest(text);
  if (negative || text.starts_with('+')) rest.remove_prefix(1);
  if (rest.starts_with("Infinity")) return Value::number(negative ? -INFINITY : INFINITY);
  return Value::number(NAN);
}

// Decimal digits are rounded once; other radices than powers of two may be approximated beyond 20 digits.
double parse_digits(std::string_view digits, int radix) {
  if (radix == 10) return parse_decimal(digits);
  if ((radix & (radix - 1)) == 0) return parse_binary_radix(digits, __builtin_ctz(unsigned(radix)));
  double value = 0;
  for (char c : digits) value = value * radix + digit_value(uint8_t(c));
  return value;
}

// https://tc39.es/ecma262/#sec-parseint-string-radix
Value global_parse_int(Agent* agent, Frame* f) {
  if (f->argument(0).is_int32() && f->argument(1).is_undefined()) return f->argument(0);
  String* s = TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  int32_t radix;
  TRY(to_int32(agent, f->argument(1), &radix));
  uint32_t i;
  TRY(skip_white_space(agent, s, &i));
  bool negative = i < s->length() && s->unit(i) == '-';
  if (i < s->length() && (negative || s->unit(i) == '+')) i++;
  if (radix != 0 && (radix < 2 || radix > 36)) return Value::number(NAN);
  bool hexadecimal = i + 1 < s->length() && s->unit(i) == '0' && (s->unit(i + 1) | 0x20) == 'x';
  if ((radix == 0 || radix == 16) && hexadecimal) {
    i += 2;
    radix = 16;
  }
  if (radix == 0) radix = 10;
  std::string digits;
  TRY(ascii_prefix(agent, s, i, &digits));
  size_t n = 0;
  while (n < digits.size() && digit_value(uint8_t(digits[n])) < radix) n++;
  if (n == 0) return Value::number(NAN);
  double value = parse_digits({digits.data(), n}, radix);
  return Value::normalised(negative ? -value : value);
}

BuiltinRow undefined_row() {
  BuiltinRow row = CONSTANT("undefined", 0);
  row.kind = BuiltinKind::kUndefined;
  return row;
}

const BuiltinRow kGlobalRows[] = {
    CONSTANT("Infinity", INFINITY),
    CONSTANT("NaN", NAN),
    undefined_row(),
    AS_INTRINSIC(kparseInt, NATIVE("parseInt", 2, global_parse_int)),
    AS_INTRINSIC(kparseFloat, NATIVE("parseFloat", 1, global_parse_float)),
    NATIVE("isNaN", 1, global_is_nan),
    NATIVE("isFinite", 1, global_is_finite),
    AS_INTRINSIC(keval, NATIVE("eval", 1, global_eval)),
    NATIVE("decodeURI", 1, decode_uri),
    NATIVE("decodeURIComponent", 1, decode_uri_component),
    NATIVE("encodeURI", 1, encode_uri),
    NATIVE("encodeURIComponent", 1, encode_uri_component),
    NATIVE("escape", 1, global_escape),
    NATIVE("unescape", 1, global_unescape),
#define GLOBAL(name) VALUE_OF(#name, k##name, kHiddenDefault),
    GLOBAL(Object) GLOBAL(Function) GLOBAL(Array) GLOBAL(Number) GLOBAL(Boolean) GLOBAL(String) GLOBAL(Symbol)
        GLOBAL(BigInt) GLOBAL(Error) GLOBAL(AggregateError) GLOBAL(EvalError) GLOBAL(RangeError)
            GLOBAL(ReferenceError) GLOBAL(SyntaxError) GLOBAL(TypeError) GLOBAL(URIError) GLOBAL(Math)
                GLOBAL(JSON) GLOBAL(Reflect) GLOBAL(Proxy) GLOBAL(Date) GLOBAL(RegExp) GLOBAL(Promise)
                    GLOBAL(Iterator) GLOBAL(Map) GLOBAL(Set) GLOBAL(WeakMap) GLOBAL(WeakSet) GLOBAL(WeakRef)
                        GLOBAL(FinalizationRegistry) GLOBAL(ArrayBuffer) GLOBAL(SharedArrayBuffer)
                            GLOBAL(Atomics) GLOBAL(DataView) GLOBAL(Int8Array) GLOBAL(Uint8Array)
                                GLOBAL(Uint8ClampedArray) GLOBAL(Int16Array) GLOBAL(Uint16Array)
                                    GLOBAL(Int32Array) GLOBAL(Uint32Array) GLOBAL(Float16Array)
                                        GLOBAL(Float32Array) GLOBAL(Float64Array) GLOBAL(BigInt64Array)
                                            GLOBAL(BigUint64Array)
#undef GLOBAL
                                                VALUE_OF("console", kConsole, kHiddenDefault),
};
const BuiltinSet kGlobalSet(Intrinsic::kGlobal,
                            {.prototype = Intrinsic::kObjectPrototype, .kind = CellKind::kGlobalObject},
                            kGlobalRows);

}  // namespace

}  // namespace whipsnake
