// Array: the constructor and the leaves of Array.prototype. https://tc39.es/ecma262/#sec-array-objects
#include "jsengine/kernel/array.h"

#include "jsengine/kernel/array_iterator.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

constexpr double kMaxSafeInteger = 9007199254740991.0;

// https://tc39.es/ecma262/#sec-array
Value array_constructor(Agent* agent, Frame* f) {
  Value new_target = f->new_target.is_undefined() ? f->function : f->new_target;
  Value prototype = TRY(prototype_from_constructor(agent, new_target, int(Intrinsic::kArrayPrototype)));
  if (f->argc == 1) {
    Value length = f->argument(0);
    if (length.is_number()) {
      double number = length.as_number();
      if (!(number >= 0 && number <= 4294967295.0 && number == double(uint32_t(number))))
        return throw_error(agent, Message::kInvalidArrayLength);
      return TRY(new_array_with_prototype(agent, prototype, uint32_t(number)));
    }
  }
  Array* array = TRY(new_array_with_prototype(agent, prototype, 0));
  for (uint32_t i = 0; i < f->argc; i++) TRY(array_push(agent, array, f->argument(i)));
  return array;
}

Value array_is_array(Agent* agent, Frame* f) { return Value::boolean(TRY(is_array(agent, f->argument(0)))); }

// https://tc39.es/ecma262/#sec-array.of
Value array_of(Agent* agent, Frame* f) {
  Value length = Value::uint32(f->argc);
  Value made = is_constructor(f->this_value()) ? TRY(construct(agent, f->this_value(), &length, 1))
                                               : Value(TRY(new_array(agent, agent->realm)));
  for (uint32_t i = 0; i < f->argc; i++)
    TRY(create_data_property_or_throw(agent, made.as_object(), PropertyKey::index(i), f->argument(i)));
  TRY(set(agent, made.as_object(), agent->names->length, length));
  return made;
}

Value return_this(Agent*, Frame* f) { return f->this_value(); }

const BuiltinRow kArrayRows[] = {
    VALUE_OF("prototype", kArrayPrototype, 0),
    NATIVE("isArray", 1, array_is_array),
    NATIVE("of", 0, array_of),
    GETTER_SYMBOL(kSpecies, "get [Symbol.species]", return_this),
};
const BuiltinSet kArraySet(Intrinsic::kArray,
                           {.prototype = Intrinsic::kFunctionPrototype,
                            .code = array_constructor,
                            .name = "Array",
                            .length = 1,
                            .constructor = true},
                           kArrayRows);

// -- Array.prototype

// A dense Array that nobody watches: no element of it or of its prototypes is anything but data.
bool is_simple(Agent* agent, Value v) {
  return is_dense_array(v) && v.as_object()->shape == agent->realm->array_shape;
}

// https://tc39.es/ecma262/#sec-array.prototype.push
Value array_prototype_push(Agent* agent, Frame* f) {
  if (is_simple(agent, f->this_value()) && f->this_value().as_object()->aux < 0xFFFF'FFFF - f->argc) {
    auto* array = static_cast<Array*>(f->this_value().as_object());
    for (uint32_t i = 0; i < f->argc; i++) TRY(array_push(agent, array, f->registers[1 + i]));
    return Value::uint32(array->length());
  }
  Object* o = TRY(to_object(agent, f->this_value())).as_object();
  double length;
  TRY(length_of_array_like(agent, o, &length));
  if (length + f->argc > kMaxSafeInteger) return throw_error(agent, Message::kArrayTooLong);
  for (uint32_t i = 0; i < f->argc; i++) TRY(set(agent, o, key_from_number(agent, length++), f->argument(i)));
  TRY(set(agent, o, agent->names->length, Value::normalised(length)));
  return Value::normalised(length);
}

// https://tc39.es/ecma262/#sec-array.prototype.pop
Value array_prototype_pop(Agent* agent, Frame* f) {
  if (is_simple(agent, f->this_value())) {
    auto* array = static_cast<Array*>(f->this_value().as_object());
    if (array->length() == 0) return Value::undefined();
    Value last = own_dense_element(array, array->length() - 1);
    if (!last.is_hole()) {
      dense_elements(array)->values[--array->aux] = Value::hole();
      return last;
    }
  }
  Object* o = TRY(to_object(agent, f->this_value())).as_object();
  double length;
  TRY(length_of_array_like(agent, o, &length));
  if (length == 0) {
    TRY(set(agent, o, agent->names->length, Value::int32(0)));
    return Value::undefined();
  }
  PropertyKey last = key_from_number(agent, length - 1);
  Value element = TRY(get(agent, o, last));
  TRY(delete_property_or_throw(agent, o, last));
  TRY(set(agent, o, agent->names->length, Value::normalised(length - 1)));
  return element;
}

// https://tc39.es/ecma262/#sec-array.prototype.tostring
Value array_prototype_to_string(Agent* agent, Frame* f) {
  Value array = TRY(to_object(agent, f->this_value()));
  Value join = TRY(get(agent, array.as_object(), agent->names->join));
  if (!is_callable(join)) join = TRY(intrinsic(agent->realm, Intrinsic::kObjectProto_toString));
  return call(agent, join, array, nullptr, 0);
}

Value iterator_of(Agent* agent, Frame* f, ArrayIteratorKind kind) {
  Value o = TRY(to_object(agent, f->this_value()));
  return create_array_iterator(agent, o.as_object(), kind);
}
Value array_prototype_keys(Agent* agent, Frame* f) { return iterator_of(agent, f, ArrayIteratorKind::kKeys); }
Value array_prototype_values(Agent* agent, Frame* f) {
  return iterator_of(agent, f, ArrayIteratorKind::kValues);
}
Value array_prototype_entries(Agent* agent, Frame* f) {
  return iterator_of(agent, f, ArrayIteratorKind::kEntries);
}

const BuiltinRow kArrayPrototypeRows[] = {
    VALUE_OF("constructor", kArray, kHiddenDefault),
    NATIVE("entries", 0, array_prototype_entries),
    SELF_HOSTED("every", 1, "ArrayPrototype_every"),
    SELF_HOSTED("filter", 1, "ArrayPrototype_filter"),
    SELF_HOSTED("find", 1, "ArrayPrototype_find"),
    SELF_HOSTED("findIndex", 1, "ArrayPrototype_findIndex"),
    SELF_HOSTED("findLast", 1, "ArrayPrototype_findLast"),
    SELF_HOSTED("findLastIndex", 1, "ArrayPrototype_findLastIndex"),
    SELF_HOSTED("forEach", 1, "ArrayPrototype_forEach"),
    NATIVE("keys", 0, array_prototype_keys),
    SELF_HOSTED("map", 1, "ArrayPrototype_map"),
    NATIVE("pop", 0, array_prototype_pop),
    NATIVE("push", 1, array_prototype_push),
    SELF_HOSTED("reduce", 1, "ArrayPrototype_reduce"),
    SELF_HOSTED("reduceRight", 1, "ArrayPrototype_reduceRight"),
    SELF_HOSTED("some", 1, "ArrayPrototype_some"),
    AS_INTRINSIC(kArrayProto_toString, NATIVE("toString", 0, array_prototype_to_string)),
    AS_INTRINSIC(kArrayProto_values, NATIVE("values", 0, array_prototype_values)),
    ALIAS_SYMBOL(kIterator, "values"),
};
const BuiltinSet kArrayPrototypeSet(Intrinsic::kArrayPrototype,
                                    {.prototype = Intrinsic::kObjectPrototype, .kind = CellKind::kArray},
                                    kArrayPrototypeRows);

}  // namespace

}  // namespace whipsnake
