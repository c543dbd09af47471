// What the constructors of keyed collections share, and grouping.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/hash_table.h"

namespace whipsnake {

Collection* new_collection(Agent*, Value new_target, CellKind, Intrinsic prototype);
Collection* new_collection_with_prototype(Agent*, Value prototype, CellKind);

// A collection's own `set` or `add`: while it is what the property holds, entries are added without a call.
struct Adder {
  NativeCode code;
  Status (*add)(Agent*, Object* collection, Value key, Value v);
};
// https://tc39.es/ecma262/#sec-add-entries-from-iterable
Status add_entries(Agent*, Object* collection, Value iterable, Value adder, Adder own);
// The same for sets: items instead of entries.
Status add_items(Agent*, Object* collection, Value iterable, Value adder, Adder own);

// https://tc39.es/ecma262/#sec-groupby; the groups, Arrays, become the values of a map in the order of their
// first members.
enum class GroupKeys : uint8_t { kProperty, kCollection };
Status group_by(Agent*, Value items, Value callback, GroupKeys, Collection* groups);
Value object_group_by(Agent*, Frame*);

}  // namespace whipsnake
