// Property keys: an interned string, a symbol (or private name), or an array index.
#pragma once

#include "jsengine/kernel/completion.h"
#include "jsengine/kernel/string.h"

namespace whipsnake {

// An index key has the int32 tag with an unsigned payload (0 .. 2^32 - 2); others are boxed pointers.
// Equal keys have equal bits.
struct PropertyKey {
  uint64_t bits;
  static PropertyKey index(uint32_t i) { return {tag_bits(Tag::kInt32) | i}; }
  static PropertyKey name(String* interned) { return {Value(interned).bits}; }
  static PropertyKey symbol(Symbol* s) { return {Value(s).bits}; }
  bool is_index() const { return (bits >> 48) == uint16_t(Tag::kInt32); }
  bool is_string() const { return (bits >> 48) == uint16_t(Tag::kString); }
  bool is_symbol() const { return (bits >> 48) == uint16_t(Tag::kSymbol); }
  bool is_private() const { return is_symbol() && as_symbol()->is_private(); }
  uint32_t as_index() const { return uint32_t(bits); }
  String* as_string() const { return Value{bits}.as_string(); }
  Symbol* as_symbol() const { return Value{bits}.as_symbol(); }
  friend bool operator==(PropertyKey a, PropertyKey b) { return a.bits == b.bits; }
};

struct KeyResult {  // what a fallible conversion to a key gives; TRY works on it
  PropertyKey key;
  bool abrupt;
};
inline bool is_abrupt(const KeyResult& r) { return r.abrupt; }
inline PropertyKey unwrap(const KeyResult& r) { return r.key; }

// https://tc39.es/ecma262/#sec-topropertykey
KeyResult to_property_key(Agent*, Value);
PropertyKey key_from_string(Agent*, String*);         // interns; recognises indices
PropertyKey key_from_number(Agent*, double integer);  // for lengths beyond 2^32 - 2 too
Value key_to_value(Agent*, PropertyKey);              // a string or a symbol

}  // namespace whipsnake
