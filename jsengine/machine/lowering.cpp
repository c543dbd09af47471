#include "jsengine/machine/lowering.h"

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/function.h"

namespace whipsnake {

using asmjit::Label;
using x86::CondCode;
using x86::Gp;
namespace Inst = asmjit::x86::Inst;
using x86::Mem;
using x86::Xmm;

namespace {

constexpr int64_t kTagOfInt32 = int64_t(tag_bits(Tag::kInt32));
bool fits32(int64_t n) { return n == int32_t(n); }
Gp sized(Gp r, uint32_t bits) {
  switch (bits) {
    case 64:
      return r.r64();
    case 32:
      return r.r32();
    case 16:
      return r.r16();
    default:
      return r.r8();
  }
}

}  // namespace

void Lowering::load_number(Gp to, int64_t number) {
  if (number == 0)
    a.xor_(to.r32(), to.r32());
  else if (number == int64_t(uint32_t(number)))
    a.mov(to.r32(), number);
  else
    a.mov(to, number);
}

void Lowering::move(Gp to, Gp from) {
  if (to.id() != from.id()) a.mov(to, from);
}

// The number that an argument is, if it is known while lowering.
bool Lowering::immediate(const TemplateArgument& argument, int64_t* value) {
  if (argument.kind == ArgumentKind::kNumber) {
    *value = argument.value;
    return true;
  }
  return argument.kind == ArgumentKind::kOperand && known(argument, value);
}

void Lowering::load_argument(Gp to, const TemplateArgument& argument) {
  int64_t number;
  if (argument.kind == ArgumentKind::kWord && bias(argument) != 0)
    a.lea(to, x86::ptr(x86::gpq(argument.index), bias(argument)));
  else if (argument.kind == ArgumentKind::kWord)
    move(to, x86::gpq(argument.index));
  else if (immediate(argument, &number))
    load_number(to, number);
  else
    load_operand(to, argument);
}

// The register that holds an argument; one that has none yet is loaded into `scratch`.
Gp Lowering::word(Op o, int i, Gp scratch) {
  const TemplateArgument& given = argument(o, i);
  if (given.kind == ArgumentKind::kWord && bias(given) == 0) return x86::gpq(given.index);
  if (given.kind == ArgumentKind::kNumber && given.value == kTagOfInt32) return kInt32Tag;
  load_argument(scratch, given);
  return scratch;
}

Mem Lowering::member(Op o, int base, int offset, uint32_t size) {
  const TemplateArgument& given = argument(o, base);
  if (given.kind == ArgumentKind::kWord)
    return x86::ptr(x86::gpq(given.index), bias(given) + int32_t(argument(o, offset).value), size);
  return x86::ptr(word(o, base), int32_t(argument(o, offset).value), size);
}

Mem Lowering::element(Op o, uint32_t size) {
  auto scale = uint32_t(__builtin_ctzll(uint64_t(argument(o, 2).value)));
  return x86::ptr(word(o, 0), word(o, 1), scale, int32_t(argument(o, 3).value), size);
}

void Lowering::lower(Op o) {
  if (o.joins_next) {
    joined_ = &o;
    return;
  }
  if (lower_move(o) || lower_memory(o) || lower_indexed(o) || lower_arithmetic(o) || lower_float(o)) return;
  if (!lower_control(o)) a.ud2();
}

bool Lowering::lower_move(Op o) {
  switch (o.op) {
    case MacroOp::kMove:
      load_argument(result(o), argument(o, 0));
      return true;
    case MacroOp::kLoadRegister:
      a.mov(result(o), js_register(argument(o, 0)));
      return true;
    case MacroOp::kRegisterAddress:
      a.lea(result(o), js_register(argument(o, 0)));
      return true;
    case MacroOp::kStoreRegister:
      store(o, 1, js_register(argument(o, 0)));
      return true;
    case MacroOp::kImmediate:
      load_argument(result(o), argument(o, 0));
      return true;
    case MacroOp::kBoxedImmediate:
      boxed_immediate(o);
      return true;
    case MacroOp::kSpecialImmediate:
      special_immediate(o);
      return true;
    case MacroOp::kConstant:
      load_constant(result(o), argument(o, 0));
      return true;
    case MacroOp::kFeedback:
      load_feedback(result(o), argument(o, 0));
      return true;
    case MacroOp::kFrame:
      move(result(o), kFrame);
      return true;
    case MacroOp::kAgent:
      move(result(o), kAgent);
      return true;
    default:
      return false;
  }
}

void Lowering::boxed_immediate(Op o) {
  int64_t number;
  if (immediate(argument(o, 0), &number)) {
    load_number(result(o), int64_t(Value::int32(int32_t(number)).bits));
    return;
  }
  load_operand(result(o), argument(o, 0));
  a.mov(result(o).r32(), result(o).r32());
  a.or_(result(o), kInt32Tag);
}

void Lowering::special_immediate(Op o) {
  int64_t number;
  if (immediate(argument(o, 0), &number)) {
    load_number(result(o), int64_t(Value::special(uint64_t(number)).bits));
    return;
  }
  load_operand(result(o), argument(o, 0));
  load_number(kScratch, int64_t(Value::special(0).bits));
  a.or_(result(o), kScratch);
}

void Lowering::store(Op o, int value, Mem to) {
  const TemplateArgument& given = argument(o, value);
  uint32_t bits = to.size() * 8;
  int64_t number;
  if (immediate(given, &number) && (bits < 64 || fits32(number)))
    a.mov(to, asmjit::Imm(bits == 8    ? number & 0xFF
                          : bits == 16 ? number & 0xFFFF
                                       : int64_t(int32_t(number))));
  else
    a.mov(to, sized(word(o, value), bits));
}

bool Lowering::lower_memory(Op o) {
  switch (o.op) {
    case MacroOp::kLoad64:
      a.mov(result(o), member(o, 0, 1, 8));
      return true;
    case MacroOp::kLoad32:
      a.mov(result(o).r32(), member(o, 0, 1, 4));
      return true;
    case MacroOp::kLoad16:
      a.movzx(result(o).r32(), member(o, 0, 1, 2));
      return true;
    case MacroOp::kLoad8:
      a.movzx(result(o).r32(), member(o, 0, 1, 1));
      return true;
    case MacroOp::kLoad64At:
      load_argument(kScratch, argument(o, 1));
      a.mov(result(o), x86::qword_ptr(word(o, 0), kScratch));
      return true;
    case MacroOp::kStore64At:
      load_argument(kSecondScratch, argument(o, 1));
      store(o, 2, x86::qword_ptr(word(o, 0), kSecondScratch));
      return true;
    case MacroOp::kStore64:
      store(o, 2, member(o, 0, 1, 8));
      return true;
    case MacroOp::kStore32:
      store(o, 2, member(o, 0, 1, 4));
      return true;
    case MacroOp::kStore8:
      store(o, 2, member(o, 0, 1, 1));
      return true;
    default:
      return false;
  }
}

bool Lowering::lower_indexed(Op o) {
  switch (o.op) {
    case MacroOp::kLoad64Indexed:
      a.mov(result(o), element(o, 8));
      return true;
    case MacroOp::kLoad32Indexed:
      a.mov(result(o).r32(), element(o, 4));
      return true;
    case MacroOp::kLoad16Indexed:
      a.movzx(result(o).r32(), element(o, 2));
      return true;
    case MacroOp::kLoad8Indexed:
      a.movzx(result(o).r32(), element(o, 1));
      return true;
    case MacroOp::kLoadFloatIndexed:
      a.movsd(float_result(o), element(o, 8));
      return true;
    case MacroOp::kLoadSingleIndexed:
      a.movss(float_result(o), element(o, 4));
      a.cvtss2sd(float_result(o), float_result(o));
      return true;
    case MacroOp::kStore64Indexed:
      store(o, 4, element(o, 8));
      return true;
    case MacroOp::kStore32Indexed:
      store(o, 4, element(o, 4));
      return true;
    case MacroOp::kStore16Indexed:
      store(o, 4, element(o, 2));
      return true;
    case MacroOp::kStore8Indexed:
      store(o, 4, element(o, 1));
      return true;
    case MacroOp::kStoreFloatIndexed:
      a.movsd(element(o, 8), vector(o, 4));
      return true;
    case MacroOp::kStoreSingleIndexed:
      a.cvtsd2ss(kFloatScratch, vector(o, 4));
      a.movss(element(o, 4), kFloatScratch);
      return true;
    default:
      return false;
  }
}

bool Lowering::lower_arithmetic(Op o) {
  switch (o.op) {
    case MacroOp::kAdd:
      return binary(o, Inst::kIdAdd, true, 64), true;
    case MacroOp::kSubtract:
      return binary(o, Inst::kIdSub, false, 64), true;
    case MacroOp::kMultiply:
      return binary(o, Inst::kIdImul, true, 64), true;
    case MacroOp::kBitAnd:
      return binary(o, Inst::kIdAnd, true, 64), true;
    case MacroOp::kBitOr:
      return binary(o, Inst::kIdOr, true, 64), true;
    case MacroOp::kBitXor:
      return binary(o, Inst::kIdXor, true, 64), true;
    case MacroOp::kAnd32:
      return binary(o, Inst::kIdAnd, true, 32), true;
    case MacroOp::kOr32:
      return binary(o, Inst::kIdOr, true, 32), true;
    case MacroOp::kXor32:
      return binary(o, Inst::kIdXor, true, 32), true;
    case MacroOp::kShiftLeft:
      return shift(o, Inst::kIdShl, 64), true;
    case MacroOp::kShiftRight:
      return shift(o, Inst::kIdShr, 64), true;
    case MacroOp::kShiftLeft32:
      return shift(o, Inst::kIdShl, 32), true;
    case MacroOp::kShiftRight32:
      return shift(o, Inst::kIdShr, 32), true;
    case MacroOp::kShiftRightSigned32:
      return shift(o, Inst::kIdSar, 32), true;
    case MacroOp::kRemainderUnsigned32:
      return remainder(o), true;
    case MacroOp::kSignExtend32:
      return a.movsxd(result(o), word(o, 0).r32()), true;
    case MacroOp::kSignExtend16:
      return a.movsx(result(o).r32(), word(o, 0).r16()), true;
    case MacroOp::kSignExtend8:
      return a.movsx(result(o).r32(), word(o, 0).r8()), true;
    case MacroOp::kAdd32Overflow:
      return overflow(o, Inst::kIdAdd, true), true;
    case MacroOp::kSubtract32Overflow:
      return overflow(o, Inst::kIdSub, false), true;
    case MacroOp::kMultiply32Overflow:
      return overflow(o, Inst::kIdImul, true), true;
    default:
      return false;
  }
}

void Lowering::binary(Op o, uint32_t instruction, bool commutes, uint32_t bits) {
  Gp to = sized(result(o), bits);
  int first = 0, second = 1;
  const TemplateArgument& right = argument(o, 1);
  bool right_is_result = right.kind == ArgumentKind::kWord && right.index == o.result;
  if (right_is_result && commutes) {
    first = 1;
    second = 0;
  } else if (right_is_result &&
             !(argument(o, 0).kind == ArgumentKind::kWord && argument(o, 0).index == o.result)) {
    a.mov(kScratch, result(o));
    load_argument(result(o), argument(o, 0));
    a.emit(instruction, to, sized(kScratch, bits));
    return;
  }
  const TemplateArgument& left = argument(o, first);
  int64_t number;
  bool known_number = immediate(argument(o, second), &number);
  if (known_number && bits == 32 && instruction == Inst::kIdAnd && uint32_t(number) == 0xFFFF'FFFF) {
    a.mov(to, sized(word(o, first), 32));
    return;
  }
  bool small = known_number && (bits == 32 || fits32(number));
  Gp other = kScratch;
  if (!small) other = word(o, second);
  if (left.kind == ArgumentKind::kWord)
    move(to, sized(x86::gpq(left.index), bits));
  else
    load_argument(result(o), left);
  if (small)
    a.emit(instruction, to, asmjit::Imm(int64_t(int32_t(number))));
  else
    a.emit(instruction, to, sized(other, bits));
}

void Lowering::shift(Op o, uint32_t instruction, uint32_t bits) {
  Gp to = sized(result(o), bits);
  int64_t number;
  if (immediate(argument(o, 1), &number)) {
    move(to, sized(word(o, 0), bits));
    if ((number & (bits - 1)) != 0)
      a.emit(instruction, to, asmjit::Imm(number & (bits - 1)));
    else if (bits == 32)
      a.mov(to, to);  // clears the upper half
    return;
  }
  load_argument(kSecondScratch, argument(o, 1));
  move(to, sized(word(o, 0), bits));
  a.emit(instruction, to, x86::cl);
}

void Lowering::remainder(Op o) {
  load_argument(kSecondScratch, argument(o, 1));
  load_argument(x86::rax, argument(o, 0));
  a.xor_(x86::edx, x86::edx);
  a.div(kSecondScratch.r32());
  a.mov(result(o).r32(), x86::edx);
}

void Lowering::overflow(Op o, uint32_t instruction, bool commutes) {
  binary(o, instruction, commutes, 32);
  a.jo(label(argument(o, 2)));
}

bool Lowering::lower_float(Op o) {
  switch (o.op) {
    case MacroOp::kMoveFloat:
      if (o.result != argument(o, 0).index) a.movapd(float_result(o), vector(o, 0));
      return true;
    case MacroOp::kFloatOfBits:
      a.movq(float_result(o), word(o, 0));
      return true;
    case MacroOp::kBitsOfFloat:
      a.movq(result(o), vector(o, 0));
      return true;
    case MacroOp::kCanonicalBits:
      return canonical_bits(o), true;
    case MacroOp::kFloatOfInt32:
      a.xorps(float_result(o), float_result(o));
      return a.cvtsi2sd(float_result(o), word(o, 0).r32()), true;
    case MacroOp::kFloatOfUint32:
      a.mov(kScratch.r32(), word(o, 0).r32());
      a.xorps(float_result(o), float_result(o));
      return a.cvtsi2sd(float_result(o), kScratch), true;
    case MacroOp::kFloatAdd:
      return float_binary(o, Inst::kIdAddsd, true), true;
    case MacroOp::kFloatSubtract:
      return float_binary(o, Inst::kIdSubsd, false), true;
    case MacroOp::kFloatMultiply:
      return float_binary(o, Inst::kIdMulsd, true), true;
    case MacroOp::kFloatDivide:
      return float_binary(o, Inst::kIdDivsd, false), true;
    case MacroOp::kFloatNegate:
      a.movq(kScratch, vector(o, 0));
      a.btc(kScratch, 63);
      return a.movq(float_result(o), kScratch), true;
    case MacroOp::kFloatSquareRoot:
      return a.sqrtsd(float_result(o), vector(o, 0)), true;
    case MacroOp::kTruncatedInt32:
      return a.cvttsd2si(result(o).r32(), vector(o, 0)), true;
    default:
      return false;
  }
}

void Lowering::float_binary(Op o, uint32_t instruction, bool commutes) {
  Xmm to = float_result(o), left = vector(o, 0), right = vector(o, 1);
  if (right.id() == to.id() && left.id() != to.id()) {
    if (commutes) {
      right = left;
      left = to;
    } else {
      a.movapd(kFloatScratch, right);
      right = kFloatScratch;
    }
  }
  if (left.id() != to.id()) a.movapd(to, left);
  a.emit(instruction, to, right);
}

void Lowering::canonical_bits(Op o) {
  Label done = a.newLabel();
  a.movq(result(o), vector(o, 0));
  a.ucomisd(vector(o, 0), vector(o, 0));
  a.jnp(done);
  a.mov(result(o), int64_t(Value::kCanonicalNaN));
  a.bind(done);
}

// Exact conversion; -0 is no int32.
void Lowering::float_to_int32(Op o) {
  Label other = label(argument(o, 1)), done = a.newLabel();
  Gp to = result(o).r32();
  a.cvttsd2si(to, vector(o, 0));
  a.xorps(kFloatScratch, kFloatScratch);
  a.cvtsi2sd(kFloatScratch, to);
  a.ucomisd(kFloatScratch, vector(o, 0));
  a.jp(other);
  a.jne(other);
  a.test(to, to);
  a.jne(done);
  a.movq(kScratch, vector(o, 0));
  a.test(kScratch, kScratch);
  a.jne(other);
  a.bind(done);
}

namespace {

CondCode condition_code(Condition condition) {
  switch (condition) {
    case Condition::kEqual:
      return CondCode::kEqual;
    case Condition::kNotEqual:
      return CondCode::kNotEqual;
    case Condition::kLess:
      return CondCode::kSignedLT;
    case Condition::kLessOrEqual:
      return CondCode::kSignedLE;
    case Condition::kGreater:
      return CondCode::kSignedGT;
    case Condition::kGreaterOrEqual:
      return CondCode::kSignedGE;
    case Condition::kBelow:
      return CondCode::kUnsignedLT;
    case Condition::kBelowOrEqual:
      return CondCode::kUnsignedLE;
    case Condition::kAbove:
      return CondCode::kUnsignedGT;
    default:
      return CondCode::kUnsignedGE;
  }
}

}  // namespace

// One side is what the joined load would have read.
void Lowering::compare_memory(Op o, uint32_t bits) {
  const TemplateOperation& load = *joined_;
  joined_ = nullptr;
  uint32_t size = load.op == MacroOp::kLoad64 ? 8 : load.op == MacroOp::kLoad32 ? 4 : 1;
  bool is_left = argument(o, 1).kind == ArgumentKind::kWord && argument(o, 1).index == load.result;
  Mem memory = member(load, 0, 1, size);
  if (!is_left) {
    a.cmp(sized(word(o, 1, kSecondScratch), bits), memory);
    return;
  }
  int64_t number;
  if (immediate(argument(o, 2), &number) && (size < 8 || fits32(number)))
    a.cmp(memory, asmjit::Imm(int64_t(int32_t(number))));
  else
    a.cmp(memory, sized(word(o, 2), size * 8));
}

void Lowering::compare(Op o, uint32_t bits) {
  if (joined_ != nullptr) return compare_memory(o, bits);
  Gp left = word(o, 1, kSecondScratch);
  int64_t number;
  if (!immediate(argument(o, 2), &number) || !(bits == 32 || fits32(number)))
    a.cmp(sized(left, bits), sized(word(o, 2), bits));
  else if (int32_t(number) == 0)
    a.test(sized(left, bits), sized(left, bits));
  else
    a.cmp(sized(left, bits), int64_t(int32_t(number)));
}

void Lowering::branch(Op o, uint32_t bits) {
  compare(o, bits);
  a.j(condition_code(Condition(argument(o, 0).value)), label(argument(o, 3)));
}

// Comparing with the sides exchanged makes "less" an "above", which is false for NaN.
void Lowering::branch_float(Op o) {
  Xmm left = vector(o, 1), right = vector(o, 2);
  Label to = label(argument(o, 3));
  auto condition = Condition(argument(o, 0).value);
  switch (condition) {
    case Condition::kLess:
    case Condition::kNotLess:
      a.ucomisd(right, left);
      a.j(condition == Condition::kLess ? CondCode::kUnsignedGT : CondCode::kUnsignedLE, to);
      break;
    case Condition::kLessOrEqual:
    case Condition::kNotLessOrEqual:
      a.ucomisd(right, left);
      a.j(condition == Condition::kLessOrEqual ? CondCode::kUnsignedGE : CondCode::kUnsignedLT, to);
      break;
    case Condition::kGreater:
    case Condition::kNotGreater:
      a.ucomisd(left, right);
      a.j(condition == Condition::kGreater ? CondCode::kUnsignedGT : CondCode::kUnsignedLE, to);
      break;
    case Condition::kGreaterOrEqual:
    case Condition::kNotGreaterOrEqual:
      a.ucomisd(left, right);
      a.j(condition == Condition::kGreaterOrEqual ? CondCode::kUnsignedGE : CondCode::kUnsignedLT, to);
      break;
    case Condition::kNotEqual:
      a.ucomisd(left, right);
      a.jp(to);
      a.jne(to);
      break;
    default: {
      Label unordered = a.newLabel();
      a.ucomisd(left, right);
      a.jp(unordered);
      a.je(to);
      a.bind(unordered);
    }
  }
}

bool Lowering::lower_control(Op o) {
  switch (o.op) {
    case MacroOp::kLabel:
      return a.bind(label(argument(o, 0))), true;
    case MacroOp::kGoto:
      return a.jmp(label(argument(o, 0))), true;
    case MacroOp::kBranch:
      return branch(o, 64), true;
    case MacroOp::kBranch32:
      return branch(o, 32), true;
    case MacroOp::kBranchFloat:
      return branch_float(o), true;
    case MacroOp::kFloatToInt32:
      return float_to_int32(o), true;
    case MacroOp::kCall:
      return call(o, true), true;
    case MacroOp::kCallPlain:
      return call(o, false), true;
    case MacroOp::kNext:
      return go_to_next(), true;
    case MacroOp::kJump:
      return jump(argument(o, 0)), true;
    case MacroOp::kEnter:
      return enter(o), true;
    case MacroOp::kLeaveFrame:
      return leave_frame(o), true;
    case MacroOp::kResume:
      return resume(), true;
    case MacroOp::kResumedValue:
      return move(result(o), x86::rax), true;
    case MacroOp::kThrow:
      save_pc();
      return a.jmp(table_entry(layout_.throw_stub)), true;
    case MacroOp::kCountTurn:
      return count_turn(), true;
    default:
      return false;
  }
}

// Words into the registers of the calling convention, all at once: first moves whose target nobody needs any
// more.
void Lowering::place_arguments(Op o) {
  static constexpr Gp kRegisters[] = {x86::rsi, x86::rdx, x86::rcx, x86::r8, x86::r9};
  struct Move {
    uint32_t to, from;
  };
  Move moves[5];
  int pending = 0;
  for (int i = 1; i < o.argument_count; i++)
    if (const TemplateArgument& given = argument(o, i); given.kind == ArgumentKind::kWord)
      if (given.index != kRegisters[i - 1].id()) moves[pending++] = {kRegisters[i - 1].id(), given.index};
  while (pending > 0) {
    int chosen = -1;
    for (int i = 0; i < pending && chosen < 0; i++) {
      bool needed = false;
      for (int k = 0; k < pending; k++) needed |= k != i && moves[k].from == moves[i].to;
      if (!needed) chosen = i;
    }
    if (chosen < 0) {  // a ring: one value steps aside
      a.mov(kScratch, x86::gpq(moves[0].from));
      moves[0].from = kScratch.id();
      continue;
    }
    a.mov(x86::gpq(moves[chosen].to), x86::gpq(moves[chosen].from));
    moves[chosen] = moves[--pending];
  }
  for (int i = 1; i < o.argument_count; i++) {
    const TemplateArgument& given = argument(o, i);
    if (given.kind != ArgumentKind::kWord)
      load_argument(kRegisters[i - 1], given);
    else if (int32_t missing = bias(given))
      a.add(kRegisters[i - 1], missing);
  }
}

void Lowering::call(Op o, bool may_throw) {
  if (may_throw) save_pc();
  place_arguments(o);
  call_kernel(uint32_t(argument(o, 0).value));
  if (may_throw) {
    a.cmp(x86::rax, table_entry(layout_.abrupt));
    throw_abrupt(CondCode::kEqual);
  }
  move(result(o), x86::rax);
}

void Lowering::enter(Op o) {
  Gp frame = word(o, 0);
  save_pc();
  a.lea(kScratch, x86::ptr(resume_label()));
  a.mov(x86::qword_ptr(frame, offsetof(Frame, return_address)), kScratch);
  move(kFrame, frame);
  a.mov(x86::qword_ptr(kAgent, offsetof(Agent, fp)), kFrame);
  a.mov(kScratch, x86::qword_ptr(kFrame, offsetof(Frame, code)));
  a.jmp(x86::qword_ptr(kScratch, offsetof(Code, entry)));
}

void Lowering::leave_frame(Op o) {
  load_argument(x86::rax, argument(o, 0));
  a.mov(kScratch, x86::qword_ptr(kFrame, offsetof(Frame, return_address)));
  a.mov(kFrame, x86::qword_ptr(kFrame, offsetof(Frame, caller)));
  a.mov(x86::qword_ptr(kAgent, offsetof(Agent, fp)), kFrame);
  a.jmp(kScratch);
}

}  // namespace whipsnake
