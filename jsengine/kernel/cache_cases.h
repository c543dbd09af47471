// Cases of inline caches, for the files that look properties up.
#pragma once

#include "jsengine/kernel/inline_cache.h"

namespace whipsnake {

// The case for objects of a shape, or nullptr. `buffer` is room for the slot's own case.
const CacheCase* find_case(Agent*, PropertySlot*, const Shape*, PropertyKey, CacheCase* buffer);
const CacheCase* find_megamorphic(Agent*, const Shape*, PropertyKey);
void remember_megamorphic(Agent*, PropertyKey, const CacheCase&);
// Adds a case; `fits_one`: machine code can test it in the slot itself.
void learn(Agent*, PropertySlot*, PropertyKey, const CacheCase&, bool fits_one);

// Where slot n of objects of a shape stands: see PropertySlot.
inline int64_t location_of(const Shape* shape, uint32_t n) {
  constexpr int64_t kFirstOverflowSlot = sizeof(Slots) - sizeof(Value);
  return n < shape->detail ? int64_t(shape->inline_offset) + 8 * int64_t(n)
                           : -(kFirstOverflowSlot + 8 * int64_t(n - shape->detail));
}
inline Value* at_location(Cell* cell, int64_t location) {
  if (location >= 0) return reinterpret_cast<Value*>(reinterpret_cast<uint8_t*>(cell) + location);
  return reinterpret_cast<Value*>(reinterpret_cast<uint8_t*>(static_cast<Object*>(cell)->slots) - location);
}

}  // namespace whipsnake
