#include "jsengine/kernel/python/context.h"

#include <structmember.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <utility>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/platform/owners.h"
#include "jsengine/kernel/portable/code_cache.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/python/buffers.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/compiler.h"
#include "jsengine/kernel/python/console.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/frame_copies.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/interactive.h"
#include "jsengine/kernel/python/machine_code.h"
#include "jsengine/kernel/python/machine_inspection.h"
#include "jsengine/kernel/python/module_loader.h"
#include "jsengine/kernel/python/portable_bytecode.h"
#include "jsengine/kernel/python/primitives.h"
#include "jsengine/kernel/python/python_collections.h"
#include "jsengine/kernel/python/python_object.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/python/rejections.h"
#include "jsengine/kernel/python/running_frames.h"
#include "jsengine/kernel/python/script.h"
#include "jsengine/kernel/python/shared_memory.h"
#include "jsengine/kernel/python/trial_deletion.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/source_text.h"
#include "jsengine/kernel/test262_host.h"

namespace whipsnake {

ContextObject* open_contexts = nullptr;

namespace {

void link_context(ContextObject* context) {
  context->next = open_contexts;
  if (open_contexts != nullptr) open_contexts->previous = context;
  open_contexts = context;
}

void unlink_context(ContextObject* context) {
  if (context->previous != nullptr)
    context->previous->next = context->next;
  else if (open_contexts == context)
    open_contexts = context->next;
  if (context->next != nullptr) context->next->previous = context->previous;
  context->next = context->previous = nullptr;
}

}  // namespace

class HandleRoots final : public Roots {
 public:
  HandleRoots(Heap* heap, ContextObject* context) : Roots(heap), context_(context) {}
  // In major collections trial deletion decides about handles.
  void visit(Marker& marker) override {
    context_->keys->visit(marker);
    if (marker.is_major()) return;
    // New handles are in front; what an older one refers to has survived a collection.
    for (HandleObject* h = context_->handles; h && !h->seen; h = h->next) {
      mark_handle(marker, h);
      h->seen = true;
    }
    mark_young_wrappers(marker);
  }

 private:
  ContextObject* context_;
};

thread_local ContextObject* innermost_context = nullptr;

void ContextEntry::enter(void* base) {
  ContextObject* context = context_;
  outermost_ = context != nullptr && context->agent != nullptr && context->agent->extras->entry_depth == 0;
  if (outermost_) enter_script();  // which may close the context
  if (context == nullptr || context->agent == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "the context is closed");
    return;
  }
  auto* entry = new (entry_) EntryScope(context->agent, base);
  if (!entry->ok()) {
    PyErr_SetString(PyExc_RuntimeError, entry->refusal());
    entry->~EntryScope();
    return;
  }
  Py_INCREF(context);
  new (watch_) WatchScope(context->agent, context->time_limit);
  WatchState& watch = context->agent->extras->watch;
  in_host_ = watch.in_host;
  watch.set_in_host(false);
  if (context->agent->extras->entry_depth == 1) watch.host_thread = PyThread_get_thread_ident();
  around_ = std::exchange(innermost_context, context);
  ok_ = true;
}

ContextEntry::~ContextEntry() {
  if (ok_) leave_agent();
  if (outermost_) leave_script();
}

void ContextEntry::leave_agent() {
  innermost_context = around_;
  Agent* agent = context_->agent;
  agent->extras->watch.set_in_host(in_host_);
  reinterpret_cast<WatchScope*>(watch_)->~WatchScope();
  reinterpret_cast<EntryScope*>(entry_)->~EntryScope();
  if (!agent->extras->dropped.empty()) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    drop_pending_references(agent);
    PyErr_Restore(type, value, traceback);
  }
  Py_DECREF(context_);
}

PyObject* ContextEntry::leave(PyObject* result) {
  if (!context_->is_public || context_->agent->extras->entry_depth != 1) return result;
  return run_checkpoint(context_, result);
}

namespace {

ContextObject* self_of(PyObject* object) { return reinterpret_cast<ContextObject*>(object); }

PyObject* context_new(PyTypeObject* type, PyObject* arguments, PyObject* keywords) {
  static const char* const kNames[] = {"time_limit", "memory_limit",  "stack_size", "public",
                                       "jitless",    "jit_threshold", nullptr};
  double time_limit = 0;
  MachineChoice machine;
  unsigned long long memory_limit = 0, stack_size = 0;
  int is_public = 0;
  if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "|$dKKpiL", const_cast<char**>(kNames), &time_limit,
                                   &memory_limit, &stack_size, &is_public, &machine.jitless,
                                   &machine.threshold))
    return nullptr;
  auto* self = self_of(type->tp_alloc(type, 0));
  if (self == nullptr) return nullptr;
  AgentLimits limits;
  if (memory_limit != 0) limits.memory = size_t(memory_limit);
  if (stack_size != 0) limits.js_stack = std::max<size_t>(size_t(stack_size), 64 * 1024);
  self->time_limit = time_limit;
  self->agent = new_agent(limits);
  self->console = new Console;
  self->agent->extras->hooks.host = self;
  self->agent->extras->hooks.mark_host = mark_what_python_holds;
  self->agent->extras->hooks.interrupt_host = raise_in_host;
  self->is_public = is_public;
  self->keys = new KeyCache;
  link_context(self);
  self->roots = new HandleRoots(self->agent->heap, self);
  ContextEntry entry(self);
  install_compiler(self->agent);
  if (!choose_machine(self->agent, machine)) {
    Py_DECREF(self);
    return nullptr;
  }
  if (is_abrupt(install_console(self->agent))) {
    raise_pending(self);
    Py_DECREF(self);
    return nullptr;
  }
  return reinterpret_cast<PyObject*>(self);
}

// Whatever the cells own belongs to the context: so CPython finds cycles that go through it.
int context_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(self_of(self)->module_loader);
  if (Console* console = self_of(self)->console) Py_VISIT(console->sink);
  Py_VISIT(self_of(self)->waiting);
  Py_VISIT(self_of(self)->clock);
  Agent* agent = self_of(self)->agent;
  if (agent == nullptr) return 0;
  for (Cell* cell : agent->extras->python_owners) Py_VISIT(owned_python_object(cell));
  for (void* object : agent->extras->dropped) Py_VISIT(static_cast<PyObject*>(object));
  return 0;
}

void close(ContextObject* self) {
  Py_CLEAR(self->module_loader);
  if (Console* console = std::exchange(self->console, nullptr)) {
    Py_XDECREF(console->sink);
    delete console;
  }
  Py_CLEAR(self->waiting);
  Py_CLEAR(self->clock);
  Agent* agent = self->agent;
  if (agent == nullptr) return;
  self->agent = nullptr;
  unlink_context(self);
  for (HandleObject* h = self->handles; h; h = h->next) h->value = h->receiver = Value::undefined();
  delete self->roots;
  self->roots = nullptr;
  delete self->keys;
  self->keys = nullptr;
  for (void* object : delete_agent(agent)) Py_DECREF(static_cast<PyObject*>(object));
}

int context_clear(PyObject* self) {
  close(self_of(self));
  return 0;
}

void context_dealloc(PyObject* self) {
  PyObject_GC_UnTrack(self);
  close(self_of(self));
  PyTypeObject* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

}  // namespace

Source* script_from_python(ContextObject* self, PyObject* text, PyObject* name) {
  Agent* agent = self->agent;
  std::string utf8;
  if (!utf8_of_python(text, &utf8)) return nullptr;
  String* file = name ? string_from_python(agent, name) : new_string(agent, "<anonymous>");
  if (file == nullptr) return raise_pending(self), nullptr;
  Source* source =
      new_source(agent, std::move(utf8), Goal{} /* a script */, nullptr, file, Value::undefined());
  if (source == nullptr) raise_pending(self);
  return source;
}

namespace {

// https://tc39.es/ecma262/#sec-runtime-semantics-scriptevaluation
PyObject* context_eval(PyObject* object, PyObject* arguments, PyObject* keywords) {
  static const char* const kNames[] = {"text", "name", nullptr};
  PyObject *text, *name = nullptr;
  if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "U|U", const_cast<char**>(kNames), &text, &name))
    return nullptr;
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Source* source = script_from_python(self, text, name);
  if (source == nullptr) return nullptr;
  Agent* agent = self->agent;
  if (CodeCache* cache = agent->extras->code_cache) cache->found(source, PortableKind::kScript);
  return entry.leave(completion_to_python(self, run_script(agent, agent->realm, source)));
}

PyObject* context_run_jobs(PyObject* object, PyObject*) {
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  if (self->is_public) return entry.leave(Py_NewRef(Py_None));
  if (is_abrupt(run_jobs(self->agent))) return raise_pending(self);
  Py_RETURN_NONE;
}

// Reasons of promises that were rejected and that nobody handles, since the last call; each has its
// `promise`.
PyObject* context_global(PyObject* object, void*) {
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  return python_from_value(self, self->agent->realm->global_this);
}

PyObject* context_define_global(PyObject* object, PyObject* arguments) {
  PyObject *name, *given;
  if (!PyArg_ParseTuple(arguments, "UO", &name, &given)) return nullptr;
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Agent* agent = self->agent;
  Value value = value_from_python(self, given);
  if (is_abrupt(value)) return nullptr;
  String* text = string_from_python(agent, name);
  if (text == nullptr) return raise_pending(self);
  Status status = define_property_or_throw(agent, agent->realm->global_object, key_from_string(agent, text),
                                           PropertyDescriptor::data(value, kHiddenDefault));
  if (is_abrupt(status)) return raise_pending(self);
  Py_RETURN_NONE;
}

PyObject* context_define_test262_host(PyObject* object, PyObject*) {
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  if (is_abrupt(install_test262_host(self->agent))) return raise_pending(self);
  Py_RETURN_NONE;
}

// What a clock of the host says; one that fails stands still.
double ask_clock(Agent* agent) {
  Reference time(PyObject_CallNoArgs(context_of(agent)->clock));
  double milliseconds = time ? PyFloat_AsDouble(time.get()) : 0;
  if (PyErr_Occurred()) PyErr_WriteUnraisable(context_of(agent)->clock);
  return milliseconds;
}

PyObject* context_set_clock(PyObject* object, PyObject* clock) {
  if (!PyCallable_Check(clock)) {
    PyErr_SetString(PyExc_TypeError, "a clock is a callable that gives milliseconds since 1970");
    return nullptr;
  }
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Py_XSETREF(self->clock, Py_NewRef(clock));
  self->agent->extras->hooks.time_of_day = ask_clock;
  Py_RETURN_NONE;
}

PyObject* context_seed_random(PyObject* object, PyObject* seed) {
  unsigned long long number = PyLong_AsUnsignedLongLong(seed);
  if (PyErr_Occurred()) return nullptr;
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  // https://prng.di.unimi.it/splitmix64.c spreads a small seed over both words.
  for (uint64_t& word : self->agent->random_state) {
    uint64_t z = number += 0x9E37'79B9'7F4A'7C15;
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    word = (z ^ (z >> 31)) | 1;  // never both zero
  }
  Py_RETURN_NONE;
}

PyObject* context_collect(PyObject* object, PyObject* arguments) {
  int major = 1;
  if (!PyArg_ParseTuple(arguments, "|p", &major)) return nullptr;
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  self->agent->heap->collect(major);
  self->agent->heap->finish_sweeping();
  Py_RETURN_NONE;
}

PyObject* context_set_stress(PyObject* object, PyObject* interval) {
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  unsigned long count = PyLong_AsUnsignedLong(interval);
  if (PyErr_Occurred()) return nullptr;
  self->agent->heap->set_stress(uint32_t(count));
  Py_RETURN_NONE;
}

PyObject* context_set_trace_gc(PyObject* object, PyObject* on) {
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  self->agent->heap->set_trace(PyObject_IsTrue(on) == 1);
  Py_RETURN_NONE;
}

PyObject* context_verify(PyObject* object, PyObject*) {
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  self->agent->heap->collect(true);
  self->agent->heap->verify();
  Py_RETURN_NONE;
}

PyObject* context_terminate(PyObject* object, PyObject*) {
  if (Agent* agent = self_of(object)->agent) request_termination(agent);
  Py_RETURN_NONE;
}

PyObject* context_close(PyObject* object, PyObject*) {
  ContextObject* self = self_of(object);
  if (self->agent != nullptr && self->agent->extras->entry_depth != 0) {
    PyErr_SetString(PyExc_RuntimeError, "the context is running");
    return nullptr;
  }
  close(self);
  Py_RETURN_NONE;
}

bool put(PyObject* dict, const char* name, PyObject* value) {
  Reference owned(value);
  return owned && PyDict_SetItemString(dict, name, owned.get()) == 0;
}

// What each category of memory holds, and what the collector did.
PyObject* context_statistics(PyObject* object, PyObject*) {
  static const char* const kCategories[] = {
#define C(name, what) #name,
      WHIPSNAKE_MEMORY_CATEGORIES(C)
#undef C
  };
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Heap* heap = self->agent->heap;
  Reference result(PyDict_New()), memory(PyDict_New());
  if (!result || !memory) return nullptr;
  for (size_t i = 0; i < size_t(Category::kCount); i++)
    if (!put(memory.get(), kCategories[i], PyLong_FromSize_t(heap->bytes(Category(i))))) return nullptr;
  const CollectionStatistics& s = heap->statistics();
  std::vector<uint32_t> pauses = s.pauses_us;
  std::sort(pauses.begin(), pauses.end());
  bool ok = put(result.get(), "memory", memory.release()) &&
            put(result.get(), "machine", machine_statistics(self->agent)) &&
            put(result.get(), "total_bytes", PyLong_FromSize_t(heap->total_bytes())) &&
            put(result.get(), "allocated_bytes", PyLong_FromUnsignedLongLong(s.allocated_bytes)) &&
            put(result.get(), "minor_collections", PyLong_FromUnsignedLongLong(s.minor)) &&
            put(result.get(), "major_collections", PyLong_FromUnsignedLongLong(s.major)) &&
            put(result.get(), "slices", PyLong_FromUnsignedLongLong(s.slices)) &&
            put(result.get(), "median_pause_us",
                PyLong_FromLong(pauses.empty() ? 0 : long(pauses[pauses.size() / 2]))) &&
            put(result.get(), "worst_pause_us", PyLong_FromUnsignedLongLong(s.worst_pause_ns / 1000)) &&
            put(result.get(), "total_pause_us", PyLong_FromUnsignedLongLong(s.total_pause_ns / 1000)) &&
            put(result.get(), "most_visits_of_slice", PyLong_FromUnsignedLongLong(s.most_visits)) &&
            put(result.get(), "last_collection_visits", PyLong_FromUnsignedLongLong(s.last_visits)) &&
            put(result.get(), "worst_poll_delay_us",
                PyLong_FromLongLong(self->agent->extras->watch.worst_delay_ns / 1000));
  return ok ? result.release() : nullptr;
}

// Live cells by kind: {name: (count, bytes)}.
PyObject* context_live_cells(PyObject* object, PyObject*) {
  static const char* const kKinds[] = {
#define K(name, what) #name,
      WHIPSNAKE_INTERNAL_CELLS(K) WHIPSNAKE_OBJECT_CELLS(K)
#undef K
  };
  ContextObject* self = self_of(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  uint64_t counts[size_t(CellKind::kCount)] = {}, bytes[size_t(CellKind::kCount)] = {};
  self->agent->heap->count_live_cells(counts, bytes);
  Reference result(PyDict_New());
  if (!result) return nullptr;
  for (size_t i = 0; i < size_t(CellKind::kCount); i++)
    if (counts[i] != 0 && !put(result.get(), kKinds[i], Py_BuildValue("(KK)", counts[i], bytes[i])))
      return nullptr;
  return result.release();
}

PyMethodDef methods[] = {
    {"eval", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(context_eval)),
     METH_VARARGS | METH_KEYWORDS, "Run a script; its completion value."},
    {"define_global", context_define_global, METH_VARARGS,
     "Define a property of the global object, not enumerable."},
    {"define_test262_host", context_define_test262_host, METH_NOARGS, "Define $262."},
    {"set_module_loader", context_set_module_loader, METH_VARARGS,
     "loader(specifier, referrer, type) -> (key, text), and whether a key's text is always the same."},
    {"set_clock", context_set_clock, METH_O, "clock() -> milliseconds since 1970, for Date."},
    {"seed_random", context_seed_random, METH_O, "Start Math.random from a number."},
    {"import_module", context_import_module, METH_VARARGS, "Run a module; the promise of its evaluation."},
    {"compile", context_compile, METH_VARARGS, "compile(text, name, kind): a file of bytecode."},
    {"run_bytecode", context_run_bytecode, METH_VARARGS,
     "run_bytecode(data, name): a script's completion value, or a module's promise."},
    {"verify_bytecode", context_verify_bytecode, METH_O, "ValueError unless the file can be run."},
    {"set_code_cache", context_set_code_cache, METH_VARARGS,
     "set_code_cache(folder, size_limit): keep bytecode of scripts there."},
    {"save_code_cache", context_save_code_cache, METH_NOARGS, "Write what was compiled."},
    {"parse_script", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(context_parse_script)),
     METH_VARARGS | METH_KEYWORDS, "Parse a script that may run many times."},
    {"new_promise", context_new_promise, METH_NOARGS, "(promise, resolve, reject)"},
    {"construct", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(context_construct)), METH_FASTCALL,
     "construct(name, argument): an object of the standard's library."},
    {"share_buffer", context_share_buffer, METH_O, "A typed array on the memory of a buffer."},
    {"expose", context_expose, METH_VARARGS, "expose(object, methods, attributes): a JSObject."},
    {"import_namespace", context_import_namespace, METH_VARARGS, "Run a module; a promise of its namespace."},
    {"run_jobs", context_run_jobs, METH_NOARGS, "Run microtasks until there are none."},
    {"eval_interactive", context_eval_interactive, METH_VARARGS,
     "(text, name): as eval, for a console. A pair: an array of the value, and whether that is the promise "
     "of a script that "
     "awaits."},
    {"complete", context_complete, METH_O, "Names that may follow a path of names: complete(('a', 'b'))."},
    {"set_console", context_set_console, METH_O,
     "sink(method, text) gets the lines of console and print; None: sys.stdout and sys.stderr again."},
    {"inspect", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(context_inspect)),
     METH_VARARGS | METH_KEYWORDS, "A value as node shows it."},
    {"format_log", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(context_format_log)),
     METH_VARARGS | METH_KEYWORDS, "The text that console.log(...values) writes."},
    {"take_unhandled", context_take_unhandled, METH_NOARGS,
     "Exceptions of rejected promises that nobody handled."},
    {"rejection_told", context_rejection_told, METH_O,
     "Somebody was told of a promise's rejection; False: it is handled by now."},
    {"take_handled", context_take_handled, METH_NOARGS,
     "The same of those that were told, and are handled after all."},
    {"share", context_share, METH_O, "The memory of a SharedArrayBuffer, for adopt() of another context."},
    {"adopt", context_adopt, METH_O, "A SharedArrayBuffer on memory that another context shares."},
    {"wait_for_notification", context_wait_for_notification, METH_O,
     "Block until a promise of Atomics.waitAsync can be settled, at most so many seconds; False: there is "
     "none."},
    {"collect", context_collect, METH_VARARGS, "Collect garbage; False: only what is young."},
    {"set_stress", context_set_stress, METH_O,
     "Collect and verify at every allocation (True), or every n-th."},
    {"set_trace_gc", context_set_trace_gc, METH_O, "Report collections on the standard error."},
    {"verify", context_verify, METH_NOARGS, "Collect, then check the whole heap; abort if it is broken."},
    {"terminate", context_terminate, METH_NOARGS, "End the running script, from any thread."},
    {"close", context_close, METH_NOARGS, "Give everything back now."},
    {"statistics", context_statistics, METH_NOARGS,
     "Memory by category, what the collector did, and what machine code cost."},
    {"live_cells", context_live_cells, METH_NOARGS, "Live cells by kind: (count, bytes)."},
    {"inspect_functions", context_inspect_functions, METH_VARARGS,
     "(text, name, run) -> what the functions of a script have become: a dict for each."},
    {"run_frames_again", context_run_frames_again, METH_NOARGS,
     "In a function that JavaScript called: run a copy of its callers, from that call on; what it returns."},
    {"call_stack", context_call_stack, METH_NOARGS, "Running frames: (function, file, line, column)."},
    {"running_place", context_running_place, METH_NOARGS,
     "(file, line, column) of the innermost frame whose file has a name; ('', 0, 0): none runs."},
    {nullptr, nullptr, 0, nullptr}};

PyGetSetDef properties[] = {{"global_this", context_global, nullptr, "The global object.", nullptr},
                            {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyMemberDef members[] = {{"waiting", T_OBJECT, offsetof(ContextObject, waiting), 0,
                          "The futures that wait for promises of this context."},
                         {"time_limit", T_DOUBLE, offsetof(ContextObject, time_limit), 0,
                          "Seconds that an entry may take, from the next one on; 0: any number."},
                         {nullptr, 0, 0, 0, nullptr}};

PyType_Slot slots[] = {{Py_tp_new, reinterpret_cast<void*>(context_new)},
                       {Py_tp_dealloc, reinterpret_cast<void*>(context_dealloc)},
                       {Py_tp_traverse, reinterpret_cast<void*>(context_traverse)},
                       {Py_tp_clear, reinterpret_cast<void*>(context_clear)},
                       {Py_tp_methods, methods},
                       {Py_tp_getset, properties},
                       {Py_tp_members, members},
                       {Py_tp_doc, const_cast<char*>("A heap with a realm that runs JavaScript.")},
                       {0, nullptr}};

PyType_Spec spec = {"jsengine._kernel.Context", sizeof(ContextObject), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE, slots};

}  // namespace

// Not in Python: its first instruction would look for signals, and a Ctrl-C raised there is lost.
namespace {
PyTypeObject* context_type = nullptr;
}

bool is_context(PyObject* object) { return PyObject_TypeCheck(object, context_type); }

bool add_context_type(PyObject* module) {
  context_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  return context_type != nullptr && PyModule_AddType(module, context_type) == 0;
}

}  // namespace whipsnake
