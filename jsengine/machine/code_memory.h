// Where machine code lies: the interpreter in a sealed mapping of its own, everything else written through a
// second mapping of memory that is never writable and executable at once (invariant 13).
#pragma once

#include <asmjit/asmjit.h>

#include <cstddef>
#include <cstdint>

namespace whipsnake {

// Memory that is written once and stays readable and executable until the process ends.
class SealedMemory {
 public:
  explicit SealedMemory(size_t size);
  uint8_t* start() const { return start_; }  // nullptr: no memory
  // Copies what stands before the code, and the code behind it.
  bool seal(const void* head, size_t head_size, asmjit::CodeHolder& code);

 private:
  uint8_t* start_;
  size_t size_;
};

struct Placed {
  const uint8_t* start;  // nullptr: no memory, or over the limit
  uint32_t size, generation;
};
Placed place_code(asmjit::CodeHolder& code);
void release_code(const uint8_t* start, uint32_t size, uint32_t generation);

}  // namespace whipsnake
