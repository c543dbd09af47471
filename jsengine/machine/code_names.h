// Names of machine code for tools: WHIPSNAKE_PERF_MAP=1 writes /tmp/perf-PID.map for `perf`, WHIPSNAKE_GDB=1
// tells gdb (gdb_interface.h). Without them nothing is done.
#pragma once

#include <cstddef>

namespace whipsnake {

void name_code(const void* start, size_t size, const char* kind, const char* name);
// It is given back; other code may lie there soon.
void forget_code(const void* start);

}  // namespace whipsnake
