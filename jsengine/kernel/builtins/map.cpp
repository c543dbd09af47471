// Map. https://tc39.es/ecma262/#sec-map-objects
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/collection_making.h"
#include "jsengine/kernel/hash_table.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Collection* this_collection(Agent* agent, Frame* f, CellKind kind, const char* method) {
  Value v = f->this_value();
  if (v.is_object() && v.as_object()->is(kind)) [[likely]]
    return static_cast<Collection*>(v.as_object());
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
}

namespace {

Collection* this_map(Agent* agent, Frame* f, const char* method) {
  return this_collection(agent, f, CellKind::kMap, method);
}

// https://tc39.es/ecma262/#sec-map.prototype.set
Value map_set(Agent* agent, Frame* f) {
  Collection* map = TRY(this_map(agent, f, "Map.prototype.set"));
  return collection_set(agent, map, f->argument(0), f->argument(1));
}

Status add_pair(Agent* agent, Object* map, Value key, Value v) {
  return collection_put(agent, static_cast<Collection*>(map), TRY(normalised_key(agent, key)), v);
}

// https://tc39.es/ecma262/#sec-map-iterable
Value map_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "Map"));
  Collection* map = TRY(new_collection(agent, f->new_target, CellKind::kMap, Intrinsic::kMapPrototype));
  if (f->argument(0).is_nullish()) return map;
  Value adder = TRY(get(agent, map, agent->names->set));
  TRY(add_entries(agent, map, f->argument(0), adder, {map_set, add_pair}));
  return map;
}

Value map_get(Agent* agent, Frame* f) {
  return collection_get(agent, TRY(this_map(agent, f, "Map.prototype.get")), f->argument(0));
}

Value map_has(Agent* agent, Frame* f) {
  return collection_has(agent, TRY(this_map(agent, f, "Map.prototype.has")), f->argument(0));
}

Value map_delete(Agent* agent, Frame* f) {
  Collection* map = TRY(this_map(agent, f, "Map.prototype.delete"));
  return Value::boolean(collection_delete(agent, map, TRY(normalised_key(agent, f->argument(0)))));
}

Value map_clear(Agent* agent, Frame* f) {
  TRY(collection_clear(agent, TRY(this_map(agent, f, "Map.prototype.clear"))));
  return Value::undefined();
}

Value map_size(Agent* agent, Frame* f) {
  return Value::uint32(TRY(this_map(agent, f, "get Map.prototype.size"))->table->live);
}

// https://tc39.es/ecma262/#sec-map.prototype.foreach
Value map_for_each(Agent* agent, Frame* f) {
  Collection* map = TRY(this_map(agent, f, "Map.prototype.forEach"));
  Value callback = f->argument(0);
  if (!is_callable(callback)) return throw_error(agent, Message::kNotAFunction, callback);
  TableCursor cursor{map->table};
  while (HashTable::Entry* entry = cursor.next())
    TRY(call_with(agent, callback, f->argument(1), entry->value, entry->key, Value(map)));
  return Value::undefined();
}

template <CollectionIteratorKind kKind>
Value map_iterator(Agent* agent, Frame* f) {
  static constexpr const char* kNames[] = {"Map.prototype.keys", "Map.prototype.values",
                                           "Map.prototype.entries"};
  return create_collection_iterator(agent, TRY(this_map(agent, f, kNames[size_t(kKind)])), kKind);
}

// https://tc39.es/ecma262/#sec-map.groupby
Value map_group_by(Agent* agent, Frame* f) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kMapPrototype));
  Collection* map = TRY(new_collection_with_prototype(agent, prototype, CellKind::kMap));
  TRY(group_by(agent, f->argument(0), f->argument(1), GroupKeys::kCollection, map));
  return map;
}

const BuiltinRow kMapRows[] = {
    VALUE_OF("prototype", kMapPrototype, 0),
    NATIVE("groupBy", 2, map_group_by),
    GETTER_SYMBOL(kSpecies, "get [Symbol.species]", species_getter),
};
const BuiltinSet kMapSet(Intrinsic::kMap, a_constructor("Map", 0, map_constructor), kMapRows);

const BuiltinRow kMapPrototypeRows[] = {
    VALUE_OF("constructor", kMap, kHiddenDefault),
    AS_INTRINSIC(kMapProto_get, NATIVE("get", 1, map_get)),
    AS_INTRINSIC(kMapProto_set, NATIVE("set", 2, map_set)),
    AS_INTRINSIC(kMapProto_has, NATIVE("has", 1, map_has)),
    NATIVE("delete", 1, map_delete),
    NATIVE("clear", 0, map_clear),
    NATIVE("entries", 0, map_iterator<CollectionIteratorKind::kEntries>),
    NATIVE("forEach", 1, map_for_each),
    NATIVE("keys", 0, map_iterator<CollectionIteratorKind::kKeys>),
    GETTER("size", map_size),
    NATIVE("values", 0, map_iterator<CollectionIteratorKind::kValues>),
    TEXT_SYMBOL(kToStringTag, "Map"),
    ALIAS_SYMBOL(kIterator, "entries"),
};
const BuiltinSet kMapPrototypeSet(Intrinsic::kMapPrototype, {.prototype = Intrinsic::kObjectPrototype},
                                  kMapPrototypeRows);

}  // namespace

}  // namespace whipsnake
