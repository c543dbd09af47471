// What an agent keeps for regular expressions.
#pragma once

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/regexp/regexp_code.h"

namespace whipsnake {

// Places whose values tell that RegExp.prototype and RegExp are as the standard made them (pristine.cpp).
struct PristineWatch {
  static constexpr int kMost = 20;
  Realm* realm = nullptr;
  Validity* prototype_layout = nullptr;
  Validity* constructor_layout = nullptr;
  int count = 0;
  Value* places[kMost];
  uint64_t expected[kMost];
  bool pristine = false;
};

// The last match, for the old properties of the constructor (builtins/regexp_legacy.cpp).
struct LastMatch {
  static constexpr uint32_t kMostGroups = 10;
  String* text = nullptr;
  Value input = Value::absent();          // set by a script
  uint32_t group_count = 0;               // of the pattern
  uint32_t last_start = 0, last_end = 0;  // of its last group
  uint32_t places[2 * kMostGroups];
};

struct RegExpCache final : Roots {
  static constexpr size_t kSize = 64;
  static constexpr uint32_t kLongestPattern = 1000;

  explicit RegExpCache(Agent* agent) : Roots(agent->heap) {}
  RegExpCode** place_of(uint32_t hash, uint8_t flags) {
    return &entries[(hash ^ flags * 0x9E37'79B1u) % kSize];
  }
  void visit(Marker&) override;

  RegExpCode* entries[kSize] = {};
  regexp::MatchMemory memory;
  PristineWatch pristine;
  LastMatch last;
};
RegExpCache* regexp_cache(Agent*);

}  // namespace whipsnake
