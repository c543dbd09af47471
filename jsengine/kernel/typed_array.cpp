// TypedArray exotic objects. https://tc39.es/ecma262/#sec-typedarray-exotic-objects
#include "jsengine/kernel/typed_array.h"

#include <cmath>
#include <cstring>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

VISIT_OBJECT(TypedArray, TypedArray, &TypedArray::buffer)

const char* name_of_type(ElementType t) {
  static constexpr const char* kNames[] = {
#define T(name, type, content) #name "Array",
      WHIPSNAKE_ELEMENT_TYPES(T)
#undef T
  };
  return kNames[size_t(t)];
}

void update_view(TypedArray* view) {
  ArrayBuffer* buffer = view->buffer;
  uint64_t size = view->element_size(), length = buffer->byte_length;
  bool tracks = view->aux & kLengthTracking;
  bool outside = buffer->is_detached() || view->byte_offset > length ||
                 (!tracks && view->fixed_length * size > length - view->byte_offset);
  view->length = outside ? 0 : tracks ? (length - view->byte_offset) / size : view->fixed_length;
  view->data = outside ? nullptr : buffer->data + view->byte_offset;
  view->aux = (view->aux & ~uint32_t(kOutOfBounds)) | (outside ? uint32_t(kOutOfBounds) : 0u);
}

TypedArray* new_view(Agent* agent, ElementType type, Value prototype, ArrayBuffer* buffer,
                     uint64_t byte_offset, const uint64_t* length) {
  auto* view = TRY(new_object_of<TypedArray>(agent, CellKind::kTypedArray, prototype));
  view->detail = uint8_t(type);
  view->aux = length == nullptr ? uint32_t(kLengthTracking) : 0u;
  view->buffer = buffer;
  view->byte_offset = byte_offset;
  view->fixed_length = length ? *length : 0;
  view->next_view = buffer->views;
  buffer->views = view;
  write_barrier(agent, buffer);  // it looks through its views once they can be dead
  update_view(view);
  return view;
}

TypedArray* validate_typed_array(Agent* agent, Value v, const char* method) {
  TypedArray* array = typed_array_of(v);
  if (array == nullptr) return throw_error(agent, Message::kNotATypedArray);
  if (array->is_out_of_bounds())
    return throw_error(agent, Message::kBufferDetached, new_string(agent, method));
  return array;
}

// -- Elements

Value to_element(Agent* agent, ElementType type, Value v) {
  if (is_bigint_type(type)) return to_bigint(agent, v);
  return v.is_number() ? v : to_number(agent, v);
}

namespace {

template <typename T>
T read(const uint8_t* p) {
  T raw;
  memcpy(&raw, p, sizeof raw);
  return raw;
}
template <typename T>
void write(uint8_t* p, T raw) {
  memcpy(p, &raw, sizeof raw);
}

// https://tc39.es/ecma262/#sec-touint8clamp
uint8_t to_uint8_clamp(double d) {
  if (!(d > 0)) return 0;
  return d >= 255 ? 255 : uint8_t(std::nearbyint(d));
}

}  // namespace

Value load_element(Agent* agent, ElementType type, const uint8_t* p) {
  switch (type) {
    case ElementType::kInt8:
      return Value::int32(read<int8_t>(p));
    case ElementType::kUint8:
    case ElementType::kUint8Clamped:
      return Value::int32(*p);
    case ElementType::kInt16:
      return Value::int32(read<int16_t>(p));
    case ElementType::kUint16:
      return Value::int32(read<uint16_t>(p));
    case ElementType::kInt32:
      return Value::int32(read<int32_t>(p));
    case ElementType::kUint32:
      return Value::uint32(read<uint32_t>(p));
    case ElementType::kFloat16:
      return Value::number(double(read<_Float16>(p)));
    case ElementType::kFloat32:
      return Value::number(double(read<float>(p)));
    case ElementType::kFloat64:
      return Value::number(read<double>(p));
    case ElementType::kBigInt64:
      return TRY(new_bigint(agent, read<int64_t>(p)));
    case ElementType::kBigUint64:
      return TRY(new_bigint_unsigned(agent, read<uint64_t>(p)));
    case ElementType::kCount:
      break;
  }
  ENGINE_BUG("no such element type");
}

void store_element(ElementType type, uint8_t* p, Value numeric) {
  if (is_bigint_type(type)) return write(p, bigint_to_uint64(numeric.as_bigint()));
  if (is_float_type(type)) {
    double d = numeric.as_number();
    if (type == ElementType::kFloat64) return write(p, d);
    if (type == ElementType::kFloat32) return write(p, float(d));
    return write(p, static_cast<_Float16>(d));
  }
  if (type == ElementType::kUint8Clamped) {
    *p = to_uint8_clamp(numeric.as_number());
    return;
  }
  int32_t n = numeric.is_int32() ? numeric.as_int32() : double_to_int32(numeric.as_double());
  memcpy(p, &n, kElementSizes[size_t(type)]);  // little-endian: the low bytes come first
}

// -- Internal methods

namespace {

TypedArray* array_of(Object* o) { return static_cast<TypedArray*>(o); }

// Whether a key is a CanonicalNumericIndexString, and which number.
// https://tc39.es/ecma262/#sec-canonicalnumericindexstring
bool numeric_index(Agent* agent, PropertyKey key, double* index) {
  if (key.is_index()) {
    *index = key.as_index();
    return true;
  }
  if (!key.is_string()) return false;
  String* s = key.as_string();
  char16_t first = s->length() ? s->unit(0) : u'x';
  if (first != '-' && first != 'I' && first != 'N' && (first < '0' || first > '9')) return false;
  *index = string_to_number(agent, s);
  if (s->length() == 2 && first == '-' && s->unit(1) == '0') return true;
  return strings_equal(agent, number_to_string(agent, *index), s);
}

// The element, or nullptr. https://tc39.es/ecma262/#sec-isvalidintegerindex
uint8_t* element_at(TypedArray* array, double index) {
  if (!(index >= 0 && index < double(array->length)) || index != std::floor(index)) return nullptr;
  if (index == 0 && std::signbit(index)) return nullptr;
  return array->element(uint64_t(index));
}

Truth get_own_property(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  double index;
  if (!numeric_index(agent, key, &index)) return ordinary_get_own_property(agent, o, key, d);
  uint8_t* p = element_at(array_of(o), index);
  if (p == nullptr) return Truth::kFalse;
  *d = PropertyDescriptor::data(TRY(load_element(agent, array_of(o)->type(), p)), kDataDefault);
  return Truth::kTrue;
}

Truth has_element(Agent* agent, Object* o, PropertyKey key) {
  double index;
  if (!numeric_index(agent, key, &index)) return ordinary_has_property(agent, o, key);
  return truth(element_at(array_of(o), index) != nullptr);
}

// https://tc39.es/ecma262/#sec-typedarraysetelement
Status set_element(Agent* agent, TypedArray* array, double index, Value v) {
  Value numeric = TRY(to_element(agent, array->type(), v));
  if (uint8_t* p = element_at(array, index)) store_element(array->type(), p, numeric);
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-typedarray-defineownproperty
Truth define_own_property(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  double index;
  if (!numeric_index(agent, key, &index)) return ordinary_define_own_property(agent, o, key, d);
  if (element_at(array_of(o), index) == nullptr) return Truth::kFalse;
  if (d.is_accessor() || (d.has & ~d.attributes & kDataDefault)) return Truth::kFalse;
  if (!d.value.is_absent()) TRY(set_element(agent, array_of(o), index, d.value));
  return Truth::kTrue;
}

Value get_element(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  double index;
  if (!numeric_index(agent, key, &index)) return ordinary_get(agent, o, key, receiver);
  uint8_t* p = element_at(array_of(o), index);
  return p ? load_element(agent, array_of(o)->type(), p) : Value::undefined();
}

// https://tc39.es/ecma262/#sec-typedarray-set
Truth set_property(Agent* agent, Object* o, PropertyKey key, Value v, Value receiver) {
  double index;
  if (numeric_index(agent, key, &index)) {
    if (receiver == Value(o)) {
      TRY(set_element(agent, array_of(o), index, v));
      return Truth::kTrue;
    }
    if (element_at(array_of(o), index) == nullptr) return Truth::kTrue;
    return set_on_receiver(agent, key, v, receiver);
  }
  return ordinary_set(agent, o, key, v, receiver);
}

Truth delete_own(Agent* agent, Object* o, PropertyKey key) {
  double index;
  if (!numeric_index(agent, key, &index)) return ordinary_delete(agent, o, key);
  return truth(element_at(array_of(o), index) == nullptr);
}

Status own_property_keys(Agent* agent, Object* o, KeyList* keys) {
  for (uint64_t i = 0; i < array_of(o)->length; i++) {
    TRY(poll(agent));
    TRY(keys->add(key_from_number(agent, double(i))));
  }
  return named_keys(agent, o, keys);
}

// https://tc39.es/ecma262/#sec-typedarray-preventextensions
Truth prevent_extensions(Agent* agent, Object* o) {
  TypedArray* array = array_of(o);
  bool fixed =
      !(array->aux & kLengthTracking) && (!array->buffer->is_resizable() || array->buffer->is_shared());
  return fixed ? ordinary_prevent_extensions(agent, o) : Truth::kFalse;
}

}  // namespace

const ObjectMethods kTypedArrayMethods = {
    ordinary_get_prototype_of,
    ordinary_set_prototype_of,
    ordinary_is_extensible,
    prevent_extensions,
    get_own_property,
    define_own_property,
    has_element,
    get_element,
    set_property,
    delete_own,
    own_property_keys,
};

}  // namespace whipsnake
