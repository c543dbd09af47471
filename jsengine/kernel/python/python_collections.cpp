// CPython's search for cycles goes through all objects there are, and nothing can interrupt it: among the
// nodes of a large tree it takes some 40 ms for each 100,000. So the searches that CPython begins by itself
// while a script runs are kept small: what one has left is frozen (gc.freeze, which only joins lists), and
// the next one sees what was made since. When the script has ended, all is thawed. Garbage among what was
// frozen waits for that, or until as much again has been made; the next script begins with the search that
// was put off.
//
// A host that freezes objects itself, or that calls gc.collect(), is left alone.
#include "jsengine/kernel/python/python_collections.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

constexpr int kWhole = 2;                  // the generation that has all objects
constexpr long kMostSeen = 100'000;        // objects, of a search within a script
constexpr long kLeastWaiting = 2'000'000;  // frozen objects, until a script is searched in whole
constexpr long kLeastOwed = 100'000;       // the same, until the next script begins with a search

// Cycles through both heaps are found before Python looks for those in its own.
void collect_idle_contexts() {
  std::vector<Reference> contexts;
  for (ContextObject* c = open_contexts; c != nullptr; c = c->next)
    if (c->is_public && c->agent->extras->entry_depth == 0 && !c->agent->extras->python_owners.empty())
      contexts.push_back(Reference::borrowed(reinterpret_cast<PyObject*>(c)));
  for (const Reference& reference : contexts) {
    auto* context = reinterpret_cast<ContextObject*>(reference.get());
    ContextEntry entry(context);
    if (entry.ok())
      context->agent->heap->collect(true), context->agent->heap->finish_sweeping();
    else
      PyErr_Clear();  // closed meanwhile, or another process's
  }
}

class Collections {
 public:
  bool start() {
    Reference module(PyImport_ImportModule("gc"));
    if (!module) return false;
    for (auto& [function, name] : {std::pair(&freeze_, "freeze"),
                                   {&unfreeze_, "unfreeze"},
                                   {&frozen_count_, "get_freeze_count"},
                                   {&counts_, "get_count"},
                                   {&thresholds_, "get_threshold"}}) {
      *function = PyObject_GetAttrString(module.get(), name);
      if (*function == nullptr) return false;
    }
    Reference callbacks(PyObject_GetAttrString(module.get(), "callbacks"));
    static PyMethodDef told = {"on_collection", on_collection, METH_VARARGS, nullptr};
    Reference callback(PyCFunction_New(&told, nullptr));
    return callbacks && callback && PyList_Append(callbacks.get(), callback.get()) == 0;
  }

  void enter_script() {
    if (scripts_++ == 0 && waiting_ > std::max(kLeastOwed, whole_ / 2) && !is_handling_exception())
      search_outside();
  }
  void leave_script() {
    if (--scripts_ == 0 && is_frozen_) thaw();
  }

  void begins(int generation) {
    long young = ask(counts_, 0);
    made_ += young;
    if (scripts_ == 0) return generation == kWhole ? begin_whole(false) : void();
    bool is_asked_for = generation == kWhole && ask(counts_, kWhole) <= ask(thresholds_, kWhole);
    if (is_asked_for || (generation == kWhole && is_due()))
      begin_whole(true);
    else if (is_frozen_ && is_due() && young <= kMostSeen)
      thaw();  // the search of all comes
    else if (made_ > kMostSeen || (generation == kWhole && !is_frozen_))
      freeze();
  }

  void ends(int generation) {
    if (generation != kWhole) return;
    bool counts = std::exchange(is_counted_, false);
    if (scripts_ == 0 && !counts) return;
    freeze();
    if (counts && is_frozen_) whole_ = ask(frozen_count_);
    if (scripts_ == 0 && is_frozen_) thaw();
  }

  void search_if_due() {
    if (is_due()) PyGC_Collect();
  }

 private:
  static PyObject* on_collection(PyObject*, PyObject* arguments);

  // A number or one of a tuple's; 0 for None.
  static long ask(PyObject* function, int index = 0) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    long answer = 0;
    if (Reference result(PyObject_CallNoArgs(function)); result) {
      PyObject* one = PyTuple_Check(result.get()) ? PyTuple_GetItem(result.get(), index) : result.get();
      answer = PyLong_Check(one) ? PyLong_AsLong(one) : 0;
    }
    PyErr_Restore(type, value, traceback);
    return answer;
  }

  bool is_due() const { return waiting_ + made_ > std::max(kLeastWaiting, whole_); }
  void begin_whole(bool is_counted) {
    if (is_frozen_) thaw();
    is_counted_ |= is_counted;
    whole_ = waiting_ = made_ = 0;
    collect_idle_contexts();
  }
  // What was interrupted is to end soon, `finally` clauses that enter once more among it.
  static bool is_handling_exception() { return bool(Reference(PyErr_GetHandledException())); }
  void search_outside() {
    scripts_--;
    is_counted_ = true;
    PyGC_Collect();
    scripts_++;
  }

  // The lists are joined: that costs nothing, while counting what they have goes through it.
  void freeze() {
    long made = std::exchange(made_, 0);
    if (!is_frozen_ && ask(frozen_count_) != 0) return;  // it is the host's
    ask(freeze_);
    is_frozen_ = true;
    waiting_ += made;
  }
  void thaw() {
    ask(unfreeze_);
    is_frozen_ = false;
  }

  PyObject *freeze_ = nullptr, *unfreeze_ = nullptr, *frozen_count_ = nullptr, *counts_ = nullptr,
           *thresholds_ = nullptr;
  long scripts_ = 0;
  bool is_frozen_ = false;
  bool is_counted_ = false;  // by the search that goes on
  long whole_ = 0;           // objects when all were searched the last time, or 0
  long waiting_ = 0;         // frozen since then
  long made_ = 0;            // since they were frozen the last time, those that died again left out
};

Collections collections;

PyObject* Collections::on_collection(PyObject*, PyObject* arguments) {
  const char* phase;
  PyObject* info;
  if (!PyArg_ParseTuple(arguments, "sO!", &phase, &PyDict_Type, &info)) return nullptr;
  PyObject* asked = PyDict_GetItemString(info, "generation");
  int generation = asked == nullptr ? 0 : int(PyLong_AsLong(asked));
  bool begins = strcmp(phase, "start") == 0;
  begins ? collections.begins(generation) : collections.ends(generation);
  Py_RETURN_NONE;
}

}  // namespace

void enter_script() { collections.enter_script(); }
void leave_script() { collections.leave_script(); }
void search_python_if_due() { collections.search_if_due(); }
bool watch_python_collections() { return collections.start(); }

}  // namespace whipsnake
