// Tells gdb what machine code is called:
// https://sourceware.org/gdb/current/onlinedocs/gdb.html/JIT-Interface.html
#pragma once

#include <cstddef>
#include <string>

namespace whipsnake {

void register_with_gdb(const void* start, size_t size, const std::string& name);
void unregister_with_gdb(const void* start);

}  // namespace whipsnake
