// Trial deletion: starting from the Python objects that unmarked cells own, count the references found by
// tp_traverse. Who has more references than were found is held from elsewhere, and so is all it refers to.
// What is left, handles among it, is held by dead cells only.
//
// Not looking at something is always safe: its references then count as coming from elsewhere.
#include "jsengine/kernel/python/trial_deletion.h"

#include <Python.h>

#include <unordered_map>
#include <vector>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/platform_object.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/handle.h"

namespace whipsnake {

namespace {

constexpr size_t kMostObjects = 2'000'000;  // more than that are taken to be held from elsewhere

bool is_globals(PyObject* object) {
  static PyObject* builtins = PyUnicode_InternFromString("__builtins__");
  return PyDict_CheckExact(object) && PyDict_GetItemWithError(object, builtins) != nullptr;
}

bool is_of(PyObject* object, PyObject* type) { return reinterpret_cast<PyObject*>(Py_TYPE(object)) == type; }

// Modules, their globals, types and contexts lead to everything there is; what a marked cell owns is alive.
bool is_border(PyObject* object) {
  if (!PyObject_IS_GC(object) || !PyObject_GC_IsTracked(object)) return true;
  WrapperLink* link = known_link(object);
  if (link != nullptr && link->cell != nullptr && is_marked(link->cell)) return true;
  return PyModule_Check(object) || PyType_Check(object) || is_context(object) || is_globals(object) ||
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
    auto [at, is_new] = alive_.try_emplace(tie, false);
    if (is_new) at->second = Py_TYPE(tie)->tp_traverse(tie, find_marked, nullptr) != 0;
    return at->second;
  }

  PyObject* found_ = nullptr;
  std::unordered_map<PyObject*, bool> alive_;
};

class Trial {
 public:
  Trial(Marker& marker, ContextObject* context) : marker_(marker), context_(context) {}

  void run() {
    for (Cell* cell : marker_.agent()->extras->python_owners) {
      if (is_marked(cell)) continue;
      if (roots_.lives_with_root(owned_python_object(cell)))
        mark_wrapper(owned_python_object(cell));
      else
        owners_.push_back(cell);
    }
    marker_.process_ephemerons();
    std::erase_if(owners_, [](Cell* cell) { return is_marked(cell); });
    for (Cell* cell : owners_) refer_to(owned_python_object(cell));
    while (!work_.empty() && nodes_.size() < kMostObjects) traverse(take(), count_reference);
    if (!work_.empty()) return mark_all_handles();
    mark_handles_outside();
    for (auto& [object, node] : nodes_)
      if (Py_REFCNT(object) > node.found) revive(object, node);
    do {
      while (!work_.empty()) traverse(take(), revive_reference);
      marker_.process_ephemerons();
    } while (revive_owned());
    forget_dead_handles();
  }

 private:
  struct Node {
    Py_ssize_t found = 0;
    bool alive = false;
  };

  PyObject* take() {
    PyObject* object = work_.back();
    work_.pop_back();
    return object;
  }

  void traverse(PyObject* object, visitproc visit) {
    if (traverseproc function = Py_TYPE(object)->tp_traverse) function(object, visit, this);
  }

  void refer_to(PyObject* object) {
    if (object == nullptr || is_border(object) || roots_.lives_with_root(object)) return;
    auto [at, is_new] = nodes_.try_emplace(object);
    at->second.found += is_new && is_registered(object) ? 2 : 1;
    if (is_new) work_.push_back(object);
  }
  static int count_reference(PyObject* object, void* self) {
    static_cast<Trial*>(self)->refer_to(object);
    return 0;
  }

  void revive(PyObject* object, Node& node) {
    if (node.alive) return;
    node.alive = true;
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
    auto at = trial->nodes_.find(object);
    if (at != trial->nodes_.end()) trial->revive(object, at->second);
    return 0;
  }

  // Cells that have been marked since keep what they own.
  bool revive_owned() {
    bool revived = false;
    for (Cell*& cell : owners_) {
      if (cell == nullptr || !is_marked(cell)) continue;
      revive_reference(owned_python_object(cell), this);
      cell = nullptr;
      revived = true;
    }
    return revived;
  }

  void mark_all_handles() {
    for (HandleObject* h = context_->handles; h; h = h->next) mark_handle(marker_, h);
    for (Cell* cell : owners_) mark_wrapper(owned_python_object(cell));
    marker_.process_ephemerons();
  }

  void mark_handles_outside() {
    for (HandleObject* h = context_->handles; h; h = h->next)
      if (!nodes_.contains(reinterpret_cast<PyObject*>(h))) mark_handle(marker_, h);
  }

  // They go away when the cells' references are dropped. Until then they refer to nothing.
  void forget_dead_handles() {
    for (HandleObject* h = context_->handles; h; h = h->next) {
      auto at = nodes_.find(reinterpret_cast<PyObject*>(h));
      if (at != nodes_.end() && !at->second.alive) h->value = h->receiver = Value::undefined();
    }
  }

  Marker& marker_;
  ContextObject* context_;
  OpaqueRoots roots_;
  std::vector<Cell*> owners_;
  std::unordered_map<PyObject*, Node> nodes_;
  std::vector<PyObject*> work_;
};

}  // namespace

void mark_what_python_holds(Marker& marker) {
  ContextObject* context = context_of(marker.agent());
  if (context != nullptr) Trial(marker, context).run();
}

}  // namespace whipsnake
