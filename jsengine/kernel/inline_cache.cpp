// Inline caches: looking a case up, learning a new one. What learns what: property_get.cpp, property_set.cpp.
#include "jsengine/kernel/inline_cache.h"

#include <cstdlib>
#include <cstring>

#include "jsengine/kernel/cache_cases.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"

namespace whipsnake {

FeedbackVector* new_feedback_vector(Agent* agent, Realm* realm, uint32_t count) {
  auto* vector =
      TRY(allocate<FeedbackVector>(agent, CellKind::kFeedbackVector, FeedbackVector::size_for(count)));
  vector->aux = count;
  vector->realm = realm;
  vector->compile_at = agent->warm_threshold;
  return vector;
}

MegamorphicCache* new_megamorphic_cache() {
  return static_cast<MegamorphicCache*>(calloc(1, sizeof(MegamorphicCache)));
}
void clear_megamorphic_cache(MegamorphicCache* cache) { memset(cache, 0, sizeof *cache); }

// -- Cases

static bool still_holds(const CacheCase& c) { return c.validity == nullptr || c.validity->holds(); }

const CacheCase* find_case(Agent* agent, PropertySlot* slot, const Shape* shape, PropertyKey key,
                           CacheCase* buffer) {
  if (slot->shape == shape) {
    *buffer = {slot->shape, slot->location, slot->holder, slot->validity, CaseKind::kSlot};
    if (still_holds(*buffer)) return buffer;
    return nullptr;
  }
  if (slot->shape != nullptr) return nullptr;
  if (slot->location == kMegamorphic) return find_megamorphic(agent, shape, key);
  if (slot->holder == nullptr) return nullptr;
  auto* cache = static_cast<PolymorphicCache*>(slot->holder);
  for (uint32_t i = 0; i < cache->aux; i++)
    if (cache->cases[i].shape == shape) return still_holds(cache->cases[i]) ? &cache->cases[i] : nullptr;
  return nullptr;
}

static MegamorphicCache::Entry* entry_of(Agent* agent, const Shape* shape, PropertyKey key) {
  uint64_t hash =
      (uint64_t(uintptr_t(shape)) >> 4) * 0x9E37'79B9'7F4A'7C15 ^ key.bits * 0xC2B2'AE3D'27D4'EB4F;
  return &agent->megamorphic_cache->entries[hash >> 40 & (MegamorphicCache::kSize - 1)];
}

const CacheCase* find_megamorphic(Agent* agent, const Shape* shape, PropertyKey key) {
  MegamorphicCache::Entry* entry = entry_of(agent, shape, key);
  return entry->found.shape == shape && entry->key == key.bits && still_holds(entry->found) ? &entry->found
                                                                                            : nullptr;
}

void remember_megamorphic(Agent* agent, PropertyKey key, const CacheCase& c) {
  MegamorphicCache::Entry* entry = entry_of(agent, c.shape, key);
  entry->key = key.bits;
  entry->found = c;
}

static void set_one_case(Agent* agent, PropertySlot* slot, const CacheCase& c) {
  slot->shape = c.shape;
  slot->location = c.location;
  slot->holder = c.holder;
  slot->validity = c.validity;
  write_barrier(agent, agent->fp->feedback);
}

// The slot's case moves to a cache of several.
static PolymorphicCache* several_cases(Agent* agent, PropertySlot* slot) {
  if (slot->shape == nullptr && slot->holder != nullptr) return static_cast<PolymorphicCache*>(slot->holder);
  auto* cache = allocate<PolymorphicCache>(agent, CellKind::kPolymorphicCache);
  if (slot->shape != nullptr) {
    bool transition = slot->holder != nullptr && slot->holder->is(CellKind::kShape);
    CaseKind kind = transition ? CaseKind::kTransition : CaseKind::kSlot;
    cache->cases[cache->aux++] = {slot->shape, slot->location, slot->holder, slot->validity, kind};
  }
  set_one_case(agent, slot, {nullptr, 0, cache, nullptr, CaseKind::kSlot});
  return cache;
}

// Objects of a constructor get more room after the first of them needed it: the old shape will not come
// again.
static bool is_superseded(const Shape* known, const Shape* by) {
  return known != nullptr && known->object_kind == by->object_kind && known->prototype == by->prototype &&
         known->detail < by->detail;
}

// Whether nothing the slot knows will come again.
static bool knows_superseded_only(const PropertySlot* slot, const Shape* by) {
  if (slot->shape != nullptr) return is_superseded(slot->shape, by);
  if (slot->holder == nullptr) return slot->location != kMegamorphic;
  auto* cache = static_cast<PolymorphicCache*>(slot->holder);
  for (uint32_t i = 0; i < cache->aux; i++)
    if (cache->cases[i].shape != nullptr && !is_superseded(cache->cases[i].shape, by)) return false;
  return true;
}

void learn(Agent* agent, PropertySlot* slot, PropertyKey key, const CacheCase& c, bool fits_one) {
  if (slot->location == kMegamorphic && slot->shape == nullptr) return remember_megamorphic(agent, key, c);
  if (fits_one && (slot->shape == c.shape || knows_superseded_only(slot, c.shape)))
    return set_one_case(agent, slot, c);
  PolymorphicCache* cache = several_cases(agent, slot);
  uint32_t i = 0;
  while (i < cache->aux && cache->cases[i].shape != c.shape && cache->cases[i].shape != nullptr) i++;
  if (i == PolymorphicCache::kMaxCases) {
    set_one_case(agent, slot, {nullptr, kMegamorphic, nullptr, nullptr, CaseKind::kSlot});
    return remember_megamorphic(agent, key, c);
  }
  cache->cases[i] = c;
  if (i == cache->aux) cache->aux++;
  write_barrier(agent, cache);
}

// -- The collector's side: shapes are weak

static void drop_dead_slots(Agent*, Cell* c) {
  auto* vector = static_cast<FeedbackVector*>(c);
  for (uint32_t i = 0; i < vector->aux; i++) {
    PropertySlot& slot = vector->slots[i].property;
    if (slot.shape != nullptr && !is_marked(slot.shape)) slot = {};
  }
}

void visit_FeedbackVector(Marker& m, Cell* c) {
  auto* vector = static_cast<FeedbackVector*>(c);
  m.cell(vector->realm);
  for (uint32_t i = 0; i < vector->aux; i++) {
    m.cell(vector->slots[i].property.holder);
    m.cell(vector->slots[i].property.validity);
  }
  m.weak(c, drop_dead_slots);
}

static void drop_dead_cases(Agent*, Cell* c) {
  auto* cache = static_cast<PolymorphicCache*>(c);
  for (uint32_t i = 0; i < cache->aux; i++) {
    CacheCase& found = cache->cases[i];
    if (found.shape != nullptr && !is_marked(found.shape)) found = {};
  }
}

void visit_PolymorphicCache(Marker& m, Cell* c) {
  auto* cache = static_cast<PolymorphicCache*>(c);
  for (uint32_t i = 0; i < cache->aux; i++) {
    m.cell(cache->cases[i].holder);
    m.cell(cache->cases[i].validity);
  }
  m.weak(c, drop_dead_cases);
}

}  // namespace whipsnake
