// What holds for kinds that do not say otherwise: objects have their head only, cells own nothing outside of
// the heap. Each is replaced by a definition of the same name elsewhere (the linker prefers it).
#include "jsengine/kernel/marker.h"

namespace whipsnake {

#define K(name, what)                                          \
  [[gnu::weak]] void visit_##name(Marker&, Cell*) {            \
    ENGINE_BUG("cells of kind " #name " have no visitor yet"); \
  }
WHIPSNAKE_INTERNAL_CELLS(K)
#undef K

#define K(name, what) \
  [[gnu::weak]] void visit_##name(Marker& m, Cell* c) { m.object_head(static_cast<Object*>(c)); }
WHIPSNAKE_OBJECT_CELLS(K)
#undef K

// Undefined weak functions have the address null.
#define K(name, what) [[gnu::weak]] void finalise_##name(Agent*, Cell*);
WHIPSNAKE_INTERNAL_CELLS(K)
WHIPSNAKE_OBJECT_CELLS(K)
#undef K
extern const CellFinaliser kCellFinalisers[size_t(CellKind::kCount)];
const CellFinaliser kCellFinalisers[] = {
#define K(name, what) finalise_##name,
    WHIPSNAKE_INTERNAL_CELLS(K) WHIPSNAKE_OBJECT_CELLS(K)
#undef K
};

}  // namespace whipsnake
