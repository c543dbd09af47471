#include "jsengine/machine/binding.h"

#include <asmjit/asmjit.h>

#include "jsengine/machine/baseline_code.h"
#include "jsengine/machine/interpreter_code.h"

namespace {

whipsnake::Machine machine;
const whipsnake::MachineTables* tables_of_kernel;

whipsnake::BaselineCode* compile(const whipsnake::Code* code, const char* name) {
  return whipsnake::compile_baseline(*tables_of_kernel, code, name);
}

char* list(const whipsnake::Code* code) { return whipsnake::list_baseline(*tables_of_kernel, code); }

}  // namespace

uint32_t whipsnake_asmjit_version(void) { return ASMJIT_LIBRARY_VERSION; }

uintptr_t whipsnake_start_machine(uintptr_t tables) {
  if (asmjit::Environment::host().arch() != asmjit::Arch::kX64) return 0;
  if (tables_of_kernel == nullptr) {
    tables_of_kernel = reinterpret_cast<const whipsnake::MachineTables*>(tables);
    machine.compile = compile;
    machine.list = list;
    machine.release = whipsnake::release_baseline_code;
    if (!assemble_interpreter(*tables_of_kernel, &machine)) return 0;
  }
  return uintptr_t(&machine);
}
