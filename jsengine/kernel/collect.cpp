// A collection: roots, marking, weak things, sweeping.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "jsengine/kernel/activity.h"
#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/block.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/object.h"
#include "jsengine/kernel/platform/owners.h"
#include "jsengine/kernel/roots.h"
#include "jsengine/kernel/string_table.h"

namespace whipsnake {

extern const CellFinaliser kCellFinalisers[size_t(CellKind::kCount)];  // visitor_defaults.cpp

namespace {

constexpr size_t kSmallestMajor = 48 * 1024 * 1024;
constexpr size_t kSmallestPython = 16 * 1024 * 1024;
// A slice takes some milliseconds; a smaller heap is marked at once.
constexpr size_t kLeastSliced = 12 * 1024 * 1024;
constexpr size_t kBetweenSlices = 1024 * 1024;  // bytes that are allocated
constexpr uint64_t kVisitsPerSlice = 200'000;
constexpr uint32_t kPasses = 3;  // from the roots; the last of them finds little that is new
constexpr size_t kClearedPerSlice = 512, kSweptPerSlice = 256;  // blocks

// CPU time: what other processes take is no pause of ours.
uint64_t now_ns() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return uint64_t(t.tv_sec) * 1'000'000'000 + uint64_t(t.tv_nsec);
}

}  // namespace

// What a collection, or a slice of one, is while it goes on.
class Heap::Pause {
 public:
  explicit Pause(Heap* heap)
      : heap_(heap), scope_(Activity::kCollecting), start_(now_ns()), before_(heap->total_) {
    heap->collecting_ = true;
  }
  void end(const char* what) {
    heap_->record_pause(now_ns() - start_, what, before_);
    heap_->collecting_ = false;
  }

 private:
  Heap* heap_;
  ActivityScope scope_;
  uint64_t start_;
  size_t before_;
};

void Heap::maybe_collect() {
  if (sliced_ != nullptr) return next_slice();
  if (!sweep_some(kSweptPerSlice)) return wait_for_slice();
  // Cycles through Python objects end in major collections only.
  bool much_python = agent_->extras->owned_bytes > python_threshold_;
  bool full = total_ > allowed();
  bool major = full || much_python || live_bytes_ + since_collection_ > major_threshold_;
  if (major && !full && live_bytes_ >= kLeastSliced) return begin_slices();
  collect(major);
}

void Heap::collect(bool major) {
  if (collecting_) return;
  Pause pause(this);
  if (sliced_ != nullptr) major = true, sliced_.reset();
  finish_sweeping();
  if (major) {
    cleared_ = 0;
    clear_marks(SIZE_MAX);
  }
  Marker marker(agent_, major);
  complete(marker, major);
  pause.end(major ? "major" : "minor");
  if (stress_) verify();
}

// All that is left to do once marks are cleared, however much was marked before.
void Heap::complete(Marker& marker, bool major) {
  sort_regions();
  if (major) release_spares();
  if (agent_->megamorphic_cache) clear_megamorphic_cache(agent_->megamorphic_cache);
  mark_roots(marker);
  marker.drain();
  if (major && agent_->extras->hooks.mark_host != nullptr) agent_->extras->hooks.mark_host(marker);
  sweep_strings(agent_, major);
  marker.process_weak();
  sweep_python_owners(agent_, major);
  std::erase_if(agent_->extras->wrappers, [](const auto& entry) { return !is_marked(entry.second); });
  if (major) live_bytes_ = 0;
  live_bytes_ += marker.marked_bytes();
  statistics_.last_visits = marker.visits();
  (major ? statistics_.major : statistics_.minor)++;
  prepare_sweep(major);
  since_collection_ = 0;
  if (!major) return;
  if (total_ > limit_) finish_sweeping();
  size_t kept = live_bytes_ + total_ - categories_[size_t(Category::kCells)] -
                categories_[size_t(Category::kLargeCells)];
  major_threshold_ = std::max(kSmallestMajor, kept * 2);
  python_threshold_ = std::max(kSmallestPython, agent_->extras->owned_bytes * 2);
  if (total_ <= limit_) limit_reported_ = false;
}

// -- Major collections in slices, between which scripts run
//
// Marks stick, so a major collection that has cleared all marks and marked a part of the heap looks like the
// time after a minor one: what is marked is old, and stores into it are remembered. To complete it is what a
// minor collection does, from the roots and what is remembered. Until then nothing is swept and there are no
// minor collections.

void Heap::wait_for_slice() { since_collection_ = kNursery - kBetweenSlices; }

void Heap::begin_slices() {
  Pause pause(this);
  finish_sweeping();
  cleared_ = passes_ = 0;
  sliced_ = std::make_unique<Marker>(agent_, true);
  wait_for_slice();
  pause.end("slice");
}

void Heap::next_slice() {
  Pause pause(this);
  uint64_t visits = stress_ ? live_bytes_ / 256 + 1 : kVisitsPerSlice, before = sliced_->visits();
  bool is_over = false;
  statistics_.slices++;
  if (passes_ == 0 ? clear_marks(kClearedPerSlice) : sliced_->drain_some(visits)) {
    if (passes_++ < kPasses) {
      sort_regions();
      mark_roots(*sliced_);
    } else {
      complete(*sliced_, true);
      is_over = true;
    }
  }
  statistics_.most_visits = std::max(statistics_.most_visits, sliced_->visits() - before);
  if (is_over)
    sliced_.reset();
  else
    wait_for_slice();
  pause.end(is_over ? "major" : "slice");
  if (is_over && stress_) verify();
}

// Mostly minor collections and slices: they lose what was stored without the barrier.
void Heap::collect_under_stress() {
  uint32_t turn = stress_turn_++ % 8;
  if (sliced_ != nullptr)
    next_slice();
  else if (turn % 4 == 0)
    begin_slices();
  else
    collect(turn == 1);
}

void Heap::record_pause(uint64_t ns, const char* what, size_t before) {
  statistics_.last_pause_ns = ns;
  statistics_.total_pause_ns += ns;
  statistics_.worst_pause_ns = std::max(statistics_.worst_pause_ns, ns);
  constexpr size_t kMostPauses = 100'000;
  if (statistics_.pauses_us.size() < kMostPauses) statistics_.pauses_us.push_back(uint32_t(ns / 1000));
  if (trace_)
    fprintf(stderr, "[gc] %s %.2f ms, %zu KB before, %zu KB live\n", what, double(ns) / 1e6, before / 1024,
            live_bytes_ / 1024);
}

// -- Marking

void Heap::sort_regions() { std::sort(blocks_.begin(), blocks_.end()); }

Cell* Heap::cell_at(uintptr_t address) const {
  auto after = std::upper_bound(blocks_.begin(), blocks_.end(), reinterpret_cast<Block*>(address));
  if (after == blocks_.begin()) return nullptr;
  Block* block = after[-1];
  auto first = uintptr_t(block->first());
  if (address < first) return nullptr;
  size_t index = (address - first) / block->cell_size;
  if (index >= block->cell_count) return nullptr;
  Cell* cell = block->cell(uint32_t(index));
  return cell->kind == CellKind::kFree ? nullptr : cell;
}

// Of so many blocks after those it was done to; true: that was the last. Blocks that are made meanwhile come
// at the end.
bool Heap::clear_marks(size_t blocks) {
  size_t end = std::min(blocks_.size(), cleared_ + std::min(blocks, blocks_.size()));
  for (; cleared_ < end; cleared_++) {
    Block* block = blocks_[cleared_];
    for (uint32_t i = 0; i < block->cell_count; i++) block->cell(i)->gc = kYoung;
  }
  if (cleared_ < blocks_.size()) return false;
  forget_remembered();
  return true;
}

// Sticky marks: of the old cells only those that were written to can point to young ones.
void Heap::visit_remembered(Marker& marker) {
  for (Cell* cell : remembered_) {
    cell->gc = kOld;
    marker.revisit(cell);
  }
  for (const Card& card : cards_) {
    uint32_t from = card.number * Slots::kPerCard;
    marker.values(card.vector->values + from, std::min(Slots::kPerCard, card.vector->aux - from));
  }
  forget_remembered();
}

void Heap::forget_remembered() {
  remembered_.clear();
  for (const Card& card : cards_) card.vector->cards()[card.number] = 0;
  cards_.clear();
}

void Heap::mark_roots(Marker& marker) {
  visit_remembered(marker);
  visit_agent(marker);
  for (Roots* roots = roots_; roots; roots = roots->next_) roots->visit(marker);
  visit_js_stack(marker);
  visit_native_stack(marker);
}

// -- Sweeping, which is mostly done when a space needs room

void Heap::prepare_sweep(bool major) {
  for (Space& space : spaces) {
    space.cursor = space.limit = nullptr;
    space.runs = nullptr;
    space.unswept = space.available = nullptr;
  }
  for (Block* block : blocks_) {
    bool again = major || block->touched;
    block->touched = false;
    if (block->is_large()) {
      if (again && block->cell(0)->gc == kYoung) block->swept = false;
      continue;
    }
    Space& space = spaces[block->size_class];
    if (again) {
      block->swept = false;
      block->next = space.unswept;
      space.unswept = block;
    } else if (block->runs != nullptr) {
      block->next = space.available;
      space.available = block;
    }
  }
  sweep_large();
}

void Heap::sweep_large() {
  std::erase_if(blocks_, [this](Block* block) {
    if (!block->is_large() || block->swept) return false;
    finalise(block->cell(0));
    uncharge(Category::kLargeCells, block->region_size);
    release_region(block);
    return true;
  });
}

// Frees the cells that are not marked; their runs, if they are worth filling.
FreeRun* Heap::sweep(Block* block) {
  FreeRun* runs = nullptr;
  FreeRun* run = nullptr;
  auto size = uint32_t(block->cell_size);
  constexpr uint32_t kAhead = 12;  // cells: mostly they are in no cache
  for (uint32_t i = 0; i < block->cell_count; i++) {
    Cell* cell = block->cell(i);
    __builtin_prefetch(block->first() + size_t(i + kAhead) * size);
    if (cell->gc != kYoung) {
      run = nullptr;
      continue;
    }
    if (kCellFinalisers[size_t(cell->kind)] != nullptr) finalise(cell);
    *reinterpret_cast<uint64_t*>(cell) = cell_header(CellKind::kFree);
    if (run == nullptr) {
      run = static_cast<FreeRun*>(cell);
      run->next = runs;
      runs = run;
    }
    run->aux += size;
  }
  block->swept = true;
  block->free_bytes = 0;
  for (FreeRun* each = runs; each != nullptr; each = each->next) block->free_bytes += each->aux;
  return block->is_worth_filling() ? runs : nullptr;
}

void Heap::finish_sweeping() { sweep_some(SIZE_MAX); }

// True: nothing is left to sweep.
bool Heap::sweep_some(size_t blocks) {
  for (Space& space : spaces) {
    while (Block* block = space.unswept) {
      if (blocks-- == 0) return false;
      space.unswept = block->next;
      block->runs = sweep(block);
      if (block->runs && block->runs->aux == block->cell_count * block->cell_size) {
        emptied_ = true;
        block->runs = nullptr;
        block->pooled = true;  // marks it for the pass below
      } else if (block->runs) {
        block->next = space.available;
        space.available = block;
      }
    }
  }
  if (!std::exchange(emptied_, false)) return true;
  std::erase_if(blocks_, [this](Block* block) {
    if (!block->pooled) return false;
    categories_[size_t(Category::kCells)] -= kBlockSize;
    total_ -= kBlockSize;
    release_region(block);
    return true;
  });
  return true;
}

// -- Checks and counts

void Heap::set_stress(uint32_t interval) {
  stress_ = interval;
  if (interval == 0) return;
  for (Space& space : spaces) space.cursor = space.limit = nullptr, space.runs = nullptr;
  collect(true);
}

void Heap::count_live_cells(uint64_t counts[size_t(CellKind::kCount)],
                            uint64_t bytes[size_t(CellKind::kCount)]) {
  collect(true);
  for (Block* block : blocks_)
    for (uint32_t i = 0; i < block->cell_count; i++) {
      Cell* cell = block->cell(i);
      if (cell->kind == CellKind::kFree || cell->gc == kYoung) continue;
      counts[size_t(cell->kind)]++;
      bytes[size_t(cell->kind)] += block->cell_size;
    }
}

}  // namespace whipsnake
