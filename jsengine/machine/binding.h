// What Python sees of the machine code back end, through cffi (asmjit_binding.py).
#pragma once

#include <cstdint>

extern "C" {
uint32_t whipsnake_asmjit_version(void);
// Takes the kernel's MachineTables and gives it a Machine, which stays; both as addresses. 0: no memory.
uintptr_t whipsnake_start_machine(uintptr_t tables);
}
