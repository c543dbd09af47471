// WeakMap and WeakSet. https://tc39.es/ecma262/#sec-weakmap-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/collection_making.h"
#include "jsengine/kernel/finalization.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

Collection* this_weak_map(Agent* agent, Frame* f, const char* method) {
  return this_collection(agent, f, CellKind::kWeakMap, method);
}
Collection* this_weak_set(Agent* agent, Frame* f, const char* method) {
  return this_collection(agent, f, CellKind::kWeakSet, method);
}

HashTable::Entry* find_weak(Agent* agent, Collection* c, Value key) {
  return can_be_held_weakly(key) ? find_entry_of(agent, c->table, key) : nullptr;
}
Value delete_weak(Agent* agent, Collection* c, Value key) {
  return Value::boolean(can_be_held_weakly(key) && collection_delete(agent, c, key));
}

// -- WeakMap

Status put_weak(Agent* agent, Object* map, Value key, Value v) {
  if (!can_be_held_weakly(key)) return throw_error(agent, Message::kInvalidWeakKey);
  return collection_put(agent, static_cast<Collection*>(map), key, v);
}

Value weak_map_set(Agent* agent, Frame* f) {
  Collection* map = TRY(this_weak_map(agent, f, "WeakMap.prototype.set"));
  TRY(put_weak(agent, map, f->argument(0), f->argument(1)));
  return map;
}

// https://tc39.es/ecma262/#sec-weakmap-iterable
Value weak_map_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "WeakMap"));
  Collection* map =
      TRY(new_collection(agent, f->new_target, CellKind::kWeakMap, Intrinsic::kWeakMapPrototype));
  if (f->argument(0).is_nullish()) return map;
  Value adder = TRY(get(agent, map, agent->names->set));
  TRY(add_entries(agent, map, f->argument(0), adder, {weak_map_set, put_weak}));
  return map;
}

Value weak_map_get(Agent* agent, Frame* f) {
  Collection* map = TRY(this_weak_map(agent, f, "WeakMap.prototype.get"));
  HashTable::Entry* entry = find_weak(agent, map, f->argument(0));
  return entry ? entry->value : Value::undefined();
}

Value weak_map_has(Agent* agent, Frame* f) {
  Collection* map = TRY(this_weak_map(agent, f, "WeakMap.prototype.has"));
  return Value::boolean(find_weak(agent, map, f->argument(0)) != nullptr);
}

Value weak_map_delete(Agent* agent, Frame* f) {
  return delete_weak(agent, TRY(this_weak_map(agent, f, "WeakMap.prototype.delete")), f->argument(0));
}

const BuiltinRow kWeakMapRows[] = {
    VALUE_OF("prototype", kWeakMapPrototype, 0),
};
const BuiltinSet kWeakMapSet(Intrinsic::kWeakMap, a_constructor("WeakMap", 0, weak_map_constructor),
                             kWeakMapRows);

const BuiltinRow kWeakMapPrototypeRows[] = {
    VALUE_OF("constructor", kWeakMap, kHiddenDefault),
    NATIVE("delete", 1, weak_map_delete),
    NATIVE("get", 1, weak_map_get),
    NATIVE("set", 2, weak_map_set),
    NATIVE("has", 1, weak_map_has),
    TEXT_SYMBOL(kToStringTag, "WeakMap"),
};
const BuiltinSet kWeakMapPrototypeSet(Intrinsic::kWeakMapPrototype,
                                      {.prototype = Intrinsic::kObjectPrototype}, kWeakMapPrototypeRows);

// -- WeakSet

Status put_weak_item(Agent* agent, Object* set, Value item, Value) {
  if (!can_be_held_weakly(item)) return throw_error(agent, Message::kInvalidWeakItem);
  return collection_put(agent, static_cast<Collection*>(set), item, Value::undefined());
}

Value weak_set_add(Agent* agent, Frame* f) {
  Collection* set = TRY(this_weak_set(agent, f, "WeakSet.prototype.add"));
  TRY(put_weak_item(agent, set, f->argument(0), {}));
  return set;
}

// https://tc39.es/ecma262/#sec-weakset-iterable
Value weak_set_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "WeakSet"));
  Collection* set =
      TRY(new_collection(agent, f->new_target, CellKind::kWeakSet, Intrinsic::kWeakSetPrototype));
  if (f->argument(0).is_nullish()) return set;
  Value adder = TRY(get(agent, set, agent->names->add));
  TRY(add_items(agent, set, f->argument(0), adder, {weak_set_add, put_weak_item}));
  return set;
}

Value weak_set_has(Agent* agent, Frame* f) {
  Collection* set = TRY(this_weak_set(agent, f, "WeakSet.prototype.has"));
  return Value::boolean(find_weak(agent, set, f->argument(0)) != nullptr);
}

Value weak_set_delete(Agent* agent, Frame* f) {
  return delete_weak(agent, TRY(this_weak_set(agent, f, "WeakSet.prototype.delete")), f->argument(0));
}

const BuiltinRow kWeakSetRows[] = {
    VALUE_OF("prototype", kWeakSetPrototype, 0),
};
const BuiltinSet kWeakSetSet(Intrinsic::kWeakSet, a_constructor("WeakSet", 0, weak_set_constructor),
                             kWeakSetRows);

const BuiltinRow kWeakSetPrototypeRows[] = {
    VALUE_OF("constructor", kWeakSet, kHiddenDefault),
    NATIVE("delete", 1, weak_set_delete),
    NATIVE("has", 1, weak_set_has),
    NATIVE("add", 1, weak_set_add),
    TEXT_SYMBOL(kToStringTag, "WeakSet"),
};
const BuiltinSet kWeakSetPrototypeSet(Intrinsic::kWeakSetPrototype,
                                      {.prototype = Intrinsic::kObjectPrototype}, kWeakSetPrototypeRows);

}  // namespace

}  // namespace whipsnake
