// Cells that own Python objects, at the end of marking: which wrappers a minor collection must keep, and what
// dies.
#include "jsengine/kernel/platform/owners.h"

#include <algorithm>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/array_buffer.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/platform/platform_object.h"
#include "jsengine/kernel/platform/strings.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/python_object.h"

namespace whipsnake {

static PlatformObject* as_platform_object(Cell* cell) {
  switch (cell->kind) {
    case CellKind::kPlatformObject:
    case CellKind::kLegacyPlatformObject:
    case CellKind::kGlobalObject:
      return static_cast<PlatformObject*>(cell);
    default:
      return nullptr;
  }
}

void* owned_by(Cell* cell) {
  switch (cell->kind) {
    case CellKind::kPlatformObject:
    case CellKind::kLegacyPlatformObject:
    case CellKind::kGlobalObject:
      return static_cast<PlatformObject*>(cell)->object;
    case CellKind::kPythonFunction:
      return static_cast<PythonFunction*>(cell)->callable;
    case CellKind::kPythonObject:
      return static_cast<PythonObject*>(cell)->object;
    case CellKind::kArrayBuffer:
      return static_cast<ArrayBuffer*>(cell)->owner;
    case CellKind::kError:
      return static_cast<Error*>(cell)->host_exception;
    default:
      return nullptr;
  }
}

// A young wrapper that a script left marks on lives on while Python knows its object, too. Reference counts
// are read, Python is not asked (invariant 3).
void mark_young_wrappers(Marker& marker) {
  AgentExtras* extras = marker.agent()->extras;
  for (size_t i = extras->old_python_owners; i < extras->python_owners.size(); i++) {
    PlatformObject* o = as_platform_object(extras->python_owners[i]);
    if (o == nullptr || is_marked(o) || o->object == nullptr) continue;
    if (Py_REFCNT(o->python()) > 1 && has_identity(o)) marker.cell(o);
  }
}

size_t owned_estimate(Cell* cell) {
  constexpr size_t kRoughly = 512;
  return as_platform_object(cell) == nullptr ? kRoughly : 0;
}

void sweep_python_owners(Agent* agent, bool major) {
  sweep_twins(agent);
  auto& owners = agent->extras->python_owners;
  size_t first = major ? 0 : agent->extras->old_python_owners;
  size_t estimate = agent->extras->owned_bytes;
  auto kept = std::remove_if(owners.begin() + ptrdiff_t(first), owners.end(), [&](Cell* cell) {
    if (is_marked(cell)) return false;
    if (PlatformObject* o = as_platform_object(cell)) disown(agent, o);
    estimate -= owned_estimate(cell);
    return true;
  });
  agent->heap->uncharge(Category::kPython, agent->extras->owned_bytes - estimate);
  agent->extras->owned_bytes = estimate;
  owners.erase(kept, owners.end());
  agent->extras->old_python_owners = owners.size();
}

}  // namespace whipsnake
