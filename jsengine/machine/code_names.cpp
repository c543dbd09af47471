#include "jsengine/machine/code_names.h"

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "jsengine/machine/gdb_interface.h"

namespace whipsnake {

static bool is_wanted(const char* variable) {
  const char* value = getenv(variable);
  return value != nullptr && *value != 0 && strcmp(value, "0") != 0;
}

static FILE* open_map() {
  if (!is_wanted("WHIPSNAKE_PERF_MAP")) return nullptr;
  char path[64];
  snprintf(path, sizeof path, "/tmp/perf-%d.map", int(getpid()));
  FILE* file = fopen(path, "we");
  if (file != nullptr) setvbuf(file, nullptr, _IOLBF, 1024);
  return file;
}

static bool gdb_is_wanted() {
  static const bool wanted = is_wanted("WHIPSNAKE_GDB");
  return wanted;
}

void name_code(const void* start, size_t size, const char* kind, const char* name) {
  static FILE* const map = open_map();
  if (map != nullptr) fprintf(map, "%jx %zx js %s %s\n", uintmax_t(uintptr_t(start)), size, kind, name);
  if (gdb_is_wanted()) register_with_gdb(start, size, std::string("js_") + kind + "_" + name);
}

void forget_code(const void* start) {
  if (gdb_is_wanted()) unregister_with_gdb(start);
}

}  // namespace whipsnake
