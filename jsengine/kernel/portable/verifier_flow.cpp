#include "jsengine/kernel/portable/verifier_flow.h"

#include <algorithm>

namespace whipsnake {

constexpr int64_t kWindow = kHeaderWords + 1;  // a call's arguments begin so far behind its window

bool VerifiedFile::make_closure(uint32_t function, RegisterType environment) {
  RegisterType& known = closed_over[function];
  if (known == environment) return true;
  syntax::FunctionKind kind = tables.functions[function].kind;
  bool is_program = kind == syntax::FunctionKind::SCRIPT || kind == syntax::FunctionKind::MODULE ||
                    kind == syntax::FunctionKind::EVAL;
  if (known != kGarbage || is_program) return false;
  known = environment;
  found.push_back(function);
  return true;
}

FunctionFlow::FunctionFlow(VerifiedFile& file, VerifiedCode& code, uint32_t function)
    : file_(file), code_(code), function_(function), kind_(file.tables.functions[function].kind) {
  uint16_t flags = file.tables.functions[function].flags;
  is_async_ = flags & (syntax::FunctionFlag::ASYNC | syntax::FunctionFlag::TOP_LEVEL_AWAIT);
  is_generator_ = flags & syntax::FunctionFlag::GENERATOR;
}

bool FunctionFlow::refuse(const Instruction& instruction, const char* what) {
  return code_.fail(instruction.offset, std::string(kOpcodeNames[size_t(instruction.opcode)]) + " " + what);
}

// The kernel believes these flags: they have to say what the text says.
bool FunctionFlow::check_flags() const {
  bool is_module = kind_ == syntax::FunctionKind::MODULE;
  uint32_t flags = code_.header().function_flags;
  uint32_t kinds = (is_generator_ || is_module ? kGeneratorFunction : 0) | (is_async_ ? kAsyncFunction : 0);
  uint32_t on_entry = kUsesArgumentsArray | kUsesRestArray | kGeneratorFunction | kAsyncFunction;
  bool is_class =
      kind_ == syntax::FunctionKind::CONSTRUCTOR || kind_ == syntax::FunctionKind::DERIVED_CONSTRUCTOR;
  if ((flags & (kGeneratorFunction | kAsyncFunction)) != kinds || (flags & kSelfHosted)) return false;
  bool constructs =
      is_class || kind_ == syntax::FunctionKind::DECLARATION || kind_ == syntax::FunctionKind::EXPRESSION;
  if ((flags & kEagerCallPath) && ((flags & on_entry) || is_class)) return false;
  if ((flags & kEagerConstructPath) && ((flags & on_entry) || !constructs)) return false;
  bool both = (flags & kUsesArgumentsArray) && (flags & kUsesRestArray);
  return code_.header().arguments_register + both < code_.header().register_count;
}

FunctionFlow::State FunctionFlow::entry_state() const {
  State state = {std::vector<RegisterType>(code_.header().register_count, kValue), kPlainFrame, false};
  if (kind_ == syntax::FunctionKind::DERIVED_CONSTRUCTOR) state.registers[0] = kHole;
  return state;
}

bool FunctionFlow::run() {
  if (!check_flags()) return code_.fail(0, "the function's flags are not those of its text");
  merge_into(0, entry_state());
  while (!waiting_.empty()) {
    uint32_t offset = waiting_.back();
    waiting_.pop_back();
    states_[offset].waits = false;
    if (!run_from(offset)) return false;
  }
  return true;
}

// False: the budget is used up.
bool FunctionFlow::merge_into(uint32_t offset, const State& state) {
  size_t work = state.registers.size() + 8;
  if (file_.budget < work) return code_.fail(offset, "the code would take too long to verify");
  file_.budget -= work;
  auto [known, is_new] = states_.try_emplace(offset, state);
  State& target = known->second;
  bool changed = is_new;
  if (is_new) target.waits = false;
  for (size_t i = 0; !is_new && i < state.registers.size(); i++) {
    RegisterType both = merged(target.registers[i], state.registers[i]);
    changed = changed || both != target.registers[i];
    target.registers[i] = both;
  }
  if (!is_new && target.suspension != state.suspension && target.suspension != kUnclear) {
    target.suspension = kUnclear;
    changed = true;
  }
  if (!changed || target.waits) return true;
  target.waits = true;
  waiting_.push_back(offset);
  return true;
}

// What the handler finds when the instruction throws: called with the state before it, and the one after.
bool FunctionFlow::merge_into_handler(const Instruction& instruction) {
  int32_t index = code_.handler_at(instruction.offset);
  if (index < 0) return true;
  Handler handler = code_.record().handler(uint32_t(index));
  RegisterType saved = type(handler.exception_register);
  set(handler.exception_register, kValue);
  bool done = merge_into(handler.target, state_);
  set(handler.exception_register, saved);
  return done;
}

bool FunctionFlow::run_from(uint32_t offset) {
  state_ = states_[offset];
  for (uint32_t at = offset;;) {
    if (at >= code_.header().instruction_count) return code_.fail(at, "the code goes on behind its end");
    if (at != offset && code_.is_leader(at)) return merge_into(at, state_);
    Instruction instruction = code_.at(at);
    if (!merge_into_handler(instruction) || !step(instruction) || !merge_into_handler(instruction))
      return false;
    if (file_.budget-- == 0) return code_.fail(at, "the code would take too long to verify");
    switch (instruction.opcode) {
      case Opcode::kJump:
      case Opcode::kReturn:
      case Opcode::kThrow:
      case Opcode::kThrowMessage:
      case Opcode::kAsyncReturn:
      case Opcode::kAsyncThrow:
      case Opcode::kAsyncGeneratorReturn:
      case Opcode::kAsyncGeneratorThrow:
        return true;
      default:
        at = instruction.next();
    }
  }
}

bool FunctionFlow::values(int64_t first, int64_t count) const {
  if (first + count > int64_t(state_.registers.size())) return false;
  for (int64_t i = first; i < first + count; i++)
    if (!is_value(type(i))) return false;
  return true;
}

// Operands of the types `reg` are values, the `dst` becomes one; jumps go on at their target as well. An
// instruction that ends a loop by jumping writes its result only when it does not jump.
bool FunctionFlow::step_generic(const Instruction& instruction) {
  for (size_t i = 0; instruction.format[i] != '\0'; i++) {
    char kind = instruction.format[i];
    if (kind == 'r' && !is_value(type(instruction.operands[i])))
      return refuse(instruction, "reads what is no value");
    if (kind == 'R' || kind == 's' || kind == 'h' || kind == 'a')
      return refuse(instruction, "is not known to the verifier");
  }
  for (size_t i = 0; instruction.format[i] != '\0'; i++)
    if (instruction.format[i] == 't' &&
        !merge_into(uint32_t(int64_t(instruction.offset) + instruction.operands[i]), state_))
      return false;
  if (instruction.format[0] == 'd') set(instruction.operands[0], kValue);
  return true;
}

bool FunctionFlow::step(const Instruction& instruction) {
  switch (instruction.opcode) {
    case Opcode::kLoadSpecial:
    case Opcode::kMove:
    case Opcode::kCreateClosure:
    case Opcode::kLoadFunctionEnvironment:
      return step_literal(instruction);
    case Opcode::kCreateEnvironment:
    case Opcode::kCreateNamedEnvironment:
    case Opcode::kCreateWithEnvironment:
    case Opcode::kCopyEnvironment:
    case Opcode::kDeclareGlobals:
      return step_environment(instruction);
    case Opcode::kLoadSlot:
    case Opcode::kLoadOuterSlot:
    case Opcode::kStoreSlot:
    case Opcode::kStoreOuterSlot:
      return step_slot(instruction);
    case Opcode::kLoadImport:
      return step_import(instruction);
    case Opcode::kThrowIfHole:
    case Opcode::kThrowIfThisHole:
    case Opcode::kThrowIfThisBound:
    case Opcode::kJumpIfHole:
    case Opcode::kCheckDerivedReturn:
      return step_hole(instruction);
    case Opcode::kResolveBinding:
    case Opcode::kLoadBinding:
    case Opcode::kLoadBindingThis:
    case Opcode::kStoreBinding:
    case Opcode::kInitialiseBinding:
    case Opcode::kDeleteBinding:
    case Opcode::kLoadDynamicThis:
    case Opcode::kBindDynamicThis:
    case Opcode::kJumpIfUndefined:
    case Opcode::kJumpIfNotUndefined:
      return step_binding(instruction);
    default:
      return step_frame(instruction);
  }
}

// What has to do with calls, iterators, suspension and classes; the rest is like any operation.
bool FunctionFlow::step_frame(const Instruction& instruction) {
  switch (instruction.opcode) {
    case Opcode::kCall:
    case Opcode::kConstruct:
    case Opcode::kSuperConstruct:
    case Opcode::kCallSpread:
    case Opcode::kConstructSpread:
    case Opcode::kSuperConstructSpread:
      return step_call(instruction);
    case Opcode::kCallEval:
    case Opcode::kCallEvalSpread:
      return step_eval(instruction);
    case Opcode::kCopyRest:
      return step_registers(instruction);
    case Opcode::kGetIterator:
    case Opcode::kGetAsyncIterator:
    case Opcode::kIteratorStep:
    case Opcode::kIteratorClose:
    case Opcode::kIteratorCloseAbrupt:
      return step_iteration(instruction);
    case Opcode::kCreateGenerator:
    case Opcode::kYield:
    case Opcode::kYieldResult:
    case Opcode::kStartAsync:
    case Opcode::kAwait:
      return step_suspension(instruction);
    case Opcode::kReturn:
    case Opcode::kAsyncReturn:
    case Opcode::kAsyncThrow:
    case Opcode::kAsyncGeneratorReturn:
    case Opcode::kAsyncGeneratorThrow:
      return leave(instruction);
    case Opcode::kCreateClass:
      return step_class(instruction);
    case Opcode::kCreateMappedArguments:
      return step_mapped_arguments(instruction);
    case Opcode::kDeclareEval:    // eval code stands in no file
    case Opcode::kCallIntrinsic:  // the library's alone
      return refuse(instruction, "does not belong into a script");
    default:
      return uint32_t(instruction.opcode) >= kFirstKnownCall ? step_call(instruction)
                                                             : step_generic(instruction);
  }
}

bool FunctionFlow::step_literal(const Instruction& instruction) {
  const int64_t* o = instruction.operands;
  switch (instruction.opcode) {
    case Opcode::kLoadSpecial:
      set(o[0], o[1] == 1 ? kUndefined : o[1] == 4 ? kHole : kValue);
      return true;
    case Opcode::kMove:
      if (type(o[1]) == kGarbage) return refuse(instruction, "reads what is no value");
      set(o[0], type(o[1]));
      return true;
    case Opcode::kLoadFunctionEnvironment:
      set(o[0], file_.closed_over[function_]);
      return true;
    default: {  // CreateClosure
      auto function = uint32_t(code_.constant(o[1]).value.number);
      if (!no_environment_or_one(o[2]) || !file_.make_closure(function, type(o[2])))
        return refuse(instruction, "closes over the wrong environment");
      set(o[0], kValue);
      return true;
    }
  }
}

bool FunctionFlow::step_class(const Instruction& instruction) {  // pair, heritage, info, environment
  const int64_t* o = instruction.operands;
  if (!is_value(type(o[1])) && !may_be_hole(type(o[1]))) return refuse(instruction, "has no heritage");
  if (o[0] + 2 > int64_t(state_.registers.size())) return refuse(instruction, "names too many registers");
  if (!no_environment_or_one(o[3]) ||
      !file_.make_closure(uint32_t(code_.constant(o[2]).value.number), type(o[3])))
    return refuse(instruction, "closes over the wrong environment");
  set(o[0], kValue);
  set(o[0] + 1, kValue);
  return true;
}

bool FunctionFlow::step_registers(
    const Instruction& instruction) {  // CopyRest: dst, source, registers, count
  const int64_t* o = instruction.operands;
  if (!is_value(type(o[1])) || !values(o[2], o[3])) return refuse(instruction, "reads what is no value");
  set(o[0], kValue);
  return true;
}

bool FunctionFlow::step_iteration(const Instruction& instruction) {
  const int64_t* o = instruction.operands;
  bool makes = instruction.opcode == Opcode::kGetIterator || instruction.opcode == Opcode::kGetAsyncIterator;
  bool steps = instruction.opcode == Opcode::kIteratorStep;
  int64_t record = steps ? o[1] : o[0];
  if (makes) {
    if (!is_value(type(o[1])) || record + 2 > int64_t(state_.registers.size()))
      return refuse(instruction, "has no record of an iterator");
    set(record, kValue);
    set(record + 1, kValue);
    return true;
  }
  if (!values(record, 2)) return refuse(instruction, "has no record of an iterator");
  if (!steps) return true;
  if (!merge_into(uint32_t(int64_t(instruction.offset) + o[2]), state_)) return false;
  set(o[0], kValue);
  return true;
}

// The callee's frame lies over the window: its header, and its registers behind the arguments.
bool FunctionFlow::step_call(const Instruction& instruction) {  // dst, window, then argc, new.target or cache
  const int64_t* o = instruction.operands;
  Opcode opcode = instruction.opcode;
  bool spread = opcode == Opcode::kCallSpread || opcode == Opcode::kConstructSpread ||
                opcode == Opcode::kSuperConstructSpread;
  bool super = opcode == Opcode::kSuperConstruct || opcode == Opcode::kSuperConstructSpread;
  bool constructs = super || opcode == Opcode::kConstruct || opcode == Opcode::kConstructSpread;
  bool known = uint32_t(opcode) >= kFirstKnownCall;
  int64_t count = spread ? 1 : known ? kOpcodeArguments[uint32_t(opcode)] : o[2];
  if (!values(o[1], 1) || (!constructs && !values(o[1] + kHeaderWords, 1)) || !values(o[1] + kWindow, count))
    return refuse(instruction, "is passed what is no value");
  if (super && !is_value(type(o[spread ? 2 : 3]))) return refuse(instruction, "has no new.target");
  for (size_t i = size_t(o[1]); !spread && i < state_.registers.size(); i++) state_.registers[i] = kGarbage;
  set(o[0], kValue);
  return true;
}

bool FunctionFlow::step_eval(const Instruction& instruction) {  // dst, window, argc, environment, scope
  const int64_t* o = instruction.operands;
  bool spread = instruction.opcode == Opcode::kCallEvalSpread;
  int64_t environment = spread ? o[2] : o[3];
  double scope = code_.constant(spread ? o[3] : o[4]).value.number;
  if (scope >= double(file_.tables.scopes.size()) || !no_environment_or_one(environment))
    return refuse(instruction, "has no scope");
  if (!values(o[1], 1) || !values(o[1] + kHeaderWords, 1) || !values(o[1] + kWindow, spread ? 1 : o[2]))
    return refuse(instruction, "is passed what is no value");
  for (size_t i = size_t(o[1]); !spread && i < state_.registers.size(); i++) state_.registers[i] = kGarbage;
  set(o[0], kValue);
  return true;
}

// -- Suspension: a frame is made one that can be suspended once, by the instruction of its kind of function.

bool FunctionFlow::step_suspension(const Instruction& instruction) {
  const int64_t* o = instruction.operands;
  bool is_module = kind_ == syntax::FunctionKind::MODULE;
  Suspension before = state_.suspension;
  if (instruction.opcode == Opcode::kCreateGenerator || instruction.opcode == Opcode::kStartAsync) {
    bool generator = instruction.opcode == Opcode::kCreateGenerator;
    bool fits = generator
                    ? (is_generator_ || is_module) && before == kPlainFrame
                    : is_async_ && !is_generator_ && before == (is_module ? kGeneratorFrame : kPlainFrame);
    if (!fits) return refuse(instruction, "does not belong here");
    state_.suspension = generator ? kGeneratorFrame : kAsyncFrame;
    set(o[0], kValue);
    return true;
  }
  bool yields = instruction.opcode != Opcode::kAwait;
  bool fits = yields ? is_generator_ && before == kGeneratorFrame
                     : is_async_ && before == (is_generator_ ? kGeneratorFrame : kAsyncFrame);
  if (!fits) return refuse(instruction, "does not belong here");
  if (!is_value(type(o[1]))) return refuse(instruction, "hands out what is no value");
  set(o[0], kValue);
  if (yields) set(o[2], kValue);
  return true;
}

bool FunctionFlow::leave(const Instruction& instruction) {
  if (!is_value(type(instruction.operands[0]))) return refuse(instruction, "leaves with what is no value");
  bool is_module = kind_ == syntax::FunctionKind::MODULE;
  bool fits = false;
  switch (instruction.opcode) {
    case Opcode::kReturn:
      fits = !is_async_ && state_.suspension == (is_generator_ || is_module ? kGeneratorFrame : kPlainFrame);
      break;
    case Opcode::kAsyncReturn:
    case Opcode::kAsyncThrow:
      fits = is_async_ && !is_generator_ && state_.suspension == kAsyncFrame;
      break;
    default:
      fits = is_async_ && is_generator_ && state_.suspension == kGeneratorFrame;
      break;
  }
  return fits || refuse(instruction, "does not belong here");
}

}  // namespace whipsnake
