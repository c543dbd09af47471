// A JavaScript value in 64 bits.
//
// Doubles are themselves; everything else lives in the space of negative quiet NaNs, told apart by the
// upper 16 bits. Tags are ordered so that the tests machine code needs are one unsigned comparison:
// double < int32 < special < symbol < string < bigint < object < internal cell.
#pragma once

#include <bit>
#include <cstdint>

namespace whipsnake {

struct Cell;
struct String;
struct Symbol;
struct BigInt;
struct Object;

enum class Tag : uint16_t {
  kInt32 = 0xFFF9,
  kSpecial = 0xFFFA,
  kSymbol = 0xFFFB,
  kString = 0xFFFC,
  kBigInt = 0xFFFD,
  kObject = 0xFFFE,
  kCell = 0xFFFF,  // environments, feedback and the like, in registers only: never visible to a script
};

constexpr uint64_t tag_bits(Tag tag) { return uint64_t(tag) << 48; }

struct Value {
  uint64_t bits;

  static constexpr uint64_t kPayload = 0x0000'FFFF'FFFF'FFFF;
  static constexpr uint64_t kCanonicalNaN = 0x7FF8'0000'0000'0000;

  static constexpr Value from_bits(uint64_t bits) { return Value{bits}; }
  static constexpr Value special(uint64_t n) { return Value{tag_bits(Tag::kSpecial) | n}; }
  // null and undefined differ in bit 0, so do false and true: "nullish" and "boolean" are a mask and a
  // compare.
  static constexpr Value null() { return special(0); }
  static constexpr Value undefined() { return special(1); }
  static constexpr Value boolean(bool b) { return special(2 + b); }
  static constexpr Value hole() { return special(4); }  // array hole, binding in its dead zone, deleted slot
  static constexpr Value abrupt() { return special(5); }  // "the completion is in Agent::pending"
  static constexpr Value absent() { return special(6); }  // "no such property", an optional argument left out
  static constexpr Value int32(int32_t i) { return Value{tag_bits(Tag::kInt32) | uint32_t(i)}; }
  // Any double, boxed as it is (an integral double stays a double). NaNs are made canonical (invariant 5).
  static Value number(double d) { return Value{d == d ? std::bit_cast<uint64_t>(d) : kCanonicalNaN}; }
  // The shortest form: int32 where the double is one and is not -0.
  static Value normalised(double d) {
    if (d >= -2147483648.0 && d <= 2147483647.0) {
      int32_t i = int32_t(d);
      if (double(i) == d && (i != 0 || std::bit_cast<uint64_t>(d) == 0)) return int32(i);
    }
    return number(d);
  }
  static Value uint32(uint32_t u) { return u <= 0x7FFF'FFFF ? int32(int32_t(u)) : number(double(u)); }
  static Value pointer(Tag tag, const void* p) { return Value{tag_bits(tag) | uint64_t(uintptr_t(p))}; }
  Value() = default;
  constexpr explicit Value(uint64_t b) : bits(b) {}
  Value(Object* o) : bits(tag_bits(Tag::kObject) | uint64_t(uintptr_t(o))) {}
  Value(String* s) : bits(tag_bits(Tag::kString) | uint64_t(uintptr_t(s))) {}
  Value(Symbol* s) : bits(tag_bits(Tag::kSymbol) | uint64_t(uintptr_t(s))) {}
  Value(BigInt* b) : bits(tag_bits(Tag::kBigInt) | uint64_t(uintptr_t(b))) {}
  static Value cell(const void* c) { return pointer(Tag::kCell, c); }

  constexpr uint16_t tag() const { return uint16_t(bits >> 48); }
  constexpr bool has_tag(Tag t) const { return tag() == uint16_t(t); }
  constexpr bool is_double() const { return bits < tag_bits(Tag::kInt32); }
  constexpr bool is_int32() const { return has_tag(Tag::kInt32); }
  constexpr bool is_number() const { return bits < tag_bits(Tag::kSpecial); }
  constexpr bool is_undefined() const { return bits == undefined().bits; }
  constexpr bool is_null() const { return bits == null().bits; }
  constexpr bool is_nullish() const { return (bits & ~uint64_t(1)) == null().bits; }
  constexpr bool is_boolean() const { return (bits & ~uint64_t(1)) == boolean(false).bits; }
  constexpr bool is_true() const { return bits == boolean(true).bits; }
  constexpr bool is_hole() const { return bits == hole().bits; }
  constexpr bool is_abrupt() const { return bits == abrupt().bits; }
  constexpr bool is_absent() const { return bits == absent().bits; }
  constexpr bool is_symbol() const { return has_tag(Tag::kSymbol); }
  constexpr bool is_string() const { return has_tag(Tag::kString); }
  constexpr bool is_bigint() const { return has_tag(Tag::kBigInt); }
  constexpr bool is_object() const { return has_tag(Tag::kObject); }
  constexpr bool is_heap() const { return bits >= tag_bits(Tag::kSymbol); }  // holds a Cell of any sort

  constexpr int32_t as_int32() const { return int32_t(uint32_t(bits)); }
  double as_double() const { return std::bit_cast<double>(bits); }
  double as_number() const { return is_int32() ? double(as_int32()) : as_double(); }
  template <typename T>
  T* as() const {
    return reinterpret_cast<T*>(uintptr_t(bits & kPayload));
  }
  Cell* as_cell() const { return as<Cell>(); }
  Object* as_object() const { return as<Object>(); }
  String* as_string() const { return as<String>(); }
  Symbol* as_symbol() const { return as<Symbol>(); }
  BigInt* as_bigint() const { return as<BigInt>(); }

  // Same bits: enough for cells and specials, not for numbers or strings (see operations.h).
  friend constexpr bool operator==(Value a, Value b) { return a.bits == b.bits; }
};
static_assert(sizeof(Value) == 8);

}  // namespace whipsnake
