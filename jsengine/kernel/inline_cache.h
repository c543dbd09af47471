// Inline caches: what a site of the bytecode has seen, as data in the feedback vector of its closure's realm.
//
// A site's slot is four words. Machine code tests the one-case (monomorphic) form itself:
//
//   get:  if object.shape != slot.shape -> slow
//         from = object
//         if slot.holder != 0: if slot.validity->aux == 0 -> slow; from = slot.holder
//         result = location >= 0 ? *(from + location) : *(from->slots + -location)
//         (a missing property is cached as a location in a cell that holds undefined)
//   set:  if object.shape != slot.shape -> slow
//         if slot.holder == 0: store as above, location from the object
//         else (the property is added, the holder is the new shape; only when location >= 0):
//              if slot.validity->aux == 0 -> slow; *(object + location) = value; object.shape = slot.holder
//         write barrier
//   global get: cell = slot.holder; if cell == 0 -> slow; value = cell->value; if value is the hole -> slow
//   global set: cell = slot.holder; if cell == 0 or cell->value is the hole -> slow; cell->value = value;
//   barrier
//
// A call whose callee is slot.target enters slot.code.
//
// Everything else is a case of the slow function: it looks into the PolymorphicCache in `holder` when shape
// is nullptr, then into the agent's global cache when `location` is kMegamorphic, then does the look-up and
// learns. A hit writes nothing.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

struct PropertySlot {
  Shape* shape;      // weak: the collector empties the slot when the shape is dead
  int64_t location;  // byte offset from the object, or minus the byte offset from its overflow slots
  Cell* holder;
  Validity* validity;
};
struct GlobalSlot {
  Shape* unused_shape;  // nullptr
  int64_t writes;       // cached for writing too
  PropertyCell* cell;
  Validity* unused_validity;
};
struct CallSlot {
  Cell* target;       // weak: the Function called last, if it can be entered without the kernel, or nullptr
  int64_t changes;    // how often it was another; kManyTargets: no more is told
  struct Code* code;  // the target's; of many targets, if they are closures of one function
  Cell* native;       // the NativeFunction called last
};
constexpr int64_t kManyTargets = -1;
struct LiteralSlot {  // of object literals
  Cell* last;         // weak: the object made last, while they are looked at
  int64_t made;       // how many; their size in bytes once there is a `shape`
  Shape* shape;       // of those that handlers make; nullptr while the first are looked at
  Shape* learnt;      // of new ones, when they have room for as many properties as the first came to have
};
struct ValueSlot {  // what a site makes once: a template object
  Shape* shape;
  int64_t number;
  Cell* cell;
  Cell* unused;
};
union FeedbackSlot {
  PropertySlot property;
  GlobalSlot global;
  CallSlot call;
  LiteralSlot literal;
  ValueSlot value;
};
static_assert(sizeof(FeedbackSlot) == 32);

// Word 0 is weak, words 2 and 3 are traced, word 1 is a number, whatever the slot is used for.
struct FeedbackVector : Cell {  // aux: number of slots
  Realm* realm;
  uint32_t calls, loops;      // warmth
  uint32_t compile_at;        // the function is compiled when calls or loops are more
  uint32_t counted_setbacks;  // of its code: those that compile_at allows for
  FeedbackSlot slots[1];
  static size_t size_for(uint32_t count) {
    return sizeof(FeedbackVector) + (size_t(count) - 1) * sizeof(FeedbackSlot);
  }
};
FeedbackVector* new_feedback_vector(Agent*, Realm*, uint32_t count);

enum class CaseKind : uint8_t {
  kSlot,         // data at location, as in PropertySlot
  kAccessor,     // the Accessor at location (of holder, else of the object)
  kTransition,   // set: add the property, holder is the new shape
  kArrayLength,  // of an Array
};
struct CacheCase {
  Shape* shape;  // weak; nullptr: free
  int64_t location;
  Cell* holder;
  Validity* validity;
  CaseKind kind;
};
static_assert(sizeof(CacheCase) == 40);  // interpreter/property.py steps through the cases
struct PolymorphicCache : Cell {         // aux: cases used
  static constexpr uint32_t kMaxCases = 8;
  CacheCase cases[kMaxCases];
};

// The agent's cache for megamorphic sites: by shape and key, direct mapped. The collector clears it each
// time.
struct MegamorphicCache {
  static constexpr uint32_t kSize = 1024;
  struct Entry {
    uint64_t key;
    CacheCase found;
  };
  Entry entries[kSize];
};
MegamorphicCache* new_megamorphic_cache();  // malloc'd; nullptr when memory is out
void clear_megamorphic_cache(MegamorphicCache*);
constexpr int64_t kMegamorphic = INT64_MIN;

// -- The slow ways of the bytecode's property instructions. `slot` stands in agent->fp->feedback.
Value get_property_slow(Agent*, Value base, PropertyKey, PropertySlot*);
// The same as get_v, by the agent's cache: where the kernel itself looks for one name again and again.
Value get_by_cache(Agent*, Value base, PropertyKey);
Value get_by_cache(Agent*, Object* base, PropertyKey, Value receiver);
Status set_property_slow(Agent*, Value base, PropertyKey, Value, PropertySlot*, bool strict);
// CreateDataPropertyOrThrow of object literals and class fields.
Status define_field_slow(Agent*, Value object, PropertyKey, Value, PropertySlot*);
Value get_element_slow(Agent*, Value base, Value key, PropertySlot*);
Status set_element_slow(Agent*, Value base, Value key, Value, PropertySlot*, bool strict);
enum class IfUnresolvable : uint8_t { kThrow, kUndefined };
Value get_global_slow(Agent*, PropertyKey, GlobalSlot*, IfUnresolvable);
Status set_global_slow(Agent*, PropertyKey, Value, GlobalSlot*, bool strict);

}  // namespace whipsnake
