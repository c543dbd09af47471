#include "jsengine/kernel/portable/code_file.h"

#include <algorithm>

#include "jsengine/kernel/portable/bytes.h"

namespace whipsnake {
namespace {

// Well-formed but for surrogates that stand apart, which are three bytes each.
bool is_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    auto at = [&](size_t k) { return k < text.size() ? uint8_t(text[k]) : 0u; };
    uint32_t lead = at(i);
    uint32_t more = lead < 0x80   ? 0
                    : lead < 0xC2 ? 4
                    : lead < 0xE0 ? 1
                    : lead < 0xF0 ? 2
                    : lead < 0xF5 ? 3
                                  : 4;
    if (more == 4) return false;
    for (uint32_t k = 1; k <= more; k++)
      if ((at(i + k) & 0xC0) != 0x80) return false;
    if ((lead == 0xE0 && at(i + 1) < 0xA0) || (lead == 0xF0 && at(i + 1) < 0x90) ||
        (lead == 0xF4 && at(i + 1) > 0x8F))
      return false;
    i += more + 1;
  }
  return true;
}

}  // namespace

CodeFile* CodeFile::open(std::string bytes, std::string* complaint) {
  auto* file = new CodeFile;
  file->bytes_ = std::move(bytes);
  if (file->read(complaint)) return file;
  delete file;
  return nullptr;
}

bool CodeFile::read(std::string* complaint) {
  ByteReader in(bytes_);
  header_ = in.number<FileHeader>();
  if (!in.ok() || memcmp(header_.magic, kPortableMagic, sizeof kPortableMagic) != 0) {
    *complaint = "it is not a file of portable bytecode";
    return false;
  }
  if (header_.version != kBytecodeVersion) {
    *complaint = "it was compiled by another version of Whipsnake; compile it again";
    return false;
  }
  std::string_view checked = std::string_view(bytes_).substr(kChecksummedFrom);
  if (header_.size != bytes_.size() || header_.checksum != hash_bytes(checked)) {
    *complaint = "it was cut off or damaged: its checksum is wrong";
    return false;
  }
  if (read_sections()) return true;
  *complaint = "it is malformed";
  return false;
}

bool CodeFile::read_sections() {
  if (header_.kind > uint32_t(PortableKind::kLibrary)) return false;
  ByteReader in(bytes_);
  in.raw(sizeof(FileHeader));
  const char* name = in.raw(header_.name_length);
  const char* text = in.raw(header_.text_length);
  in.align();
  const char* entries = in.raw(uint64_t(header_.record_count) * sizeof(RecordEntry));
  if (!in.ok()) return false;
  name_ = {name, header_.name_length};
  text_ = {text, header_.text_length};
  entries_.resize(header_.record_count);
  if (header_.record_count != 0) memcpy(entries_.data(), entries, entries_.size() * sizeof(RecordEntry));
  for (size_t i = 1; i < entries_.size(); i++)
    if (entries_[i - 1].function >= entries_[i].function) return false;
  return is_utf8(name_) && is_utf8(text_);
}

bool CodeFile::find(uint32_t function, CodeRecord* record) const {
  auto entry = std::lower_bound(entries_.begin(), entries_.end(), function,
                                [](const RecordEntry& e, uint32_t wanted) { return e.function < wanted; });
  if (entry == entries_.end() || entry->function != function) return false;
  if (entry->offset > bytes_.size() || entry->length > bytes_.size() - entry->offset) return false;
  ByteReader in(std::string_view(bytes_).substr(entry->offset, entry->length));
  RecordHeader& h = record->header;
  h = in.number<RecordHeader>();
  record->instructions = in.raw(uint64_t(h.instruction_count) * sizeof(uint16_t));
  record->handlers = in.raw(uint64_t(h.handler_count) * sizeof(Handler));
  record->positions = in.raw(uint64_t(h.position_count) * sizeof(CodePosition));
  const char* constants = in.raw(h.constant_bytes);
  // A constant has at least one byte: so what is reserved for them is bounded by the file.
  if (!in.ok() || h.constant_count > h.constant_bytes) return false;
  record->constants = {constants, h.constant_bytes};
  return true;
}

}  // namespace whipsnake
