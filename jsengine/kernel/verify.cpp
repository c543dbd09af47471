// The heap verifier: what every cell and block must look like between collections.
#include <cstdio>
#include <cstdlib>

#include "jsengine/kernel/block.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"

namespace whipsnake {

extern const CellVisitor kCellVisitors[size_t(CellKind::kCount)];

namespace {

constexpr const char* kKindNames[] = {
#define K(name, what) #name,
    WHIPSNAKE_INTERNAL_CELLS(K) WHIPSNAKE_OBJECT_CELLS(K)
#undef K
};

[[noreturn]] void broken(const Cell* cell, const char* what) {
  const char* kind = cell->kind < CellKind::kCount ? kKindNames[size_t(cell->kind)] : "?";
  fprintf(stderr, "whipsnake: heap: %s at %p: %s\n", kind, static_cast<const void*>(cell), what);
  abort();
}

}  // namespace

// Just after a full collection every live cell is old; whatever it refers to must be live, too. The visitors
// are run with a marker that would mark young cells: a reference to a dead cell shows as something to mark.
void Heap::verify() {
  finish_sweeping();
  sort_regions();
  for (Block* block : blocks_) {
    for (uint32_t i = 0; i < block->cell_count; i++) {
      Cell* cell = block->cell(i);
      if (cell->kind >= CellKind::kCount) broken(cell, "no such kind");
      if (cell->gc > kRemembered) broken(cell, "no such mark");
      if (cell->kind == CellKind::kFree && cell->gc != kYoung) broken(cell, "free, but marked");
    }
  }
  for (Block* block : blocks_) {
    for (uint32_t i = 0; i < block->cell_count; i++) {
      Cell* cell = block->cell(i);
      if (cell->kind == CellKind::kFree || cell->gc == kYoung) continue;
      Marker marker(agent_, true);
      kCellVisitors[size_t(cell->kind)](marker, cell);
      marker.visit_parts();
      if (marker.marked_bytes() != 0 && cell->gc == kOld) broken(cell, "refers to a cell that was collected");
    }
  }
}

}  // namespace whipsnake
