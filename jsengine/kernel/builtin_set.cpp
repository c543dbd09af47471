// The table of built-in sets until builtin.cpp, which has its own, is there: these are weak.
#include "jsengine/kernel/builtin.h"

namespace whipsnake {

static const BuiltinSet** sets() {
  static const BuiltinSet* table[size_t(Intrinsic::kCount)] = {};
  return table;
}
[[gnu::weak]] void BuiltinSet::add_builtin_set(const BuiltinSet* set) { sets()[size_t(set->self)] = set; }
[[gnu::weak]] const BuiltinSet* BuiltinSet::of(Intrinsic which) { return sets()[size_t(which)]; }

}  // namespace whipsnake
