// A file of portable bytecode in memory: checked as a file, its bytecode not yet verified.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "jsengine/kernel/portable/format.h"

namespace whipsnake {

// One function's record. Pointers go into the file's bytes and may be unaligned.
struct CodeRecord {
  RecordHeader header;
  const char *instructions, *handlers, *positions;
  std::string_view constants;

  uint16_t unit(uint32_t i) const {
    uint16_t value;
    memcpy(&value, instructions + i * sizeof value, sizeof value);
    return value;
  }
  Handler handler(uint32_t i) const {
    Handler value;
    memcpy(&value, handlers + i * sizeof value, sizeof value);
    return value;
  }
  CodePosition position(uint32_t i) const {
    CodePosition value;
    memcpy(&value, positions + i * sizeof value, sizeof value);
    return value;
  }
};

class CodeFile {
 public:
  // nullptr, and a sentence in `complaint`, when this is no file of this version or it was damaged.
  static CodeFile* open(std::string bytes, std::string* complaint);

  PortableKind kind() const { return PortableKind(header_.kind); }
  std::string_view name() const { return name_; }
  std::string_view text() const { return text_; }
  const std::vector<RecordEntry>& entries() const { return entries_; }
  // False: the function has no record, or its lengths do not fit.
  bool find(uint32_t function, CodeRecord*) const;
  size_t bytes() const { return bytes_.size() + entries_.size() * sizeof(RecordEntry); }

 private:
  bool read(std::string* complaint);
  bool read_sections();
  FileHeader header_ = {};
  std::string bytes_;
  std::string_view name_, text_;
  std::vector<RecordEntry> entries_;
};

}  // namespace whipsnake
