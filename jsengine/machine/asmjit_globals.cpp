// Stands in for asmjit's globals.cpp. Distributions ship asmjit as a static library that is not made for
// shared objects, but only that one object says so, because it names stderr. With its functions defined here
// the linker has no reason to take it.
#include <asmjit/asmjit.h>

#include <cstdio>
#include <cstdlib>

ASMJIT_BEGIN_NAMESPACE

const char* DebugUtils::errorAsString(Error error) noexcept {
  thread_local char text[32];
  snprintf(text, sizeof text, "asmjit's error %u", unsigned(error));
  return text;
}
void DebugUtils::debugOutput(const char*) noexcept {}
void DebugUtils::assertionFailed(const char* file, int line, const char* what) noexcept {
  fprintf(::stderr, "engine bug: %s:%d: %s\n", file, line, what);
  abort();
}

ASMJIT_END_NAMESPACE
