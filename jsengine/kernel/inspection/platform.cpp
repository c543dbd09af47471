// Platform objects: what they are is known in Python (webapis/idl/shown.py).
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/conversion.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/platform_object.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake::inspection {

namespace {

// What fails to tell is shown by its name. A limit or Ctrl-C that comes meanwhile is no failure.
Reference told_of(Agent* agent, PlatformObject* o) {
  Reference told(PyObject_CallOneArg(platform_hooks.shown, o->python()));
  if (told) return told;
  if (PyErr_ExceptionMatches(PyExc_Exception))
    PyErr_Clear();
  else
    terminate(agent, TerminationReason::kHostError);
  return told;
}

}  // namespace

Text Inspector::text_from(PyObject* text) {
  String* s = PyUnicode_Check(text) ? string_from_python(agent_, text) : nullptr;
  return s ? text_of(s) : Text();
}

bool Inspector::classify_platform(Shown& shown, Object* o) {
  PlatformObject* platform = platform_object_of(Value(o));
  if (platform == nullptr || platform->object == nullptr || platform_hooks.shown == nullptr) return false;
  Reference told = told_of(agent_, platform);
  if (!told || told.get() == Py_None) return false;
  if (PyUnicode_Check(told.get())) {
    shown.is_done = true;
    shown.base = styled(text_from(told.get()), Style::kSpecial);
    return true;
  }
  return PyDict_Check(told.get()) ? take_fields(shown, told.get()) : take_items(shown, told.get());
}

// {name: value, ...}
bool Inspector::take_fields(Shown& shown, PyObject* fields) {
  Reference values(PyDict_Values(fields));
  if (!values || !take_list(shown, values.get())) return false;
  PyObject *name, *value;
  for (Py_ssize_t i = 0; PyDict_Next(fields, &i, &name, &value);) shown.names.push_back(text_from(name));
  shown.open = prefix(shown, u"Object") + u"{";
  if (shown.names.empty()) shown.is_done = true, shown.base = shown.open + u"}";
  return true;
}

// (length, [item, ...])
bool Inspector::take_items(Shown& shown, PyObject* pair) {
  unsigned long long length;
  PyObject* items;
  if (!PyArg_ParseTuple(pair, "KO!", &length, &PyList_Type, &items)) return PyErr_Clear(), false;
  if (!take_list(shown, items)) return false;
  shown.more_items = length - uint64_t(PyList_GET_SIZE(items));
  shown.is_list = true;
  shown.open = prefix(shown, u"Object", u"(" + from_integer(length) + u")") + u"[";
  shown.close = u"]";
  if (length == 0) shown.is_done = true, shown.base = shown.open + u"]";
  return true;
}

bool Inspector::take_list(Shown& shown, PyObject* list) {
  Value items = any_to_js(agent_, list, true);
  if (items.is_abrupt() || !items.is_object()) {
    if (has_exception(agent_)) take_exception(agent_);
    return false;
  }
  shown.items = items.as_object();
  shown.contents = Contents::kPlatform;
  return true;
}

void Inspector::add_platform(Shown& shown, int level) {
  auto* items = static_cast<Array*>(shown.items);
  indentation_ += 2;
  for (uint32_t i = 0; i < items->length() && !stopped(); i++) {
    Text text = value(must(get(agent_, items, PropertyKey::index(i))), level);
    shown.parts.push_back(shown.names.empty() ? text : shown.names[i] + u": " + text);
  }
  if (shown.more_items > 0) shown.parts.push_back(more_of(shown.more_items, u"item"));
  indentation_ -= 2;
}

}  // namespace whipsnake::inspection
