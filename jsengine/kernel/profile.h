// What the operators of a script are given, looked at while `dump --stage profile` runs it.
//
// Sites of operators keep nothing themselves: nobody but people asks for their types so far. While there is a
// profile, handlers tell it of operands that are not int32, and so does the kernel.
#pragma once

#include <unordered_map>

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/frame.h"

namespace whipsnake {

struct Profile {
  struct Operands {
    uint16_t left = 0, right = 0;  // bit n: a value of the type kOperandTypes[n]
  };
  std::unordered_map<const uint16_t*, Operands> sites;  // by instruction
};
inline constexpr const char* kOperandTypes[] = {"number", "int32",  "null",   "undefined", "boolean",
                                                "symbol", "string", "bigint", "object"};

inline uint16_t operand_type(Value v) {
  int type = v.is_double()      ? 0
             : v.is_int32()     ? 1
             : v.is_null()      ? 2
             : v.is_undefined() ? 3
             : v.is_boolean()   ? 4
             : v.is_symbol()    ? 5
             : v.is_string()    ? 6
             : v.is_bigint()    ? 7
                                : 8;
  return uint16_t(1 << type);
}

inline void note_operands(Agent* agent, Value left, Value right = Value::absent()) {
  if (agent->profile == nullptr) [[likely]]
    return;
  Profile::Operands& seen = agent->profile->sites[agent->fp->pc];
  seen.left |= operand_type(left);
  if (!right.is_absent()) seen.right |= operand_type(right);
}

}  // namespace whipsnake
