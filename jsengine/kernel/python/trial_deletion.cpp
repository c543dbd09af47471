// Trial deletion: starting from the Python objects that unmarked cells own, count the references found by
// tp_traverse. Who has more references than were found is held from elsewhere, and so is all it refers to.
// What is left, handles among it, is held by dead cells only.
//
// Not looking at something is always safe: its references then count as coming from elsewhere. So a trial
// that a termination is waiting for is given up, and all handles are held.
#include "jsengine/kernel/python/trial_deletion.h"

#include <Python.h>

#include <climits>
#include <vector>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/platform_object.h"
#include "jsengine/kernel/pointer_table.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/handle.h"

namespace whipsnake {

namespace {

bool is_globals(PyObject* object) {
  static PyObject* builtins = PyUnicode_InternFromString("__builtins__");
  return PyDict_CheckExact(object) && PyDict_GetItemWithError(object, builtins) != nullptr;
}

bool is_of(PyObject* object, PyObject* type) { return reinterpret_cast<PyObject*>(Py_TYPE(object)) == type; }

// Whether it can be part of a cycle that ends: most references lead to strings, None, and types.
bool may_refer(PyObject* object) {
  return (Py_TYPE(object)->tp_flags & Py_TPFLAGS_HAVE_GC) && !PyType_Check(object);
}

// Modules, their globals and contexts lead to everything there is; what a marked cell owns is alive.
bool is_border(PyObject* object) {
  if (!PyObject_IS_GC(object) || !PyObject_GC_IsTracked(object) || Py_REFCNT(object) > INT_MAX) return true;
  WrapperLink* link = known_link(object);
  if (link != nullptr) return link->cell != nullptr && is_marked(link->cell);
  return PyModule_Check(object) || is_context(object) || is_globals(object) ||
         is_of(object, platform_hooks.agent);
}

// Whether an agent knows the object without keeping it: what refers to it besides takes it out at its end.
bool is_registered(PyObject* object) {
  return is_of(object, platform_hooks.live_range) || is_of(object, platform_hooks.iterator_position);
}

// A node in a tree whose root is alive is alive: that keeps whole documents out of the trial.
class OpaqueRoots {
 public:
  bool lives_with_root(PyObject* object) {
    if (platform_hooks.root_tie == nullptr || object == nullptr || known_link(object) == nullptr)
      return false;
    found_ = nullptr;
    if (traverseproc function = Py_TYPE(object)->tp_traverse) function(object, find_tie, this);
    return found_ != nullptr && is_alive(found_);
  }

 private:
  static int find_tie(PyObject* object, void* self) {
    if (!is_of(object, platform_hooks.root_tie)) return 0;
    static_cast<OpaqueRoots*>(self)->found_ = object;
    return 1;
  }
  static int find_marked(PyObject* object, void*) {
    WrapperLink* link = known_link(object);
    return link != nullptr && link->cell != nullptr && is_marked(link->cell);
  }
  bool is_alive(PyObject* tie) {
    bool is_new;
    bool& alive = alive_.insert(tie, &is_new);
    if (is_new) alive = Py_TYPE(tie)->tp_traverse(tie, find_marked, nullptr) != 0;
    return alive;
  }

  PyObject* found_ = nullptr;
  PointerTable<PyObject, bool> alive_;
};

class Trial {
 public:
  Trial(Marker& marker, ContextObject* context) : marker_(marker), context_(context) {}

  void run() {
    find_owners();
    objects_.reserve(owners_.size() * 2);
    for (Cell* cell : owners_) refer_to(owned_python_object(cell));
    for (; next_ < work_.size(); next_++) {
      if (is_wanted_elsewhere()) return hold_everything();
      traverse(work_[next_], count_reference);
    }
    mark_handles_outside();
    objects_.for_each([this](PyObject* object, Known& known) {
      if (known.state == State::kCandidate && known.unexplained > 0) revive(object, known);
    });
    revive_what_follows();
    forget_dead_handles();
  }

 private:
  enum class State : uint8_t { kBorder, kCandidate, kAlive };
  struct Known {
    int unexplained;  // references that were not found
    State state;
  };

  // Unmarked cells whose objects may be held by nothing else.
  void find_owners() {
    for (Cell* cell : marker_.agent()->extras->python_owners) {
      if (is_marked(cell)) continue;
      if (roots_.lives_with_root(owned_python_object(cell)))
        mark_wrapper(owned_python_object(cell));
      else
        owners_.push_back(cell);
    }
    marker_.drain();
    std::erase_if(owners_, [](Cell* cell) { return is_marked(cell); });
  }

  void traverse(PyObject* object, visitproc visit) {
    marker_.count_visit();
    if (traverseproc function = Py_TYPE(object)->tp_traverse) function(object, visit, this);
  }

  bool is_wanted_elsewhere() {
    constexpr uint32_t kEnding = kPollDeadline | kPollSignal | kPollHost;
    return __atomic_load_n(&marker_.agent()->poll_flag, __ATOMIC_RELAXED) & kEnding;
  }

  void refer_to(PyObject* object) {
    if (object == nullptr) return;
    if (Known* known = objects_.find(object)) {
      if (known->state == State::kCandidate) known->unexplained--;
    } else if (may_refer(object)) {
      meet(object);
    }
  }
  void meet(PyObject* object) {
    bool is_new;
    Known& known = objects_.insert(object, &is_new);
    if (is_border(object) || roots_.lives_with_root(object)) return;  // known.state is kBorder
    known = {int(Py_REFCNT(object)) - (is_registered(object) ? 2 : 1), State::kCandidate};
    work_.push_back(object);
  }
  static int count_reference(PyObject* object, void* self) {
    static_cast<Trial*>(self)->refer_to(object);
    return 0;
  }

  void revive(PyObject* object, Known& known) {
    if (known.state != State::kCandidate) return;
    known.state = State::kAlive;
    work_.push_back(object);
    if (holds_values(object)) mark_handle(marker_, reinterpret_cast<HandleObject*>(object));
    mark_wrapper(object);
  }
  // A wrapper that a script could tell from a new one lives as long as its object.
  void mark_wrapper(PyObject* object) {
    WrapperLink* link = known_link(object);
    if (link != nullptr && link->cell != nullptr && has_identity(link->cell)) marker_.cell(link->cell);
  }
  static int revive_reference(PyObject* object, void* self) {
    auto* trial = static_cast<Trial*>(self);
    if (object == nullptr) return 0;
    if (Known* known = trial->objects_.find(object)) trial->revive(object, *known);
    return 0;
  }

  // What living objects refer to, what their cells do, and what those own.
  void revive_what_follows() {
    std::vector<Cell*> marked;
    marker_.list_owners(&marked);
    for (;;) {
      for (; next_ < work_.size(); next_++) traverse(work_[next_], revive_reference);
      marker_.drain();
      if (marked.empty()) break;
      for (Cell* cell : marked) revive_reference(owned_python_object(cell), this);
      marked.clear();
    }
    marker_.list_owners(nullptr);
  }

  void hold_everything() {
    for (HandleObject* h = context_->handles; h; h = h->next) mark_handle(marker_, h);
    for (Cell* cell : owners_) mark_wrapper(owned_python_object(cell));
    marker_.drain();
  }

  void mark_handles_outside() {
    for (HandleObject* h = context_->handles; h; h = h->next) {
      Known* known = objects_.find(reinterpret_cast<PyObject*>(h));
      if (known == nullptr || known->state == State::kBorder) mark_handle(marker_, h);
    }
  }

  // They go away when the cells' references are dropped. Until then they refer to nothing.
  void forget_dead_handles() {
    for (HandleObject* h = context_->handles; h; h = h->next) {
      Known* known = objects_.find(reinterpret_cast<PyObject*>(h));
      if (known != nullptr && known->state == State::kCandidate) h->value = h->receiver = Value::undefined();
    }
  }

  Marker& marker_;
  ContextObject* context_;
  OpaqueRoots roots_;
  std::vector<Cell*> owners_;
  PointerTable<PyObject, Known> objects_;
  // To be traversed, in the order in which they were met: that is mostly the order in memory.
  std::vector<PyObject*> work_;
  size_t next_ = 0;
};

}  // namespace

void mark_what_python_holds(Marker& marker) {
  ContextObject* context = context_of(marker.agent());
  if (context != nullptr) Trial(marker, context).run();
}

}  // namespace whipsnake
