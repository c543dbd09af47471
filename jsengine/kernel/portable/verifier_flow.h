// Follows the code of one function with types for values.
#pragma once

#include <map>
#include <vector>

#include "jsengine/kernel/portable/verifier_code.h"
#include "jsengine/kernel/portable/verifier_types.h"
#include "jsengine/kernel/syntax/scope_tables.h"

namespace whipsnake {

// What is known of the whole file while its functions are gone through.
struct VerifiedFile {
  const syntax::ScopeTables& tables;  // of the text in the file: to be trusted
  EnvironmentTable environments;
  // The environment each function is closed over: kGarbage until something makes a closure of it.
  std::vector<RegisterType> closed_over;
  std::vector<uint32_t> found;  // functions of which closures are made, in the order of being found
  uint64_t budget;              // work left: a file that would take too long is refused

  // False: the function is closed over another environment elsewhere, or its kind cannot be a closure.
  bool make_closure(uint32_t function, RegisterType environment);
};

class FunctionFlow {
 public:
  FunctionFlow(VerifiedFile& file, VerifiedCode& code, uint32_t function);
  bool run();

 private:
  // Whether the frame can be suspended.
  enum Suspension : uint8_t { kPlainFrame, kGeneratorFrame, kAsyncFrame, kUnclear };
  struct State {
    std::vector<RegisterType> registers;
    Suspension suspension;
    bool waits;  // in the list of what is to be looked at
  };

  bool check_flags() const;
  State entry_state() const;
  bool merge_into(uint32_t offset, const State&);
  bool merge_into_handler(const Instruction&);
  bool run_from(uint32_t offset);
  bool step(const Instruction&);
  bool step_frame(const Instruction&);
  bool leave(const Instruction&);
  bool step_generic(const Instruction&);
  bool step_literal(const Instruction&);
  bool step_environment(const Instruction&);
  bool step_slot(const Instruction&);
  bool step_binding(const Instruction&);
  bool step_call(const Instruction&);
  bool step_eval(const Instruction&);
  bool step_registers(const Instruction&);
  bool step_iteration(const Instruction&);
  bool step_suspension(const Instruction&);
  bool suspend(const Instruction&);
  bool step_class(const Instruction&);
  bool step_hole(const Instruction&);
  bool step_import(const Instruction&);
  bool step_mapped_arguments(const Instruction&);

  RegisterType type(int64_t reg) const { return state_.registers[size_t(reg)]; }
  void set(int64_t reg, RegisterType t) { state_.registers[size_t(reg)] = t; }
  bool values(int64_t first, int64_t count) const;
  bool no_environment_or_one(int64_t reg) const {
    return type(reg) == kUndefined || is_environment(type(reg));
  }
  // The environment a slot instruction means, kGarbage: there is no such slot.
  RegisterType slot_environment(int64_t reg, int64_t hops, int64_t slot) const;
  bool refuse(const Instruction&, const char* what);

  VerifiedFile& file_;
  VerifiedCode& code_;
  uint32_t function_;
  syntax::FunctionKind kind_;
  bool is_async_, is_generator_;
  State state_;
  std::map<uint32_t, State> states_;  // by leader
  std::vector<uint32_t> waiting_;
};

}  // namespace whipsnake
