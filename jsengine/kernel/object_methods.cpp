// Which internal methods each kind of object has.
#include "jsengine/kernel/arguments.h"
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/modules/module_record.h"
#include "jsengine/kernel/object.h"
#include "jsengine/kernel/platform/legacy.h"
#include "jsengine/kernel/platform/window_proxy.h"
#include "jsengine/kernel/proxy.h"
#include "jsengine/kernel/python/python_object.h"
#include "jsengine/kernel/string_object.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

namespace {

// Kinds with internal methods of their own, and what machine code must know: everything else is ordinary.
struct ExoticKind {
  CellKind kind;
  const ObjectMethods* methods;
  uint8_t flags;
};
constexpr ExoticKind kExoticKinds[] = {
    {CellKind::kArray, &kArrayMethods, 0},
    {CellKind::kArguments, &kArgumentsMethods, 0},  // mapped ones set kExoticElements themselves
    {CellKind::kStringObject, &kStringObjectMethods, kExoticElements},
    {CellKind::kGlobalObject, &kOrdinaryMethods, kExotic},  // its slots hold cells
    {CellKind::kProxy, &kProxyMethods, kExotic | kExoticElements},
    {CellKind::kModuleNamespace, &kModuleNamespaceMethods, kExotic | kExoticElements},
    {CellKind::kTypedArray, &kTypedArrayMethods, kExoticElements},
    {CellKind::kWindowProxy, &kWindowProxyMethods, kExotic | kExoticElements},
    {CellKind::kLegacyPlatformObject, &kLegacyPlatformMethods, kExotic | kExoticElements},
    {CellKind::kPythonObject, &kPythonObjectMethods, 0},  // containers set kExotic and kExoticElements
};

struct MethodTable {
  const ObjectMethods* of[size_t(CellKind::kCount)] = {};
  uint8_t flags[size_t(CellKind::kCount)] = {};
  constexpr MethodTable() {
    for (auto& methods : of) methods = &kOrdinaryMethods;
    for (const ExoticKind& row : kExoticKinds) {
      of[size_t(row.kind)] = row.methods;
      flags[size_t(row.kind)] = row.flags;
    }
  }
};
constinit const MethodTable kMethodTable;

}  // namespace

const ObjectMethods* const* const object_methods = kMethodTable.of;

uint8_t exotic_flags(CellKind kind) { return kMethodTable.flags[size_t(kind)]; }

}  // namespace whipsnake
