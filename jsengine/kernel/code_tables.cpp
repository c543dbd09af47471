#include "jsengine/kernel/code_tables.h"

#include <cstdlib>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/machine/machine.h"

namespace whipsnake {

// The tables are one block: instructions, constants, handlers, positions.
Code* new_code(Agent* agent, FunctionInfo* info, const CodeCounts& counts) {
  size_t constants = (counts.instructions * sizeof(uint16_t) + 7) & ~size_t(7);
  size_t handlers = constants + counts.constants * sizeof(Value);
  size_t positions = handlers + counts.handlers * sizeof(Handler);
  size_t total = positions + counts.positions * sizeof(CodePosition);
  Code* code = allocate<Code>(agent, CellKind::kCode);
  if (code == nullptr) return nullptr;
  code->info = info;
  if (!charge(agent, Category::kCode, total)) return nullptr;
  auto* block = static_cast<uint8_t*>(calloc(1, total + 1));
  if (block == nullptr) return throw_out_of_memory(agent);
  code->constants = reinterpret_cast<Value*>(block + constants);
  for (uint32_t i = 0; i < counts.constants; i++) code->constants[i] = Value::undefined();
  code->instructions = reinterpret_cast<uint16_t*>(block);
  code->handlers = reinterpret_cast<Handler*>(block + handlers);
  code->positions = reinterpret_cast<CodePosition*>(block + positions);
  code->instruction_count = counts.instructions;
  code->constant_count = counts.constants;
  code->handler_count = counts.handlers;
  code->position_count = counts.positions;
  if (agent->machine != nullptr) code->entry = agent->machine->function_entry;
  return code;
}

}  // namespace whipsnake
