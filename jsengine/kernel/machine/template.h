// The handlers as data: what every opcode does, in macro-ops whose values have registers of the processor.
//
// jsengine/machine/template_tables.py makes the tables when the kernel is built; jsengine/machine/*.cpp
// lowers them. Nothing here refers to a context.
#pragma once

#include <cstddef>
#include <cstdint>

#include "jsengine/_generated/macro_ops.h"

namespace whipsnake {

enum class ArgumentKind : uint8_t {
  kNumber,   // value
  kWord,     // index: a general register; scale: 1 + the operand of the feedback slot that it points at, or 0
  kFloat,    // index: a vector register
  kOperand,  // of the instruction: scale * operand + value; index: which one
  kLabel,    // value
  kFunction,   // value: index into MachineTables::functions
  kCondition,  // value: a Condition
};
struct TemplateArgument {
  ArgumentKind kind;
  uint8_t index;
  bool is_signed;  // of operands
  int32_t scale;
  int64_t value;
};
static_assert(sizeof(TemplateArgument) == 16);

struct TemplateOperation {
  MacroOp op;
  uint8_t result;  // its register, or kNoResult
  uint8_t argument_count;
  bool joins_next;  // a load whose result only the comparison that follows uses
  uint32_t first_argument;
};
constexpr uint8_t kNoResult = 0xFF;

struct Template {  // of one opcode
  const char* name;
  uint32_t first, hot_count, cold_count;  // operations: the hot ones, then the cold ones
  uint16_t label_count;
  uint8_t operand_count;
  bool ends;  // no way through it goes on with the next instruction
};

struct MachineTables {
  const Template* templates;
  const TemplateOperation* operations;
  const TemplateArgument* arguments;
  const void* const* functions;  // of the kernel: called with words, the first is the agent
  uint32_t template_count, function_count;
  // What only the lowering itself calls, by index into functions.
  uint32_t unwind, where_to_go_on, warm;
};
const MachineTables& machine_tables();

}  // namespace whipsnake
