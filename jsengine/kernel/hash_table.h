// The ordered hash table behind Map and Set. Entries stand in the order in which they were added; deleting
// leaves a hole; buckets chain the entries. When a table is replaced by another (grown, compacted, cleared)
// it points to its successor, so that whoever is under way in it finds out where to go on.
// https://tc39.es/ecma262/#sec-keyed-collections
#pragma once

#include "jsengine/kernel/object.h"

namespace whipsnake {

// aux: capacity, a power of 2, of entries and of buckets. flags: 1 when the keys are held weakly (WeakMap,
// WeakSet).
struct HashTable : Cell {  // kind HashIndex
  struct Entry {
    Value key;  // hole: deleted
    Value value;
    uint32_t next;  // in its bucket; kNone at the end
    uint32_t hash;
  };
  static constexpr uint32_t kNone = UINT32_MAX;

  HashTable* successor;
  uint32_t used;  // entries made, deleted ones included
  uint32_t live;
  uint32_t first;  // no entry below is live
  bool cleared;    // replaced by clear(): whoever is under way starts again
  Entry entries[1];

  uint32_t* buckets() { return reinterpret_cast<uint32_t*>(entries + aux); }
  static size_t size_for(uint32_t capacity) {
    return sizeof(HashTable) - sizeof(Entry) + size_t(capacity) * (sizeof(Entry) + sizeof(uint32_t));
  }
};

struct Collection : Object {  // Map, Set, WeakMap, WeakSet
  HashTable* table;
};

HashTable* new_hash_table(Agent*, uint32_t capacity, bool weak = false);
// What stands for a key in a table: values that are SameValueZero become equal, strings flat. Abrupt: no
// memory.
Value normalised_key(Agent*, Value);
// The entry of a normalised key, or nullptr. It moves with the next addition.
HashTable::Entry* find_entry_of(Agent*, HashTable*, Value key);
Status collection_put(Agent*, Collection*, Value key, Value v);  // a normalised key
// Map.prototype.get, .set, and the like, of any key; `set` and `add` give the collection back.
Value collection_get(Agent*, Collection*, Value key);
Value collection_has(Agent*, Collection*, Value key);
Value collection_set(Agent*, Collection*, Value key, Value v);
Value collection_add(Agent*, Collection*, Value key);
bool collection_delete(Agent*, Collection*, Value key);
Status collection_clear(Agent*, Collection*);

// Where an iteration is. It sees what is added meanwhile, and skips what is deleted before it comes by.
struct TableCursor {
  HashTable* table;
  uint32_t index = 0;
  HashTable::Entry* next();  // nullptr at the end
};

// -- What the files of Map and Set share
enum class CollectionIteratorKind : uint8_t { kKeys, kValues, kEntries };
Value create_collection_iterator(Agent*, Collection*, CollectionIteratorKind);
// Where it is; table nullptr: at the end.
TableCursor collection_iterator_cursor(Object* iterator);
// The next value, or absent at the end.
Value step_collection_iterator(Agent*, Object* iterator);
Value map_iterator_next(Agent*, Frame*);
Value set_iterator_next(Agent*, Frame*);
// The receiver of a method, or a TypeError that names the method.
Collection* this_collection(Agent*, Frame*, CellKind, const char* method);

}  // namespace whipsnake
