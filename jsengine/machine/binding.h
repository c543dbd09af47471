// What Python sees of the machine code back end, through cffi (asmjit_binding.py).
#pragma once

#include <cstdint>

extern "C" {
uint32_t whipsnake_asmjit_version(void);
}
