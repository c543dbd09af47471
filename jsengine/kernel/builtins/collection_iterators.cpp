// Map and Set iterators. https://tc39.es/ecma262/#sec-map-iterator-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/hash_table.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

struct CollectionIterator : Object {  // detail: CollectionIteratorKind
  HashTable* table;                   // nullptr once it is done
  uint32_t index;
};

}  // namespace

VISIT_OBJECT(MapIterator, CollectionIterator, &CollectionIterator::table)
VISIT_OBJECT(SetIterator, CollectionIterator, &CollectionIterator::table)

Value create_collection_iterator(Agent* agent, Collection* c, CollectionIteratorKind kind) {
  bool is_map = c->is(CellKind::kMap);
  Value prototype = TRY(
      intrinsic(agent->realm, is_map ? Intrinsic::kMapIteratorPrototype : Intrinsic::kSetIteratorPrototype));
  auto* iterator = TRY(new_object_of<CollectionIterator>(
      agent, is_map ? CellKind::kMapIterator : CellKind::kSetIterator, prototype));
  iterator->detail = uint8_t(kind);
  iterator->table = c->table;
  return iterator;
}

TableCursor collection_iterator_cursor(Object* o) {
  auto* iterator = static_cast<CollectionIterator*>(o);
  return {iterator->table, iterator->index};
}

Value step_collection_iterator(Agent* agent, Object* o) {
  auto* iterator = static_cast<CollectionIterator*>(o);
  if (iterator->table == nullptr) return Value::absent();
  TableCursor cursor{iterator->table, iterator->index};
  HashTable::Entry* entry = cursor.next();
  if (entry == nullptr) {
    iterator->table = nullptr;
    return Value::absent();
  }
  if (cursor.table != iterator->table) store(agent, iterator, &iterator->table, cursor.table);
  iterator->index = cursor.index;
  switch (CollectionIteratorKind(iterator->detail)) {
    case CollectionIteratorKind::kKeys:
      return entry->key;
    case CollectionIteratorKind::kValues:
      return entry->value;
    case CollectionIteratorKind::kEntries:
      break;
  }
  Value pair[] = {entry->key, entry->value};
  return TRY(new_array_from(agent, agent->realm, pair, 2));
}

static Value next_result(Agent* agent, Frame* f, CellKind kind, const char* name) {
  Value v = f->this_value();
  if (!v.is_object() || !v.as_object()->is(kind))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, name), v);
  Value next = TRY(step_collection_iterator(agent, v.as_object()));
  bool done = next.is_absent();
  return create_iter_result(agent, done ? Value::undefined() : next, done);
}

// https://tc39.es/ecma262/#sec-%mapiteratorprototype%.next
Value map_iterator_next(Agent* agent, Frame* f) {
  return next_result(agent, f, CellKind::kMapIterator, "Map Iterator.prototype.next");
}

// https://tc39.es/ecma262/#sec-%setiteratorprototype%.next
Value set_iterator_next(Agent* agent, Frame* f) {
  return next_result(agent, f, CellKind::kSetIterator, "Set Iterator.prototype.next");
}

namespace {

const BuiltinRow kMapIteratorPrototypeRows[] = {
    NATIVE("next", 0, map_iterator_next),
    TEXT_SYMBOL(kToStringTag, "Map Iterator"),
};
const BuiltinSet kMapIteratorPrototypeSet(Intrinsic::kMapIteratorPrototype,
                                          {.prototype = Intrinsic::kIteratorPrototype},
                                          kMapIteratorPrototypeRows);

const BuiltinRow kSetIteratorPrototypeRows[] = {
    NATIVE("next", 0, set_iterator_next),
    TEXT_SYMBOL(kToStringTag, "Set Iterator"),
};
const BuiltinSet kSetIteratorPrototypeSet(Intrinsic::kSetIteratorPrototype,
                                          {.prototype = Intrinsic::kIteratorPrototype},
                                          kSetIteratorPrototypeRows);

}  // namespace

}  // namespace whipsnake
