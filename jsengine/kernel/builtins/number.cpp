// Number. https://tc39.es/ecma262/#sec-number-objects
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

Value number_constructor(Agent* agent, Frame* f) {
  Value number = Value::int32(0);
  if (f->argc > 0) {
    number = TRY(to_numeric(agent, f->argument(0)));
    if (number.is_bigint()) number = Value::normalised(bigint_to_double(number.as_bigint()));
  }
  if (f->new_target.is_undefined()) return number;
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kNumberPrototype)));
  auto* wrapper = TRY(new_object_of<WrapperObject>(agent, CellKind::kNumber, prototype));
  wrapper->primitive = number;
  return wrapper;
}

constexpr double kMaxSafeInteger = 9007199254740991.0;

bool is_integral(Value v) {
  if (v.is_int32()) return true;
  return v.is_double() && std::isfinite(v.as_double()) && std::trunc(v.as_double()) == v.as_double();
}

Value number_is_finite(Agent*, Frame* f) {
  return Value::boolean(f->argument(0).is_number() && std::isfinite(f->argument(0).as_number()));
}
Value number_is_integer(Agent*, Frame* f) { return Value::boolean(is_integral(f->argument(0))); }
Value number_is_nan(Agent*, Frame* f) {
  return Value::boolean(f->argument(0).is_number() && std::isnan(f->argument(0).as_number()));
}
Value number_is_safe_integer(Agent*, Frame* f) {
  return Value::boolean(is_integral(f->argument(0)) &&
                        std::fabs(f->argument(0).as_number()) <= kMaxSafeInteger);
}

const BuiltinRow kNumberRows[] = {
    VALUE_OF("prototype", kNumberPrototype, 0),
    NATIVE("isFinite", 1, number_is_finite),
    NATIVE("isInteger", 1, number_is_integer),
    NATIVE("isNaN", 1, number_is_nan),
    NATIVE("isSafeInteger", 1, number_is_safe_integer),
    VALUE_OF("parseFloat", kparseFloat, kHiddenDefault),
    VALUE_OF("parseInt", kparseInt, kHiddenDefault),
    CONSTANT("MAX_VALUE", 1.7976931348623157e308),
    CONSTANT("MIN_VALUE", 5e-324),
    CONSTANT("NaN", NAN),
    CONSTANT("NEGATIVE_INFINITY", -INFINITY),
    CONSTANT("POSITIVE_INFINITY", INFINITY),
    CONSTANT("MAX_SAFE_INTEGER", kMaxSafeInteger),
    CONSTANT("MIN_SAFE_INTEGER", -kMaxSafeInteger),
    CONSTANT("EPSILON", 2.220446049250313e-16),
};
const BuiltinSet kNumberSet(Intrinsic::kNumber, a_constructor("Number", 1, number_constructor), kNumberRows);

// -- Number.prototype

// https://tc39.es/ecma262/#sec-thisnumbervalue
Status this_number(Agent* agent, Frame* f, const char* method, double* d) {
  Value v = f->this_value();
  if (v.is_object() && v.as_object()->is(CellKind::kNumber))
    v = static_cast<WrapperObject*>(v.as_object())->primitive;
  if (!v.is_number()) return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
  *d = v.as_number();
  return Status::kOk;
}

Value text(Agent* agent, const std::string& s) { return TRY(new_string(agent, s)); }

Value number_to_string_method(Agent* agent, Frame* f) {
  double d, radix = 10;
  TRY(this_number(agent, f, "Number.prototype.toString", &d));
  if (!f->argument(0).is_undefined()) TRY(to_integer_or_infinity(agent, f->argument(0), &radix));
  if (radix < 2 || radix > 36) return throw_error(agent, Message::kInvalidRadix);
  return TRY(number_to_string(agent, d, int(radix)));
}

Value number_value_of(Agent* agent, Frame* f) {
  double d;
  TRY(this_number(agent, f, "Number.prototype.valueOf", &d));
  return Value::normalised(d);
}

// The digits and the exponent of d.ddde+x
std::string split_scientific(std::string_view text, int* exponent) {
  size_t e = text.find('e');
  *exponent = atoi(std::string(text.substr(e + 1)).c_str());
  std::string digits(text.substr(0, 1));
  if (e > 2) digits += text.substr(2, e - 2);
  return digits;
}

// All digits of a finite number, exactly: d[0] . d[1] d[2] ... * 10^exponent.
std::string exact_digits(double d, int* exponent) {
  constexpr int kMostDigits = 780;  // a double has at most 767
  char buffer[kMostDigits + 16];
  int size = snprintf(buffer, sizeof buffer, "%.*e", kMostDigits, std::fabs(d));
  return split_scientific({buffer, size_t(size)}, exponent);
}

// The first `count` digits; a tie goes up, as "pick the larger n" says. A carry may raise the exponent.
std::string rounded_digits(double d, int count, int* exponent) {
  std::string all = exact_digits(d, exponent);
  if (count < 0) return "";
  bool up = size_t(count) < all.size() && all[size_t(count)] >= '5';
  std::string digits = all.substr(0, size_t(count));
  digits.resize(size_t(count), '0');
  if (!up) return digits;
  int i = count - 1;
  while (i >= 0 && digits[size_t(i)] == '9') digits[size_t(i--)] = '0';
  if (i >= 0) {
    digits[size_t(i)]++;
  } else {
    digits.insert(0, "1");
    ++*exponent;
    digits.resize(size_t(count > 0 ? count : 1));
  }
  return digits;
}

std::string fixed(double d, int fraction) {
  int exponent;
  std::string digits = exact_digits(d, &exponent);
  if (d == 0) exponent = 0;
  int count = exponent + 1 + fraction;  // digits that are kept
  int rounded_exponent;
  digits = rounded_digits(d, count, &rounded_exponent);
  if (rounded_exponent > exponent)
    digits.resize(size_t(rounded_exponent + 1 + fraction > 0 ? rounded_exponent + 1 + fraction : 0), '0');
  if (rounded_exponent < 0) digits.insert(0, size_t(-rounded_exponent), '0');
  size_t whole = size_t(rounded_exponent < 0 ? 1 : rounded_exponent + 1);
  digits.resize(whole + size_t(fraction), '0');
  std::string result = digits.substr(0, whole);
  if (fraction > 0) result += "." + digits.substr(whole);
  return result;
}

// https://tc39.es/ecma262/#sec-number.prototype.tofixed
Value number_to_fixed(Agent* agent, Frame* f) {
  double d, fraction;
  TRY(this_number(agent, f, "Number.prototype.toFixed", &d));
  TRY(to_integer_or_infinity(agent, f->argument(0), &fraction));
  if (fraction < 0 || fraction > 100)
    return throw_error(agent, Message::kDigitsRange, new_string(agent, "toFixed() digits"));
  if (!std::isfinite(d) || std::fabs(d) >= 1e21) return TRY(number_to_string(agent, d));
  std::string result = fixed(d, int(fraction));
  bool negative = d < 0;
  return text(agent, negative ? "-" + result : result);
}

std::string exponential(const std::string& digits, int exponent) {
  std::string result = digits.substr(0, 1);
  if (digits.size() > 1) result += "." + digits.substr(1);
  return result + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

// The shortest digits that give the number back, as String(d) shows them.
std::string shortest_digits(double d, int* exponent) {
  char buffer[32];
  char* end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(d), std::chars_format::scientific).ptr;
  return split_scientific({buffer, size_t(end - buffer)}, exponent);
}

// https://tc39.es/ecma262/#sec-number.prototype.toexponential
Value number_to_exponential(Agent* agent, Frame* f) {
  double d, fraction;
  TRY(this_number(agent, f, "Number.prototype.toExponential", &d));
  TRY(to_integer_or_infinity(agent, f->argument(0), &fraction));
  if (!std::isfinite(d)) return TRY(number_to_string(agent, d));
  if (fraction < 0 || fraction > 100)
    return throw_error(agent, Message::kDigitsRange, new_string(agent, "toExponential()"));
  int exponent = 0;
  std::string digits = d == 0                          ? std::string(size_t(fraction) + 1, '0')
                       : f->argument(0).is_undefined() ? shortest_digits(d, &exponent)
                                                       : rounded_digits(d, int(fraction) + 1, &exponent);
  return text(agent, (d < 0 ? "-" : "") + exponential(digits, exponent));
}

// https://tc39.es/ecma262/#sec-number.prototype.toprecision
Value number_to_precision(Agent* agent, Frame* f) {
  double d, precision;
  TRY(this_number(agent, f, "Number.prototype.toPrecision", &d));
  if (f->argument(0).is_undefined()) return TRY(number_to_string(agent, d));
  TRY(to_integer_or_infinity(agent, f->argument(0), &precision));
  if (!std::isfinite(d)) return TRY(number_to_string(agent, d));
  if (precision < 1 || precision > 100) return throw_error(agent, Message::kPrecisionRange);
  int p = int(precision), exponent = 0;
  std::string digits = d == 0 ? std::string(size_t(p), '0') : rounded_digits(d, p, &exponent);
  std::string sign = d < 0 ? "-" : "";
  if (exponent < -6 || exponent >= p) return text(agent, sign + exponential(digits, exponent));
  if (exponent == p - 1) return text(agent, sign + digits);
  if (exponent >= 0) {
    digits.insert(size_t(exponent) + 1, ".");
    return text(agent, sign + digits);
  }
  return text(agent, sign + "0." + std::string(size_t(-exponent - 1), '0') + digits);
}

// en-US, as V8 without a locale: groups of three, at most three digits behind the point.
Value number_to_locale_string(Agent* agent, Frame* f) {
  double d;
  TRY(this_number(agent, f, "Number.prototype.toLocaleString", &d));
  if (std::isnan(d)) return text(agent, "NaN");
  if (std::isinf(d)) return TRY(string_from_utf8(agent, d < 0 ? "-∞" : "∞"));
  std::string result = fixed(d, 3);
  size_t point = result.find('.'), end = result.size();
  while (result[end - 1] == '0') end--;
  result.resize(result[end - 1] == '.' ? end - 1 : end);
  for (size_t i = point; i > 3;) result.insert(i -= 3, ",");
  return text(agent, d < 0 ? "-" + result : result);
}

const BuiltinRow kNumberPrototypeRows[] = {
    VALUE_OF("constructor", kNumber, kHiddenDefault),
    NATIVE("toExponential", 1, number_to_exponential),
    NATIVE("toFixed", 1, number_to_fixed),
    NATIVE("toPrecision", 1, number_to_precision),
    NATIVE("toString", 1, number_to_string_method),
    NATIVE("valueOf", 0, number_value_of),
    NATIVE("toLocaleString", 0, number_to_locale_string),
};
const BuiltinSet kNumberPrototypeSet(Intrinsic::kNumberPrototype,
                                     {.prototype = Intrinsic::kObjectPrototype, .kind = CellKind::kNumber},
                                     kNumberPrototypeRows);

}  // namespace

}  // namespace whipsnake
