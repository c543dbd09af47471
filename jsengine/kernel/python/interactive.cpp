#include "jsengine/kernel/python/interactive.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/global_scope.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/object.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/source_view.h"
#include "jsengine/kernel/syntax/analysis.h"

namespace whipsnake {

namespace {

constexpr Py_ssize_t kMostNames = 20000;
constexpr int kMostPrototypes = 100;

bool awaits(Source* source) {
  return scope_tables(source).functions[0].flags & syntax::FunctionFlag::TOP_LEVEL_AWAIT;
}

// `await` is an ordinary name in scripts: only a text that awaits is parsed as one that may.
Source* interactive_source(Agent* agent, const std::string& text, String* name) {
  if (text.find("await") != std::string::npos) {
    Source* source = new_source(agent, text, Goal::kInteractive, nullptr, name, Value::undefined());
    if (source != nullptr && awaits(source)) return source;
    if (source == nullptr && has_exception(agent)) take_exception(agent);
    if (agent->pending_kind != Pending::kNone) return nullptr;
  }
  return new_source(agent, text, Goal::kScript, nullptr, name, Value::undefined());
}

// -- Names

bool add_name(Agent* agent, PyObject* names, PropertyKey key) {
  if (!key.is_string()) return true;
  Reference text(python_text(agent, key.as_string()));
  return text && PyList_Append(names, text.get()) == 0;
}

bool add_own_names(Agent* agent, PyObject* names, Object* o) {
  KeyList keys(agent);
  // The elements of lists, which may be very many, have no names.
  bool is_list = o->is_array() || o->is(CellKind::kTypedArray) || o->is(CellKind::kStringObject);
  Status status = is_list ? named_keys(agent, o, &keys) : methods_of(o).own_property_keys(agent, o, &keys);
  if (is_abrupt(status) && has_exception(agent)) take_exception(agent);
  for (uint32_t i = 0; i < keys.size() && PyList_GET_SIZE(names) < kMostNames; i++)
    if (!add_name(agent, names, keys[i])) return false;
  return true;
}

bool add_names_of_chain(Agent* agent, PyObject* names, Object* o) {
  for (int steps = 0; steps < kMostPrototypes; steps++) {
    o = inspection::Inspector::behind_proxies(o);
    if (o == nullptr || inspection::Inspector::is_opaque(o)) return true;
    if (!add_own_names(agent, names, o)) return false;
    Value prototype = o->prototype();
    if (!prototype.is_object()) return true;
    o = prototype.as_object();
  }
  return true;
}

Object* object_for(Agent* agent, Value v) {
  if (v.is_object()) return v.as_object();
  if (v.is_nullish() || v.is_hole() || v.is_absent()) return nullptr;
  return prototype_of_primitive(agent, v);
}

Value lexical_value(Agent* agent, PropertyKey key) {
  Object* names = agent->realm->lexical_names.as_object();
  uint32_t n = find_in_shape(names->shape, key);
  return n == kNotFound ? Value::absent() : slot_address(names, n)->as<PropertyCell>()->value;
}

// The object that the path leads to by data properties alone; nullptr: nowhere.
Object* follow(ContextObject* context, PyObject* path) {
  Agent* agent = context->agent;
  inspection::Inspector inspector(agent, {.runs_getters = false});
  Object* o = agent->realm->global_object;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(path); i++) {
    PyObject* name = PyTuple_GET_ITEM(path, i);
    String* text = PyUnicode_Check(name) ? string_from_python(agent, name) : nullptr;
    if (text == nullptr) return nullptr;
    PropertyKey key = key_from_string(agent, text);
    Value v = i == 0 ? lexical_value(agent, key) : Value::absent();
    if (v.is_absent()) v = inspector.read(o, key);
    o = object_for(agent, v);
    if (o == nullptr) return nullptr;
  }
  return o;
}

}  // namespace

PyObject* context_eval_interactive(PyObject* object, PyObject* arguments) {
  PyObject *text, *name;
  if (!PyArg_ParseTuple(arguments, "UU", &text, &name)) return nullptr;
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Agent* agent = self->agent;
  std::string utf8;
  if (!utf8_of_python(text, &utf8)) return nullptr;
  String* file = string_from_python(agent, name);
  if (file == nullptr) return raise_pending(self);
  Source* source = interactive_source(agent, utf8, file);
  if (source == nullptr) return raise_pending(self);
  source->flags |= kInteractiveSource;
  bool is_promise = awaits(source);
  Value completion = run_script(agent, agent->realm, source);
  if (is_abrupt(completion)) return raise_pending(self);
  // In Python null would be undefined.
  Array* holder = new_array_from(agent, agent->realm, &completion, 1);
  Reference result(completion_to_python(self, holder ? Value(holder) : Value::abrupt()));
  return result ? Py_BuildValue("(OO)", result.get(), is_promise ? Py_True : Py_False) : nullptr;
}

PyObject* context_complete(PyObject* object, PyObject* path) {
  if (!PyTuple_Check(path)) {
    PyErr_SetString(PyExc_TypeError, "the path must be a tuple of names");
    return nullptr;
  }
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Agent* agent = self->agent;
  Reference names(PyList_New(0));
  if (!names) return nullptr;
  Object* o = follow(self, path);
  if (agent->pending_kind != Pending::kNone) return raise_pending(self);
  bool ok = PyTuple_GET_SIZE(path) > 0 ||
            add_own_names(agent, names.get(), agent->realm->lexical_names.as_object());
  if (ok && o != nullptr) ok = add_names_of_chain(agent, names.get(), o);
  if (!ok) return nullptr;
  return agent->pending_kind == Pending::kNone ? names.release() : raise_pending(self);
}

}  // namespace whipsnake
