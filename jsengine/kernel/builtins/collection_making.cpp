#include "jsengine/kernel/builtins/collection_making.h"

#include "jsengine/kernel/call_site.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Collection* new_collection_with_prototype(Agent* agent, Value prototype, CellKind kind) {
  auto* collection = TRY(new_object_of<Collection>(agent, kind, prototype));
  bool weak = kind == CellKind::kWeakMap || kind == CellKind::kWeakSet;
  HashTable* table = TRY(new_hash_table(agent, 0, weak));
  store(agent, collection, &collection->table, table);
  return collection;
}

Collection* new_collection(Agent* agent, Value new_target, CellKind kind, Intrinsic intrinsic_prototype) {
  Value prototype = TRY(prototype_from_constructor(agent, new_target, int(intrinsic_prototype)));
  return new_collection_with_prototype(agent, prototype, kind);
}

namespace {

bool is_own(Value adder, Adder own) {
  Object* o = adder.as_object();
  return o->is(CellKind::kNativeFunction) && static_cast<NativeFunction*>(o)->code == own.code;
}

Status add_entry(Agent* agent, Object* collection, Value entry, Value adder, Adder own, bool direct) {
  if (!entry.is_object()) return throw_error(agent, Message::kIteratorValueNotEntry, entry);
  Value key = TRY(get(agent, entry.as_object(), PropertyKey::index(0)));
  Value v = TRY(get(agent, entry.as_object(), PropertyKey::index(1)));
  if (direct) return own.add(agent, collection, key, v);
  TRY(call_with(agent, adder, Value(collection), key, v));
  return Status::kOk;
}

Status add_item(Agent* agent, Object* collection, Value item, Value adder, Adder own, bool direct) {
  if (direct) return own.add(agent, collection, item, item);
  TRY(call(agent, adder, collection, &item, 1));
  return Status::kOk;
}

using AddOne = Status (*)(Agent*, Object*, Value, Value, Adder, bool);
Status add_all(Agent* agent, Object* collection, Value iterable, Value adder, Adder own, AddOne add) {
  if (!is_callable(adder)) return throw_error(agent, Message::kNotAFunction, adder);
  bool direct = is_own(adder, own);
  IteratorRecord record;
  TRY(get_iterator(agent, iterable, &record));
  for (;;) {
    TRY(poll(agent));
    Value next = TRY(iterator_step_value(agent, record));
    if (next.is_absent()) return Status::kOk;
    if (is_abrupt(add(agent, collection, next, adder, own, direct)))
      return iterator_close_abrupt(agent, record);
  }
}

}  // namespace

Status add_entries(Agent* agent, Object* collection, Value iterable, Value adder, Adder own) {
  return add_all(agent, collection, iterable, adder, own, add_entry);
}
Status add_items(Agent* agent, Object* collection, Value iterable, Value adder, Adder own) {
  return add_all(agent, collection, iterable, adder, own, add_item);
}

// -- Grouping

static Status add_to_group(Agent* agent, Value v, double k, Value callback, GroupKeys keys,
                           Collection* groups) {
  Value key = TRY(call_with(agent, callback, Value::undefined(), v, Value::normalised(k)));
  if (keys == GroupKeys::kProperty) key = key_to_value(agent, TRY(to_property_key(agent, key)));
  key = TRY(normalised_key(agent, key));
  HashTable::Entry* entry = find_entry_of(agent, groups->table, key);
  if (entry != nullptr) return array_push(agent, static_cast<Array*>(entry->value.as_object()), v);
  return collection_put(agent, groups, key, TRY(new_array_from(agent, agent->realm, &v, 1)));
}

Status group_by(Agent* agent, Value items, Value callback, GroupKeys keys, Collection* groups) {
  if (items.is_nullish()) return throw_not_iterable(agent, items);
  if (!is_callable(callback)) return throw_error(agent, Message::kNotAFunction, callback);
  IteratorRecord record;
  TRY(get_iterator(agent, items, &record));
  for (double k = 0;; k++) {
    TRY(poll(agent));
    Value v = TRY(iterator_step_value(agent, record));
    if (v.is_absent()) return Status::kOk;
    if (is_abrupt(add_to_group(agent, v, k, callback, keys, groups)))
      return iterator_close_abrupt(agent, record);
  }
}

// https://tc39.es/ecma262/#sec-object.groupby
Value object_group_by(Agent* agent, Frame* f) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kMapPrototype));
  Collection* groups = TRY(new_collection_with_prototype(agent, prototype, CellKind::kMap));
  TRY(group_by(agent, f->argument(0), f->argument(1), GroupKeys::kProperty, groups));
  Object* result = TRY(new_object_with_prototype(agent, Value::null()));
  TableCursor cursor{groups->table};
  while (HashTable::Entry* entry = cursor.next())
    TRY(create_data_property_or_throw(agent, result, TRY(to_property_key(agent, entry->key)), entry->value));
  return result;
}

}  // namespace whipsnake
