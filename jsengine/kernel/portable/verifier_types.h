// What the verifier knows of registers and environments.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace whipsnake {

// The type of a register at a point of the code. From kFirstEnvironment on: an environment of the table.
using RegisterType = uint16_t;
enum : RegisterType {
  kGarbage,      // what a call or two ways here left behind: must not be read
  kValue,        // a value of the language
  kUndefined,    // undefined for certain: "no environment"
  kHole,         // the empty value
  kMaybeHole,    // a value or the empty value: a binding in its dead zone
  kBindingBase,  // what ResolveBinding gives
  kFirstEnvironment,
};
constexpr bool is_environment(RegisterType type) { return type >= kFirstEnvironment; }
constexpr bool is_value(RegisterType type) { return type == kValue || type == kUndefined; }
constexpr bool may_be_hole(RegisterType type) { return type == kHole || type == kMaybeHole; }

// Where two ways meet.
constexpr RegisterType merged(RegisterType a, RegisterType b) {
  if (a == b) return a;
  bool values = (is_value(a) || may_be_hole(a)) && (is_value(b) || may_be_hole(b));
  if (values) return may_be_hole(a) || may_be_hole(b) ? kMaybeHole : kValue;
  bool bases = (a == kBindingBase && b == kUndefined) || (a == kUndefined && b == kBindingBase);
  return bases ? kBindingBase : kGarbage;
}

// Environments are the same when they were made alike: their slots are known by number.
struct EnvironmentType {
  enum Kind : uint8_t { kPlain, kNamed, kWith, kModule };
  Kind kind;
  int32_t scope;        // of kNamed: row of the scope table
  uint32_t size;        // slots that bytecode may name
  RegisterType parent;  // kUndefined: none
  auto operator<=>(const EnvironmentType&) const = default;
};

enum SlotFlags : uint8_t {
  kSlotMayBeHole = 1,
  kSlotIsImport = 2,  // refers to a binding of another module: LoadImport only
  kSlotIsMapped = 4,  // read and written through an arguments object
};

class EnvironmentTable {
 public:
  static constexpr size_t kMost = 60000;
  static constexpr uint32_t kMostSlots = 1 << 20;
  // kGarbage when there are too many or it is too large.
  RegisterType intern(const EnvironmentType&);
  const EnvironmentType& operator[](RegisterType type) const { return types_[type - kFirstEnvironment]; }
  uint8_t slot_flags(RegisterType type, uint32_t slot) const {
    return flags_[type - kFirstEnvironment][slot];
  }
  // What was believed of the slot no longer holds: the functions are gone through again.
  void add_slot_flags(RegisterType type, uint32_t slot, uint8_t flags);
  bool take_changed();
  // The environment `hops` out, or kGarbage.
  RegisterType outer(RegisterType type, uint32_t hops) const;

 private:
  std::vector<EnvironmentType> types_;
  std::map<EnvironmentType, RegisterType> numbers_;
  std::vector<std::vector<uint8_t>> flags_;
  size_t slots_ = 0;
  bool changed_ = false;
};

}  // namespace whipsnake
