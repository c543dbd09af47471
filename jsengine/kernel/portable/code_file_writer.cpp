#include <set>

#include "jsengine/kernel/portable/constants.h"
#include "jsengine/kernel/portable/portable.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {
namespace {

// The fields of a class run in the code of the first of them, and so do its static elements (code.py): the
// rows of the others have no code.
class InitialiserGroups {
 public:
  explicit InitialiserGroups(const syntax::ScopeTables& tables) : tables_(tables) {}
  bool has_code(const syntax::Function& row) {
    bool is_block = row.kind == syntax::FunctionKind::STATIC_BLOCK;
    if (row.kind != syntax::FunctionKind::FIELD && !is_block) return true;
    bool is_static = is_block || (row.flags & syntax::FunctionFlag::STATIC);
    return seen_.insert({tables_.scopes[row.scope].parent, is_static}).second;
  }

 private:
  const syntax::ScopeTables& tables_;
  std::set<std::pair<int32_t, bool>> seen_;
};

bool write_code(Agent* agent, const Code* code, ByteWriter* out) {
  size_t start = out->size();
  RecordHeader h = {.instruction_count = code->instruction_count,
                    .constant_count = code->constant_count,
                    .handler_count = code->handler_count,
                    .position_count = code->position_count,
                    .register_count = code->register_count,
                    .formal_count = code->formal_count,
                    .feedback_count = code->feedback_count,
                    .arguments_register = code->arguments_register,
                    .function_flags = code->function_flags,
                    .constant_bytes = 0};
  out->number(h);
  out->raw(code->instructions, h.instruction_count * sizeof(uint16_t));
  out->raw(code->handlers, h.handler_count * sizeof(Handler));
  out->raw(code->positions, h.position_count * sizeof(CodePosition));
  size_t constants = out->size();
  for (uint32_t i = 0; i < code->constant_count; i++)
    if (!write_constant(agent, code->constants[i], out)) return false;
  h.constant_bytes = uint32_t(out->size() - constants);
  out->put_at(start, h);
  return true;
}

// The record of a function, copied where it was never read; false: it has none.
bool write_record(Agent* agent, Source* source, uint32_t function, ByteWriter* out) {
  FunctionInfo* info = source->functions[function];
  if (info != nullptr && info->code != nullptr) return write_code(agent, info->code, out);
  CodeRecord record;
  if (source->code_file == nullptr || !source->code_file->find(function, &record)) return false;
  out->raw(&record.header, sizeof record.header);
  out->raw(record.instructions, record.header.instruction_count * sizeof(uint16_t));
  out->raw(record.handlers, record.header.handler_count * sizeof(Handler));
  out->raw(record.positions, record.header.position_count * sizeof(CodePosition));
  out->raw(record.constants.data(), record.constants.size());
  return true;
}

bool has_record(Source* source, uint32_t function) {
  FunctionInfo* info = source->functions[function];
  CodeRecord record;
  return (info != nullptr && info->code != nullptr) ||
         (source->code_file != nullptr && source->code_file->find(function, &record));
}

}  // namespace

Status compile_everything(Agent* agent, Source* source) {
  const syntax::ScopeTables& tables = scope_tables(source);
  InitialiserGroups groups(tables);
  for (uint32_t i = 0; i < source->aux; i++)
    if (groups.has_code(tables.functions[i])) TRY(code_of(agent, TRY(function_info(agent, source, i))));
  return Status::kOk;
}

std::string write_code_file(Agent* agent, Source* source, PortableKind kind) {
  std::string name = source->name.is_string() ? utf8_of(agent, source->name.as_string()) : "";
  std::string_view text = text_of(source->parsed);
  FileHeader header = {.magic = {},
                       .version = kBytecodeVersion,
                       .checksum = 0,
                       .kind = uint32_t(kind),
                       .name_length = uint32_t(name.size()),
                       .text_length = uint32_t(text.size()),
                       .record_count = 0,
                       .size = 0,
                       .unused = 0};
  memcpy(header.magic, kPortableMagic, sizeof header.magic);
  std::vector<RecordEntry> entries;
  for (uint32_t i = 0; i < source->aux; i++)
    if (has_record(source, i)) entries.push_back({i, 0, 0});
  ByteWriter out;
  out.number(header);
  out.raw(name.data(), name.size());
  out.raw(text.data(), text.size());
  out.align();
  size_t table = out.size();
  out.raw(entries.data(), entries.size() * sizeof(RecordEntry));
  for (RecordEntry& entry : entries) {
    out.align();
    entry.offset = uint32_t(out.size());
    if (!write_record(agent, source, entry.function, &out) || out.size() > UINT32_MAX) return "";
    entry.length = uint32_t(out.size() - entry.offset);
  }
  header.record_count = uint32_t(entries.size());
  header.size = uint32_t(out.size());
  out.put_at(0, header);
  for (const RecordEntry& entry : entries) out.put_at(table, entry), table += sizeof entry;
  header.checksum = hash_bytes(std::string_view(out.bytes()).substr(kChecksummedFrom));
  out.put_at(0, header);
  return std::move(out.bytes());
}

}  // namespace whipsnake
