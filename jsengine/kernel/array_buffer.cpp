#include "jsengine/kernel/array_buffer.h"

#include <algorithm>
#include <cstdlib>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/realm.h"
#include "jsengine/kernel/shared_memory.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

namespace {

// Bytes that are zero, or nullptr: the memory limit does not allow them (an ordinary RangeError follows).
uint8_t* allocate_bytes(Agent* agent, uint64_t count) {
  Heap* heap = agent->heap;
  auto fits = [&] {
    return heap->total_bytes() < heap->limit() && count <= heap->limit() - heap->total_bytes();
  };
  if (!fits()) heap->collect(true), heap->finish_sweeping();  // buffers that died free their bytes there
  if (!fits()) return nullptr;
  auto* data = static_cast<uint8_t*>(calloc(std::max<uint64_t>(count, 1), 1));
  if (data != nullptr) charge(agent, Category::kBuffers, count);
  return data;
}

void free_bytes(Agent* agent, ArrayBuffer* buffer) {
  if (buffer->data == nullptr) return;
  if (buffer->owner == nullptr) uncharge(agent, Category::kBuffers, buffer->maximum);
  SharedMemory* shared = buffer->shared;
  if (buffer->pin != nullptr) {
    buffer->pin->owner = buffer->owner;
    buffer->pin->shared = shared;
    buffer->pin->buffer = nullptr;
    if (shared != nullptr) retain(shared);
  } else if (buffer->owner != nullptr) {
    agent->extras->dropped.push_back(buffer->owner);
  } else if (shared == nullptr) {
    free(buffer->data);
  }
  if (shared != nullptr) detach(shared, buffer);
  buffer->owner = nullptr;
  buffer->pin = nullptr;
  buffer->data = nullptr;
}

void drop_dead_views(Agent*, Cell* c) {
  for (TypedArray** link = &static_cast<ArrayBuffer*>(c)->views; *link != nullptr;) {
    if (is_marked(*link))
      link = &(*link)->next_view;
    else
      *link = (*link)->next_view;
  }
}

void visit_buffer(Marker& m, Cell* c) {
  m.object_head(static_cast<Object*>(c));
  m.weak(c, drop_dead_views);
}

void update_views(ArrayBuffer* buffer) {
  for (TypedArray* view = buffer->views; view != nullptr; view = view->next_view) update_view(view);
}

}  // namespace

void visit_ArrayBuffer(Marker& m, Cell* c) { visit_buffer(m, c); }
void visit_SharedArrayBuffer(Marker& m, Cell* c) { visit_buffer(m, c); }
KIND_FINALISER(ArrayBuffer) { free_bytes(agent, static_cast<ArrayBuffer*>(cell)); }
KIND_FINALISER(SharedArrayBuffer) { free_bytes(agent, static_cast<ArrayBuffer*>(cell)); }

ArrayBuffer* allocate_array_buffer(Agent* agent, CellKind kind, Value prototype, double byte_length,
                                   bool resizable, double maximum) {
  if (!resizable) maximum = byte_length;
  if (maximum > kMaxBufferBytes) return throw_error(agent, Message::kBufferAllocation);
  auto* buffer = TRY(new_object_of<ArrayBuffer>(agent, kind, prototype));
  uint8_t* data = allocate_bytes(agent, uint64_t(maximum));
  if (data == nullptr) return throw_error(agent, Message::kBufferAllocation);
  if (kind == CellKind::kSharedArrayBuffer) {
    attach(new_shared_memory(data, uint64_t(byte_length), uint64_t(maximum), resizable), buffer);
    return buffer;
  }
  buffer->data = data;
  buffer->byte_length = uint64_t(byte_length);
  buffer->maximum = uint64_t(maximum);
  buffer->detail = resizable ? kResizableBuffer : 0;
  return buffer;
}

ArrayBuffer* allocate_array_buffer(Agent* agent, Value constructor, double byte_length) {
  Value prototype =
      TRY(prototype_from_constructor(agent, constructor, int(Intrinsic::kArrayBufferPrototype)));
  return allocate_array_buffer(agent, CellKind::kArrayBuffer, prototype, byte_length, false, 0);
}

ArrayBuffer* adopt_shared_memory(Agent* agent, SharedMemory* memory) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kSharedArrayBufferPrototype));
  auto* buffer = TRY(new_object_of<ArrayBuffer>(agent, CellKind::kSharedArrayBuffer, prototype));
  charge(agent, Category::kBuffers, memory->maximum);
  retain(memory);
  attach(memory, buffer);
  return buffer;
}

Status resize_array_buffer(Agent* agent, ArrayBuffer* buffer, double byte_length) {
  auto length = uint64_t(byte_length);
  if (SharedMemory* memory = buffer->shared) {  // it grows in all agents
    memory->byte_length = length;
    for (ArrayBuffer* other : memory->buffers) {
      other->byte_length = length;
      update_views(other);
    }
    return Status::kOk;
  }
  if (length < buffer->byte_length)
    TRY(clear_in_pieces(agent, buffer->data + length, size_t(buffer->byte_length - length)));
  buffer->byte_length = length;
  update_views(buffer);
  return Status::kOk;
}

void detach_buffer(Agent* agent, ArrayBuffer* buffer) {
  free_bytes(agent, buffer);
  buffer->byte_length = buffer->maximum = 0;
  buffer->detail |= kDetachedBuffer;
  update_views(buffer);
}

// For $262.detachArrayBuffer.
Value detach_array_buffer(Agent* agent, Value v) {
  ArrayBuffer* buffer = buffer_of(v);
  if (buffer == nullptr || buffer->is_shared())
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "detachArrayBuffer"), v);
  detach_buffer(agent, buffer);
  return Value::null();
}

}  // namespace whipsnake
