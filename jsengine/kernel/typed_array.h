// Typed arrays: their elements, and what they know about their buffers.
// https://tc39.es/ecma262/#sec-typedarray-objects
#pragma once

#include "jsengine/kernel/array_buffer.h"

namespace whipsnake {

// T(Name, C++ type, content): in the order of the intrinsics.
#define WHIPSNAKE_ELEMENT_TYPES(T)  \
  T(Int8, int8_t, kNumber)          \
  T(Uint8, uint8_t, kNumber)        \
  T(Uint8Clamped, uint8_t, kNumber) \
  T(Int16, int16_t, kNumber)        \
  T(Uint16, uint16_t, kNumber)      \
  T(Int32, int32_t, kNumber)        \
  T(Uint32, uint32_t, kNumber)      \
  T(Float16, _Float16, kNumber)     \
  T(Float32, float, kNumber)        \
  T(Float64, double, kNumber)       \
  T(BigInt64, int64_t, kBigInt)     \
  T(BigUint64, uint64_t, kBigInt)

enum class ElementType : uint8_t {
#define T(name, type, content) k##name,
  WHIPSNAKE_ELEMENT_TYPES(T)
#undef T
      kCount
};
inline constexpr uint8_t kElementSizes[] = {
#define T(name, type, content) sizeof(type),
    WHIPSNAKE_ELEMENT_TYPES(T)
#undef T
};
inline bool is_bigint_type(ElementType t) { return t >= ElementType::kBigInt64; }
inline bool is_float_type(ElementType t) { return t >= ElementType::kFloat16 && t <= ElementType::kFloat64; }
inline Intrinsic prototype_of_type(ElementType t) {
  return Intrinsic(int(Intrinsic::kInt8ArrayPrototype) + 2 * int(t));
}
inline Intrinsic constructor_of_type(ElementType t) {
  return Intrinsic(int(Intrinsic::kInt8Array) + 2 * int(t));
}
const char* name_of_type(ElementType);  // "Int8Array"

enum TypedArrayFlags : uint32_t { kLengthTracking = 1, kOutOfBounds = 2 };  // Cell::aux

struct TypedArray : Object {  // detail: ElementType
  uint8_t* data;              // of the first element
  uint64_t length;            // in elements; 0 while it is out of bounds. Kept up to date (update_view).
  ArrayBuffer* buffer;
  uint64_t byte_offset;
  uint64_t fixed_length;
  TypedArray* next_view;  // of the same buffer

  ElementType type() const { return ElementType(detail); }
  uint64_t element_size() const { return kElementSizes[detail]; }
  bool is_out_of_bounds() const { return aux & kOutOfBounds; }
  uint8_t* element(uint64_t i) const { return data + i * element_size(); }
};

// Finds out again what the buffer's length means for the view.
void update_view(TypedArray*);
// A view on a buffer; length nullptr: it tracks the buffer's length.
TypedArray* new_view(Agent*, ElementType, Value prototype, ArrayBuffer*, uint64_t byte_offset,
                     const uint64_t* length);
// The typed array of a value, or nullptr.
inline TypedArray* typed_array_of(Value v) {
  return v.is_object() && v.as_object()->is(CellKind::kTypedArray) ? static_cast<TypedArray*>(v.as_object())
                                                                   : nullptr;
}
// https://tc39.es/ecma262/#sec-validatetypedarray
TypedArray* validate_typed_array(Agent*, Value, const char* method);

// ToNumber or ToBigInt, as the type demands.
Value to_element(Agent*, ElementType, Value);
// https://tc39.es/ecma262/#sec-rawbytestonumeric and https://tc39.es/ecma262/#sec-numerictorawbytes
Value load_element(Agent*, ElementType, const uint8_t*);
void store_element(ElementType, uint8_t*, Value numeric);

extern const ObjectMethods kTypedArrayMethods;

}  // namespace whipsnake
