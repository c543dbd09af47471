// The algebra of sets. https://tc39.es/ecma262/#sec-set.prototype.difference and its neighbours
#include "jsengine/kernel/builtins/set_methods.h"

#include <cmath>

#include "jsengine/kernel/builtins/collection_making.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

// https://tc39.es/ecma262/#sec-set-records
struct SetRecord {
  Object* set;
  double size;
  Value has, keys;
};

// https://tc39.es/ecma262/#sec-getsetrecord
Status get_set_record(Agent* agent, Value v, SetRecord* record) {
  if (!v.is_object()) return throw_error(agent, Message::kNotAnObject, v);
  record->set = v.as_object();
  Value size = TRY(to_number(agent, TRY(get(agent, record->set, agent->names->size))));
  if (std::isnan(size.as_number())) return throw_error(agent, Message::kSetSizeNotANumber);
  TRY(to_integer_or_infinity(agent, size, &record->size));
  if (record->size < 0) return throw_error(agent, Message::kSetSizeNegative, Value::normalised(record->size));
  record->has = TRY(get(agent, record->set, agent->names->has));
  if (!is_callable(record->has)) return throw_error(agent, Message::kNotAFunction, record->has);
  record->keys = TRY(get(agent, record->set, agent->names->keys));
  if (!is_callable(record->keys)) return throw_error(agent, Message::kNotAFunction, record->keys);
  return Status::kOk;
}

Truth has(Agent* agent, const SetRecord& other, Value v) {
  return truth(to_boolean(TRY(call(agent, other.has, other.set, &v, 1))));
}

// https://tc39.es/ecma262/#sec-getiteratorfrommethod for a set's keys
Status get_keys(Agent* agent, const SetRecord& other, IteratorRecord* record) {
  record->iterator = TRY(call(agent, other.keys, other.set, nullptr, 0));
  if (!record->iterator.is_object()) return throw_error(agent, Message::kNotAnObject, record->iterator);
  record->next_method = TRY(get(agent, record->iterator.as_object(), agent->names->next));
  return Status::kOk;
}

// The next key, normalised, or absent.
Value next_key(Agent* agent, const IteratorRecord& record) {
  TRY(poll(agent));
  Value v = TRY(iterator_step_value(agent, record));
  return v.is_absent() ? v : normalised_key(agent, v);
}

Truth contains(Agent* agent, Collection* set, Value key) {
  return truth(find_entry_of(agent, set->table, key) != nullptr);
}
Status put(Agent* agent, Collection* set, Value key) { return collection_put(agent, set, key, key); }

Collection* empty_set(Agent* agent) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kSetPrototype));
  return new_collection_with_prototype(agent, prototype, CellKind::kSet);
}

Collection* copy_of(Agent* agent, Collection* set) {
  Collection* result = TRY(empty_set(agent));
  TableCursor cursor{set->table};
  while (HashTable::Entry* entry = cursor.next()) {
    TRY(poll(agent));
    TRY(put(agent, result, entry->key));
  }
  return result;
}

}  // namespace

// https://tc39.es/ecma262/#sec-set.prototype.union
Value set_union(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.union"));
  SetRecord other;
  TRY(get_set_record(agent, f->argument(0), &other));
  IteratorRecord keys;
  TRY(get_keys(agent, other, &keys));
  Collection* result = TRY(copy_of(agent, set));
  for (;;) {
    Value key = TRY(next_key(agent, keys));
    if (key.is_absent()) return result;
    TRY(put(agent, result, key));
  }
}

// https://tc39.es/ecma262/#sec-set.prototype.intersection
Value set_intersection(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.intersection"));
  SetRecord other;
  TRY(get_set_record(agent, f->argument(0), &other));
  Collection* result = TRY(empty_set(agent));
  if (set->table->live <= other.size) {
    TableCursor cursor{set->table};
    while (HashTable::Entry* entry = cursor.next()) {
      Value key = entry->key;
      if (TRY(has(agent, other, key))) TRY(put(agent, result, key));
    }
    return result;
  }
  IteratorRecord keys;
  TRY(get_keys(agent, other, &keys));
  for (;;) {
    Value key = TRY(next_key(agent, keys));
    if (key.is_absent()) return result;
    if (TRY(contains(agent, set, key))) TRY(put(agent, result, key));
  }
}

// https://tc39.es/ecma262/#sec-set.prototype.difference
Value set_difference(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.difference"));
  SetRecord other;
  TRY(get_set_record(agent, f->argument(0), &other));
  Collection* result = TRY(copy_of(agent, set));
  if (set->table->live <= other.size) {
    TableCursor cursor{set->table};
    while (HashTable::Entry* entry = cursor.next()) {
      Value key = entry->key;
      if (TRY(has(agent, other, key))) collection_delete(agent, result, key);
    }
    return result;
  }
  IteratorRecord keys;
  TRY(get_keys(agent, other, &keys));
  for (;;) {
    Value key = TRY(next_key(agent, keys));
    if (key.is_absent()) return result;
    collection_delete(agent, result, key);
  }
}

// https://tc39.es/ecma262/#sec-set.prototype.symmetricdifference
Value set_symmetric_difference(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.symmetricDifference"));
  SetRecord other;
  TRY(get_set_record(agent, f->argument(0), &other));
  IteratorRecord keys;
  TRY(get_keys(agent, other, &keys));
  Collection* result = TRY(copy_of(agent, set));
  for (;;) {
    Value key = TRY(next_key(agent, keys));
    if (key.is_absent()) return result;
    if (TRY(contains(agent, set, key)))
      collection_delete(agent, result, key);
    else
      TRY(put(agent, result, key));
  }
}

// https://tc39.es/ecma262/#sec-set.prototype.issubsetof
Value set_is_subset_of(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.isSubsetOf"));
  SetRecord other;
  TRY(get_set_record(agent, f->argument(0), &other));
  if (set->table->live > other.size) return Value::boolean(false);
  TableCursor cursor{set->table};
  while (HashTable::Entry* entry = cursor.next())
    if (!TRY(has(agent, other, entry->key))) return Value::boolean(false);
  return Value::boolean(true);
}

// https://tc39.es/ecma262/#sec-set.prototype.issupersetof
Value set_is_superset_of(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.isSupersetOf"));
  SetRecord other;
  TRY(get_set_record(agent, f->argument(0), &other));
  if (set->table->live < other.size) return Value::boolean(false);
  IteratorRecord keys;
  TRY(get_keys(agent, other, &keys));
  for (;;) {
    Value key = TRY(next_key(agent, keys));
    if (key.is_absent()) return Value::boolean(true);
    if (TRY(contains(agent, set, key))) continue;
    TRY(iterator_close(agent, keys));
    return Value::boolean(false);
  }
}

// https://tc39.es/ecma262/#sec-set.prototype.isdisjointfrom
Value set_is_disjoint_from(Agent* agent, Frame* f) {
  Collection* set = TRY(this_set(agent, f, "Set.prototype.isDisjointFrom"));
  SetRecord other;
  TRY(get_set_record(agent, f->argument(0), &other));
  if (set->table->live <= other.size) {
    TableCursor cursor{set->table};
    while (HashTable::Entry* entry = cursor.next())
      if (TRY(has(agent, other, entry->key))) return Value::boolean(false);
    return Value::boolean(true);
  }
  IteratorRecord keys;
  TRY(get_keys(agent, other, &keys));
  for (;;) {
    Value key = TRY(next_key(agent, keys));
    if (key.is_absent()) return Value::boolean(true);
    if (!TRY(contains(agent, set, key))) continue;
    TRY(iterator_close(agent, keys));
    return Value::boolean(false);
  }
}

}  // namespace whipsnake
