// Set. https://tc39.es/ecma262/#sec-set-objects
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/collection_making.h"
#include "jsengine/kernel/builtins/set_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Collection* this_set(Agent* agent, Frame* f, const char* method) {
  return this_collection(agent, f, CellKind::kSet, method);
}

namespace {

Status put_item(Agent* agent, Object* set, Value item, Value) {
  Value key = TRY(normalised_key(agent, item));
  return collection_put(agent, static_cast<Collection*>(set), key, key);
}

// https://tc39.es/ecma262/#sec-set.prototype.add
Value set_add(Agent* agent, Frame* f) {
  return collection_add(agent, TRY(this_set(agent, f, "Set.prototype.add")), f->argument(0));
}

// https://tc39.es/ecma262/#sec-set-iterable
Value set_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "Set"));
  Collection* set = TRY(new_collection(agent, f->new_target, CellKind::kSet, Intrinsic::kSetPrototype));
  if (f->argument(0).is_nullish()) return set;
  Value adder = TRY(get(agent, set, agent->names->add));
  TRY(add_items(agent, set, f->argument(0), adder, {set_add, put_item}));
  return set;
}

Value set_has(Agent* agent, Frame* f) {
  return collection_has(agent, TRY(this_set(agent, f, "Set.prototype.has")), f->argument(0));
}

Value set_delete(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.delete"));
  return Value::boolean(collection_delete(agent, set, TRY(normalised_key(agent, f->argument(0)))));
}

Value set_clear(Agent* agent, Frame* f) {
  TRY(collection_clear(agent, TRY(this_set(agent, f, "Set.prototype.clear"))));
  return Value::undefined();
}

Value set_size(Agent* agent, Frame* f) {
  return Value::uint32(TRY(this_set(agent, f, "get Set.prototype.size"))->table->live);
}

// https://tc39.es/ecma262/#sec-set.prototype.foreach
Value set_for_each(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.forEach"));
  Value callback = f->argument(0);
  if (!is_callable(callback)) return throw_error(agent, Message::kNotAFunction, callback);
  TableCursor cursor{set->table};
  while (HashTable::Entry* entry = cursor.next())
    TRY(call_with(agent, callback, f->argument(1), entry->key, entry->key, Value(set)));
  return Value::undefined();
}

template <CollectionIteratorKind kKind>
Value set_iterator(Agent* agent, Frame* f) {
  const char* name =
      kKind == CollectionIteratorKind::kEntries ? "Set.prototype.entries" : "Set.prototype.values";
  return create_collection_iterator(agent, TRY(this_set(agent, f, name)), kKind);
}

const BuiltinRow kSetRows[] = {
    VALUE_OF("prototype", kSetPrototype, 0),
    GETTER_SYMBOL(kSpecies, "get [Symbol.species]", species_getter),
};
const BuiltinSet kSetSet(Intrinsic::kSet, a_constructor("Set", 0, set_constructor), kSetRows);

const BuiltinRow kSetPrototypeRows[] = {
    VALUE_OF("constructor", kSet, kHiddenDefault),
    AS_INTRINSIC(kSetProto_has, NATIVE("has", 1, set_has)),
    AS_INTRINSIC(kSetProto_add, NATIVE("add", 1, set_add)),
    NATIVE("delete", 1, set_delete),
    NATIVE("clear", 0, set_clear),
    NATIVE("entries", 0, set_iterator<CollectionIteratorKind::kEntries>),
    NATIVE("forEach", 1, set_for_each),
    GETTER("size", set_size),
    NATIVE("values", 0, set_iterator<CollectionIteratorKind::kKeys>),
    ALIAS("keys", "values"),
    TEXT_SYMBOL(kToStringTag, "Set"),
    ALIAS_SYMBOL(kIterator, "values"),
    NATIVE("union", 1, set_union),
    NATIVE("intersection", 1, set_intersection),
    NATIVE("difference", 1, set_difference),
    NATIVE("symmetricDifference", 1, set_symmetric_difference),
    NATIVE("isSubsetOf", 1, set_is_subset_of),
    NATIVE("isSupersetOf", 1, set_is_superset_of),
    NATIVE("isDisjointFrom", 1, set_is_disjoint_from),
};
const BuiltinSet kSetPrototypeSet(Intrinsic::kSetPrototype, {.prototype = Intrinsic::kObjectPrototype},
                                  kSetPrototypeRows);

}  // namespace

}  // namespace whipsnake
