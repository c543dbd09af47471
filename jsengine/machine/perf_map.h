// Names of machine code for `perf`: WHIPSNAKE_PERF_MAP=1 writes /tmp/perf-PID.map.
#pragma once

#include <cstddef>

namespace whipsnake {

// Does nothing unless the map is wanted.
void name_code(const void* start, size_t size, const char* kind, const char* name);

}  // namespace whipsnake
