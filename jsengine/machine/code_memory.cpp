#include "jsengine/machine/code_memory.h"

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace whipsnake {

using asmjit::CodeHolder;
using asmjit::JitAllocator;

SealedMemory::SealedMemory(size_t size) {
  size_t page = size_t(sysconf(_SC_PAGESIZE));
  size_ = (size + page - 1) / page * page;
  void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  start_ = memory == MAP_FAILED ? nullptr : static_cast<uint8_t*>(memory);
}

bool SealedMemory::seal(const void* head, size_t head_size, CodeHolder& code) {
  memcpy(start_, head, head_size);
  return code.resolveUnresolvedLinks() == asmjit::kErrorOk &&
         code.relocateToBase(uint64_t(uintptr_t(start_ + head_size))) == asmjit::kErrorOk &&
         code.copyFlattenedData(start_ + head_size, size_ - head_size) == asmjit::kErrorOk &&
         mprotect(start_, size_, PROT_READ | PROT_EXEC) == 0;
}

namespace {

// Of all functions of the process; WHIPSNAKE_JIT_MEMORY gives another number of bytes.
size_t limit() {
  static const size_t bytes = [] {
    const char* given = getenv("WHIPSNAKE_JIT_MEMORY");
    return given != nullptr && *given != 0 ? size_t(strtoull(given, nullptr, 10)) : size_t(64) << 20;
  }();
  return bytes;
}

// The memory of compiled functions. A child of a fork shares the pages of the second mapping with its parent,
// so it must never write to them: it begins another generation and leaves this one alone.
struct Memory {
  JitAllocator* allocator = nullptr;
  uint32_t generation = 0;
  size_t used = 0;
};
Memory memory;

void begin_generation() {
  memory.allocator = nullptr;
  memory.generation++;
  memory.used = 0;
}

JitAllocator* allocator() {
  if (memory.allocator != nullptr) return memory.allocator;
  if (memory.generation == 0) {
    memory.generation = 1;
    pthread_atfork(nullptr, nullptr, begin_generation);
  }
  JitAllocator::CreateParams parameters{};
  parameters.options = asmjit::JitAllocatorOptions::kUseDualMapping;
  return memory.allocator = new JitAllocator(&parameters);
}

}  // namespace

Placed place_code(CodeHolder& code) {
  code.flatten();
  size_t size = code.codeSize();
  if (size > UINT32_MAX || memory.used + size > limit()) return {};
  void *executable, *writable;
  if (allocator()->alloc(&executable, &writable, size) != asmjit::kErrorOk) return {};
  bool ok = code.resolveUnresolvedLinks() == asmjit::kErrorOk &&
            code.relocateToBase(uint64_t(uintptr_t(executable))) == asmjit::kErrorOk &&
            code.copyFlattenedData(writable, size) == asmjit::kErrorOk;
  if (!ok) {
    allocator()->release(executable);
    return {};
  }
  memory.used += size;
  return {static_cast<const uint8_t*>(executable), uint32_t(size), memory.generation};
}

void release_code(const uint8_t* start, uint32_t size, uint32_t generation) {
  if (generation != memory.generation) return;
  memory.allocator->release(const_cast<uint8_t*>(start));
  memory.used -= size;
}

}  // namespace whipsnake
