// Arithmetic of integers and of floats.
#include "jsengine/machine/lowering.h"

namespace whipsnake {

using asmjit::Label;
using x86::Gp;
using x86::Xmm;
namespace Inst = asmjit::x86::Inst;

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
    case MacroOp::kTruncatedInt64:
      return a.cvttsd2si(result(o), vector(o, 0)), true;
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

}  // namespace whipsnake
