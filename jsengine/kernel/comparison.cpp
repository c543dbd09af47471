// Testing and comparison. https://tc39.es/ecma262/#sec-testing-and-comparison-operations
#include <cmath>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/proxy.h"
#include "jsengine/kernel/python/python_object.h"

namespace whipsnake {

Truth is_array(Agent* agent, Value v) {
  while (v.is_object() && v.as_object()->is(CellKind::kProxy)) {
    auto* proxy = static_cast<ProxyObject*>(v.as_object());
    if (proxy->handler.is_null())
      return throw_error(agent, Message::kProxyRevoked, new_string(agent, "IsArray"));
    v = proxy->target;
  }
  return truth(v.is_object() && (v.as_object()->is_array() || is_python_list(v.as_object())));
}

// -- Equality

static bool equal_non_numbers(Agent* agent, Value a, Value b) {
  if (a == b) return true;
  if (a.is_string() && b.is_string()) return strings_equal(agent, a.as_string(), b.as_string());
  if (a.is_bigint() && b.is_bigint()) return bigints_equal(a.as_bigint(), b.as_bigint());
  return false;
}

bool same_value(Agent* agent, Value a, Value b) {
  if (a.is_number() && b.is_number()) {
    double x = a.as_number(), y = b.as_number();
    return x != x ? y != y : x == y && std::signbit(x) == std::signbit(y);
  }
  return equal_non_numbers(agent, a, b);
}

bool same_value_zero(Agent* agent, Value a, Value b) {
  if (a.is_number() && b.is_number()) {
    double x = a.as_number(), y = b.as_number();
    return x == y || (x != x && y != y);
  }
  return equal_non_numbers(agent, a, b);
}

bool is_strictly_equal(Agent* agent, Value a, Value b) {
  if (a.is_number() && b.is_number()) return a.as_number() == b.as_number();
  return equal_non_numbers(agent, a, b);
}

static bool is_html_dda(Value v) { return v.is_object() && (v.as_object()->flags & kHtmlDDA); }

// A BigInt with a string or a number, step 6 and 13 of IsLooselyEqual
static Truth bigint_equals(Agent* agent, BigInt* big, Value other) {
  if (other.is_number()) return truth(bigint_equals_double(big, other.as_number()));
  Value parsed = TRY(string_to_bigint(agent, other.as_string()));
  return truth(parsed.is_bigint() && bigints_equal(big, parsed.as_bigint()));
}

// https://tc39.es/ecma262/#sec-islooselyequal
Truth is_loosely_equal(Agent* agent, Value a, Value b) {
  for (;;) {
    if (a.is_number() && b.is_number()) return truth(a.as_number() == b.as_number());
    if (a.is_nullish() || b.is_nullish()) {
      bool null_a = a.is_nullish() || is_html_dda(a), null_b = b.is_nullish() || is_html_dda(b);
      return truth(null_a && null_b);
    }
    if (a.is_boolean() && b.is_boolean()) return truth(a == b);
    if (a.is_object() && b.is_object()) return truth(a == b);
    if (a.is_boolean()) {
      a = Value::int32(a.is_true());
    } else if (b.is_boolean()) {
      b = Value::int32(b.is_true());
    } else if (a.is_object()) {
      a = TRY(to_primitive(agent, a));
    } else if (b.is_object()) {
      b = TRY(to_primitive(agent, b));
    } else if (a.tag() == b.tag()) {
      return truth(equal_non_numbers(agent, a, b));
    } else if (a.is_symbol() || b.is_symbol()) {
      return Truth::kFalse;
    } else if (a.is_bigint()) {
      return bigint_equals(agent, a.as_bigint(), b);
    } else if (b.is_bigint()) {
      return bigint_equals(agent, b.as_bigint(), a);
    } else {  // a number and a string
      a = TRY(to_number(agent, a));
      b = TRY(to_number(agent, b));
    }
  }
}

// -- Order

static Order order_of(int compared) { return compared < 0 ? Order::kLess : Order::kNotLess; }

static Order order_of_numerics(Value a, Value b) {
  if (a.is_number() && b.is_number()) {
    double x = a.as_number(), y = b.as_number();
    if (x != x || y != y) return Order::kUndefined;
    return x < y ? Order::kLess : Order::kNotLess;
  }
  if (a.is_bigint() && b.is_bigint()) return order_of(compare_bigints(a.as_bigint(), b.as_bigint()));
  bool swapped = b.is_bigint();
  int compared = swapped ? compare_bigint_with_double(b.as_bigint(), a.as_number())
                         : compare_bigint_with_double(a.as_bigint(), b.as_number());
  if (compared == 2) return Order::kUndefined;
  return order_of(swapped ? -compared : compared);
}

// A string beside a BigInt is read as one.
static Order order_with_string(Agent* agent, Value a, Value b) {
  Value& text = a.is_string() ? a : b;
  text = string_to_bigint(agent, text.as_string());
  if (text.is_abrupt()) return Order::kAbrupt;
  return text.is_undefined() ? Order::kUndefined : order_of_numerics(a, b);
}

// https://tc39.es/ecma262/#sec-islessthan
Order is_less_than(Agent* agent, Value a, Value b, bool left_first) {
  Value* first = left_first ? &a : &b;
  Value* second = left_first ? &b : &a;
  *first = to_primitive(agent, *first, Hint::kNumber);
  if (first->is_abrupt()) return Order::kAbrupt;
  *second = to_primitive(agent, *second, Hint::kNumber);
  if (second->is_abrupt()) return Order::kAbrupt;
  if (a.is_string() && b.is_string()) return order_of(compare_strings(agent, a.as_string(), b.as_string()));
  if ((a.is_bigint() && b.is_string()) || (a.is_string() && b.is_bigint()))
    return order_with_string(agent, a, b);
  a = to_numeric(agent, a);
  if (a.is_abrupt()) return Order::kAbrupt;
  b = to_numeric(agent, b);
  if (b.is_abrupt()) return Order::kAbrupt;
  return order_of_numerics(a, b);
}

// -- typeof, instanceof

String* type_of(Agent* agent, Value v) {
  Names* names = agent->names;
  PropertyKey text = v.is_number()                        ? names->number
                     : v.is_string()                      ? names->string
                     : v.is_undefined() || is_html_dda(v) ? names->undefined
                     : v.is_boolean()                     ? names->boolean
                     : v.is_symbol()                      ? names->symbol
                     : v.is_bigint()                      ? names->bigint
                     : is_callable(v)                     ? names->function
                                                          : names->object;
  return text.as_string();
}

// https://tc39.es/ecma262/#sec-instanceofoperator
Truth instance_of(Agent* agent, Value v, Value target) {
  if (!target.is_object()) return throw_error(agent, Message::kInstanceOfNotObject);
  PropertyKey symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kHasInstance));
  Value method = TRY(get_method(agent, target, symbol));
  if (!method.is_undefined()) return truth(to_boolean(TRY(call_with(agent, method, target, v))));
  if (!is_callable(target)) return throw_error(agent, Message::kInstanceOfNotCallable);
  return ordinary_has_instance(agent, target, v);
}

// https://tc39.es/ecma262/#sec-ordinaryhasinstance
Truth ordinary_has_instance(Agent* agent, Value constructor, Value v) {
  if (!is_callable(constructor)) return Truth::kFalse;
  if (constructor.as_object()->is(CellKind::kBoundFunction)) {
    if (!native_stack_left(agent)) return throw_stack_overflow(agent);
    return instance_of(agent, v, static_cast<BoundFunction*>(constructor.as_object())->target);
  }
  if (!v.is_object()) return Truth::kFalse;
  Value prototype = TRY(get(agent, constructor.as_object(), agent->names->prototype));
  if (!prototype.is_object()) return throw_error(agent, Message::kInstanceOfPrototype, prototype);
  for (Value at = v;;) {
    at = TRY(get_prototype_of(agent, at.as_object()));
    if (!at.is_object()) return Truth::kFalse;
    if (at == prototype) return Truth::kTrue;
    TRY(poll(agent));
  }
}

// https://tc39.es/ecma262/#sec-speciesconstructor
Value species_constructor(Agent* agent, Object* o, Value default_constructor) {
  Value constructor = TRY(get(agent, o, agent->names->constructor));
  if (constructor.is_undefined()) return default_constructor;
  if (!constructor.is_object()) return throw_error(agent, Message::kConstructorNotObject);
  PropertyKey symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kSpecies));
  Value species = TRY(get(agent, constructor.as_object(), symbol));
  if (species.is_nullish()) return default_constructor;
  if (!is_constructor(species)) return throw_error(agent, Message::kSpeciesNotConstructor);
  return species;
}

}  // namespace whipsnake
