// How a long pass that knows no agent learns that it has to end early (invariant 15).
#pragma once

#include <cstdint>

namespace whipsnake {

struct Interruption {
  const volatile uint32_t* flag;  // set by another thread when there is something to ask
  bool (*must_end)(void* asked);
  void* asked;

  bool happened() const { return *flag != 0 && must_end(asked); }
};

// Nobody interrupts.
inline constexpr uint32_t kNoRequest = 0;
inline constexpr Interruption kUninterrupted = {&kNoRequest, nullptr, nullptr};

}  // namespace whipsnake
