// Math. https://tc39.es/ecma262/#sec-math-object
#include <cmath>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

Status number_argument(Agent* agent, Frame* f, uint32_t i, double* d) {
  *d = TRY(to_number(agent, f->argument(i))).as_number();
  return Status::kOk;
}

// Functions of one number that C has with the same meaning.
template <double (*kFunction)(double)>
Value one_number(Agent* agent, Frame* f) {
  double x;
  TRY(number_argument(agent, f, 0, &x));
  return Value::normalised(kFunction(x));
}

Value math_abs(Agent* agent, Frame* f) {
  if (f->argument(0).is_int32() && f->argument(0).as_int32() >= 0) return f->argument(0);
  double x;
  TRY(number_argument(agent, f, 0, &x));
  return Value::normalised(std::fabs(x));
}

double round_half_up(double x) {
  double floor = std::floor(x);
  if (floor == x) return x;
  double result = x - floor >= 0.5 ? floor + 1 : floor;
  return std::copysign(result, x);  // -0.2 and -0.5 give -0
}

double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }
double to_float32(double x) { return double(float(x)); }

// To 11 significant bits at once: a detour over float would round twice.
double to_float16(double x) {
  if (x != x || std::isinf(x) || x == 0) return x;
  int exponent;
  std::frexp(x, &exponent);
  int unit = exponent - 11 < -24 ? -24 : exponent - 11;  // of the last place
  double rounded = std::ldexp(std::nearbyint(std::ldexp(x, -unit)), unit);
  return std::fabs(rounded) >= 65520 ? std::copysign(INFINITY, x) : rounded;
}

Value math_clz32(Agent* agent, Frame* f) {
  uint32_t n;
  TRY(to_uint32(agent, f->argument(0), &n));
  return Value::int32(n == 0 ? 32 : __builtin_clz(n));
}

Value math_imul(Agent* agent, Frame* f) {
  uint32_t a, b;
  TRY(to_uint32(agent, f->argument(0), &a));
  TRY(to_uint32(agent, f->argument(1), &b));
  return Value::int32(int32_t(a * b));
}

Value math_atan2(Agent* agent, Frame* f) {
  double y, x;
  TRY(number_argument(agent, f, 0, &y));
  TRY(number_argument(agent, f, 1, &x));
  return Value::normalised(std::atan2(y, x));
}

Value math_pow(Agent* agent, Frame* f) {
  double base, exponent;
  TRY(number_argument(agent, f, 0, &base));
  TRY(number_argument(agent, f, 1, &exponent));
  return Value::normalised(number_exponentiate(base, exponent));
}

// All arguments are converted before anything is decided.
template <typename Take>
Status each_number(Agent* agent, Frame* f, Take take) {
  for (uint32_t i = 0; i < f->argc; i++) {
    double x;
    TRY(number_argument(agent, f, i, &x));
    take(x);
  }
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-math.hypot, scaled so that squares neither overflow nor vanish
Value math_hypot(Agent* agent, Frame* f) {
  double largest = 0;
  bool infinite = false, nan = false;
  RootedVector numbers(agent);
  bool room = true;
  TRY(each_number(agent, f, [&](double x) {
    infinite = infinite || std::isinf(x);
    nan = nan || x != x;
    largest = std::fmax(largest, std::fabs(x));
    room = room && numbers.push(Value::number(x));
  }));
  if (!room) return Abrupt{};
  if (infinite) return Value::number(INFINITY);
  if (nan) return Value::number(NAN);
  if (largest == 0) return Value::int32(0);
  double sum = 0, compensation = 0;  // Kahan's summation
  for (size_t i = 0; i < numbers.size(); i++) {
    double scaled = numbers[i].as_number() / largest, term = scaled * scaled - compensation;
    double next = sum + term;
    compensation = (next - sum) - term;
    sum = next;
  }
  return Value::normalised(std::sqrt(sum) * largest);
}

bool is_greater(double a, double b) { return a > b || (a == 0 && b == 0 && !std::signbit(a)); }

template <bool kLargest>
Value extreme(Agent* agent, Frame* f) {
  double result = kLargest ? -INFINITY : INFINITY;
  TRY(each_number(agent, f, [&](double x) {
    if (x != x || result != result)
      result = NAN;
    else if (kLargest ? is_greater(x, result) : is_greater(result, x))
      result = x;
  }));
  return Value::normalised(result);
}

// https://tc39.es/ecma262/#sec-math.sumprecise: exact, as a list of doubles that do not overlap (Shewchuk)
class ExactSum {
 public:
  explicit ExactSum(Agent* agent) : parts_(agent) {}
  bool add(double x) {
    size_t kept = 0;
    for (size_t i = 0; i < parts_.size(); i++) {
      double y = parts_[i].as_double();
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      double high = x + y;
      if (std::isinf(high)) {  // a carry of 2^1024 is kept apart
        double carry = std::copysign(0x1p1023, high);
        overflow_ += high > 0 ? 1 : -1;
        x = (x - carry) - carry;
        if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
        high = x + y;
      }
      double low = y - (high - x);
      if (low != 0) parts_[kept++] = Value(std::bit_cast<uint64_t>(low));
      x = high;
    }
    parts_.truncate(kept);
    return x == 0 || parts_.push(Value(std::bit_cast<uint64_t>(x)));
  }
  double result() const;

 private:
  mutable RootedVector parts_;
  double overflow_ = 0;
};

double ExactSum::result() const {
  size_t n = parts_.size();
  double high = 0, low = 0;
  if (overflow_ != 0) {
    double next = n > 0 ? parts_[n - 1].as_double() : 0;
    if (std::fabs(overflow_) > 1 || (overflow_ > 0 ? next > 0 : next < 0))
      return std::copysign(INFINITY, overflow_);
    // 2^1024 plus what is left, at half the size
    high = std::copysign(0x1p1023, overflow_) + next / 2;
    low = next / 2 - (high - std::copysign(0x1p1023, overflow_));
    n -= n > 0;
    if (std::isinf(2 * high)) {
      bool below = high == std::copysign(0x1p1023, overflow_) && (overflow_ > 0 ? low < 0 : low > 0);
      return below ? std::copysign(1.7976931348623157e308, overflow_) : std::copysign(INFINITY, overflow_);
    }
    high = 2 * high;
    low = 2 * low;
  }
  while (n > 0 && low == 0) {
    double x = high, y = parts_[--n].as_double();
    high = x + y;
    low = y - (high - x);
  }
  // Exactly between two doubles: what comes below decides.
  if (low != 0 && n > 0 && (low < 0) == (parts_[n - 1].as_double() < 0)) {
    double y = low * 2, x = high + y;
    if (y == x - high) high = x;
  }
  return high;
}

Value math_sum_precise(Agent* agent, Frame* f) {
  IteratorRecord record;
  TRY(require_object_coercible(agent, f->argument(0)));
  TRY(get_iterator(agent, f->argument(0), &record));
  ExactSum sum(agent);
  bool nan = false, plus = false, minus = false, only_minus_zero = true;
  for (;;) {
    Value v = TRY(iterator_step_value(agent, record));
    if (v.is_absent()) break;
    if (!v.is_number()) {
      throw_error(agent, Message::kNotANumber, v);
      return iterator_close_abrupt(agent, record);
    }
    double x = v.as_number();
    nan = nan || x != x;
    plus = plus || x == INFINITY;
    minus = minus || x == -INFINITY;
    only_minus_zero = only_minus_zero && x == 0 && std::signbit(x);
    if (std::isfinite(x) && !sum.add(x)) return Abrupt{};
    TRY(poll(agent));
  }
  if (nan || (plus && minus)) return Value::number(NAN);
  if (plus || minus) return Value::number(plus ? INFINITY : -INFINITY);
  return only_minus_zero ? Value::number(-0.0) : Value::normalised(sum.result());
}

// xorshift128+, seeded by the agent: https://vigna.di.unimi.it/ftp/papers/xorshiftplus.pdf
Value math_random(Agent* agent, Frame*) {
  uint64_t x = agent->random_state[0], y = agent->random_state[1];
  agent->random_state[0] = y;
  x ^= x << 23;
  agent->random_state[1] = x ^ y ^ (x >> 17) ^ (y >> 26);
  return Value::number(double((agent->random_state[1] + y) >> 11) * 0x1p-53);
}

const BuiltinRow kMathRows[] = {
    AS_INTRINSIC(kMath_abs, NATIVE("abs", 1, math_abs)),
    NATIVE("acos", 1, one_number<std::acos>),
    NATIVE("acosh", 1, one_number<std::acosh>),
    NATIVE("asin", 1, one_number<std::asin>),
    NATIVE("asinh", 1, one_number<std::asinh>),
    NATIVE("atan", 1, one_number<std::atan>),
    NATIVE("atanh", 1, one_number<std::atanh>),
    NATIVE("atan2", 2, math_atan2),
    AS_INTRINSIC(kMath_ceil, NATIVE("ceil", 1, one_number<std::ceil>)),
    NATIVE("cbrt", 1, one_number<std::cbrt>),
    NATIVE("expm1", 1, one_number<std::expm1>),
    NATIVE("clz32", 1, math_clz32),
    NATIVE("cos", 1, one_number<std::cos>),
    NATIVE("cosh", 1, one_number<std::cosh>),
    NATIVE("exp", 1, one_number<std::exp>),
    NATIVE("f16round", 1, one_number<to_float16>),
    AS_INTRINSIC(kMath_floor, NATIVE("floor", 1, one_number<std::floor>)),
    NATIVE("fround", 1, one_number<to_float32>),
    NATIVE("hypot", 2, math_hypot),
    AS_INTRINSIC(kMath_imul, NATIVE("imul", 2, math_imul)),
    NATIVE("log", 1, one_number<std::log>),
    NATIVE("log1p", 1, one_number<std::log1p>),
    NATIVE("log2", 1, one_number<std::log2>),
    NATIVE("log10", 1, one_number<std::log10>),
    AS_INTRINSIC(kMath_max, NATIVE("max", 2, extreme<true>)),
    AS_INTRINSIC(kMath_min, NATIVE("min", 2, extreme<false>)),
    NATIVE("pow", 2, math_pow),
    NATIVE("random", 0, math_random),
    AS_INTRINSIC(kMath_round, NATIVE("round", 1, one_number<round_half_up>)),
    NATIVE("sign", 1, one_number<sign>),
    NATIVE("sin", 1, one_number<std::sin>),
    NATIVE("sinh", 1, one_number<std::sinh>),
    AS_INTRINSIC(kMath_sqrt, NATIVE("sqrt", 1, one_number<std::sqrt>)),
    NATIVE("sumPrecise", 1, math_sum_precise),
    NATIVE("tan", 1, one_number<std::tan>),
    NATIVE("tanh", 1, one_number<std::tanh>),
    NATIVE("trunc", 1, one_number<std::trunc>),
    CONSTANT("E", 2.718281828459045),
    CONSTANT("LN10", 2.302585092994046),
    CONSTANT("LN2", 0.6931471805599453),
    CONSTANT("LOG10E", 0.4342944819032518),
    CONSTANT("LOG2E", 1.4426950408889634),
    CONSTANT("PI", 3.141592653589793),
    CONSTANT("SQRT1_2", 0.7071067811865476),
    CONSTANT("SQRT2", 1.4142135623730951),
    TEXT_SYMBOL(kToStringTag, "Math"),
};
const BuiltinSet kMathSet(Intrinsic::kMath, {.prototype = Intrinsic::kObjectPrototype}, kMathRows);

}  // namespace

}  // namespace whipsnake
