#include "jsengine/machine/perf_map.h"

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace whipsnake {

static FILE* open_map() {
  if (getenv("WHIPSNAKE_PERF_MAP") == nullptr) return nullptr;
  char path[64];
  snprintf(path, sizeof path, "/tmp/perf-%d.map", int(getpid()));
  FILE* file = fopen(path, "we");
  if (file != nullptr) setvbuf(file, nullptr, _IOLBF, 1024);
  return file;
}

void name_code(const void* start, size_t size, const char* kind, const char* name) {
  static FILE* const map = open_map();
  if (map != nullptr) fprintf(map, "%jx %zx js %s %s\n", uintmax_t(uintptr_t(start)), size, kind, name);
}

}  // namespace whipsnake
