#include "jsengine/machine/baseline_code.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "jsengine/kernel/inline_cache.h"
#include "jsengine/machine/code_memory.h"
#include "jsengine/machine/code_names.h"
#include "jsengine/machine/lowering.h"

namespace whipsnake {

using asmjit::Label;
using x86::Gp;
using x86::Mem;

namespace {

constexpr uint32_t kMaxUnits = 1 << 20;  // of bytecode; longer functions stay in the interpreter

// What is known of the labels of a template: those where the instruction only ends are never bound.
struct LabelUse {
  enum Kind : uint8_t { kHere, kNext, kJump } kind = kHere;
  uint32_t target = 0;  // the argument that is jumped to
};
// Per template: what its labels are, and which operations nothing reaches.
struct TemplatePlan {
  std::vector<LabelUse> labels;
  std::vector<bool> skipped;
};

bool ends(MacroOp op) {
  return op == MacroOp::kGoto || op == MacroOp::kNext || op == MacroOp::kJump || op == MacroOp::kEnter ||
         op == MacroOp::kGoOn || op == MacroOp::kLeaveFrame || op == MacroOp::kThrow;
}

TemplatePlan plan_of(const MachineTables& tables, const Template& t) {
  TemplatePlan plan;
  plan.labels.resize(t.label_count);
  uint32_t count = t.hot_count + t.cold_count;
  plan.skipped.resize(count);
  const TemplateOperation* operations = tables.operations + t.first;
  auto first_argument = [&](uint32_t i) -> const TemplateArgument& {
    return tables.arguments[operations[i].first_argument];
  };
  for (uint32_t i = 0; i < count; i++) {
    if (operations[i].op != MacroOp::kLabel) continue;
    uint32_t k = i;
    while (k < count && operations[k].op == MacroOp::kLabel) k++;
    LabelUse& use = plan.labels[size_t(first_argument(i).value)];
    if (operations[k].op == MacroOp::kNext) use.kind = LabelUse::kNext;
    if (operations[k].op == MacroOp::kJump) use = {LabelUse::kJump, operations[k].first_argument};
  }
  bool reached = true;
  for (uint32_t i = 0; i < count; i++) {
    const TemplateOperation& o = operations[i];
    if (i == t.hot_count) reached = false;
    if (o.op == MacroOp::kLabel)
      reached |= plan.labels[size_t(first_argument(i).value)].kind == LabelUse::kHere;
    if (o.op == MacroOp::kResume) reached = true;
    plan.skipped[i] = !reached;
    if (ends(o.op)) reached = false;
  }
  return plan;
}

const std::vector<TemplatePlan>& plans(const MachineTables& tables) {
  static const std::vector<TemplatePlan> made = [&] {
    std::vector<TemplatePlan> all;
    for (uint32_t i = 0; i < tables.template_count; i++) all.push_back(plan_of(tables, tables.templates[i]));
    return all;
  }();
  return made;
}

class Baseline final : public Lowering {
 public:
  Baseline(asmjit::CodeHolder* holder, const MachineTables& tables, const Code* code)
      : Lowering(holder, tables), holder_(holder), code_(code), plans_(plans(tables)) {}

  BaselineCode* compile() { return assemble() ? place() : nullptr; }
  // False: too long, or no bytecode that we know.
  bool assemble() {
    if (code_->instruction_count > kMaxUnits) return false;
    at_.resize(code_->instruction_count + 1);
    throw_ = a.newLabel();
    for (uint32_t unit = 0; unit < code_->instruction_count;) {
      begin(unit);
      hot_part();
      unit = next_unit_;
    }
    for (const Instruction& instruction : instructions_) {
      look_at(instruction);
      if (template_->cold_count != 0) name_instruction(", seldom");
      cold_part();
    }
    a.bind(throw_);
    a.jmp(table_entry(layout_.throw_stub));
    return !failed_;
  }

 private:
  struct Instruction {
    uint32_t unit, labels;
    uint32_t offset;
  };

  // -- Decoding
  void begin(uint32_t unit) {
    auto labels = uint32_t(locals_.size());
    auto offset = uint32_t(a.offset());
    instructions_.push_back({unit, labels, offset});
    look_at(instructions_.back());
    locals_.resize(labels + template_->label_count);
    if (at_[unit].isValid()) a.bind(at_[unit]);
    emitted_ = unit;
    name_instruction("");
  }
  void look_at(const Instruction& instruction) {
    unit_ = instruction.unit;
    labels_ = instruction.labels;
    uint32_t opcode = code_->instructions[unit_];
    wide_ = opcode >= tables_.template_count;
    if (wide_) opcode -= tables_.template_count;
    template_ = &tables_.templates[opcode];
    plan_ = &plans_[opcode];
    next_unit_ = unit_ + 1 + template_->operand_count * (wide_ ? 2 : 1);
  }
  int64_t value_of(const TemplateArgument& operand) const {
    const uint16_t* at = code_->instructions + unit_ + 1 + operand.index * (wide_ ? 2 : 1);
    int64_t value;
    if (wide_) {
      uint32_t bits = at[0] | uint32_t(at[1]) << 16;
      value = operand.is_signed ? int64_t(int32_t(bits)) : int64_t(bits);
    } else {
      value = operand.is_signed ? int64_t(int16_t(at[0])) : int64_t(at[0]);
    }
    return value * operand.scale + operand.value;
  }

  void name_instruction(const char* part) {
    if (asmjit::Logger* logger = holder_->logger())
      logger->logf("; @%u %s%s\n", unit_, template_->name, part);
  }

  // -- Parts of an instruction
  void hot_part() {
    for (uint32_t i = 0; i < template_->hot_count; i++) {
      is_last_ = i + 1 == template_->hot_count;
      if (!plan_->skipped[i]) lower_one(tables_.operations[template_->first + i]);
    }
  }
  void cold_part() {
    is_last_ = false;
    for (uint32_t i = template_->hot_count; i < uint32_t(template_->hot_count + template_->cold_count); i++)
      if (!plan_->skipped[i]) lower_one(tables_.operations[template_->first + i]);
  }
  void lower_one(const TemplateOperation& o) {
    if (o.op == MacroOp::kLabel) {
      auto number = size_t(tables_.arguments[o.first_argument].value);
      if (plan_->labels[number].kind == LabelUse::kHere) a.bind(local(uint32_t(number)));
      return;
    }
    lower(o);
  }

  // -- What is known
  bool known(const TemplateArgument& operand, int64_t* value) override {
    *value = value_of(operand);
    return true;
  }
  void load_operand(Gp to, const TemplateArgument& operand) override { load_number(to, value_of(operand)); }
  Mem js_register(const TemplateArgument& operand) override {
    return x86::qword_ptr(kFrame, int32_t(offsetof(Frame, registers) + size_t(value_of(operand)) * 8));
  }
  // Constants stay what they are, and the code keeps them alive.
  void load_constant(Gp to, const TemplateArgument& operand) override {
    load_number(to, int64_t(code_->constants[value_of(operand)].bits));
  }
  void load_feedback(Gp to, const TemplateArgument&) override {
    a.mov(to, x86::qword_ptr(kFrame, offsetof(Frame, feedback)));
  }
  int32_t bias(const TemplateArgument& word) override {
    if (word.scale == 0) return 0;
    TemplateArgument operand = {ArgumentKind::kOperand, uint8_t(word.scale - 1), false, 1, 0};
    return int32_t(offsetof(FeedbackVector, slots) + size_t(value_of(operand)) * sizeof(FeedbackSlot));
  }
  // The frame's pc is in these instructions always, so that only its lower half changes, unless they lie
  // astride a border of 4 GB.
  void save_pc() override {
    auto first = uintptr_t(code_->instructions), pc = uintptr_t(code_->instructions + unit_);
    if (first >> 32 == pc >> 32) {
      a.mov(x86::dword_ptr(kFrame, offsetof(Frame, pc)), asmjit::Imm(int64_t(int32_t(pc))));
    } else {
      load_number(kScratch, int64_t(pc));
      a.mov(x86::qword_ptr(kFrame, offsetof(Frame, pc)), kScratch);
    }
  }

  // -- The ways on
  void go_to_next() override {
    if (!is_last_) a.jmp(instruction_at(next_unit_));
  }
  void jump(const TemplateArgument& target) override { a.jmp(target_of(target)); }
  Label target_of(const TemplateArgument& target) {
    return instruction_at(uint32_t(unit_ + value_of(target)));
  }
  void resume() override { a.bind(resume_label()); }
  void count_turn() override {}
  void throw_abrupt(x86::CondCode condition) override { a.j(condition, throw_); }
  Label label(const TemplateArgument& argument) override {
    const LabelUse& use = plan_->labels[size_t(argument.value)];
    if (use.kind == LabelUse::kNext) return instruction_at(next_unit_);
    if (use.kind == LabelUse::kJump) return target_of(tables_.arguments[use.target]);
    return local(uint32_t(argument.value));
  }
  Label resume_label() override { return local(0); }
  Label local(uint32_t number) {
    Label& found = locals_[labels_ + number];
    if (!found.isValid()) found = a.newLabel();
    return found;
  }
  Label instruction_at(uint32_t unit) {
    if (unit >= code_->instruction_count) {  // the end of code that is never reached
      failed_ |= unit > code_->instruction_count;
      return throw_;
    }
    Label& found = at_[unit];
    if (found.isValid()) return found;
    found = a.newLabel();
    if (unit <= emitted_) bind_behind(found, unit);
    return found;
  }
  void bind_behind(Label found, uint32_t unit) {
    auto at = std::lower_bound(instructions_.begin(), instructions_.end(), unit,
                               [](const Instruction& i, uint32_t u) { return i.unit < u; });
    failed_ |= at == instructions_.end() || at->unit != unit;
    if (!failed_) holder_->bindLabel(found, holder_->textSection()->id(), at->offset);
  }

  BaselineCode* place() {
    Placed placed = place_code(*holder_);
    if (placed.start == nullptr) return nullptr;
    std::vector<BaselineCode::Place> places = places_of_instructions();
    size_t size = sizeof(BaselineCode) + places.size() * sizeof(BaselineCode::Place);
    auto* made = static_cast<BaselineCode*>(malloc(size));
    if (made == nullptr) {
      release_code(placed.start, placed.size, placed.generation);
      return nullptr;
    }
    made->start = placed.start;
    made->size = placed.size;
    made->generation = placed.generation;
    std::fill(std::begin(made->recent), std::end(made->recent), BaselineCode::Place{});
    made->place_count = uint32_t(instructions_.size());
    made->call_count = uint32_t(places.size() - instructions_.size());
    std::copy(places.begin(), places.end(), made->places);
    return made;
  }
  std::vector<BaselineCode::Place> places_of_instructions() const {
    std::vector<BaselineCode::Place> places;
    for (const Instruction& i : instructions_) places.push_back({i.unit, i.offset});
    for (const Instruction& i : instructions_)
      if (const Label& resumed = locals_[i.labels]; resumed.isValid())
        places.push_back({i.unit, uint32_t(holder_->labelOffset(resumed))});
    return places;
  }

  asmjit::CodeHolder* holder_;
  const Code* code_;
  const std::vector<TemplatePlan>& plans_;
  const Template* template_ = nullptr;
  const TemplatePlan* plan_ = nullptr;
  bool wide_ = false, is_last_ = false, failed_ = false;
  uint32_t unit_ = 0, next_unit_ = 0, labels_ = 0, emitted_ = 0;
  std::vector<Instruction> instructions_;
  std::vector<Label> at_, locals_;
  Label throw_;
};

}  // namespace

BaselineCode* compile_baseline(const MachineTables& tables, const Code* code, const char* name) {
  asmjit::CodeHolder holder;
  holder.init(asmjit::Environment::host());
  BaselineCode* made = Baseline(&holder, tables, code).compile();
  if (made != nullptr) name_code(made->start, made->size, "baseline", name);
  return made;
}

char* list_baseline(const MachineTables& tables, const Code* code) {
  asmjit::CodeHolder holder;
  asmjit::StringLogger logger;
  holder.init(asmjit::Environment::host());
  holder.setLogger(&logger);
  return Baseline(&holder, tables, code).assemble() ? strdup(logger.data()) : nullptr;
}

void release_baseline_code(BaselineCode* code) {
  forget_code(code->start);
  release_code(code->start, code->size, code->generation);
  free(code);
}

}  // namespace whipsnake
