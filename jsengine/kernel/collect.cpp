// A collection: roots, marking, weak things, sweeping.
#include <time.h>

#include <algorithm>
#include <cstdio>

#include "jsengine/kernel/activity.h"
#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/block.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/platform/owners.h"
#include "jsengine/kernel/roots.h"
#include "jsengine/kernel/string_table.h"

namespace whipsnake {

namespace {

constexpr size_t kSmallestMajor = 48 * 1024 * 1024;
constexpr size_t kSmallestPython = 16 * 1024 * 1024;

uint64_t now_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return uint64_t(t.tv_sec) * 1'000'000'000 + uint64_t(t.tv_nsec);
}

}  // namespace

void Heap::maybe_collect() {
  // Cycles through Python objects end in major collections only.
  bool much_python = agent_->extras->owned_bytes > python_threshold_;
  collect(live_bytes_ + since_collection_ > major_threshold_ || total_ > allowed() || much_python);
}

void Heap::collect(bool major) {
  if (collecting_) return;
  collecting_ = true;
  ActivityScope scope(Activity::kCollecting);
  uint64_t start = now_ns();
  size_t before = total_;
  finish_sweeping();
  sort_regions();
  if (major) {
    clear_marks();
    live_bytes_ = 0;
    release_spares();
  }
  Marker marker(agent_, major);
  if (agent_->megamorphic_cache) clear_megamorphic_cache(agent_->megamorphic_cache);
  mark_roots(marker);
  marker.drain();
  if (major && agent_->extras->hooks.mark_host != nullptr) agent_->extras->hooks.mark_host(marker);
  sweep_strings(agent_, major);
  marker.process_weak();
  sweep_python_owners(agent_, major);
  std::erase_if(agent_->extras->wrappers, [](const auto& entry) { return !is_marked(entry.second); });
  live_bytes_ += marker.marked_bytes();
  statistics_.last_visits = marker.visits();
  prepare_sweep(major);
  since_collection_ = 0;
  if (major) {
    if (total_ > limit_) finish_sweeping();
    size_t kept = live_bytes_ + total_ - categories_[size_t(Category::kCells)] -
                  categories_[size_t(Category::kLargeCells)];
    major_threshold_ = std::max(kSmallestMajor, kept * 2);
    python_threshold_ = std::max(kSmallestPython, agent_->extras->owned_bytes * 2);
    if (total_ <= limit_) limit_reported_ = false;
  }
  record_pause(now_ns() - start, major, before);
  collecting_ = false;
  if (stress_) verify();
}

void Heap::record_pause(uint64_t ns, bool major, size_t before) {
  (major ? statistics_.major : statistics_.minor)++;
  statistics_.last_pause_ns = ns;
  statistics_.total_pause_ns += ns;
  statistics_.worst_pause_ns = std::max(statistics_.worst_pause_ns, ns);
  constexpr size_t kMostPauses = 100'000;
  if (statistics_.pauses_us.size() < kMostPauses) statistics_.pauses_us.push_back(uint32_t(ns / 1000));
  if (trace_)
    fprintf(stderr, "[gc] %s %.2f ms, %zu KB before, %zu KB live\n", major ? "major" : "minor",
            double(ns) / 1e6, before / 1024, live_bytes_ / 1024);
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

void Heap::clear_marks() {
  for (Block* block : blocks_)
    for (uint32_t i = 0; i < block->cell_count; i++) block->cell(i)->gc = kYoung;
}

void Heap::mark_roots(Marker& marker) {
  // Sticky marks: of the old cells only those that were written to can point to young ones.
  for (Cell* cell : remembered_) {
    if (marker.is_major()) continue;  // their marks were cleared with all others
    cell->gc = kOld;
    marker.revisit(cell);
  }
  remembered_.clear();
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
  for (uint32_t i = 0; i < block->cell_count; i++) {
    Cell* cell = block->cell(i);
    if (cell->gc != kYoung) {
      run = nullptr;
      continue;
    }
    if (cell->kind != CellKind::kFree) finalise(cell);
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

void Heap::finish_sweeping() {
  bool emptied = false;
  for (Space& space : spaces) {
    while (Block* block = space.unswept) {
      space.unswept = block->next;
      block->runs = sweep(block);
      if (block->runs && block->runs->aux == block->cell_count * block->cell_size) {
        emptied = true;
        block->runs = nullptr;
        block->pooled = true;  // marks it for the pass below
      } else if (block->runs) {
        block->next = space.available;
        space.available = block;
      }
    }
  }
  if (!emptied) return;
  std::erase_if(blocks_, [this](Block* block) {
    if (!block->pooled) return false;
    categories_[size_t(Category::kCells)] -= kBlockSize;
    total_ -= kBlockSize;
    release_region(block);
    return true;
  });
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
