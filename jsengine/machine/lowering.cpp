// What templates' values and operands are in registers and memory; moves, loads and stores.
#include "jsengine/machine/lowering.h"

namespace whipsnake {

using x86::Gp;
using x86::Mem;

constexpr int64_t kTagOfInt32 = int64_t(tag_bits(Tag::kInt32));

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

}  // namespace whipsnake
