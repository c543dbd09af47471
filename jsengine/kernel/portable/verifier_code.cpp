#include "jsengine/kernel/portable/verifier_code.h"

#include <cstring>

namespace whipsnake {
namespace {

constexpr uint32_t kMostRegisters = 1 << 16;
constexpr uint64_t kMostCovered = 1 << 28;  // instructions times handlers around them

enum class ConstantUse { kNone, kValue, kName, kNameOrSymbol, kNameOrNone, kFunction, kRow, kTemplate, kMap };

// What the constant of an instruction has to be; kNone: nothing is known of it, so it is refused.
ConstantUse use_of_constant(Opcode opcode) {
  switch (opcode) {
    case Opcode::kLoadConstant:
      return ConstantUse::kValue;
    case Opcode::kCreateRegExp:
    case Opcode::kThrowIfHole:
    case Opcode::kLoadGlobal:
    case Opcode::kLoadGlobalOrUndefined:
    case Opcode::kStoreGlobal:
    case Opcode::kInitialiseGlobal:
    case Opcode::kResolveBinding:
    case Opcode::kLoadBinding:
    case Opcode::kStoreBinding:
    case Opcode::kInitialiseBinding:
    case Opcode::kDeleteBinding:
    case Opcode::kGetProperty:
    case Opcode::kGetLength:
    case Opcode::kSetProperty:
    case Opcode::kDeleteProperty:
    case Opcode::kDefineField:
    case Opcode::kCreatePrivateName:
    case Opcode::kLoadImport:
      return ConstantUse::kName;
    case Opcode::kGetMethod:
      return ConstantUse::kNameOrSymbol;
    case Opcode::kThrowIfNullish:
    case Opcode::kThrowMessage:
      return ConstantUse::kNameOrNone;
    case Opcode::kCreateClosure:
    case Opcode::kCreateClass:
      return ConstantUse::kFunction;
    case Opcode::kCreateNamedEnvironment:
    case Opcode::kDeclareGlobals:
    case Opcode::kCallEval:
    case Opcode::kCallEvalSpread:
      return ConstantUse::kRow;
    case Opcode::kCreateTemplateObject:
      return ConstantUse::kTemplate;
    case Opcode::kCreateMappedArguments:
      return ConstantUse::kMap;
    default:
      return ConstantUse::kNone;
  }
}

bool is_template(const CodeConstant& constant) {
  const auto& list = constant.list;
  if (constant.value.tag != ConstantTag::kList || list.empty() || list.size() % 2 != 0) return false;
  for (size_t i = 0; i < list.size(); i++)
    if (!list[i].is_text() && !(list[i].tag == ConstantTag::kUndefined && i < list.size() / 2)) return false;
  return true;
}

bool is_map(const CodeConstant& constant) {
  for (const PortableConstant& slot : constant.list)
    if (slot.tag != ConstantTag::kInt32) return false;
  return constant.value.tag == ConstantTag::kList;
}

bool fits(const CodeConstant& constant, ConstantUse use, uint32_t function_count) {
  const PortableConstant& value = constant.value;
  switch (use) {
    case ConstantUse::kValue:
      return value.tag != ConstantTag::kList && value.tag != ConstantTag::kFunction &&
             value.tag != ConstantTag::kNamedFunction;
    case ConstantUse::kName:
      return value.is_text();
    case ConstantUse::kNameOrSymbol:
      return value.is_text() || value.tag == ConstantTag::kSymbol;
    case ConstantUse::kNameOrNone:
      return value.is_text() || value.tag == ConstantTag::kUndefined;
    case ConstantUse::kFunction:  // never the program itself
      return (value.tag == ConstantTag::kFunction || value.tag == ConstantTag::kNamedFunction) &&
             value.number > 0 && value.number < function_count;
    case ConstantUse::kRow:
      return value.tag == ConstantTag::kInt32 && value.number >= 0;
    case ConstantUse::kTemplate:
      return is_template(constant);
    case ConstantUse::kMap:
      return is_map(constant);
    case ConstantUse::kNone:
      return false;
  }
  return false;
}

struct Range {
  int64_t from, to;
};

// What the number in an instruction may be.
Range range_of_immediate(Opcode opcode) {
  switch (opcode) {
    case Opcode::kLoadSpecial:
      return {0, 4};
    case Opcode::kCreateArray:
      return {0, 1 << 20};
    case Opcode::kCreateEnvironment:
    case Opcode::kCreateNamedEnvironment:
      return {0, 1 << 20};
    case Opcode::kLoadBinding:
    case Opcode::kDefineMethod:
    case Opcode::kCreateIterResult:
      return {0, 1};
    case Opcode::kDefineAccessor:
    case Opcode::kLoadDynamicThis:
      return {0, 3};
    case Opcode::kSetFunctionName:
      return {0, 2};
    case Opcode::kAddPrivateMethod:
      return {0, 6};
    case Opcode::kShiftLeftInt:
    case Opcode::kShiftRightInt:
    case Opcode::kShiftRightUnsignedInt:
      return {0, 31};
    case Opcode::kThrowMessage:
    case Opcode::kThrowIfNotObject:
      return {0, int64_t(std::size(kBytecodeMessages)) - 1};
    case Opcode::kLoadInt:
    case Opcode::kAddInt:
    case Opcode::kSubtractInt:
    case Opcode::kBitwiseAndInt:
    case Opcode::kBitwiseOrInt:
    case Opcode::kJumpIfInt:
      return {INT32_MIN, INT32_MAX};
    default:
      return {1, 0};  // nothing
  }
}

}  // namespace

bool VerifiedCode::fail(uint32_t offset, const std::string& what) {
  complaint_ = "offset " + std::to_string(offset) + ": " + what;
  return false;
}

bool VerifiedCode::read(const CodeRecord& record, uint32_t function_count) {
  record_ = record;
  function_count_ = function_count;
  const RecordHeader& h = record.header;
  if (h.instruction_count == 0 || h.register_count == 0 || h.register_count > kMostRegisters)
    return fail(0, "there is no code, or too many registers");
  if (h.formal_count >= h.register_count || h.arguments_register >= h.register_count ||
      h.feedback_count > h.instruction_count)
    return fail(0, "arguments or feedback do not fit");
  return read_constants() && read_instructions() && check_tables();
}

bool VerifiedCode::read_constants() {
  ByteReader in(record_.constants);
  constants_.resize(header().constant_count);
  for (CodeConstant& constant : constants_) {
    if (!read_constant(&in, &constant.value)) return fail(0, "a constant is malformed");
    if (constant.value.tag != ConstantTag::kList) continue;
    if (constant.value.count > in.left()) return fail(0, "a constant is cut off");
    constant.list.resize(constant.value.count);
    for (PortableConstant& item : constant.list)
      if (!read_constant(&in, &item) || item.tag == ConstantTag::kList)
        return fail(0, "a constant is malformed");
  }
  return true;
}

Instruction VerifiedCode::at(uint32_t offset) const {
  Instruction instruction = {};
  uint16_t number = record_.unit(offset);
  bool wide = number >= kOpcodeCount;
  instruction.offset = offset;
  instruction.length = kOpcodeLengths[number];
  instruction.opcode = Opcode(wide ? number - kOpcodeCount : number);
  instruction.format = kOpcodeFormats[size_t(instruction.opcode)];
  uint32_t at = offset + 1;
  for (size_t i = 0; instruction.format[i] != '\0'; i++) {
    bool is_signed = instruction.format[i] == 'i' || instruction.format[i] == 't';
    uint32_t low = record_.unit(at++);
    uint32_t bits = wide ? low | uint32_t(record_.unit(at++)) << 16 : low;
    instruction.operands[i] = !is_signed ? int64_t(bits) : wide ? int32_t(bits) : int16_t(bits);
  }
  return instruction;
}

bool VerifiedCode::read_instructions() {
  uint32_t count = header().instruction_count;
  starts_.assign(count, false);
  leaders_.assign(count, false);
  feedback_.assign(header().feedback_count, false);
  for (uint32_t offset = 0; offset < count;) {
    uint16_t number = record_.unit(offset);
    if (number >= 2 * kOpcodeCount) return fail(offset, "there is no such opcode");
    if (kOpcodeLengths[number] > count - offset) return fail(offset, "an instruction is cut off");
    starts_[offset] = true;
    offset += kOpcodeLengths[number];
  }
  for (uint32_t offset = 0; offset < count;) {
    Instruction instruction = at(offset);
    if (!check_operands(instruction)) return false;
    offset = instruction.next();
  }
  return true;
}

// Registers, constants, numbers, feedback and targets, each by itself.
bool VerifiedCode::check_operands(const Instruction& instruction) {
  for (size_t i = 0; instruction.format[i] != '\0'; i++) {
    int64_t value = instruction.operands[i];
    bool good = true;
    switch (instruction.format[i]) {
      case 'd':
      case 'r':
      case 'R':
        good = value < int64_t(header().register_count);
        break;
      case 'c':
        good = check_constant(instruction, value, function_count_);
        break;
      case 'i':
        good = check_immediate(instruction, value);
        break;
      case 'f':  // one instruction each: what another kind of instruction left there would be misread
        good = value < int64_t(header().feedback_count) && !feedback_[size_t(value)];
        if (good) feedback_[size_t(value)] = true;
        break;
      case 't':
        good = check_jump(instruction, value);
        break;
      default:
        break;
    }
    if (!good)
      return fail(instruction.offset, std::string("operand ") + std::to_string(i) + " of " +
                                          kOpcodeNames[size_t(instruction.opcode)]);
  }
  return true;
}

bool VerifiedCode::check_constant(const Instruction& instruction, int64_t index, uint32_t function_count) {
  return index < int64_t(constants_.size()) &&
         fits(constants_[size_t(index)], use_of_constant(instruction.opcode), function_count);
}

bool VerifiedCode::check_immediate(const Instruction& instruction, int64_t value) {
  Range range = range_of_immediate(instruction.opcode);
  if (instruction.opcode == Opcode::kAddPrivateMethod && (value & 3) == 3) return false;
  return value >= range.from && value <= range.to;
}

// Every jump back lands where limits are looked at.
bool VerifiedCode::check_jump(const Instruction& instruction, int64_t distance) {
  int64_t target = int64_t(instruction.offset) + distance;
  if (target < 0 || target >= int64_t(starts_.size()) || !starts_[size_t(target)]) return false;
  if (distance <= 0 && at(uint32_t(target)).opcode != Opcode::kLoopHead) return false;
  leaders_[size_t(target)] = true;
  return true;
}

bool VerifiedCode::check_tables() {
  for (uint32_t i = 0; i < header().position_count; i++) {
    CodePosition position = record_.position(i);
    if (!starts_at(position.offset) || (i > 0 && record_.position(i - 1).offset >= position.offset))
      return fail(position.offset, "a position");
  }
  return read_handlers();
}

bool VerifiedCode::read_handlers() {
  uint32_t count = header().instruction_count;
  handler_at_.assign(count, -1);
  uint64_t covered = 0;
  for (uint32_t i = header().handler_count; i > 0; i--) {
    Handler handler = record_.handler(i - 1);
    bool ends = handler.to == count || starts_at(handler.to);
    if (!starts_at(handler.from) || !ends || handler.from >= handler.to || !starts_at(handler.target) ||
        handler.exception_register >= header().register_count)
      return fail(handler.from, "a handler");
    // Behind what it covers: so that no way leads back without a LoopHead.
    if (handler.target < handler.to) return fail(handler.from, "a handler in front of what it covers");
    leaders_[handler.target] = true;
    covered += handler.to - handler.from;
    if (covered > kMostCovered) return fail(handler.from, "too many handlers, one inside of the other");
    for (uint32_t at = handler.from; at < handler.to; at++) handler_at_[at] = int32_t(i - 1);
  }
  return true;
}

}  // namespace whipsnake
