// Allocation: spaces, blocks, large cells, accounting.
#include "jsengine/kernel/heap.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/block.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/object.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

extern const CellFinaliser kCellFinalisers[size_t(CellKind::kCount)];  // visitor_defaults.cpp

namespace {

constexpr size_t kChunkSize = 1024 * 1024;
constexpr size_t kFirstMajor = 48 * 1024 * 1024;  // the first major collection: never below this size
constexpr size_t kPageSize = 4096;

size_t round_up(size_t size, size_t unit) { return (size + unit - 1) / unit * unit; }

}  // namespace

uint8_t* map_aligned(size_t size) {
  size_t room = size + kBlockSize;
  void* p = mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) return nullptr;
  auto start = uintptr_t(p), aligned = round_up(start, kBlockSize);
  if (aligned != start) munmap(p, aligned - start);
  if (size_t tail = start + room - (aligned + size)) munmap(reinterpret_cast<void*>(aligned + size), tail);
  return reinterpret_cast<uint8_t*>(aligned);
}

Heap::Heap(Agent* agent) : agent_(agent), major_threshold_(kFirstMajor) {}

Heap::~Heap() {
  for (Block* block : blocks_)
    for (uint32_t i = 0; i < block->cell_count; i++) {
      Cell* cell = block->cell(i);
      if (cell->kind != CellKind::kFree) finalise(cell);
    }
  for (Block* block : blocks_)
    if (block->is_large()) munmap(block, block->region_size);
  release_spares();
  for (void* chunk : chunks_) munmap(chunk, kChunkSize);
}

void Heap::finalise(Cell* cell) {
  if (CellFinaliser finaliser = kCellFinalisers[size_t(cell->kind)]) finaliser(agent_, cell);
}

bool is_freshly_mapped(const Cell* cell) {
  const Block* block = Block::of(cell);
  return block->is_large() && block->zeroed;
}

size_t cell_size(const Cell* cell) { return Block::of(cell)->cell_size; }

void remember(Agent* agent, Cell* holder) { agent->heap->remember(holder); }
void remember_slot(Agent* agent, Slots* vector, uint32_t index) { agent->heap->remember_slot(vector, index); }

void Heap::remember_slot(Slots* vector, uint32_t index) {
  if (!vector->has_cards()) return remember(vector);
  uint8_t& card = vector->cards()[index / Slots::kPerCard];
  if (card) return;
  card = 1;
  cards_.push_back({vector, index / Slots::kPerCard});
}

// -- Accounting

bool Heap::charge(Category category, size_t bytes) {
  categories_[size_t(category)] += bytes;
  total_ += bytes;
  since_collection_ += bytes;
  if (total_ <= allowed()) {
    if (since_collection_ >= kNursery * 4 && !collecting_) maybe_collect();
    return true;
  }
  if (!collecting_) collect(true);
  if (total_ <= allowed()) return true;
  categories_[size_t(category)] -= bytes;
  total_ -= bytes;
  limit_reached();
  throw_out_of_memory(agent_);
  return false;
}

void Heap::charge_granted(Category category, size_t bytes) {
  categories_[size_t(category)] += bytes;
  total_ += bytes;
  since_collection_ += bytes;
  if (collecting_ || (total_ <= allowed() && since_collection_ < kNursery * 4)) return;
  maybe_collect();
  if (total_ > allowed()) limit_reached();
}

void Heap::uncharge(Category category, size_t bytes) {
  categories_[size_t(category)] -= bytes;
  total_ -= bytes;
}

// A script that was ended at the limit may have to be cleaned up after by another: it gets a reserve until it
// has gone below the limit again.
size_t Heap::allowed() const {
  if (!limit_reported_ || limit_ > SIZE_MAX / 2) return limit_;
  constexpr size_t kReserve = 1024 * 1024;
  return limit_ + std::max(limit_ / 16, kReserve);
}

// The next poll ends the script. Small cells are granted until then.
void Heap::limit_reached() {
  limit_reported_ = true;
  request_poll(agent_, kPollMemory);
}

// -- Small cells

Cell* Heap::allocate_slow(CellKind kind, size_t size) {
  if (stress_ && !collecting_ && ++stress_skipped_ >= stress_) {
    stress_skipped_ = 0;
    collect_under_stress();
  }
  if (size > kMaxSmallCell) return allocate_large(kind, size);
  int size_class = kSizeClassTable.of[(size + kGranule - 1) / kGranule];
  Space& space = spaces[size_class];
  if (since_collection_ >= kNursery && !collecting_) maybe_collect();
  bool needs_block = space.cursor == space.limit && !space.runs && !space.available && !space.unswept;
  if (needs_block && total_ + kBlockSize > allowed() && !collecting_) collect(true);
  if (space.cursor == space.limit)
    while (!next_run(space, size_class)) {
    }
  uint8_t* p = space.cursor;
  space.cursor += kSizeClassTable.size[size_class];
  *reinterpret_cast<uint64_t*>(p) = cell_header(kind);
  return reinterpret_cast<Cell*>(p);
}

// Gives the space a run, or makes progress towards one.
bool Heap::next_run(Space& space, int size_class) {
  if (FreeRun* run = space.runs) {
    space.runs = run->next;
    size_t bytes = run->aux;
    space.cursor = reinterpret_cast<uint8_t*>(run);
    if (stress_) {  // one cell at a time
      size_t one = kSizeClassTable.size[size_class];
      if (bytes > one) {
        auto* rest = reinterpret_cast<FreeRun*>(space.cursor + one);
        rest->aux = uint32_t(bytes - one), rest->next = space.runs;
        space.runs = rest;
        bytes = one;
      }
    }
    space.limit = space.cursor + bytes;
    since_collection_ += bytes;
    statistics_.allocated_bytes += bytes;
    return true;
  }
  Block* block;
  if ((block = space.available) != nullptr) {
    space.available = block->next;
    space.runs = block->runs;
  } else if ((block = space.unswept) != nullptr) {
    space.unswept = block->next;
    space.runs = sweep(block);
  } else {
    block = new_block(size_class);
    space.runs = block->runs;
  }
  block->runs = nullptr;
  block->touched = true;
  return false;
}

Block* Heap::new_block(int size_class) {
  Block* block = take_region(kBlockSize);
  if (block == nullptr) ENGINE_BUG("the operating system gives no more memory");
  size_t size = kSizeClassTable.size[size_class];
  bool dirty = block->pooled;
  *block = Block{};
  block->cell_size = size;
  block->cell_count = uint32_t((kBlockSize - Block::kFirstCell) / size);
  block->size_class = uint8_t(size_class);
  block->swept = true;
  if (dirty)
    for (uint32_t i = 0; i < block->cell_count; i++) *reinterpret_cast<uint64_t*>(block->cell(i)) = 0;
  auto* run = reinterpret_cast<FreeRun*>(block->first());
  run->aux = uint32_t(block->cell_count * size);
  run->next = nullptr;
  block->runs = run;
  blocks_.push_back(block);
  categories_[size_t(Category::kCells)] += kBlockSize;
  total_ += kBlockSize;
  if (total_ > allowed() && !collecting_) limit_reached();
  return block;
}

// -- Regions

// Mapping a region anew costs a page fault for each of its pages.
Block* Heap::take_spare(size_t size) {
  for (size_t i = spares_.size(); i-- > 0;) {
    Block* block = spares_[i];
    if (block->region_size != size) continue;
    spares_.erase(spares_.begin() + ptrdiff_t(i));
    spare_bytes_ -= size;
    return block;
  }
  return nullptr;
}

void Heap::release_spares() {
  for (Block* block : spares_) munmap(block, block->region_size);
  spares_.clear();
  spare_bytes_ = 0;
}

Block* Heap::take_region(size_t size) {
  if (size > kBlockSize) {
    Block* spare = take_spare(size);
    return spare ? spare : reinterpret_cast<Block*>(map_aligned(size));
  }
  if (pool_.empty()) {
    uint8_t* chunk = map_aligned(kChunkSize);
    if (chunk == nullptr) return nullptr;
    chunks_.push_back(chunk);
    for (size_t at = kChunkSize; at > 0; at -= kBlockSize)
      pool_.push_back(reinterpret_cast<Block*>(chunk + at - kBlockSize));
  }
  Block* block = pool_.back();
  pool_.pop_back();
  return block;
}

void Heap::release_region(Block* block) {
  if (block->is_large() && block->region_size > kBlockSize) {
    constexpr size_t kMostSpare = 32 * 1024 * 1024;
    if (spare_bytes_ + block->region_size > std::min(kMostSpare, limit_ / 8)) {
      munmap(block, block->region_size);
    } else {
      spares_.push_back(block);
      spare_bytes_ += block->region_size;
    }
    return;
  }
  // Keep some blocks as they are; give the pages of the others back.
  constexpr size_t kKept = 256;
  if (pool_.size() > kKept) {
    madvise(block, kBlockSize, MADV_DONTNEED);
  } else {
    block->pooled = true;
  }
  pool_.push_back(block);
}

Cell* Heap::allocate_large(CellKind kind, size_t size) {
  size_t region = round_up(size + Block::kFirstCell, kPageSize);
  if (region < kBlockSize) region = kBlockSize;
  if (since_collection_ + region >= kNursery * 4 && !collecting_) maybe_collect();
  if (!charge(Category::kLargeCells, region)) return nullptr;
  size_t spare = spare_bytes_;
  Block* block = take_region(region);
  if (block == nullptr) {
    uncharge(Category::kLargeCells, region);
    limit_reached();
    throw_out_of_memory(agent_);
    return nullptr;
  }
  *block = Block{};
  block->zeroed = region > kBlockSize && spare_bytes_ == spare;
  block->cell_size = region - Block::kFirstCell;
  block->cell_count = 1;
  block->size_class = Block::kLargeClass;
  block->region_size = region;
  block->touched = true;
  block->swept = true;
  statistics_.allocated_bytes += region;
  *reinterpret_cast<uint64_t*>(block->first()) = cell_header(kind);
  blocks_.push_back(block);
  return block->cell(0);
}

// Zeros are numbers and clean cards: what a poll may come upon.
static Slots* filled_in_pieces(Agent* agent, Slots* slots) {
  Status status = in_pieces(agent, slots->aux, [slots](size_t from, size_t to) {
    std::fill_n(slots->values + from, to - from, Value::hole());
  });
  return is_abrupt(status) ? nullptr : slots;
}

Slots* new_slots(Agent* agent, uint32_t capacity) {
  Cell* cell = allocate_raw(agent, CellKind::kSlots, Slots::size_for(capacity));
  if (cell == nullptr) return nullptr;
  auto* slots = static_cast<Slots*>(cell);
  slots->aux = capacity;
  if (capacity > kPiece && is_freshly_mapped(cell)) return filled_in_pieces(agent, slots);
  std::fill_n(slots->values, capacity, Value::hole());
  std::fill_n(slots->cards(), Slots::card_count(capacity), uint8_t(0));
  return slots;
}

// -- Roots

Roots::Roots(Heap* heap) : heap_(heap), previous_(nullptr), next_(heap->roots_) {
  if (next_) next_->previous_ = this;
  heap->roots_ = this;
}

Roots::~Roots() {
  if (previous_)
    previous_->next_ = next_;
  else
    heap_->roots_ = next_;
  if (next_) next_->previous_ = previous_;
}

RootedVector::~RootedVector() {
  if (data_) uncharge(agent_, Category::kCollections, capacity_ * sizeof(Value));
  free(data_);
}

bool RootedVector::grow() {
  size_t capacity = capacity_ ? capacity_ * 2 : 16;
  if (!charge(agent_, Category::kCollections, (capacity - capacity_) * sizeof(Value))) return false;
  auto* data = static_cast<Value*>(realloc(data_, capacity * sizeof(Value)));
  if (data == nullptr) {
    uncharge(agent_, Category::kCollections, (capacity - capacity_) * sizeof(Value));
    throw_out_of_memory(agent_);
    return false;
  }
  data_ = data, capacity_ = capacity;
  return true;
}

void RootedVector::visit(Marker& marker) { marker.values(data_, size_); }

}  // namespace whipsnake
