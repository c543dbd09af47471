// The marker and the roots every agent has.
#include <algorithm>
#include <utility>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/block.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/platform/owners.h"
#include "jsengine/kernel/roots.h"
#include "jsengine/kernel/string_table.h"

namespace whipsnake {

extern const CellVisitor kCellVisitors[size_t(CellKind::kCount)];  // visitors.cpp

void Marker::push(Cell* cell) {
  cell->gc = kOld;
  marked_bytes_ += Block::of(cell)->cell_size;
  work_.push_back(cell);
}

void Marker::revisit(Cell* cell) { work_.push_back(cell); }

void Marker::notice(Cell* cell) {
  if (owners_ != nullptr && owned_by(cell) != nullptr) owners_->push_back(cell);
  uint32_t* first = keys_.find(cell);
  if (first == nullptr) return;
  for (uint32_t at = std::exchange(*first, 0); at != 0; at = waiting_[at - 1].next)
    value(waiting_[at - 1].value);
}

// Whoever waits for a key is found when that is marked: so a chain of keys and values takes time in
// proportion to its length.
void Marker::entry(Value key, Value v) {
  visits_++;
  if (is_marked(v)) return;
  if (is_marked(key)) return value(v);
  bool is_new;
  uint32_t& first = keys_.insert(key.as_cell(), &is_new);
  waiting_.push_back({v, first});
  first = uint32_t(waiting_.size());
}

void Marker::next_part() {
  Parts& last = parts_.back();
  uint32_t from = last.next;
  last.next += kPart;
  visits_ += kPart / 16;  // its values may all be marked
  if (!last.visit(*this, last.cell, from)) parts_.pop_back();
}

void Marker::visit_parts() {
  while (!parts_.empty()) next_part();
}

bool Marker::drain_some(uint64_t visits) {
  uint64_t end = visits > UINT64_MAX - visits_ ? UINT64_MAX : visits_ + visits;
  for (;;) {
    while (!work_.empty()) {
      if (visits_ >= end) return false;
      Cell* cell = work_.back();
      work_.pop_back();
      visits_++;
      kCellVisitors[size_t(cell->kind)](*this, cell);
      if (owners_ != nullptr || !waiting_.empty()) [[unlikely]]
        notice(cell);
    }
    if (!parts_.empty()) {
      if (visits_ >= end) return false;
      next_part();
    } else if (!ephemerons_.empty()) {
      Ephemeron ephemeron = ephemerons_.back();
      ephemerons_.pop_back();
      ephemeron.visit(*this, ephemeron.holder);
    } else {
      return true;
    }
  }
}

void Marker::process_weak() {
  for (const Weak& weak : weak_) weak.process(agent_, weak.holder);
}

void Marker::object_head(Object* object) {
  Shape* shape = object->shape;
  cell(shape);
  cell(object->slots);
  cell(object->elements);
  if (shape == nullptr) return;  // still being made
  auto* inline_slots = reinterpret_cast<Value*>(reinterpret_cast<uint8_t*>(object) + shape->inline_offset);
  values(inline_slots, shape->detail);
}

void Marker::conservative(uint64_t word) {
  uint16_t top = uint16_t(word >> 48);
  if (top != 0 && top < uint16_t(Tag::kSymbol)) return;
  if (Cell* c = agent_->heap->cell_at(word & Value::kPayload)) cell(c);
}

// Frames are windows one above the other. A caller's window may reach above its callee's, and all of it is
// filled, so everything up to the highest end is scanned word by word: no header word looks like a boxed
// cell.
void visit_js_stack(Marker& marker) {
  Agent* agent = marker.agent();
  Value* top = agent->stack_base;
  for (Frame* frame = agent->fp; frame; frame = frame->caller) {
    top = std::max(top, frame_top(frame));
    marker.cell(reinterpret_cast<Cell*>(frame->code));
    marker.cell(reinterpret_cast<Cell*>(frame->feedback));
  }
  for (Value* word = agent->stack_base; word < top; word++) marker.value(*word);
}

__attribute__((noinline, no_sanitize("address", "undefined"))) static void scan_words(Marker& marker,
                                                                                      const uint64_t* from,
                                                                                      const uint64_t* to) {
  for (; from < to; from++) marker.conservative(*from);
}

// Registers that a callee must preserve may hold the only reference to a cell: they are written out first.
__attribute__((noinline)) void visit_native_stack(Marker& marker) {
  const auto* base = static_cast<const uint64_t*>(marker.agent()->extras->native_stack_base);
  if (base == nullptr) return;
  uint64_t registers[6] = {};
#if defined(__x86_64__)
  asm volatile(
      "movq %%rbx, 0(%0)\n movq %%rbp, 8(%0)\n movq %%r12, 16(%0)\n"
      "movq %%r13, 24(%0)\n movq %%r14, 32(%0)\n movq %%r15, 40(%0)\n"
      :
      : "r"(registers)
      : "memory");
#else
  __builtin_unwind_init();
#endif
  scan_words(marker, registers, registers + 6);
  scan_words(marker, static_cast<const uint64_t*>(__builtin_frame_address(0)), base);
}

void visit_agent(Marker& marker) {
  Agent* agent = marker.agent();
  marker.value(agent->pending);
  marker.cell(agent->realm);
  marker.values(agent->well_known_symbols, size_t(WellKnownSymbol::kCount));
  marker.cell(agent->extras->main_realm);
  marker.cell(agent->null_prototype_roots);
  if (agent->names) marker.values(reinterpret_cast<Value*>(agent->names), kNameCount);
  visit_string_roots(marker);
}

}  // namespace whipsnake
