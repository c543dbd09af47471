// Quick work on much memory, in pieces between which the agent is polled (invariant 15).
#pragma once

#include <algorithm>
#include <cstring>

#include "jsengine/kernel/agent.h"

namespace whipsnake {

constexpr size_t kPiece = 1 << 16;  // items between polls

// act(from, to) for all of 0 ... count, in order.
template <typename Act>
Status in_pieces(Agent* agent, size_t count, Act act) {
  for (size_t from = 0; from < count; from += kPiece) {
    if (from != 0) TRY(poll(agent));
    act(from, std::min(count, from + kPiece));
  }
  return Status::kOk;
}

// kTrue when holds(from, to) does for every piece.
template <typename Holds>
Truth all_pieces(Agent* agent, size_t count, Holds holds) {
  for (size_t from = 0; from < count; from += kPiece) {
    if (from != 0) TRY(poll(agent));
    if (!holds(from, std::min(count, from + kPiece))) return Truth::kFalse;
  }
  return Truth::kTrue;
}

// The two do not overlap.
template <typename To, typename From>
Status copy_in_pieces(Agent* agent, To* to, const From* from, size_t count) {
  return in_pieces(agent, count, [&](size_t i, size_t end) { std::copy_n(from + i, end - i, to + i); });
}

inline Status clear_in_pieces(Agent* agent, uint8_t* bytes, size_t count) {
  return in_pieces(agent, count, [&](size_t i, size_t end) { memset(bytes + i, 0, end - i); });
}

// memmove
inline Status move_in_pieces(Agent* agent, uint8_t* to, const uint8_t* from, size_t count) {
  return in_pieces(agent, count, [&](size_t i, size_t end) {
    size_t at = to <= from ? i : count - end;  // from the end where the start would be overwritten
    memmove(to + at, from + at, end - i);
  });
}

}  // namespace whipsnake
