// What functions begin with that Python calls about a window.
#pragma once

#include "jsengine/kernel/platform/platform_object.h"
#include "jsengine/kernel/python/context.h"

namespace whipsnake {

// The cell of a window that was installed. nullptr: a Python exception is set.
inline PlatformObject* cell_of_window(PyObject* window) {
  WrapperLink* link = known_link(window);
  if (link != nullptr && link->cell != nullptr && link->cell->is(CellKind::kGlobalObject)) return link->cell;
  PyErr_SetString(PyExc_ValueError, "the window is not the global object of any realm");
  return nullptr;
}

inline ContextObject* context_of_cell(PlatformObject* cell) { return context_of(cell->realm->agent); }

class RealmEntry {  // Entered, with the realm running.
 public:
  RealmEntry(ContextObject* context, Realm* realm) : entry_(context), context_(context) {
    if (!entry_.ok()) return;
    saved_ = context->agent->realm;
    if (realm != nullptr) context->agent->realm = realm;
  }
  ~RealmEntry() {
    if (entry_.ok()) context_->agent->realm = saved_;
  }
  bool ok() const { return entry_.ok(); }

 private:
  ContextEntry entry_;
  ContextObject* context_;
  Realm* saved_ = nullptr;
};

}  // namespace whipsnake
