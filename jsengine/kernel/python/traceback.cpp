#include "jsengine/kernel/python/traceback.h"

#include <Python.h>
#include <frameobject.h>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/python_part.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/source_text.h"

namespace whipsnake {

namespace {

Reference name_of(ContextObject* context, const FunctionInfo* info) {
  bool named = info->name.is_string() && info->name.as_string()->length() > 0;
  switch (info->function_kind) {
    case FunctionKind::kScript:
      return Reference(PyUnicode_FromString("<script>"));
    case FunctionKind::kModule:
      return Reference(PyUnicode_FromString("<module>"));
    case FunctionKind::kEval:
      return Reference(PyUnicode_FromString("<eval>"));
    default:
      return Reference(named ? python_text(context->agent, info->name.as_string())
                             : PyUnicode_FromString("<anonymous>"));
  }
}

// What the traceback shows below the frame, where the file cannot be read (jsengine/excerpts.py).
bool note_line(PyObject* file, Source* source, uint32_t number) {
  std::string_view text = line_text(source, number);
  constexpr size_t kMostBytes = 1000;
  text = text.substr(0, kMostBytes);
  Reference line(PyUnicode_DecodeUTF8(text.data(), Py_ssize_t(text.size()), "replace"));
  Reference at(PyLong_FromUnsignedLong(number));
  Reference noted(line && at ? call_python_part(PythonPart::kNoteLine, file, at.get(), line.get()) : nullptr);
  return bool(noted);
}

// The file's name, and the line if it is known.
Reference place_of(ContextObject* context, const TraceFrame& frame, uint32_t* line) {
  Source* source = frame.code->info->source;
  uint32_t position = 0, column = 0;
  *line = 0;
  if (source == nullptr || !source->name.is_string()) return Reference(PyUnicode_FromString("<anonymous>"));
  Reference file(python_text(context->agent, source->name.as_string()));
  bool known = file && source_position(frame.code, frame.pc, &position) &&
               line_and_column(source, position, line, &column);
  if (known && !note_line(file.get(), source, *line)) return Reference();
  return file;
}

const char* utf8_of(const Reference& text) {
  const char* utf8 = text ? PyUnicode_AsUTF8(text.get()) : nullptr;
  if (utf8 == nullptr) PyErr_Clear();  // lone surrogates
  return utf8 ? utf8 : "?";
}

Reference python_frame(ContextObject* context, const TraceFrame& frame) {
  uint32_t line;
  Reference file = place_of(context, frame, &line);
  Reference name = name_of(context, frame.code->info);
  Reference globals(PyDict_New());
  if (!file || !name || !globals) return Reference();
  PyCodeObject* code = PyCode_NewEmpty(utf8_of(file), utf8_of(name), int(line));
  if (code == nullptr) return Reference();
  Reference owned(reinterpret_cast<PyObject*>(code));
  return Reference(
      reinterpret_cast<PyObject*>(PyFrame_New(PyThreadState_Get(), code, globals.get(), nullptr)));
}

}  // namespace

void add_script_frames(ContextObject* context, Error* error) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  std::vector<Reference> frames;
  for (const TraceFrame& frame : frames_of(error)) {
    if (frame.place > error->told_above) continue;
    if (frame.place <= uintptr_t(context->agent->fp)) break;  // belongs to an entry around this one
    Reference made = python_frame(context, frame);
    if (!made) PyErr_Clear();
    if (made) frames.push_back(std::move(made));
  }
  error->told_above = uintptr_t(context->agent->fp);
  PyErr_Restore(type, value, traceback);
  for (const Reference& frame : frames)
    if (PyTraceBack_Here(reinterpret_cast<PyFrameObject*>(frame.get())) != 0) return;
}

}  // namespace whipsnake
