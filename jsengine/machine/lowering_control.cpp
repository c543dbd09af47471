// Comparing and branching, calls of the kernel, frames.
#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/function.h"
#include "jsengine/machine/lowering.h"

namespace whipsnake {

using asmjit::Label;
using x86::CondCode;
using x86::Gp;
using x86::Mem;
using x86::Xmm;

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
    case MacroOp::kGoOn:
      return go_on(o), true;
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

void Lowering::go_on(Op o) {
  Gp frame = word(o, 0);
  a.lea(kScratch, x86::ptr(resume_label()));
  a.mov(x86::qword_ptr(frame, offsetof(Frame, return_address)), kScratch);
  move(kFrame, frame);
  call_kernel(tables_.where_to_go_on);
  a.jmp(x86::rax);
}

void Lowering::leave_frame(Op o) {
  load_argument(x86::rax, argument(o, 0));
  a.mov(kScratch, x86::qword_ptr(kFrame, offsetof(Frame, return_address)));
  a.mov(kFrame, x86::qword_ptr(kFrame, offsetof(Frame, caller)));
  a.mov(x86::qword_ptr(kAgent, offsetof(Agent, fp)), kFrame);
  a.jmp(kScratch);
}

}  // namespace whipsnake
