// The places of all matches of a global search, before any script may run again.
#pragma once

#include <cstdint>
#include <cstdlib>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/regexp/regexp_code.h"

namespace whipsnake {

class MatchList {
 public:
  MatchList(Agent* agent, uint32_t group_count) : agent_(agent), width_(2 * group_count) {}
  ~MatchList() {
    uncharge(agent_, Category::kText, capacity_ * sizeof(uint32_t));
    free(places_);
  }
  MatchList(const MatchList&) = delete;

  Status add(const MatchScope& scope) {
    if (size_ + width_ > capacity_) TRY(grow());
    for (uint32_t group = 0; group < width_ / 2; group++) {
      places_[size_++] = scope.start(group);
      places_[size_++] = scope.end(group);
    }
    return Status::kOk;
  }
  size_t count() const { return size_ / width_; }
  // Start and end of each group of a match.
  const uint32_t* operator[](size_t match) const { return places_ + match * width_; }

 private:
  Status grow() {
    size_t capacity = capacity_ * 2 + 16 * width_;
    if (!charge(agent_, Category::kText, (capacity - capacity_) * sizeof(uint32_t))) return Status::kAbrupt;
    auto* places = static_cast<uint32_t*>(realloc(places_, capacity * sizeof(uint32_t)));
    if (places == nullptr) {
      uncharge(agent_, Category::kText, (capacity - capacity_) * sizeof(uint32_t));
      return throw_out_of_memory(agent_);
    }
    places_ = places;
    capacity_ = capacity;
    return Status::kOk;
  }

  Agent* agent_;
  size_t width_;
  uint32_t* places_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

}  // namespace whipsnake
