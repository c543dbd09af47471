#include "jsengine/kernel/for_in.h"

#include <algorithm>
#include <unordered_set>

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/shape.h"
#include "jsengine/kernel/sorting.h"

namespace whipsnake {

// An ordinary object whose named properties stand in its shape.
static bool is_told_by_shape(Object* o) {
  const ObjectMethods& methods = methods_of(o);
  return methods.own_property_keys == ordinary_own_property_keys &&
         methods.get_own_property == ordinary_get_own_property && !(o->shape->flags & kLazyFunction);
}

// The same as the general way, for an object without elements.
static Status collect_names(Agent* agent, ForInIterator* it) {
  const Shape* shape = it->object->shape;
  it->next = it->count = 0;
  if (shape->aux == 0) return Status::kOk;
  Slots* list = TRY(new_slots(agent, shape->aux));
  for (uint32_t i = 0; i < shape->aux; i++) {
    PropertyKey key = shape->table->entries[i].property_key();
    if (key.bits != PropertyTable::kDeleted && key.is_string()) list->values[it->count++] = Value(key.bits);
  }
  store(agent, it, &it->keys, list);
  return Status::kOk;
}

// Collects the string keys of the object the iterator has come to.
static Status collect_keys(Agent* agent, ForInIterator* it) {
  if (is_told_by_shape(it->object) && it->object->elements == nullptr) return collect_names(agent, it);
  KeyList keys(agent);
  TRY(methods_of(it->object).own_property_keys(agent, it->object, &keys));
  Slots* list = nullptr;
  uint32_t count = 0;
  for (uint32_t i = 0; i < keys.size(); i++) {
    if (keys[i].is_symbol()) continue;
    if (list == nullptr) list = TRY(new_slots(agent, keys.size() - i));
    list->values[count++] = Value(keys[i].bits);
  }
  store(agent, it, &it->keys, list);
  it->next = 0;
  it->count = count;
  return Status::kOk;
}

// Keys of an object that was gone through hide those of its prototypes.
static Status remember_visited(Agent* agent, ForInIterator* it) {
  if (it->count == 0) return Status::kOk;
  uint32_t total = it->visited_count + it->count;
  Slots* merged = TRY(new_slots(agent, total));
  if (it->visited_count != 0)
    TRY(copy_in_pieces(agent, merged->values, it->visited->values, it->visited_count));
  TRY(copy_in_pieces(agent, merged->values + it->visited_count, it->keys->values, it->count));
  TRY(sort_by_bits(agent, merged->values, total));
  store(agent, it, &it->visited, merged);
  it->visited_count = total;
  return Status::kOk;
}

static bool was_visited(const ForInIterator* it, Value key) {
  if (it->visited_count == 0) return false;
  const Value* first = it->visited->values;
  return std::binary_search(first, first + it->visited_count, key,
                            [](Value a, Value b) { return a.bits < b.bits; });
}

// An ordinary object without elements and enumerable properties: most prototypes.
static bool has_nothing_to_enumerate(Object* o) {
  if (methods_of(o).own_property_keys != ordinary_own_property_keys || o->elements != nullptr) return false;
  if (o->shape->flags & kLazyFunction) return true;
  for (uint32_t i = 0; i < o->shape->aux; i++) {
    const PropertyTable::Entry& entry = o->shape->table->entries[i];
    if ((entry.attributes & kEnumerable) && entry.property_key().is_string()) return false;
  }
  return true;
}

// To the next object of the chain. The last prototype mostly has nothing: then nothing need be remembered.
static Status advance(Agent* agent, ForInIterator* it) {
  Value prototype = TRY(get_prototype_of(agent, it->object));
  bool ends = !prototype.is_object();
  if (!ends && has_nothing_to_enumerate(prototype.as_object()))
    ends = !prototype.as_object()->shape->prototype.is_object();
  if (ends) {
    it->object = nullptr;
    return Status::kOk;
  }
  TRY(remember_visited(agent, it));
  store(agent, it, &it->object, prototype.as_object());
  return collect_keys(agent, it);
}

// kTrue: the property is there still and enumerable.
static Truth is_enumerable_own(Agent* agent, Object* o, PropertyKey key) {
  if (key.is_string() && is_told_by_shape(o)) {
    uint32_t n = find_in_shape(o->shape, key);
    return truth(n != kNotFound && (o->shape->table->entries[n].attributes & kEnumerable));
  }
  PropertyDescriptor d;
  if (!TRY(methods_of(o).get_own_property(agent, o, key, &d))) return Truth::kFalse;
  return truth(d.attributes & kEnumerable);
}

// -- Chains with a proxy: what its traps see is the order of the other engines. All keys of all objects come
// first.

static bool has_proxy(Object* o) {
  for (;; o = o->shape->prototype.as_object()) {
    if (o->is(CellKind::kProxy)) return true;
    if (!o->shape->prototype.is_object()) return false;
  }
}

// Appends the keys that are not `known` yet. Those that an ordinary object has not enumerable hide others
// only.
static Status collect_keys_of(Agent* agent, Object* o, std::unordered_set<uint64_t>* known,
                              RootedVector* all) {
  KeyList keys(agent);
  TRY(methods_of(o).own_property_keys(agent, o, &keys));
  for (uint32_t i = 0; i < keys.size(); i++) {
    if (keys[i].is_symbol() || !known->insert(keys[i].bits).second) continue;
    if (!o->is(CellKind::kProxy) && !TRY(is_enumerable_own(agent, o, keys[i]))) continue;
    if (!all->push(Value(keys[i].bits))) return Abrupt{};
  }
  return Status::kOk;
}

static Status collect_all_keys(Agent* agent, ForInIterator* it) {
  RootedVector all(agent);
  std::unordered_set<uint64_t> known;
  for (Value at = it->object; at.is_object();) {
    TRY(collect_keys_of(agent, at.as_object(), &known, &all));
    TRY(poll(agent));  // a proxy may be its own prototype
    at = TRY(get_prototype_of(agent, at.as_object()));
  }
  Slots* list = TRY(new_slots(agent, std::max(uint32_t(all.size()), 1u)));
  for (uint32_t i = 0; i < all.size(); i++) list->values[i] = all[i];
  store(agent, it, &it->keys, list);
  it->count = uint32_t(all.size());
  it->all_keys = true;
  return Status::kOk;
}

// kTrue: the first object of the chain that has the property has it enumerable.
static Truth is_enumerable(Agent* agent, Object* o, PropertyKey key) {
  for (Value at = o; at.is_object();) {
    PropertyDescriptor d;
    if (TRY(methods_of(at.as_object()).get_own_property(agent, at.as_object(), key, &d)))
      return truth(d.attributes & kEnumerable);
    TRY(poll(agent));
    at = TRY(get_prototype_of(agent, at.as_object()));
  }
  return Truth::kFalse;
}

static Value next_of_all_keys(Agent* agent, ForInIterator* it) {
  while (it->next < it->count) {
    PropertyKey key = {it->keys->values[it->next++].bits};
    if (TRY(is_enumerable(agent, it->object, key))) return key_to_value(agent, key);
  }
  return Value::absent();
}

Value new_for_in_iterator(Agent* agent, Value v) {
  auto* it = TRY(new_object_of<ForInIterator>(agent, CellKind::kForInIterator, Value::null()));
  if (v.is_nullish()) return it;
  Value o = TRY(to_object(agent, v));
  it->object = o.as_object();
  if (has_proxy(it->object))
    TRY(collect_all_keys(agent, it));
  else
    TRY(collect_keys(agent, it));
  return it;
}

Value for_in_next(Agent* agent, Value iterator) {
  auto* it = static_cast<ForInIterator*>(iterator.as_object());
  if (it->all_keys) return next_of_all_keys(agent, it);
  while (it->object != nullptr) {
    while (it->next < it->count) {
      Value key = it->keys->values[it->next++];
      if (was_visited(it, key)) continue;
      PropertyKey property = {key.bits};
      if (TRY(is_enumerable_own(agent, it->object, property))) return key_to_value(agent, property);
    }
    TRY(advance(agent, it));
    TRY(poll(agent));
  }
  return Value::absent();
}

VISIT_OBJECT(ForInIterator, ForInIterator, &ForInIterator::object, &ForInIterator::keys,
             &ForInIterator::visited)

}  // namespace whipsnake
