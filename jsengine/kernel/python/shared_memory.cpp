#include "jsengine/kernel/shared_memory.h"

#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/shared_memory.h"
#include "jsengine/kernel/waiting.h"

namespace whipsnake {

namespace {

constexpr const char* kCapsule = "jsengine._kernel.SharedMemory";

void release_capsule(PyObject* capsule) {
  release(static_cast<SharedMemory*>(PyCapsule_GetPointer(capsule, kCapsule)));
}

ContextObject* self_of(PyObject* object) { return reinterpret_cast<ContextObject*>(object); }

}  // namespace

PyObject* context_share(PyObject* object, PyObject* handle) {
  ContextEntry entry(self_of(object));
  if (!entry.ok()) return nullptr;
  Value value = is_handle(handle) ? value_of_handle(self_of(object), handle) : Value::undefined();
  if (is_abrupt(value)) return nullptr;
  ArrayBuffer* buffer = buffer_of(value);
  if (buffer == nullptr || buffer->shared == nullptr) {
    PyErr_SetString(PyExc_TypeError, "only a SharedArrayBuffer can be shared");
    return nullptr;
  }
  PyObject* capsule = PyCapsule_New(buffer->shared, kCapsule, release_capsule);
  if (capsule != nullptr) retain(buffer->shared);
  return capsule;
}

PyObject* context_adopt(PyObject* object, PyObject* memory) {
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  auto* shared = static_cast<SharedMemory*>(PyCapsule_GetPointer(memory, kCapsule));
  if (shared == nullptr) return nullptr;
  ArrayBuffer* buffer = adopt_shared_memory(self->agent, shared);
  return buffer ? completion_to_python(self, buffer) : raise_pending(self);
}

PyObject* context_wait_for_notification(PyObject* object, PyObject* seconds) {
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  double most = PyFloat_AsDouble(seconds);
  if (most == -1 && PyErr_Occurred()) return nullptr;
  Truth waited = wait_for_notification(self->agent, most * 1000);
  if (waited == Truth::kAbrupt) return raise_pending(self);
  return PyBool_FromLong(waited == Truth::kTrue);
}

}  // namespace whipsnake
