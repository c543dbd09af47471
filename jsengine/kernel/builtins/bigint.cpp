// BigInt. https://tc39.es/ecma262/#sec-bigint-objects
#include "jsengine/kernel/bigint.h"

#include <cmath>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

Value bigint_constructor(Agent* agent, Frame* f) {
  if (!f->new_target.is_undefined())
    return throw_error(agent, Message::kNotAConstructor, new_string(agent, "BigInt"));
  Value v = TRY(to_primitive(agent, f->argument(0), Hint::kNumber));
  if (!v.is_number()) return to_bigint(agent, v);
  double d = v.as_number();
  if (!std::isfinite(d) || std::trunc(d) != d) return throw_error(agent, Message::kBigIntFraction, v);
  return TRY(bigint_from_double(agent, d));
}

// https://tc39.es/ecma262/#sec-thisbigintvalue
Value this_bigint_value(Agent* agent, Frame* f, const char* method) {
  Value v = f->this_value();
  if (v.is_bigint()) return v;
  if (v.is_object() && v.as_object()->is(CellKind::kBigIntObject))
    return static_cast<WrapperObject*>(v.as_object())->primitive;
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
}

Value bigint_to_string_method(Agent* agent, Frame* f) {
  Value v = TRY(this_bigint_value(agent, f, "BigInt.prototype.toString"));
  double radix = 10;
  if (!f->argument(0).is_undefined()) TRY(to_integer_or_infinity(agent, f->argument(0), &radix));
  if (radix < 2 || radix > 36) return throw_error(agent, Message::kInvalidRadix);
  return TRY(bigint_to_string(agent, v.as_bigint(), int(radix)));
}

// en-US: groups of three digits
Value bigint_to_locale_string(Agent* agent, Frame* f) {
  Value v = TRY(this_bigint_value(agent, f, "BigInt.prototype.toLocaleString"));
  String* digits = TRY(flatten(agent, TRY(bigint_to_string(agent, v.as_bigint(), 10))));
  StringBuilder text(agent);
  uint32_t first = digits->unit(0) == '-', length = digits->length();
  for (uint32_t i = 0; i < length; i++) {
    if (i > first && (length - i) % 3 == 0) text.append_unit(',');
    text.append_unit(digits->unit(i));
  }
  return TRY(text.finish());
}

Value bigint_value_of(Agent* agent, Frame* f) {
  return this_bigint_value(agent, f, "BigInt.prototype.valueOf");
}

template <Value (*kWrap)(Agent*, double, BigInt*)>
Value wrap(Agent* agent, Frame* f) {
  double bits;
  TRY(to_index(agent, f->argument(0), &bits));
  return kWrap(agent, bits, TRY(to_bigint(agent, f->argument(1))).as_bigint());
}

const BuiltinRow kBigIntRows[] = {
    VALUE_OF("prototype", kBigIntPrototype, 0),
    NATIVE("asUintN", 2, wrap<bigint_as_uint>),
    NATIVE("asIntN", 2, wrap<bigint_as_int>),
};
const BuiltinSet kBigIntSet(Intrinsic::kBigInt, a_constructor("BigInt", 1, bigint_constructor), kBigIntRows);

const BuiltinRow kBigIntPrototypeRows[] = {
    VALUE_OF("constructor", kBigInt, kHiddenDefault),
    NATIVE("toLocaleString", 0, bigint_to_locale_string),
    NATIVE("toString", 0, bigint_to_string_method),
    NATIVE("valueOf", 0, bigint_value_of),
    TEXT_SYMBOL(kToStringTag, "BigInt"),
};
const BuiltinSet kBigIntPrototypeSet(Intrinsic::kBigIntPrototype, {.prototype = Intrinsic::kObjectPrototype},
                                     kBigIntPrototypeRows);

}  // namespace

}  // namespace whipsnake
