// DataView. https://tc39.es/ecma262/#sec-dataview-objects
#include "jsengine/kernel/data_view.h"

#include <algorithm>
#include <cstring>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

Abrupt throw_out_of_bounds(Agent* agent, const char* method) {
  return throw_error(agent, Message::kBufferDetached, new_string(agent, method));
}

// https://tc39.es/ecma262/#sec-dataview-buffer-byteoffset-bytelength
Value data_view_constructor(Agent* agent, Frame* f) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, "DataView"));
  ArrayBuffer* buffer = buffer_of(f->argument(0));
  if (buffer == nullptr) return throw_error(agent, Message::kNotABuffer);
  double offset, length = 0;
  TRY(to_index(agent, f->argument(1), &offset));
  if (buffer->is_detached()) return throw_out_of_bounds(agent, "DataView");
  auto available = double(buffer->byte_length);
  if (offset > available) return throw_error(agent, Message::kStartOffsetOutside, Value::normalised(offset));
  bool has_length = !f->argument(2).is_undefined();
  bool tracks = !has_length && buffer->is_resizable();
  if (has_length) {
    TRY(to_index(agent, f->argument(2), &length));
    if (offset + length > available)
      return throw_error(agent, Message::kInvalidViewLength, Value::normalised(length));
  } else if (!tracks) {
    length = available - offset;
  }
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kDataViewPrototype)));
  // That may have run code.
  if (buffer->is_detached()) return throw_out_of_bounds(agent, "DataView");
  available = double(buffer->byte_length);
  if (offset > available) return throw_error(agent, Message::kStartOffsetOutside, Value::normalised(offset));
  if (has_length && offset + length > available)
    return throw_error(agent, Message::kInvalidViewLength, Value::normalised(length));
  auto* view = TRY(new_object_of<DataView>(agent, CellKind::kDataView, prototype));
  view->aux = tracks ? uint32_t(kLengthTracking) : 0u;
  view->byte_offset = uint64_t(offset);
  view->fixed_length = uint64_t(length);
  store(agent, view, &view->buffer, buffer);
  return view;
}

DataView* this_view(Agent* agent, Frame* f, const char* method) {
  Value v = f->this_value();
  if (v.is_object() && v.as_object()->is(CellKind::kDataView)) return static_cast<DataView*>(v.as_object());
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
}

Value get_buffer(Agent* agent, Frame* f) {
  return Value(TRY(this_view(agent, f, "get DataView.prototype.buffer"))->buffer);
}
Value get_byte_length(Agent* agent, Frame* f) {
  const char* name = "get DataView.prototype.byteLength";
  uint64_t length;
  if (!TRY(this_view(agent, f, name))->find_length(&length)) return throw_out_of_bounds(agent, name);
  return Value::normalised(double(length));
}
Value get_byte_offset(Agent* agent, Frame* f) {
  const char* name = "get DataView.prototype.byteOffset";
  DataView* view = TRY(this_view(agent, f, name));
  uint64_t length;
  if (!view->find_length(&length)) return throw_out_of_bounds(agent, name);
  return Value::normalised(double(view->byte_offset));
}

// The bytes at an index, or nullptr: abrupt.
uint8_t* bytes_at(Agent* agent, DataView* view, double index, ElementType type, const char* method) {
  uint64_t length;
  if (!view->find_length(&length)) return throw_out_of_bounds(agent, method);
  if (index + kElementSizes[size_t(type)] > double(length))
    return throw_error(agent, Message::kOffsetOutside);
  return view->buffer->data + view->byte_offset + uint64_t(index);
}

// https://tc39.es/ecma262/#sec-getviewvalue
Value get_view_value(Agent* agent, Frame* f, ElementType type, const char* method) {
  DataView* view = TRY(this_view(agent, f, method));
  double index;
  TRY(to_index(agent, f->argument(0), &index));
  bool little = to_boolean(f->argument(1));
  uint8_t raw[8];
  uint64_t size = kElementSizes[size_t(type)];
  memcpy(raw, TRY(bytes_at(agent, view, index, type, method)), size);
  if (!little) std::reverse(raw, raw + size);
  return load_element(agent, type, raw);
}

// https://tc39.es/ecma262/#sec-setviewvalue
Value set_view_value(Agent* agent, Frame* f, ElementType type, const char* method) {
  DataView* view = TRY(this_view(agent, f, method));
  double index;
  TRY(to_index(agent, f->argument(0), &index));
  Value numeric = TRY(to_element(agent, type, f->argument(1)));
  bool little = to_boolean(f->argument(2));
  uint8_t raw[8];
  uint64_t size = kElementSizes[size_t(type)];
  store_element(type, raw, numeric);
  if (!little) std::reverse(raw, raw + size);
  memcpy(TRY(bytes_at(agent, view, index, type, method)), raw, size);
  return Value::undefined();
}

#define FUNCTIONS(NAME)                                                                    \
  Value get_##NAME(Agent* agent, Frame* f) {                                               \
    return get_view_value(agent, f, ElementType::k##NAME, "DataView.prototype.get" #NAME); \
  }                                                                                        \
  Value set_##NAME(Agent* agent, Frame* f) {                                               \
    return set_view_value(agent, f, ElementType::k##NAME, "DataView.prototype.set" #NAME); \
  }
#define ALL_TYPES(D) \
  D(Int8)            \
  D(Uint8) D(Int16) D(Uint16) D(Int32) D(Uint32) D(Float16) D(Float32) D(Float64) D(BigInt64) D(BigUint64)
ALL_TYPES(FUNCTIONS)

const BuiltinRow kDataViewRows[] = {
    VALUE_OF("prototype", kDataViewPrototype, 0),
};
const BuiltinSet kDataViewSet(Intrinsic::kDataView, a_constructor("DataView", 1, data_view_constructor),
                              kDataViewRows);

const BuiltinRow kDataViewPrototypeRows[] = {
    VALUE_OF("constructor", kDataView, kHiddenDefault),
    GETTER("buffer", get_buffer),
    GETTER("byteLength", get_byte_length),
    GETTER("byteOffset", get_byte_offset),
#define ROWS(NAME) NATIVE("get" #NAME, 1, get_##NAME), NATIVE("set" #NAME, 2, set_##NAME),
    ALL_TYPES(ROWS)
#undef ROWS
        TEXT_SYMBOL(kToStringTag, "DataView"),
};
const BuiltinSet kDataViewPrototypeSet(Intrinsic::kDataViewPrototype,
                                       {.prototype = Intrinsic::kObjectPrototype}, kDataViewPrototypeRows);

}  // namespace

VISIT_OBJECT(DataView, DataView, &DataView::buffer)

}  // namespace whipsnake
