// Marking: what visitors of cells and of roots get.
#pragma once

#include <type_traits>

#include "jsengine/kernel/function.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/pointer_table.h"

namespace whipsnake {

class Marker;
using CellVisitor = void (*)(Marker&, Cell*);
// Runs when marking is done: drops references to cells that are not marked. It must not allocate.
using WeakProcessor = void (*)(Agent*, Cell* holder);
// Hands all of the holder's entries to Marker::entry().
using EphemeronVisitor = void (*)(Marker&, Cell* holder);
// Visits what stands in a long cell from an index on, kPart of it at most; false: that was the last of it.
using PartVisitor = bool (*)(Marker&, Cell*, uint32_t from);
constexpr uint32_t kPart = 4096;

inline bool is_marked(const Cell* c) { return c->gc != kYoung; }
inline bool is_marked(Value v) { return !v.is_heap() || is_marked(v.as_cell()); }

class Marker {
 public:
  Marker(Agent* agent, bool major) : agent_(agent), major_(major) {}
  Agent* agent() const { return agent_; }
  bool is_major() const { return major_; }

  void cell(Cell* c) {
    if (c != nullptr && c->gc == kYoung) push(c);
  }
  void value(Value v) {
    if (v.is_heap()) cell(v.as_cell());
  }
  void key(PropertyKey k) { value(Value(k.bits)); }
  void values(const Value* v, size_t count) {
    for (size_t i = 0; i < count; i++) value(v[i]);
  }
  // An old cell that was written to: its visitor runs again.
  void revisit(Cell*);
  // So that a slice of marking is short and few cells wait at a time.
  void in_parts(Cell* cell, PartVisitor visit) { parts_.push_back({cell, visit, 0}); }
  void object_head(Object*);  // shape, overflow slots, elements, inline slots
  void weak(Cell* holder, WeakProcessor process) { weak_.push_back({holder, process}); }
  void ephemeron(Cell* holder, EphemeronVisitor visit) { ephemerons_.push_back({holder, visit}); }
  // The value is alive if the key is.
  void entry(Value key, Value value);
  // Any word of the native stack: raw, boxed and interior pointers to cells (invariant 6).
  void conservative(uint64_t word);
  // From now on cells that own Python objects are listed when they are marked.
  void list_owners(std::vector<Cell*>* list) { owners_ = list; }
  // Marks all that follows from what is marked.
  void drain() { drain_some(UINT64_MAX); }
  // The same, but stops after so many visits; false: then there is more to do.
  bool drain_some(uint64_t visits);
  void visit_parts();  // of the long cells that were visited
  void process_weak();
  size_t marked_bytes() const { return marked_bytes_; }
  // Cells, entries of weak collections and Python objects that were gone through: what tests bound.
  uint64_t visits() const { return visits_; }
  void count_visit() { visits_++; }

 private:
  void push(Cell*);
  void notice(Cell*);
  void next_part();
  struct Weak {
    Cell* holder;
    WeakProcessor process;
  };
  struct Ephemeron {
    Cell* holder;
    EphemeronVisitor visit;
  };
  struct Parts {
    Cell* cell;
    PartVisitor visit;
    uint32_t next;
  };
  struct Waiting {
    Value value;
    uint32_t next;  // that waits for the same key: its index + 1, or 0
  };
  Agent* agent_;
  bool major_;
  size_t marked_bytes_ = 0;
  uint64_t visits_ = 0;
  std::vector<Cell*> work_;
  std::vector<Parts> parts_;
  std::vector<Weak> weak_;
  std::vector<Ephemeron> ephemerons_;  // not gone through yet
  std::vector<Waiting> waiting_;
  PointerTable<Cell, uint32_t> keys_;  // not marked when they were met: the first that waits for it
  std::vector<Cell*>* owners_ = nullptr;
};

// One visitor per kind of cell. The table in visitors.cpp names visit_KIND for every row of cell.h; who adds
// a kind defines it, mostly with the macros below. Kinds of objects that nobody has defined yet visit their
// head only: one with more fields needs a visitor, which nothing checks.
#define K(name, what) void visit_##name(Marker&, Cell*);
WHIPSNAKE_INTERNAL_CELLS(K)
WHIPSNAKE_OBJECT_CELLS(K)
#undef K

inline void visit_field(Marker& m, Value v) { m.value(v); }
inline void visit_field(Marker& m, PropertyKey k) { m.key(k); }
template <typename T>
requires std::is_base_of_v<Cell, T>
inline void visit_field(Marker& m, T* cell) { m.cell(cell); }
template <size_t N>
inline void visit_field(Marker& m, const Value (&values)[N]) {
  m.values(values, N);
}
template <typename T, typename... Fields>
inline void visit_fields(Marker& m, T* cell, Fields... fields) {
  (visit_field(m, cell->*fields), ...);
}

// VISIT_CELL(Accessor, Accessor, &Accessor::getter, &Accessor::setter)
#define VISIT_CELL(kind, type, ...) \
  void visit_##kind(Marker& m, Cell* c) { visit_fields(m, static_cast<type*>(c), __VA_ARGS__); }
// The same for objects: their head first.
#define VISIT_OBJECT(kind, type, ...)                    \
  void visit_##kind(Marker& m, Cell* c) {                \
    m.object_head(static_cast<Object*>(c));              \
    visit_fields(m, static_cast<type*>(c), __VA_ARGS__); \
  }

// What a dead cell of a kind gives back, for kinds that own something outside of the heap. It must not
// allocate cells or run Python code: KIND_FINALISER(Buffer) { ... } with `agent` and `cell`.
using CellFinaliser = void (*)(Agent*, Cell*);
#define KIND_FINALISER(name) void finalise_##name([[maybe_unused]] Agent* agent, [[maybe_unused]] Cell* cell)

}  // namespace whipsnake
