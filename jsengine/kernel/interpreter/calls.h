// What the handlers call in the kernel, besides the `op_` functions declared from the table of opcodes.
// Every function that may complete abruptly returns a Value.
#pragma once

#include <cmath>
#include <type_traits>

#include "jsengine/_generated/opcode_functions.h"
#include "jsengine/kernel/hash_table.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/string_table.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

Value remember_cell(Agent*, Cell*);
Value remember_element(Agent*, Slots*, uint64_t index);
Value boolean_of(Agent*, Value);  // ToBoolean
// Operands of the instruction at the frame's pc, for the profile that is made; right may be absent.
Value profile_operands(Agent*, Value left, Value right);
// A call whose window stands ready: its result, or absent when `window` has become a frame to go on in.
enum class CallMode : int64_t { kCall = 0, kConstruct = 1 };
Value begin_call(Agent*, Frame* window, int64_t argc, CallMode, Value new_target);
Value call_native(Agent*, Frame* window, int64_t argc, CallSlot*);  // the callee is a NativeFunction
// A site calls another function than before, one that the handler of calls can enter.
Value remember_target(Agent*, CallSlot*, Function*);

// Bytecode that came from a file is verified but for one thing: what kind of object stands in a register. The
// functions that rely on it look, and throw this.
Abrupt throw_malformed_bytecode(Agent*);
inline bool is_bytecode_function(Value v) {
  return v.is_object() && v.as_object()->kind == CellKind::kFunction;
}
inline bool is_key_value(Value v) { return v.is_string() || v.is_symbol() || v.is_number(); }
#define EXPECT_BYTECODE(condition) \
  if (!(condition)) [[unlikely]]   \
  return throw_malformed_bytecode(agent)

// Absent: the end. The hole: Agent::fp is a generator's frame, to go on in; what it leaves with is for
// finish_iterator_step.
Value op_iterator_step(Agent*, Value* record);
Value finish_iterator_step(Agent*, Value* record, Value left_with);
Value op_for_in_next(Agent*, Value keys);  // absent: the end
Value op_iterator_complete(Agent*, Value result);

Value op_create_generator(Agent*, int64_t value_register);
Value op_yield(Agent*, Value, int64_t value_register, int64_t mode_register);
Value op_yield_result(Agent*, Value result, int64_t value_register, int64_t mode_register);
Value op_await(Agent*, Value, int64_t value_register);
Value op_start_async(Agent*);
Value op_async_return(Agent*, Value);
Value op_async_throw(Agent*, Value);
Value op_async_generator_return(Agent*, Value);
Value op_async_generator_throw(Agent*, Value);

// -- For the C++ rendering: words in, words out.
template <typename T>
inline T from_word(uint64_t word) {
  if constexpr (std::is_same_v<T, Value>)
    return Value{word};
  else if constexpr (std::is_pointer_v<T>)
    return reinterpret_cast<T>(word);
  else
    return T(word);
}
inline uint64_t to_word(Value v) { return v.bits; }
inline uint64_t to_word(uint64_t w) { return w; }
template <typename Result, typename... Parameters>
inline uint64_t call_words(Result (*function)(Agent*, Parameters...), Agent* agent,
                           std::conditional_t<true, uint64_t, Parameters>... words) {
  return to_word(function(agent, from_word<Parameters>(words)...));
}
// What cvttsd2si gives: the least number also for what is none of its width.
inline uint64_t truncated_int32(double d) {
  return uint32_t(d > -2147483649.0 && d < 2147483648.0 ? int32_t(d) : INT32_MIN);
}
inline uint64_t truncated_int64(double d) {
  constexpr double kBeyond = 9223372036854775808.0;
  return uint64_t(d > -kBeyond && d < kBeyond ? int64_t(d) : INT64_MIN);
}
inline bool exact_int32(double d, int32_t* result) {
  if (!(d >= -2147483648.0 && d <= 2147483647.0)) return false;
  *result = int32_t(d);
  return double(*result) == d && (*result != 0 || std::bit_cast<uint64_t>(d) == 0);
}

}  // namespace whipsnake
