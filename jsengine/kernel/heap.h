// The heap: a collector that does not move anything. Marks stick, so collections are generational.
//
// Small cells live in 64 KB blocks of one size class; a large cell has a region of its own. Both start with a
// Block header at a 64 KB boundary, so the header of any cell is found by masking its address. Free cells of
// a block form runs; allocation bumps through a run.
//
// Who may hold what: cells hold values and pointers to cells, stored with the barrier (object.h). C++ locals
// may hold anything: the native stack is scanned conservatively. Memory got by malloc is not scanned: use
// RootedVector, or a Roots visitor.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <vector>

#include "jsengine/kernel/agent.h"

namespace whipsnake {

class Marker;
struct Block;

constexpr size_t kNursery = 8 * 1024 * 1024;  // allocate this much between collections

// What memory is charged to (invariant 8).
#define WHIPSNAKE_MEMORY_CATEGORIES(C)                    \
  C(Cells, "blocks of small cells")                       \
  C(LargeCells, "cells with a region of their own")       \
  C(Buffers, "bytes of array buffers")                    \
  C(Text, "string builders and other text being made")    \
  C(Parse, "trees, scopes and source texts")              \
  C(Code, "bytecode, feedback and machine code")          \
  C(RegExp, "compiled regular expressions, their stacks") \
  C(BigInts, "digits of BigInts")                         \
  C(Collections, "tables outside of cells")               \
  C(Python, "estimates of Python memory kept by cells")   \
  C(Document, "what the DOM reports per node")

enum class Category : uint8_t {
#define C(name, what) k##name,
  WHIPSNAKE_MEMORY_CATEGORIES(C)
#undef C
      kCount
};

constexpr size_t kBlockSize = 64 * 1024;
constexpr size_t kMaxSmallCell = 8192;
constexpr int kSizeClasses = 32;
constexpr size_t kGranule = 16;

struct SizeClasses {
  uint16_t size[kSizeClasses];
  uint8_t of[kMaxSmallCell / kGranule + 1];  // by size in granules, rounded up
};
constexpr SizeClasses make_size_classes() {
  SizeClasses table{};
  size_t size = 0, step = kGranule;
  for (int i = 0; i < kSizeClasses; i++) {
    if (i >= 8 && i % 4 == 0) step *= 2;
    for (size_t granule = size / kGranule + 1; granule <= (size + step) / kGranule; granule++)
      table.of[granule] = uint8_t(i);
    size += step;
    table.size[i] = uint16_t(size);
  }
  return table;
}
inline constexpr SizeClasses kSizeClassTable = make_size_classes();
static_assert(kSizeClassTable.size[kSizeClasses - 1] == kMaxSmallCell);

struct FreeRun : Cell {  // adjacent free cells; aux is their size in bytes
  FreeRun* next;
};

// Where the next cell of a size class comes from. Machine code bumps `cursor` itself.
struct Space {
  uint8_t* cursor;  // == limit: the run is used up
  uint8_t* limit;
  FreeRun* runs;  // further runs of the same block
  Block* unswept;
  Block* available;
};

struct CollectionStatistics {
  uint64_t minor = 0, major = 0, slices = 0;  // a major collection that was made in slices counts once
  uint64_t last_pause_ns = 0, worst_pause_ns = 0, total_pause_ns = 0;
  uint64_t allocated_bytes = 0;  // ever
  uint64_t last_visits = 0;      // Marker::visits() of the last collection
  uint64_t most_visits = 0;      // of one slice
  std::vector<uint32_t> pauses_us;
};

// Something outside of the heap that keeps cells alive while it is linked in.
class Roots {
 public:
  explicit Roots(Heap*);
  virtual ~Roots();
  Roots(const Roots&) = delete;
  Roots& operator=(const Roots&) = delete;
  virtual void visit(Marker&) = 0;

 private:
  friend class Heap;
  Heap* heap_;
  Roots* previous_;
  Roots* next_;
};

class Heap {
 public:
  Space spaces[kSizeClasses] = {};  // first: machine code reaches it through Agent::heap

  explicit Heap(Agent*);
  ~Heap();

  // The slow part of allocate().
  Cell* allocate_slow(CellKind, size_t size);
  // Collects now. A minor collection looks at what was allocated since the last one only; a major one that
  // was going on in slices starts again.
  void collect(bool major);
  void finish_sweeping();
  // Reports memory outside of cells. False: over the limit even after a collection; a termination is pending.
  bool charge(Category, size_t bytes);
  // The same of what is there already: at the limit the next poll ends the script.
  void charge_granted(Category, size_t bytes);
  void uncharge(Category, size_t bytes);
  void remember(Cell* holder) {
    holder->gc = kRemembered;
    remembered_.push_back(holder);
  }
  // The same of one value of a long vector.
  void remember_slot(Slots*, uint32_t index);
  // The live cell that holds this address, or nullptr. Only while sweeping is finished and regions are
  // sorted.
  Cell* cell_at(uintptr_t address) const;
  // Aborts, saying what is wrong, when the heap is not consistent.
  void verify();

  size_t total_bytes() const { return total_; }
  size_t bytes(Category c) const { return categories_[size_t(c)]; }
  const CollectionStatistics& statistics() const { return statistics_; }
  void count_live_cells(uint64_t counts[size_t(CellKind::kCount)], uint64_t bytes[size_t(CellKind::kCount)]);
  size_t limit() const { return limit_; }
  void set_limit(size_t bytes) { limit_ = bytes; }
  // Collect at every so many allocations that may collect, verify after every collection; 0: as needed.
  void set_stress(uint32_t interval);
  void set_trace(bool on) { trace_ = on; }

 private:
  friend class Roots;
  friend class Marker;
  class Pause;
  Block* new_block(int size_class);
  Cell* allocate_large(CellKind, size_t size);
  bool next_run(Space&, int size_class);
  void maybe_collect();
  void complete(Marker&, bool major);
  void collect_under_stress();
  void begin_slices();
  void next_slice();
  void wait_for_slice();
  bool clear_marks(size_t blocks);
  bool sweep_some(size_t blocks);
  void limit_reached();
  size_t allowed() const;
  Block* take_region(size_t size);
  Block* take_spare(size_t size);
  void release_spares();
  void release_region(Block*);
  FreeRun* sweep(Block*);
  void sweep_large();
  void prepare_sweep(bool major);
  void sort_regions();
  void mark_roots(Marker&);
  void visit_remembered(Marker&);
  void forget_remembered();
  void finalise(Cell*);
  void record_pause(uint64_t ns, const char* what, size_t before);

  Agent* agent_;
  std::vector<Block*> blocks_;  // of small cells and large ones; sorted by address during a collection
  std::vector<Block*> pool_;    // empty 64 KB blocks
  std::vector<void*> chunks_;   // 1 MB mappings that blocks are cut from
  std::vector<Block*> spares_;  // regions of large cells that were freed: whoever makes one often makes more
  size_t spare_bytes_ = 0;
  std::vector<Cell*> remembered_;
  struct Card {
    Slots* vector;
    uint32_t number;
  };
  std::vector<Card> cards_;         // those that are set
  std::unique_ptr<Marker> sliced_;  // of the major collection that goes on in slices
  size_t cleared_ = 0;              // blocks whose marks it has cleared
  uint32_t passes_ = 0;             // from the roots, that it has begun
  bool emptied_ = false;            // some blocks were swept and wait to be released
  Roots* roots_ = nullptr;
  size_t categories_[size_t(Category::kCount)] = {};
  size_t total_ = 0, limit_ = SIZE_MAX;
  size_t since_collection_ = 0;  // bytes allocated or charged
  size_t live_bytes_ = 0;        // marked, as of the last collection
  size_t major_threshold_ = 0;
  size_t python_threshold_ = 16 * 1024 * 1024;  // of AgentExtras::owned_bytes
  bool collecting_ = false, trace_ = false, limit_reported_ = false;
  uint32_t stress_ = 0, stress_turn_ = 0, stress_skipped_ = 0;
  CollectionStatistics statistics_;
};

// Cells that handlers take from a space themselves (interpreter/cells.py): up to this size each multiple of a
// granule has a space of its own.
constexpr size_t kMostOfHandlers = 128;
static_assert(sizeof(Space) == 40 &&
              kSizeClassTable.of[kMostOfHandlers / kGranule] == kMostOfHandlers / kGranule - 1);

inline uint64_t cell_header(CellKind kind) { return uint64_t(kind); }

// A cell whose bytes after the header are whatever they were: fill in all of them before the next allocation.
// Small cells (up to kMaxSmallCell) are always granted: at the memory limit the next poll terminates. Larger
// ones give nullptr then, with the termination pending.
inline Cell* allocate_raw(Agent* agent, CellKind kind, size_t size) {
  if (size <= kMaxSmallCell) [[likely]] {
    int size_class = kSizeClassTable.of[(size + kGranule - 1) / kGranule];
    Space& space = agent->heap->spaces[size_class];
    uint8_t* p = space.cursor;
    if (p != space.limit) [[likely]] {
      space.cursor = p + kSizeClassTable.size[size_class];
      *reinterpret_cast<uint64_t*>(p) = cell_header(kind);
      return reinterpret_cast<Cell*>(p);
    }
  }
  return agent->heap->allocate_slow(kind, size);
}

// Whether a large cell's memory is as the operating system gave it: zero, and not touched yet.
bool is_freshly_mapped(const Cell*);

// A cell with all fields zero (pointers null, values +0).
template <typename T>
inline T* allocate(Agent* agent, CellKind kind, size_t size = sizeof(T)) {
  Cell* cell = allocate_raw(agent, kind, size);
  if (cell == nullptr) [[unlikely]]
    return nullptr;
  if (size <= kMaxSmallCell || !is_freshly_mapped(cell))
    memset(reinterpret_cast<uint8_t*>(cell) + sizeof(Cell), 0, size - sizeof(Cell));
  return static_cast<T*>(cell);
}

// A vector of `capacity` values, all holes. nullptr (termination pending) when memory is out.
Slots* new_slots(Agent*, uint32_t capacity);
size_t cell_size(const Cell*);  // as allocated

inline bool charge(Agent* agent, Category c, size_t bytes) { return agent->heap->charge(c, bytes); }
inline void uncharge(Agent* agent, Category c, size_t bytes) { agent->heap->uncharge(c, bytes); }

// A growable list of values in malloc'd memory that the collector sees. Lives on the C++ stack or in a
// member.
class RootedVector final : public Roots {
 public:
  explicit RootedVector(Agent* agent) : Roots(agent->heap), agent_(agent) {}
  ~RootedVector() override;
  bool push(Value v) {  // false: memory is out, abrupt
    if (size_ == capacity_ && !grow()) return false;
    data_[size_++] = v;
    return true;
  }
  Value& operator[](size_t i) { return data_[i]; }
  Value* data() { return data_; }
  size_t size() const { return size_; }
  void truncate(size_t size) { size_ = size; }
  void visit(Marker&) override;

 private:
  bool grow();
  Agent* agent_;
  Value* data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace whipsnake
