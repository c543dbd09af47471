// The code of one record, as the verifier reads it: decoded instructions, constants, jumps and handlers that
// are known to be well-formed.
#pragma once

#include <string>
#include <vector>

#include "jsengine/_generated/opcodes.h"
#include "jsengine/kernel/portable/code_file.h"
#include "jsengine/kernel/portable/constants.h"

namespace whipsnake {

struct Instruction {
  static constexpr size_t kMostOperands = 6;
  uint32_t offset, length;
  Opcode opcode;       // the narrow one
  const char* format;  // letters of opcodes.h
  int64_t operands[kMostOperands];
  uint32_t next() const { return offset + length; }
};

struct CodeConstant {
  PortableConstant value;
  std::vector<PortableConstant> list;  // of kList
};

class VerifiedCode {
 public:
  // Everything that can be told without following the code. False: see complaint().
  bool read(const CodeRecord&, uint32_t function_count);
  const std::string& complaint() const { return complaint_; }
  // "function 3, offset 17: what"
  bool fail(uint32_t offset, const std::string& what);

  const CodeRecord& record() const { return record_; }
  const RecordHeader& header() const { return record_.header; }
  Instruction at(uint32_t offset) const;
  bool starts_at(uint32_t offset) const { return offset < starts_.size() && starts_[offset]; }
  // Whether ways may come together here: jumps and handlers go there.
  bool is_leader(uint32_t offset) const { return leaders_[offset]; }
  const CodeConstant& constant(int64_t index) const { return constants_[size_t(index)]; }
  // The first handler that covers the offset, or -1.
  int32_t handler_at(uint32_t offset) const { return handler_at_[offset]; }

 private:
  bool read_constants();
  bool read_instructions();
  bool check_operands(const Instruction&);
  bool check_constant(const Instruction&, int64_t index, uint32_t function_count);
  bool check_immediate(const Instruction&, int64_t value);
  bool check_jump(const Instruction&, int64_t distance);
  bool check_tables();
  bool read_handlers();

  CodeRecord record_ = {};
  uint32_t function_count_ = 0;
  std::vector<CodeConstant> constants_;
  std::vector<bool> starts_, leaders_, feedback_;
  std::vector<int32_t> handler_at_;
  std::string complaint_;
};

}  // namespace whipsnake
