#include "jsengine/kernel/python/buffers.h"

#include <cstdlib>
#include <cstring>

#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/python/user_values.h"
#include "jsengine/kernel/shared_memory.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

namespace {

// Of struct: the letters that are a type's own; by ElementType.
constexpr const char* kFormats[] = {"b", "B", "B", "h", "H", "i", "I", "e", "f", "d", "q", "Q"};
static_assert(sizeof(kFormats) / sizeof(*kFormats) == size_t(ElementType::kCount));

// The element type of a struct format; bytes where there is no such type.
ElementType type_of_format(const char* format, Py_ssize_t size) {
  if (format == nullptr) return ElementType::kUint8;
  if (*format == '@' || *format == '=' || *format == '<') format++;
  if (strcmp(format, "l") == 0) format = size == 8 ? "q" : "i";
  if (strcmp(format, "L") == 0) format = size == 8 ? "Q" : "I";
  for (size_t i = 0; i < size_t(ElementType::kCount); i++)
    if (strcmp(kFormats[i], format) == 0 && kElementSizes[i] == size) return ElementType(i);
  return ElementType::kUint8;
}

// -- From Python

ArrayBuffer* copied(Agent* agent, const Py_buffer* view) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kArrayBufferPrototype));
  ArrayBuffer* buffer =
      TRY(allocate_array_buffer(agent, CellKind::kArrayBuffer, prototype, double(view->len), false, 0));
  TRY(copy_in_pieces(agent, buffer->data, static_cast<const uint8_t*>(view->buf), size_t(view->len)));
  return buffer;
}

ArrayBuffer* shared(Agent* agent, PyObject* memory, const Py_buffer* view) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kArrayBufferPrototype));
  auto* buffer = TRY(new_object_of<ArrayBuffer>(agent, CellKind::kArrayBuffer, prototype));
  buffer->data = static_cast<uint8_t*>(view->buf);
  buffer->byte_length = buffer->maximum = uint64_t(view->len);
  buffer->owner = Py_NewRef(memory);
  register_python_owner(agent, buffer);
  return buffer;
}

Value typed_array_on(Agent* agent, PyObject* memory) {
  const Py_buffer* view = PyMemoryView_GET_BUFFER(memory);
  bool is_shared = !view->readonly && view->len > 0;
  ArrayBuffer* buffer = TRY(is_shared ? shared(agent, memory, view) : copied(agent, view));
  ElementType type = type_of_format(view->format, view->itemsize);
  if (reinterpret_cast<uintptr_t>(buffer->data) % kElementSizes[size_t(type)] != 0)
    type = ElementType::kUint8;
  uint64_t length = uint64_t(view->len) / kElementSizes[size_t(type)];
  Value prototype = TRY(intrinsic(agent->realm, prototype_of_type(type)));
  return TRY(new_view(agent, type, prototype, buffer, 0, &length));
}

// -- To Python

struct Export {
  BufferPin* pin;
  Py_ssize_t length, stride;
};

BufferPin* pin(ArrayBuffer* buffer) {
  if (buffer->pin == nullptr) buffer->pin = new BufferPin{buffer, buffer->data, nullptr, nullptr, 0};
  buffer->pin->count++;
  return buffer->pin;
}

void unpin(BufferPin* pin) {
  if (--pin->count != 0) return;
  if (pin->buffer != nullptr)
    pin->buffer->pin = nullptr;
  else if (pin->owner != nullptr)
    Py_DECREF(static_cast<PyObject*>(pin->owner));
  else if (pin->shared != nullptr)
    release(pin->shared);
  else
    free(pin->data);
  delete pin;
}

bool describe(Value value, ArrayBuffer** buffer, Py_buffer* view, ElementType* type) {
  *type = ElementType::kUint8;
  if (TypedArray* array = typed_array_of(value)) {
    *buffer = array->buffer;
    *type = array->type();
    view->buf = array->data;
    view->len = Py_ssize_t(array->length * array->element_size());
    return !array->is_out_of_bounds();
  }
  *buffer = buffer_of(value);
  if (*buffer == nullptr) return false;
  view->buf = (*buffer)->data;
  view->len = Py_ssize_t((*buffer)->byte_length);
  return !(*buffer)->is_detached();
}

}  // namespace

int get_buffer(PyObject* self, Py_buffer* view, int flags) {
  auto* handle = reinterpret_cast<HandleObject*>(self);
  view->obj = nullptr;
  ContextEntry entry(handle->context);
  if (!entry.ok()) return -1;
  ArrayBuffer* buffer;
  ElementType type;
  if (!describe(handle->value, &buffer, view, &type)) {
    PyErr_SetString(PyExc_BufferError,
                    "this JavaScript object is no ArrayBuffer or typed array, or is detached");
    return -1;
  }
  Py_ssize_t size = kElementSizes[size_t(type)];
  auto* exported = new Export{pin(buffer), view->len / size, size};
  view->obj = Py_NewRef(self);
  view->itemsize = size;
  view->readonly = 0;
  view->ndim = 1;
  view->format = flags & PyBUF_FORMAT ? const_cast<char*>(kFormats[size_t(type)]) : nullptr;
  view->shape = flags & PyBUF_ND ? &exported->length : nullptr;
  view->strides = flags & PyBUF_STRIDES ? &exported->stride : nullptr;
  view->suboffsets = nullptr;
  view->internal = exported;
  return 0;
}

void release_buffer(PyObject*, Py_buffer* view) {
  auto* exported = static_cast<Export*>(view->internal);
  unpin(exported->pin);
  delete exported;
}

PyObject* context_share_buffer(PyObject* self, PyObject* object) {
  auto* context = reinterpret_cast<ContextObject*>(self);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Reference memory(PyMemoryView_FromObject(object));
  if (!memory) return nullptr;
  if (!PyBuffer_IsContiguous(PyMemoryView_GET_BUFFER(memory.get()), 'C')) {
    PyErr_SetString(PyExc_ValueError, "the memory of a typed array has no gaps");
    return nullptr;
  }
  Value array = typed_array_on(context->agent, memory.get());
  return is_abrupt(array) ? raise_pending(context) : user_object(context, array);
}

}  // namespace whipsnake
