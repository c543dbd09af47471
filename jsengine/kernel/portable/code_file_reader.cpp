#include <cstring>

#include "jsengine/kernel/code_tables.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/portable/constants.h"
#include "jsengine/kernel/portable/portable.h"
#include "jsengine/kernel/self_hosting.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/syntax/analysis.h"

namespace whipsnake {

void delete_code_file(CodeFile* file) { delete file; }

void attach_code(Agent* agent, Source* source, CodeFile* file) {
  delete source->code_file;
  source->code_file = file;
  uint32_t kilobytes = uint32_t(file->bytes() / 1024 + 1);
  if (charge(agent, Category::kCode, size_t(kilobytes) * 1024)) source->code_charged = kilobytes;
}

Source* source_of_code_file(Agent* agent, CodeFile* file, Value name) {
  Goal goal = file->kind() == PortableKind::kModule ? Goal::kModule : Goal::kScript;
  Source* source = new_source(agent, std::string(file->text()), goal, nullptr, name, Value::undefined());
  if (source == nullptr) {
    delete file;
    return nullptr;
  }
  attach_code(agent, source, file);
  return source;
}

bool has_portable_code(FunctionInfo* info) {
  CodeRecord record;
  return info->source->code_file != nullptr && info->source->code_file->find(info->index, &record);
}

static void copy_tables(Code* code, const CodeRecord& record) {
  const RecordHeader& h = record.header;
  memcpy(const_cast<uint16_t*>(code->instructions), record.instructions,
         h.instruction_count * sizeof(uint16_t));
  memcpy(code->handlers, record.handlers, h.handler_count * sizeof(Handler));
  memcpy(code->positions, record.positions, h.position_count * sizeof(CodePosition));
  code->register_count = h.register_count;
  code->formal_count = h.formal_count;
  code->feedback_count = h.feedback_count;
  code->arguments_register = h.arguments_register;
  code->function_flags = h.function_flags;
}

Code* read_portable_code(Agent* agent, FunctionInfo* info) {
  CodeRecord record;
  if (!info->source->code_file->find(info->index, &record)) ENGINE_BUG("a function has no portable code");
  const RecordHeader& h = record.header;
  Code* code = TRY(new_code(agent, info,
                            {.instructions = h.instruction_count,
                             .constants = h.constant_count,
                             .handlers = h.handler_count,
                             .positions = h.position_count}));
  copy_tables(code, record);
  ByteReader in(record.constants);
  for (uint32_t i = 0; i < h.constant_count; i++) {
    Value value = constant_from_bytes(agent, info->source, &in);
    if (value.is_abrupt() && agent->pending_kind == Pending::kNone)
      ENGINE_BUG("a constant of a verified file is malformed");
    store(agent, code, &code->constants[i], TRY(value));
  }
  return code;
}

}  // namespace whipsnake
