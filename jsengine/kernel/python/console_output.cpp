// Where the console's lines go, and values as text for Python.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/python/console.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

constexpr uint32_t kGroupIndentation = 2;
constexpr uint32_t kMostGroups = 500;  // that are shown by indentation

bool is_for_errors(std::string_view method) {
  return method == "warn" || method == "error" || method == "trace" || method == "assert";
}

PyObject* stream_for(const char* method) {
  return PySys_GetObject(is_for_errors(method) ? "stderr" : "stdout");
}

// https://no-color.org/, and terminals that cannot.
bool shows_colours(PyObject* stream) {
  const char* no_colour = getenv("NO_COLOR");
  const char* terminal = getenv("TERM");
  if ((no_colour && *no_colour) || (terminal && strcmp(terminal, "dumb") == 0)) return false;
  Reference is_terminal(PyObject_CallMethod(stream, "isatty", nullptr));
  bool result = is_terminal && PyObject_IsTrue(is_terminal.get()) == 1;
  PyErr_Clear();
  return result;
}

// Indented by the open groups; the text itself if there are none.
String* in_groups(Agent* agent, String* text) {
  uint32_t width = std::min(console_of(agent).groups, kMostGroups) * kGroupIndentation;
  if (width == 0) return text;
  text = TRY(flatten(agent, text));
  StringBuilder builder(agent);
  std::string spaces(width, ' ');
  builder.append_ascii(spaces);
  uint32_t from = 0;
  for (uint32_t i = 0; i < text->length(); i++) {
    if (text->unit(i) != '\n') continue;
    builder.append(text, from, i + 1);
    builder.append_ascii(spaces);
    from = i + 1;
  }
  builder.append(text, from, text->length());
  return builder.finish();
}

// Lone surrogates cannot be encoded: as everywhere, they are shown as U+FFFD.
PyObject* encodable(PyObject* text) {
  if (PyUnicode_MAX_CHAR_VALUE(text) < 0xD800) return Py_NewRef(text);
  Reference bytes(PyUnicode_AsEncodedString(text, "utf-16-le", "surrogatepass"));
  if (!bytes) return nullptr;
  return PyUnicode_Decode(PyBytes_AS_STRING(bytes.get()), PyBytes_GET_SIZE(bytes.get()), "utf-16-le",
                          "replace");
}

Value written(Agent* agent, const Reference& result) {
  if (result) return Value::undefined();
  return terminate(agent, TerminationReason::kHostError);
}

}  // namespace

Console& console_of(Agent* agent) { return *context_of(agent)->console; }

InspectOptions console_options(Agent* agent, const char* method) {
  InspectOptions options;
  Console& console = console_of(agent);
  if (console.sink != nullptr) return options;
  PyObject* stream = stream_for(method);
  int which = is_for_errors(method);
  if (stream == nullptr || stream == Py_None) return options;
  if (console.streams[which] != stream) {
    console.streams[which] = stream;
    console.colours[which] = shows_colours(stream);
  }
  options.colours = console.colours[which];
  return options;
}

Value write_console(Agent* agent, const char* method, String* text) {
  if (text == nullptr) return Abrupt{};
  text = TRY(in_groups(agent, text));
  Reference line(python_text(agent, text));
  if (!line) return terminate(agent, TerminationReason::kHostError);
  if (PyObject* sink = console_of(agent).sink) {
    Reference kept = Reference::borrowed(sink);
    return written(agent, Reference(PyObject_CallFunction(sink, "sO", method, line.get())));
  }
  PyObject* stream = stream_for(method);
  if (stream == nullptr || stream == Py_None) return Value::undefined();
  Reference kept = Reference::borrowed(stream);
  Reference shown(encodable(line.get()));
  Reference ended(shown ? PyUnicode_FromFormat("%U\n", shown.get()) : nullptr);
  return written(agent, Reference(ended ? PyObject_CallMethod(stream, "write", "O", ended.get()) : nullptr));
}

PyObject* context_set_console(PyObject* object, PyObject* sink) {
  auto* self = reinterpret_cast<ContextObject*>(object);
  if (self->console == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "the context is closed");
    return nullptr;
  }
  Reference old(self->console->sink);
  *self->console = Console{};
  if (sink != Py_None) self->console->sink = Py_NewRef(sink);
  Py_RETURN_NONE;
}

PyObject* context_inspect(PyObject* object, PyObject* arguments, PyObject* keywords) {
  static const char* const kNames[] = {"value", "depth", "colours", "show_hidden", "run_getters", nullptr};
  PyObject *given, *depth = nullptr;
  int colours = 0, show_hidden = 0, run_getters = 1;
  if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "O|$Oppp", const_cast<char**>(kNames), &given, &depth,
                                   &colours, &show_hidden, &run_getters))
    return nullptr;
  InspectOptions options;
  if (depth == Py_None) {
    options.depth = InspectOptions::kUnlimited;
  } else if (depth != nullptr) {
    long levels = PyLong_AsLong(depth);
    if (PyErr_Occurred()) return nullptr;
    options.depth = int(std::clamp<long>(levels, -1, InspectOptions::kUnlimited));
  }
  options.colours = colours, options.show_hidden = show_hidden, options.runs_getters = run_getters;
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Value v = value_from_python(self, given);
  if (is_abrupt(v)) return nullptr;
  String* text = inspect(self->agent, v, options);
  return text ? python_text(self->agent, text) : raise_pending(self);
}

PyObject* context_format_log(PyObject* object, PyObject* arguments, PyObject* keywords) {
  static const char* const kNames[] = {"values", "colours", nullptr};
  PyObject* given;
  int colours = 0;
  if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "O|$p", const_cast<char**>(kNames), &given, &colours))
    return nullptr;
  Reference sequence(PySequence_Fast(given, "values must be a sequence"));
  if (!sequence) return nullptr;
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  RootedVector values(self->agent);
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(sequence.get()); i++) {
    Value v = value_from_python(self, PySequence_Fast_GET_ITEM(sequence.get(), i));
    if (is_abrupt(v)) return nullptr;
    if (!values.push(v)) return raise_pending(self);
  }
  InspectOptions options;
  options.colours = colours;
  String* text = format_log(self->agent, values.data(), uint32_t(values.size()), options);
  return text ? python_text(self->agent, text) : raise_pending(self);
}

}  // namespace whipsnake
