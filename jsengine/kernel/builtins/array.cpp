// Array: the constructor, its functions, and the table of Array.prototype.
// https://tc39.es/ecma262/#sec-array-objects
#include "jsengine/kernel/array_iterator.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

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

// What Array.from and Array.of make: an instance of the receiver, or an Array of this realm.
Object* construct_array(Agent* agent, Value constructor, const double* length) {
  if (!is_constructor(constructor)) return array_create_of(agent, length ? *length : 0);
  Value argument = length ? Value::normalised(*length) : Value::undefined();
  Value made = TRY(construct(agent, constructor, &argument, length ? 1 : 0));
  return made.as_object();
}

// -- Array.from

struct Mapping {
  Value function, this_argument;
  Value operator()(Agent* agent, Value v, double k) const {
    if (function.is_undefined()) return v;
    return call_with(agent, function, this_argument, v, Value::normalised(k));
  }
};

Value from_iterator(Agent* agent, Value constructor, Value items, Value method, const Mapping& map) {
  Object* made = TRY(construct_array(agent, constructor, nullptr));
  IteratorRecord record;
  TRY(get_iterator_from_method(agent, items, method, &record));
  for (double k = 0;; k++) {
    TRY(poll(agent));
    Value next = TRY(iterator_step_value(agent, record));
    if (next.is_absent()) {
      TRY(set_length(agent, made, k));
      return made;
    }
    Value v = map(agent, next, k);
    if (v.is_abrupt() || is_abrupt(create_at(agent, made, k, v))) return iterator_close_abrupt(agent, record);
  }
}

// https://tc39.es/ecma262/#sec-array.from
Value array_from(Agent* agent, Frame* f) {
  Value items = f->argument(0);
  Mapping map{f->argument(1), f->argument(2)};
  if (!map.function.is_undefined() && !is_callable(map.function))
    return throw_error(agent, Message::kNotAFunction, map.function);
  Value method =
      TRY(get_method(agent, items, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator))));
  if (!method.is_undefined()) return from_iterator(agent, f->this_value(), items, method, map);
  double length;
  Object* o = TRY(array_like(agent, items, &length));
  Object* made = TRY(construct_array(agent, f->this_value(), &length));
  for (double k = 0; k < length; k++) {
    TRY(poll(agent));
    Value v = TRY(get_at(agent, o, k));
    TRY(create_at(agent, made, k, TRY(map(agent, v, k))));
  }
  TRY(set_length(agent, made, length));
  return made;
}

// https://tc39.es/ecma262/#sec-array.of
Value array_of(Agent* agent, Frame* f) {
  double length = f->argc;
  Object* made = TRY(construct_array(agent, f->this_value(), &length));
  for (uint32_t i = 0; i < f->argc; i++) TRY(create_at(agent, made, i, f->argument(i)));
  TRY(set_length(agent, made, length));
  return made;
}

const BuiltinRow kArrayRows[] = {
    VALUE_OF("prototype", kArrayPrototype, 0),
    AS_INTRINSIC(kArray_isArray, NATIVE("isArray", 1, array_is_array)),
    NATIVE("from", 1, array_from),
    SELF_HOSTED("fromAsync", 1, "Array_fromAsync"),
    NATIVE("of", 0, array_of),
    GETTER_SYMBOL(kSpecies, "get [Symbol.species]", species_getter),
};
const BuiltinSet kArraySet(Intrinsic::kArray, a_constructor("Array", 1, array_constructor), kArrayRows);

// -- Array.prototype

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

// https://tc39.es/ecma262/#sec-array.prototype-%symbol.unscopables%
Value unscopables(Agent* agent, Frame*) {
  static constexpr const char* kNames[] = {
      "at",   "copyWithin", "entries",  "fill", "find",       "findIndex", "findLast",  "findLastIndex",
      "flat", "flatMap",    "includes", "keys", "toReversed", "toSorted",  "toSpliced", "values"};
  Object* list = TRY(new_object_with_prototype(agent, Value::null()));
  for (const char* name : kNames)
    put_fresh(agent, list, PropertyKey::name(intern(agent, std::string_view(name))), Value::boolean(true));
  return list;
}

const BuiltinRow kArrayPrototypeRows[] = {
    VALUE_OF("constructor", kArray, kHiddenDefault),
    NATIVE("at", 1, array_prototype_at),
    NATIVE("concat", 1, array_prototype_concat),
    NATIVE("copyWithin", 2, array_prototype_copy_within),
    NATIVE("entries", 0, array_prototype_entries),
    SELF_HOSTED("every", 1, "ArrayPrototype_every"),
    NATIVE("fill", 1, array_prototype_fill),
    SELF_HOSTED("filter", 1, "ArrayPrototype_filter"),
    SELF_HOSTED("find", 1, "ArrayPrototype_find"),
    SELF_HOSTED("findIndex", 1, "ArrayPrototype_findIndex"),
    SELF_HOSTED("findLast", 1, "ArrayPrototype_findLast"),
    SELF_HOSTED("findLastIndex", 1, "ArrayPrototype_findLastIndex"),
    NATIVE("flat", 0, array_prototype_flat),
    NATIVE("flatMap", 1, array_prototype_flat_map),
    SELF_HOSTED("forEach", 1, "ArrayPrototype_forEach"),
    NATIVE("includes", 1, array_prototype_includes),
    NATIVE("indexOf", 1, array_prototype_index_of),
    NATIVE("join", 1, array_prototype_join),
    NATIVE("keys", 0, array_prototype_keys),
    NATIVE("lastIndexOf", 1, array_prototype_last_index_of),
    SELF_HOSTED("map", 1, "ArrayPrototype_map"),
    AS_INTRINSIC(kArrayProto_pop, NATIVE("pop", 0, array_prototype_pop)),
    AS_INTRINSIC(kArrayProto_push, NATIVE("push", 1, array_prototype_push)),
    SELF_HOSTED("reduce", 1, "ArrayPrototype_reduce"),
    SELF_HOSTED("reduceRight", 1, "ArrayPrototype_reduceRight"),
    NATIVE("reverse", 0, array_prototype_reverse),
    NATIVE("shift", 0, array_prototype_shift),
    NATIVE("slice", 2, array_prototype_slice),
    SELF_HOSTED("some", 1, "ArrayPrototype_some"),
    NATIVE("sort", 1, array_prototype_sort),
    NATIVE("splice", 2, array_prototype_splice),
    NATIVE("toLocaleString", 0, array_prototype_to_locale_string),
    NATIVE("toReversed", 0, array_prototype_to_reversed),
    NATIVE("toSorted", 1, array_prototype_to_sorted),
    NATIVE("toSpliced", 2, array_prototype_to_spliced),
    AS_INTRINSIC(kArrayProto_toString, NATIVE("toString", 0, array_prototype_to_string)),
    NATIVE("unshift", 1, array_prototype_unshift),
    AS_INTRINSIC(kArrayProto_values, NATIVE("values", 0, array_prototype_values)),
    NATIVE("with", 2, array_prototype_with),
    ALIAS_SYMBOL(kIterator, "values"),
    MADE_SYMBOL(kUnscopables, unscopables),
};
const BuiltinSet kArrayPrototypeSet(Intrinsic::kArrayPrototype,
                                    {.prototype = Intrinsic::kObjectPrototype, .kind = CellKind::kArray},
                                    kArrayPrototypeRows);

}  // namespace

}  // namespace whipsnake
