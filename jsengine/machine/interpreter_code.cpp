#include "jsengine/machine/interpreter_code.h"

#include "jsengine/kernel/inline_cache.h"
#include "jsengine/machine/code_memory.h"
#include "jsengine/machine/code_names.h"
#include "jsengine/machine/lowering.h"

namespace whipsnake {

using asmjit::Label;
using x86::Gp;
using x86::Mem;

namespace {

class InterpreterCode final : public Lowering {
 public:
  InterpreterCode(asmjit::CodeHolder* code, const MachineTables& tables)
      : Lowering(code, tables), code_(code) {}

  bool assemble(Machine* machine) {
    entries();
    for (bool wide : {false, true})
      for (uint32_t i = 0; i < tables_.template_count; i++) handler(i, wide);
    end_of_hot_ = a.offset();
    for (bool wide : {false, true})
      for (uint32_t i = 0; i < tables_.template_count; i++) cold_part(i, wide);
    return place(machine);
  }

 private:
  // -- The operands stand at the pc
  void load_operand(Gp to, const TemplateArgument& operand) override {
    Mem place = operand_place(operand);
    if (!operand.is_signed && wide_)
      a.mov(to.r32(), place);
    else if (!operand.is_signed)
      a.movzx(to.r32(), place);
    else if (wide_)
      a.movsxd(to, place);
    else
      a.movsx(to, place);
    if (operand.scale != 1) a.imul(to, to, operand.scale);
    if (operand.value != 0) a.add(to, operand.value);
  }
  Mem operand_place(const TemplateArgument& operand) const {
    int32_t unit = 1 + operand.index * (wide_ ? 2 : 1);
    return x86::ptr(kPc, unit * 2, wide_ ? 4 : 2);
  }
  Mem js_register(const TemplateArgument& operand) override {
    load_operand(kSecondScratch, operand);
    return x86::qword_ptr(kFrame, kSecondScratch, 3, offsetof(Frame, registers));
  }
  void load_constant(Gp to, const TemplateArgument& operand) override {
    load_operand(kSecondScratch, operand);
    a.mov(to, x86::qword_ptr(kFrame, offsetof(Frame, code)));
    a.mov(to, x86::qword_ptr(to, offsetof(Code, constants)));
    a.mov(to, x86::qword_ptr(to, kSecondScratch, 3));
  }
  void load_feedback(Gp to, const TemplateArgument& operand) override {
    load_operand(kSecondScratch, operand);
    a.shl(kSecondScratch, __builtin_ctz(sizeof(FeedbackSlot)));
    a.mov(to, x86::qword_ptr(kFrame, offsetof(Frame, feedback)));
    a.lea(to, x86::ptr(to, kSecondScratch, 0, offsetof(FeedbackVector, slots)));
  }
  bool known(const TemplateArgument&, int64_t*) override { return false; }
  void save_pc() override { a.mov(x86::qword_ptr(kFrame, offsetof(Frame, pc)), kPc); }

  // -- The ways on
  void dispatch() {
    a.movzx(kScratch.r32(), x86::word_ptr(kPc));
    a.jmp(x86::qword_ptr(kTable, kScratch, 3));
  }
  void go_to_next() override {
    a.add(kPc, (1 + current_->operand_count * (wide_ ? 2 : 1)) * 2);
    dispatch();
  }
  void jump(const TemplateArgument& target) override {
    load_operand(kScratch, target);
    a.lea(kPc, x86::ptr(kPc, kScratch, 1));
    dispatch();
  }
  void resume() override {
    a.bind(resume_label());
    a.mov(kPc, x86::qword_ptr(kFrame, offsetof(Frame, pc)));
  }
  void throw_abrupt(x86::CondCode condition) override { a.j(condition, throw_); }
  // Counts a call or a turn of a loop; `warm` gets those above what the function has to earn.
  void count(int32_t counter, Label warm) {
    a.mov(kScratch, x86::qword_ptr(kFrame, offsetof(Frame, feedback)));
    a.mov(kSecondScratch.r32(), x86::dword_ptr(kScratch, counter));
    a.add(kSecondScratch.r32(), 1);
    a.mov(x86::dword_ptr(kScratch, counter), kSecondScratch.r32());
    a.cmp(kSecondScratch.r32(), x86::dword_ptr(kScratch, offsetof(FeedbackVector, compile_at)));
    a.ja(warm);
  }
  void count_turn() override {
    turn_ = a.newLabel();
    count(offsetof(FeedbackVector, loops), turn_);
    after_turn_ = a.newLabel();
    a.bind(after_turn_);
  }
  Label label(const TemplateArgument& argument) override { return lazily(labels_ + size_t(argument.value)); }
  Label resume_label() override { return lazily(labels_); }
  Label lazily(size_t i) {
    if (!all_labels_[i].isValid()) all_labels_[i] = a.newLabel();
    return all_labels_[i];
  }

  // -- Handlers. Label 0 of a template is its resume point.
  void handler(uint32_t opcode, bool wide) {
    current_ = &tables_.templates[opcode];
    wide_ = wide;
    labels_ = all_labels_.size();
    all_labels_.resize(labels_ + current_->label_count);
    bases_.push_back(labels_);
    a.align(asmjit::AlignMode::kCode, 16);
    starts_.push_back(a.offset());
    turn_ = Label();
    const TemplateOperation* operations = tables_.operations + current_->first;
    for (uint32_t i = 0; i < current_->hot_count; i++) lower(operations[i]);
    if (turn_.isValid()) warm_turn();
  }
  void warm_turn() {
    a.bind(turn_);
    save_pc();
    call_kernel(tables_.warm);
    a.test(x86::rax, x86::rax);
    a.jz(after_turn_);
    a.jmp(x86::rax);
  }
  void cold_part(uint32_t opcode, bool wide) {
    current_ = &tables_.templates[opcode];
    wide_ = wide;
    labels_ = bases_[opcode + (wide ? tables_.template_count : 0)];
    const TemplateOperation* operations = tables_.operations + current_->first + current_->hot_count;
    for (uint32_t i = 0; i < current_->cold_count; i++) lower(operations[i]);
  }

  // -- The ways in and out
  void entries() {
    throw_ = a.newLabel();
    leave_ = a.newLabel();
    table_ = a.newLabel();
    run_entry();
    function_entry();
    go_on_ = a.offset();
    a.mov(kPc, x86::qword_ptr(kFrame, offsetof(Frame, pc)));
    dispatch();
    throw_stub();
  }
  // Value run(Agent*, Frame* entry): the only frame of the native stack that all frames run by it need.
  void run_entry() {
    a.bind(table_);  // stands kHeadSize behind the table
    for (Gp r : {x86::rbx, x86::rbp, x86::r12, x86::r13, x86::r14, x86::r15}) a.push(r);
    a.sub(x86::rsp, 8);
    a.mov(kAgent, x86::rdi);
    a.lea(kTable, x86::ptr(table_, -int32_t(layout_.count * 8)));
    load_number(kInt32Tag, int64_t(tag_bits(Tag::kInt32)));
    a.lea(kScratch, x86::ptr(leave_));
    a.mov(x86::qword_ptr(x86::rsi, offsetof(Frame, return_address)), kScratch);
    a.mov(kFrame, x86::qword_ptr(kAgent, offsetof(Agent, fp)));
    a.mov(kPc, x86::qword_ptr(kFrame, offsetof(Frame, pc)));
    a.mov(kScratch, x86::qword_ptr(kFrame, offsetof(Frame, code)));
    Label inside = a.newLabel();
    a.cmp(kPc, x86::qword_ptr(kScratch, offsetof(Code, instructions)));
    a.jne(inside);
    a.jmp(x86::qword_ptr(kScratch, offsetof(Code, entry)));
    a.bind(inside);
    go_on_anywhere();
    a.bind(leave_);
    a.add(x86::rsp, 8);
    for (Gp r : {x86::r15, x86::r14, x86::r13, x86::r12, x86::rbp, x86::rbx}) a.pop(r);
    a.ret();
  }
  void go_on_anywhere() {
    call_kernel(tables_.where_to_go_on);
    a.jmp(x86::rax);
  }
  void function_entry() {
    a.align(asmjit::AlignMode::kCode, 16);
    function_entry_ = a.offset();
    Label is_warm = a.newLabel(), cold = a.newLabel();
    count(offsetof(FeedbackVector, calls), is_warm);
    a.bind(cold);
    a.mov(kPc, x86::qword_ptr(kFrame, offsetof(Frame, pc)));
    dispatch();
    a.bind(is_warm);
    call_kernel(tables_.warm);
    a.test(x86::rax, x86::rax);
    a.jz(cold);
    a.jmp(x86::rax);
  }
  void throw_stub() {
    a.bind(throw_);
    call_kernel(tables_.unwind);
    load_number(kScratch, int64_t(Value::abrupt().bits));
    a.test(x86::rax, x86::rax);
    a.cmovz(x86::rax, kScratch);
    a.jz(leave_);
    a.mov(kFrame, x86::rax);
    go_on_anywhere();
  }

  // The table, then the code. The interpreter is not written again.
  bool place(Machine* machine) {
    std::vector<const void*> table(layout_.count);
    size_t head = table.size() * sizeof(void*);
    // Addresses are known only where it will lie: a first copy tells.
    for (uint32_t i = 0; i < tables_.function_count; i++) table[layout_.functions + i] = tables_.functions[i];
    table[layout_.abrupt] = reinterpret_cast<const void*>(Value::abrupt().bits);
    code_->flatten();
    SealedMemory memory(head + code_->codeSize());
    if (memory.start() == nullptr) return false;
    const uint8_t* base = memory.start() + head;
    for (size_t i = 0; i < starts_.size(); i++) {
      table[i] = base + starts_[i];
      if (const Label& resumed = all_labels_[bases_[i]]; resumed.isValid())
        table[layout_.resume + i] = base + code_->labelOffset(resumed);
    }
    table[layout_.throw_stub] = base + code_->labelOffset(throw_);
    if (!memory.seal(table.data(), head, *code_)) return false;
    for (size_t i = 0; i < starts_.size(); i++) {
      size_t end = i + 1 < starts_.size() ? starts_[i + 1] : end_of_hot_;
      name_code(base + starts_[i], end - starts_[i], "interpreter",
                tables_.templates[i % tables_.template_count].name);
    }
    machine->run = reinterpret_cast<Value (*)(Agent*, Frame*)>(reinterpret_cast<uintptr_t>(base));
    machine->function_entry = base + function_entry_;
    machine->go_on = base + go_on_;
    machine->resume = reinterpret_cast<const void* const*>(memory.start()) + layout_.resume;
    machine->table = memory.start();
    machine->end = base + code_->codeSize();
    return true;
  }

  asmjit::CodeHolder* code_;
  const Template* current_ = nullptr;
  bool wide_ = false;
  std::vector<Label> all_labels_;
  std::vector<size_t> bases_, starts_;
  size_t labels_ = 0;
  size_t function_entry_ = 0, go_on_ = 0, end_of_hot_ = 0;
  Label throw_, leave_, table_, turn_, after_turn_;
};

}  // namespace

bool assemble_interpreter(const MachineTables& tables, Machine* machine) {
  asmjit::CodeHolder code;
  code.init(asmjit::Environment::host());
  return InterpreterCode(&code, tables).assemble(machine);
}

}  // namespace whipsnake
