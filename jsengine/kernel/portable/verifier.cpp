// How it is proved: function by function, from the program to the functions that closures are made of, the
// types of registers are followed through the code. Environments are known by how they were made, so every
// slot exists; whether a slot may be empty is found out by going through all functions until nothing changes.
// What kind a value is - an Array, a function - is not followed: the kernel's functions look.
#include "jsengine/kernel/portable/verifier.h"

#include <memory>

#include "jsengine/kernel/portable/verifier_flow.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {
namespace {

constexpr uint64_t kBudget = uint64_t(1) << 31;

class FileVerifier {
 public:
  FileVerifier(const CodeFile& file, const Source* source, std::string* complaint)
      : file_(file), complaint_(complaint), known_{scope_tables(source), {}, {}, {}, kBudget} {}

  bool run() {
    size_t count = known_.tables.functions.size();
    bool is_module = known_.tables.functions[0].kind == syntax::FunctionKind::MODULE;
    if (is_module != (file_.kind() == PortableKind::kModule))
      return refuse(0, "it is no program of its kind");
    if (!file_.entries().empty() && file_.entries().back().function >= count)
      return refuse(file_.entries().back().function, "there is no such function");
    codes_.resize(count);
    known_.closed_over.assign(count, kGarbage);
    known_.closed_over[0] = is_module ? module_environment() : RegisterType(kUndefined);
    known_.found.push_back(0);
    do {
      for (size_t i = 0; i < known_.found.size(); i++)  // grows meanwhile
        if (!follow(known_.found[i])) return false;
    } while (known_.environments.take_changed());
    return true;
  }

 private:
  // As modules/linking.cpp makes it.
  RegisterType module_environment() {
    const syntax::Scope& scope = known_.tables.scopes[0];
    RegisterType type =
        known_.environments.intern({EnvironmentType::kModule, 0, scope.environment_size, kUndefined});
    for (uint32_t i = scope.first_variable; i < scope.first_variable + scope.variable_count; i++) {
      const syntax::Variable& v = known_.tables.variables[i];
      bool lexical = v.kind == syntax::VariableKind::LET || v.kind == syntax::VariableKind::CONST ||
                     v.kind == syntax::VariableKind::CLASS;
      bool import = v.kind == syntax::VariableKind::IMPORT;
      if (v.slot >= 0 && (lexical || import))
        known_.environments.add_slot_flags(type, uint32_t(v.slot), import ? kSlotIsImport : kSlotMayBeHole);
    }
    known_.environments.take_changed();
    return type;
  }

  bool follow(uint32_t function) {
    if (codes_[function] == nullptr) {
      CodeRecord record;
      codes_[function] = std::make_unique<VerifiedCode>();
      if (!file_.find(function, &record)) return refuse(function, "its bytecode is missing or cut off");
      if (!codes_[function]->read(record, uint32_t(codes_.size())))
        return refuse(function, codes_[function]->complaint());
    }
    FunctionFlow flow(known_, *codes_[function], function);
    return flow.run() || refuse(function, codes_[function]->complaint());
  }

  bool refuse(uint32_t function, const std::string& what) {
    *complaint_ = "its bytecode is not safe: function " + std::to_string(function) + ", " + what;
    return false;
  }

  const CodeFile& file_;
  std::string* complaint_;
  VerifiedFile known_;
  std::vector<std::unique_ptr<VerifiedCode>> codes_;
};

}  // namespace

bool verify_code_file(const CodeFile& file, const Source* source, std::string* complaint) {
  return FileVerifier(file, source, complaint).run();
}

}  // namespace whipsnake
