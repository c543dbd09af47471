// Iterator, its prototype's table, %AsyncIteratorPrototype%, %WrapForValidIteratorPrototype%.
// https://tc39.es/ecma262/#sec-iterator-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/iterator_helpers.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"

namespace whipsnake {

Object* this_iterator(Agent* agent, Frame* f) {
  if (!f->this_value().is_object()) return throw_error(agent, Message::kNotAnObject, f->this_value());
  return f->this_value().as_object();
}

Status get_iterator_direct(Agent* agent, Object* o, IteratorRecord* record) {
  record->iterator = o;
  record->next_method = TRY(get(agent, o, agent->names->next));
  return Status::kOk;
}

Status get_iterator_flattenable(Agent* agent, Value v, FlattenStrings strings, IteratorRecord* record) {
  bool iterates = v.is_object() || (v.is_string() && strings == FlattenStrings::kIterate);
  if (!iterates) return throw_error(agent, Message::kNotAnObject, v);
  Value method =
      TRY(get_method(agent, v, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator))));
  Value iterator = method.is_undefined() ? v : TRY(call(agent, method, v, nullptr, 0));
  if (!iterator.is_object()) return throw_error(agent, Message::kNotAnObject, iterator);
  return get_iterator_direct(agent, iterator.as_object(), record);
}

Abrupt close_and_throw(Agent* agent, Object* iterator) {
  return iterator_close_abrupt(agent, {iterator, Value::undefined()});
}

namespace {

Value return_this(Agent*, Frame* f) { return f->this_value(); }

// https://tc39.es/ecma262/#sec-iterator
Value iterator_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined() || f->new_target == f->function)
    return throw_error(agent, Message::kAbstractIterator);
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kIteratorPrototype)));
  return TRY(new_object_with_prototype(agent, prototype));
}

// https://tc39.es/ecma262/#sec-iterator.from
Value iterator_from(Agent* agent, Frame* f) {
  IteratorRecord record;
  TRY(get_iterator_flattenable(agent, f->argument(0), FlattenStrings::kIterate, &record));
  Value constructor = TRY(intrinsic(agent->realm, Intrinsic::kIterator));
  if (TRY(ordinary_has_instance(agent, constructor, record.iterator))) return record.iterator;
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kWrapForValidIteratorPrototype));
  auto* wrapper = TRY(new_object_of<IteratorHelper>(agent, CellKind::kIteratorHelper, prototype));
  wrapper->detail = uint8_t(HelperKind::kWrapper);
  wrapper->iterator = record.iterator;
  wrapper->next_method = record.next_method;
  write_barrier(agent, wrapper);
  return wrapper;
}

const BuiltinRow kIteratorRows[] = {
    VALUE_OF("prototype", kIteratorPrototype, 0),
    NATIVE("from", 1, iterator_from),
};
const BuiltinSet kIteratorSet(Intrinsic::kIterator, a_constructor("Iterator", 0, iterator_constructor),
                              kIteratorRows);

// -- %WrapForValidIteratorPrototype%

IteratorHelper* this_wrapper(Agent* agent, Frame* f) {
  Value v = f->this_value();
  if (v.is_object() && v.as_object()->is(CellKind::kIteratorHelper) &&
      HelperKind(v.as_object()->detail) == HelperKind::kWrapper)
    return static_cast<IteratorHelper*>(v.as_object());
  return throw_error(agent, Message::kBadReceiver, new_string(agent, "%WrapForValidIteratorPrototype%.next"),
                     v);
}

Value wrapper_next(Agent* agent, Frame* f) {
  IteratorHelper* wrapper = TRY(this_wrapper(agent, f));
  return call(agent, wrapper->next_method, wrapper->iterator, nullptr, 0);
}

Value wrapper_return(Agent* agent, Frame* f) {
  IteratorHelper* wrapper = TRY(this_wrapper(agent, f));
  Value method = TRY(get_method(agent, wrapper->iterator, agent->names->return_));
  if (method.is_undefined()) return create_iter_result(agent, Value::undefined(), true);
  return call(agent, method, wrapper->iterator, nullptr, 0);
}

const BuiltinRow kWrapperRows[] = {
    NATIVE("next", 0, wrapper_next),
    NATIVE("return", 0, wrapper_return),
};
const BuiltinSet kWrapperSet(Intrinsic::kWrapForValidIteratorPrototype,
                             {.prototype = Intrinsic::kIteratorPrototype}, kWrapperRows);

// -- Iterator.prototype

// https://tc39.es/ecma262/#sec-SetterThatIgnoresPrototypeProperties
Value set_ignoring_prototype(Agent* agent, Frame* f, PropertyKey key) {
  if (!f->this_value().is_object()) return throw_error(agent, Message::kNotAnObject, f->this_value());
  Object* o = f->this_value().as_object();
  if (Value(o) == TRY(intrinsic(agent->realm, Intrinsic::kIteratorPrototype)))
    return throw_error(agent, Message::kReadOnly, key_to_value(agent, key), o);
  if (TRY(has_own_property(agent, o, key))) {
    TRY(set(agent, o, key, f->argument(0)));
  } else {
    TRY(create_data_property_or_throw(agent, o, key, f->argument(0)));
  }
  return Value::undefined();
}

Value get_tag(Agent* agent, Frame*) { return TRY(new_string(agent, "Iterator")); }
Value set_tag(Agent* agent, Frame* f) {
  return set_ignoring_prototype(agent, f,
                                PropertyKey::symbol(well_known(agent, WellKnownSymbol::kToStringTag)));
}
Value get_constructor(Agent* agent, Frame*) { return intrinsic(agent->realm, Intrinsic::kIterator); }
Value set_constructor(Agent* agent, Frame* f) {
  return set_ignoring_prototype(agent, f, agent->names->constructor);
}

BuiltinRow tag_row() {
  BuiltinRow row = ACCESSOR("[Symbol.toStringTag]", get_tag, set_tag);
  row.symbol = int8_t(WellKnownSymbol::kToStringTag);
  return row;
}

const BuiltinRow kIteratorPrototypeRows[] = {
    ACCESSOR("constructor", get_constructor, set_constructor),
    NATIVE("reduce", 1, iterator_reduce),
    NATIVE("toArray", 0, iterator_to_array),
    NATIVE("forEach", 1, iterator_for_each),
    NATIVE("some", 1, iterator_some),
    NATIVE("every", 1, iterator_every),
    NATIVE("find", 1, iterator_find),
    NATIVE("filter", 1, iterator_filter),
    NATIVE("map", 1, iterator_map),
    NATIVE("take", 1, iterator_take),
    NATIVE("drop", 1, iterator_drop),
    NATIVE("flatMap", 1, iterator_flat_map),
    NATIVE_SYMBOL(kIterator, "[Symbol.iterator]", 0, return_this),
    tag_row(),
};
const BuiltinSet kIteratorPrototypeSet(Intrinsic::kIteratorPrototype,
                                       {.prototype = Intrinsic::kObjectPrototype}, kIteratorPrototypeRows);

const BuiltinRow kAsyncIteratorPrototypeRows[] = {
    NATIVE_SYMBOL(kAsyncIterator, "[Symbol.asyncIterator]", 0, return_this),
};
const BuiltinSet kAsyncIteratorPrototypeSet(Intrinsic::kAsyncIteratorPrototype,
                                            {.prototype = Intrinsic::kObjectPrototype},
                                            kAsyncIteratorPrototypeRows);

}  // namespace

}  // namespace whipsnake
