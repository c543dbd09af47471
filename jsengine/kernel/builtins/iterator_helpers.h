// What the files of Iterator share.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

enum class HelperKind : uint8_t { kMap, kFilter, kTake, kDrop, kFlatMap, kWrapper };  // Cell::detail
enum class HelperState : uint8_t { kStart, kSuspended, kRunning, kDone };             // Cell::aux

struct IteratorHelper : Object {  // Iterator helpers and wrappers
  Value iterator, next_method;    // the underlying iterator
  Value function;                 // mapper, predicate
  Value inner, inner_next;        // flatMap: the iterator under way, or undefined
  double counter;                 // how many values came by; take and drop: how many are left

  IteratorRecord underlying() const { return {iterator, next_method}; }
  IteratorRecord inner_record() const { return {inner, inner_next}; }
  HelperState state() const { return HelperState(aux); }
  void set_state(HelperState s) { aux = uint32_t(s); }
};

// The receiver as an iterator whose `next` is not read yet, or a TypeError.
Object* this_iterator(Agent*, Frame*);
// https://tc39.es/ecma262/#sec-getiteratordirect
Status get_iterator_direct(Agent*, Object*, IteratorRecord*);
// https://tc39.es/ecma262/#sec-getiteratorflattenable
enum class FlattenStrings : uint8_t { kReject, kIterate };
Status get_iterator_flattenable(Agent*, Value, FlattenStrings, IteratorRecord*);
// Closes the iterator and goes on throwing what is pending.
Abrupt close_and_throw(Agent*, Object* iterator);

// -- Iterator.prototype
Value iterator_map(Agent*, Frame*);
Value iterator_filter(Agent*, Frame*);
Value iterator_take(Agent*, Frame*);
Value iterator_drop(Agent*, Frame*);
Value iterator_flat_map(Agent*, Frame*);
Value iterator_reduce(Agent*, Frame*);
Value iterator_to_array(Agent*, Frame*);
Value iterator_for_each(Agent*, Frame*);
Value iterator_some(Agent*, Frame*);
Value iterator_every(Agent*, Frame*);
Value iterator_find(Agent*, Frame*);

}  // namespace whipsnake
