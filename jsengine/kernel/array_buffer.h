// Array buffers, shared ones too, and the views on them.
// https://tc39.es/ecma262/#sec-arraybuffer-objects
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/completion.h"

namespace whipsnake {

struct SharedMemory;  // shared_memory.h
struct TypedArray;

enum BufferFlags : uint8_t { kDetachedBuffer = 1, kResizableBuffer = 2 };  // Cell::detail

// Bytes that Python looks at: they stay where they are, and outlive the buffer if need be.
struct BufferPin {
  struct ArrayBuffer* buffer;  // nullptr once that is dead
  uint8_t* data;               // whose memory belongs to the pin from then on,
  void* owner;                 // ... or to this Python object
  SharedMemory* shared;        // ... or to this, which the pin then holds
  uint32_t count;
};

// Of kind ArrayBuffer or SharedArrayBuffer. A resizable one has memory for its maximum from the beginning.
struct ArrayBuffer : Object {
  uint8_t* data;  // malloc'd, unless there is an owner or it is shared; nullptr once it is detached
  uint64_t byte_length;
  uint64_t maximum;      // bytes of memory; equals byte_length unless it is resizable
  TypedArray* views;     // typed arrays on it, weakly held: they keep what they found out about the buffer
  SharedMemory* shared;  // of a SharedArrayBuffer: what it has in common with others
  void* owner;           // Python object whose memory `data` is, owned; nullptr: our own
  BufferPin* pin;        // nullptr: none

  bool is_detached() const { return detail & kDetachedBuffer; }
  bool is_resizable() const { return detail & kResizableBuffer; }
  bool is_pinned() const { return pin != nullptr; }
  bool is_shared() const { return is(CellKind::kSharedArrayBuffer); }
};

constexpr double kMaxBufferBytes = 8589934592.0;  // 8 GB

// https://tc39.es/ecma262/#sec-allocatearraybuffer; maximum: NaN when there is none.
ArrayBuffer* allocate_array_buffer(Agent*, Value constructor, double byte_length);
ArrayBuffer* allocate_array_buffer(Agent*, CellKind, Value prototype, double byte_length, bool resizable,
                                   double maximum);
Status resize_array_buffer(Agent*, ArrayBuffer*, double byte_length);
// https://tc39.es/ecma262/#sec-detacharraybuffer. The bytes are freed unless they were taken before.
void detach_buffer(Agent*, ArrayBuffer*);
Value detach_array_buffer(Agent*, Value buffer);  // $262.detachArrayBuffer
// Any ArrayBuffer or SharedArrayBuffer, or nullptr.
inline ArrayBuffer* buffer_of(Value v) {
  if (!v.is_object()) return nullptr;
  Object* o = v.as_object();
  return o->is(CellKind::kArrayBuffer) || o->is(CellKind::kSharedArrayBuffer) ? static_cast<ArrayBuffer*>(o)
                                                                              : nullptr;
}

}  // namespace whipsnake
