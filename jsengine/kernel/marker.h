// Marking: what visitors of cells and of roots get.
#pragma once

#include <type_traits>

#include "jsengine/kernel/function.h"
#include "jsengine/kernel/heap.h"

namespace whipsnake {

class Marker;
using CellVisitor = void (*)(Marker&, Cell*);
// Runs when marking is done: drops references to cells that are not marked. It must not allocate.
using WeakProcessor = void (*)(Agent*, Cell* holder);
// Marks the values of those entries whose keys are marked; true if it marked anything new.
using EphemeronStep = bool (*)(Marker&, Cell* holder);

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
  void object_head(Object*);  // shape, overflow slots, elements, inline slots
  void weak(Cell* holder, WeakProcessor process) { weak_.push_back({holder, process}); }
  void ephemeron(Cell* holder, EphemeronStep step) { ephemerons_.push_back({holder, step}); }
  // Any word of the native stack: raw, boxed and interior pointers to cells (invariant 6).
  void conservative(uint64_t word);
  void drain();
  void process_ephemerons();
  void process_weak();
  size_t marked_bytes() const { return marked_bytes_; }

 private:
  void push(Cell*);
  struct Weak {
    Cell* holder;
    WeakProcessor process;
  };
  struct Ephemeron {
    Cell* holder;
    EphemeronStep step;
  };
  Agent* agent_;
  bool major_;
  size_t marked_bytes_ = 0;
  std::vector<Cell*> work_;
  std::vector<Weak> weak_;
  std::vector<Ephemeron> ephemerons_;
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
