#include "jsengine/kernel/self_hosting.h"

#include "jsengine/kernel/array.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

namespace {

using Arguments = Value*;  // at least as many as the function takes: callers are ours

Object* object_of(Value v) { return v.as_object(); }

// The function of that name in this realm.
Value s_self_hosted(Agent* agent, Arguments a) {
  std::string name = utf8_of(agent, a[0].as_string());
  return self_hosted_function(agent, agent->realm, name.c_str());
}

// intrinsic_object("Array"): whatever scripts did to the global.
Value s_intrinsic_object(Agent* agent, Arguments a) {
  static constexpr const char* kNames[] = {
#define I(name) #name,
      WHIPSNAKE_INTRINSICS(I)
#undef I
  };
  std::string name = utf8_of(agent, a[0].as_string());
  for (size_t i = 0; i < size_t(Intrinsic::kCount); i++)
    if (name == kNames[i]) return intrinsic(agent->realm, Intrinsic(i));
  ENGINE_BUG("self-hosted code asks for an intrinsic that is not in the table");
}

// throw_error("NotAFunction", value, other): a row of messages.h
Value s_throw_error(Agent* agent, Arguments a) {
  static constexpr const char* kNames[] = {
#define M(id, type, text) #id,
      WHIPSNAKE_MESSAGES(M)
#undef M
  };
  std::string name = utf8_of(agent, a[0].as_string());
  for (size_t i = 0; i < size_t(Message::kCount); i++)
    if (name == kNames[i]) return throw_error(agent, Message(i), a[1], a[2]);
  ENGINE_BUG("self-hosted code throws a message that is not in the table");
}

// -- Conversions and tests

Value s_to_object(Agent* agent, Arguments a) { return to_object(agent, a[0]); }
Value s_to_string(Agent* agent, Arguments a) { return TRY(to_string(agent, a[0])); }
Value s_to_number(Agent* agent, Arguments a) { return to_number(agent, a[0]); }
Value s_to_numeric(Agent* agent, Arguments a) { return to_numeric(agent, a[0]); }
Value s_to_boolean(Agent*, Arguments a) { return Value::boolean(to_boolean(a[0])); }
Value s_to_property_key(Agent* agent, Arguments a) {
  return key_to_value(agent, TRY(to_property_key(agent, a[0])));
}

template <Status (*kConvert)(Agent*, Value, double*)>
Value to_integer(Agent* agent, Arguments a) {
  if (a[0].is_int32() && a[0].as_int32() >= 0) return a[0];
  double d;
  TRY(kConvert(agent, a[0], &d));
  return Value::normalised(d);
}
constexpr Value (*s_to_length)(Agent*, Arguments) = to_integer<to_length>;
constexpr auto s_to_index = to_integer<to_index>;
constexpr auto s_to_integer_or_infinity = to_integer<to_integer_or_infinity>;

Value s_is_callable(Agent*, Arguments a) { return Value::boolean(is_callable(a[0])); }
Value s_is_constructor(Agent*, Arguments a) { return Value::boolean(is_constructor(a[0])); }
Value s_is_object(Agent*, Arguments a) { return Value::boolean(a[0].is_object()); }
Value s_is_array(Agent* agent, Arguments a) { return Value::boolean(TRY(is_array(agent, a[0]))); }
Value s_same_value(Agent* agent, Arguments a) { return Value::boolean(same_value(agent, a[0], a[1])); }
Value s_same_value_zero(Agent* agent, Arguments a) {
  return Value::boolean(same_value_zero(agent, a[0], a[1]));
}

// -- Objects

Value s_length_of_array_like(Agent* agent, Arguments a) {
  double length;
  TRY(length_of_array_like(agent, object_of(a[0]), &length));
  return Value::normalised(length);
}

Value s_get_method(Agent* agent, Arguments a) {
  return get_method(agent, a[0], TRY(to_property_key(agent, a[1])));
}
Value s_species_constructor(Agent* agent, Arguments a) {
  return species_constructor(agent, object_of(a[0]), a[1]);
}
Value s_array_species_create(Agent* agent, Arguments a) {
  return array_species_create(agent, object_of(a[0]), a[1].as_number());
}

// new_array(length): an Array of this realm
Value s_new_array(Agent* agent, Arguments a) {
  double length = a[0].as_number();
  if (length > 4294967295.0) return throw_error(agent, Message::kInvalidArrayLength);
  return TRY(new_array(agent, agent->realm, uint32_t(length)));
}
Value s_new_object(Agent* agent, Arguments a) { return TRY(new_object_with_prototype(agent, a[0])); }

Value s_create_data_property(Agent* agent, Arguments a) {
  return Value::boolean(
      TRY(create_data_property(agent, object_of(a[0]), TRY(to_property_key(agent, a[1])), a[2])));
}
Value s_delete_property_or_throw(Agent* agent, Arguments a) {
  TRY(delete_property_or_throw(agent, object_of(a[0]), TRY(to_property_key(agent, a[1]))));
  return Value::undefined();
}
Value s_has_own_property(Agent* agent, Arguments a) {
  return Value::boolean(TRY(has_own_property(agent, object_of(a[0]), TRY(to_property_key(agent, a[1])))));
}
Value s_create_iter_result(Agent* agent, Arguments a) {
  return create_iter_result(agent, a[0], to_boolean(a[1]));
}

// array_push(array, value) on an Array that the code has made itself
Value s_array_push(Agent* agent, Arguments a) {
  TRY(array_push(agent, static_cast<Array*>(object_of(a[0])), a[1]));
  return Value::undefined();
}
// define_hidden(object, key, value): writable, configurable, not enumerable
Value s_define_hidden(Agent* agent, Arguments a) {
  PropertyDescriptor d = PropertyDescriptor::data(a[2], kHiddenDefault);
  TRY(define_property_or_throw(agent, object_of(a[0]), TRY(to_property_key(agent, a[1])), d));
  return Value::undefined();
}

// async_iterator_of(items): an Array of an iterator, asynchronous or made so, and its `next`; undefined when
// there is no way to iterate.
Value s_async_iterator_of(Agent* agent, Arguments a) {
  auto method = [&](WellKnownSymbol symbol) {
    return get_method(agent, a[0], PropertyKey::symbol(well_known(agent, symbol)));
  };
  IteratorRecord record;
  Value make = TRY(method(WellKnownSymbol::kAsyncIterator));
  if (!make.is_undefined()) {
    TRY(get_iterator_from_method(agent, a[0], make, &record));
  } else {
    make = TRY(method(WellKnownSymbol::kIterator));
    if (make.is_undefined()) return make;
    IteratorRecord sync;
    TRY(get_iterator_from_method(agent, a[0], make, &sync));
    TRY(create_async_from_sync_iterator(agent, sync, &record));
  }
  Value pair[] = {record.iterator, record.next_method};
  return TRY(new_array_from(agent, agent->realm, pair, 2));
}

struct Row {
  const char* name;
  Value (*code)(Agent*, Arguments);
};
constexpr Row kRows[] = {
#define S(name) {#name, s_##name},
    WHIPSNAKE_SELF_HOSTING(S)
#undef S
};

}  // namespace

const char* self_hosting_name(SelfHosting which) { return kRows[size_t(which)].name; }

Value call_self_hosting(Agent* agent, SelfHosting which, Value* arguments, int64_t count) {
  constexpr int64_t kMostArguments = 4;
  if (count >= kMostArguments) return kRows[size_t(which)].code(agent, arguments);
  Value padded[kMostArguments] = {Value::undefined(), Value::undefined(), Value::undefined(),
                                  Value::undefined()};
  for (int64_t i = 0; i < count; i++) padded[i] = arguments[i];
  return kRows[size_t(which)].code(agent, padded);
}

}  // namespace whipsnake
