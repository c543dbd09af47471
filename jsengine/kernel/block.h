// Regions of the heap and their headers.
#pragma once

#include "jsengine/kernel/heap.h"

namespace whipsnake {

struct Block {
  uint64_t cell_size;   // bytes; of a large cell the room it has
  uint32_t cell_count;  // 1 for a large cell
  uint8_t size_class;   // kLargeClass for a large cell
  bool touched;         // cells were allocated here since the last collection
  bool swept;
  bool pooled;
  bool zeroed;           // of a large cell: mapped for it, not a spare one
  Block* next;           // in a list of its space
  FreeRun* runs;         // when swept and not in use by its space
  uint64_t region_size;  // of a large cell's mapping
  uint32_t free_bytes;   // when swept last

  static constexpr uint8_t kLargeClass = 0xFF;
  static constexpr size_t kFirstCell = 64;

  static Block* of(const void* cell) {
    return reinterpret_cast<Block*>(uintptr_t(cell) & ~uintptr_t(kBlockSize - 1));
  }
  // A block that is nearly full is left alone until the next major collection: filling its holes costs a
  // sweep of the whole block after the next minor one.
  bool is_worth_filling() const { return free_bytes >= kBlockSize / 8; }
  bool is_large() const { return size_class == kLargeClass; }
  uint8_t* first() { return reinterpret_cast<uint8_t*>(this) + kFirstCell; }
  Cell* cell(uint32_t i) { return reinterpret_cast<Cell*>(first() + i * cell_size); }
};
static_assert(sizeof(Block) <= Block::kFirstCell);

uint8_t* map_aligned(size_t size);  // zeroed memory at a 64 KB boundary, or nullptr

}  // namespace whipsnake
