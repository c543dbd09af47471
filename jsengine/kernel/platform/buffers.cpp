#include "jsengine/kernel/platform/buffers.h"

#include <algorithm>
#include <cstring>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/data_view.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/platform/realm_entry.h"
#include "jsengine/kernel/python/handle.h"

namespace whipsnake {

namespace {

struct Bytes {
  uint8_t* data = nullptr;
  size_t length = 0;
};

// Where the bytes of a buffer or a view lie; none of what is detached or out of bounds. False: it is neither.
bool bytes_of(Value v, Bytes* bytes) {
  if (TypedArray* array = typed_array_of(v)) {
    *bytes = {array->data, size_t(array->length * array->element_size())};
  } else if (ArrayBuffer* buffer = buffer_of(v)) {
    *bytes = {buffer->data, size_t(buffer->byte_length)};
  } else if (v.is_object() && v.as_object()->is(CellKind::kDataView)) {
    auto* view = static_cast<DataView*>(v.as_object());
    uint64_t length;
    if (view->find_length(&length)) *bytes = {view->buffer->data + view->byte_offset, size_t(length)};
  } else {
    return false;
  }
  return true;
}

bool bytes_of_handle(PyObject* o, Bytes* bytes) {
  if (is_handle(o) && bytes_of(reinterpret_cast<HandleObject*>(o)->value, bytes)) return true;
  PyErr_SetString(PyExc_TypeError, "a Handle of a buffer or a view is expected");
  return false;
}

ArrayBuffer* new_buffer(Agent* agent, const char* data, Py_ssize_t length) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kArrayBufferPrototype));
  ArrayBuffer* buffer =
      TRY(allocate_array_buffer(agent, CellKind::kArrayBuffer, prototype, double(length), false, 0));
  TRY(copy_in_pieces(agent, buffer->data, reinterpret_cast<const uint8_t*>(data), size_t(length)));
  return buffer;
}

Value new_bytes(Agent* agent, const char* data, Py_ssize_t size, bool as_array) {
  ArrayBuffer* buffer = TRY(new_buffer(agent, data, size));
  if (!as_array) return buffer;
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kUint8ArrayPrototype));
  auto length = uint64_t(size);
  return TRY(new_view(agent, ElementType::kUint8, prototype, buffer, 0, &length));
}

PyObject* make(PyObject* arguments, bool as_array) {
  PyObject *window, *given;
  if (!PyArg_ParseTuple(arguments, "OS", &window, &given)) return nullptr;
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  ContextObject* context = context_of_cell(cell);
  RealmEntry entry(context, cell->realm);
  if (!entry.ok()) return nullptr;
  Value v = new_bytes(context->agent, PyBytes_AS_STRING(given), PyBytes_GET_SIZE(given), as_array);
  return is_abrupt(v) ? raise_pending(context) : new_handle(context, v);
}

}  // namespace

// https://webidl.spec.whatwg.org/#dfn-get-buffer-source-copy
PyObject* buffer_bytes(PyObject*, PyObject* handle) {
  Bytes bytes;
  if (!bytes_of_handle(handle, &bytes)) return nullptr;
  return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(bytes.data), Py_ssize_t(bytes.length));
}

PyObject* buffer_length(PyObject*, PyObject* handle) {
  Bytes bytes;
  return bytes_of_handle(handle, &bytes) ? PyLong_FromSize_t(bytes.length) : nullptr;
}

PyObject* make_array_buffer(PyObject*, PyObject* arguments) { return make(arguments, false); }
PyObject* make_byte_array(PyObject*, PyObject* arguments) { return make(arguments, true); }

// https://webidl.spec.whatwg.org/#arraybuffer-write
PyObject* write_bytes(PyObject*, PyObject* arguments) {
  PyObject *handle, *given;
  if (!PyArg_ParseTuple(arguments, "OS", &handle, &given)) return nullptr;
  Bytes bytes;
  if (!bytes_of_handle(handle, &bytes)) return nullptr;
  size_t count = std::min(bytes.length, size_t(PyBytes_GET_SIZE(given)));
  if (count > 0) memcpy(bytes.data, PyBytes_AS_STRING(given), count);
  return PyLong_FromSize_t(count);
}

}  // namespace whipsnake
