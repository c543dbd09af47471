// Macro-ops to instructions of x86-64. What an operand of the bytecode is, and how the next instruction is
// reached, is left to the two users: the interpreter (operands are read at the pc) and the baseline compiler
// (they are known).
//
// Registers: rbx the frame, r12 the pc (in the interpreter), r13 the agent, r14 the table of handlers and
// kernel functions, r15 the tag of an int32. rcx, r11 and xmm15 belong to the lowering; all others to the
// templates' values (allocation.py). The native stack holds nothing but the entry's saved registers.
#pragma once

#include <asmjit/asmjit.h>

#include <vector>

#include "jsengine/kernel/frame.h"
#include "jsengine/kernel/machine/template.h"

namespace whipsnake {

namespace x86 = asmjit::x86;

constexpr x86::Gp kFrame = x86::rbx, kPc = x86::r12, kAgent = x86::r13, kTable = x86::r14,
                  kInt32Tag = x86::r15;
constexpr x86::Gp kScratch = x86::r11, kSecondScratch = x86::rcx;
constexpr x86::Xmm kFloatScratch = x86::xmm15;

inline bool fits32(int64_t n) { return n == int32_t(n); }
inline x86::Gp sized(x86::Gp r, uint32_t bits) {
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

// Where things stand in the table that r14 points at, in bytes.
struct TableLayout {
  explicit TableLayout(const MachineTables& tables)
      : functions(tables.template_count * 2),
        throw_stub(functions + tables.function_count),
        abrupt(throw_stub + 1),
        resume(abrupt + 1),
        count(resume + tables.template_count * 2) {}
  uint32_t functions;   // index of the first kernel function; before it are the handlers, narrow then wide
  uint32_t throw_stub;  // index of where abrupt completions go
  uint32_t abrupt;      // index of the value that says so
  uint32_t resume;      // index of the first resume point of the interpreter, in the handlers' order
  uint32_t count;
};

class Lowering {
 public:
  Lowering(asmjit::CodeHolder* code, const MachineTables& tables)
      : a(code), tables_(tables), layout_(tables) {}
  virtual ~Lowering() = default;

 protected:
  // -- What users of the lowering say
  virtual void load_operand(x86::Gp to, const TemplateArgument&) = 0;
  // The JS register that an operand names. May need kSecondScratch until it was used.
  virtual x86::Mem js_register(const TemplateArgument&) = 0;
  virtual void load_constant(x86::Gp to, const TemplateArgument&) = 0;
  virtual void load_feedback(x86::Gp to, const TemplateArgument&) = 0;
  // What a word that points at a feedback slot lacks of its address, when operands are known.
  virtual int32_t bias(const TemplateArgument&) { return 0; }
  virtual void save_pc() = 0;
  virtual void go_to_next() = 0;
  virtual void jump(const TemplateArgument& target) = 0;
  virtual void resume() = 0;
  virtual void count_turn() = 0;
  // True, with the immediate in *value, when an operand is known now.
  virtual bool known(const TemplateArgument&, int64_t* value) = 0;
  // Where a branch to a label of the template ends; users may know a shorter way.
  virtual asmjit::Label label(const TemplateArgument&) = 0;
  virtual asmjit::Label resume_label() = 0;
  virtual void throw_abrupt(asmjit::x86::CondCode) = 0;

  void lower(const TemplateOperation&);
  x86::Mem table_entry(uint32_t index) const { return x86::qword_ptr(kTable, int32_t(index * 8)); }
  void call_kernel(uint32_t function) {
    a.mov(x86::rdi, kAgent);
    a.call(table_entry(layout_.functions + function));
  }
  void load_number(x86::Gp to, int64_t number);

  x86::Assembler a;
  const MachineTables& tables_;
  const TableLayout layout_;

 private:
  const TemplateOperation* joined_ = nullptr;  // the load that the next comparison does itself
  using Op = const TemplateOperation&;
  const TemplateArgument& argument(Op o, int i) const { return tables_.arguments[o.first_argument + i]; }
  x86::Gp word(Op o, int i, x86::Gp scratch = kScratch);
  x86::Xmm vector(Op o, int i) const { return x86::xmm(argument(o, i).index); }
  x86::Gp result(Op o) const { return x86::gpq(o.result); }
  x86::Xmm float_result(Op o) const { return x86::xmm(o.result); }
  void move(x86::Gp to, x86::Gp from);
  void load_argument(x86::Gp to, const TemplateArgument&);
  bool immediate(const TemplateArgument&, int64_t* value);
  x86::Mem member(Op o, int base, int offset, uint32_t size);
  x86::Mem element(Op o, uint32_t size);

  bool lower_move(Op);
  bool lower_memory(Op);
  bool lower_indexed(Op);
  bool lower_arithmetic(Op);
  bool lower_float(Op);
  bool lower_control(Op);
  void boxed_immediate(Op);
  void special_immediate(Op);
  void store(Op, int value, x86::Mem);
  void binary(Op, uint32_t instruction, bool commutes, uint32_t bits);
  void shift(Op, uint32_t instruction, uint32_t bits);
  void remainder(Op);
  void overflow(Op, uint32_t instruction, bool commutes);
  void float_binary(Op, uint32_t instruction, bool commutes);
  void compare(Op, uint32_t bits);
  void compare_memory(Op, uint32_t bits);
  void branch(Op, uint32_t bits);
  void branch_float(Op);
  void float_to_int32(Op);
  void canonical_bits(Op);
  void call(Op, bool may_throw);
  void place_arguments(Op);
  void enter(Op);
  void go_on(Op);
  void leave_frame(Op);
};

}  // namespace whipsnake
