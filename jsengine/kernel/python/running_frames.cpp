#include "jsengine/kernel/python/running_frames.h"

#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/platform/conversion.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/source_text.h"

namespace whipsnake {

namespace {

bool is_shown(const Frame* frame) {
  return frame->code != nullptr && !(frame->code->info->function_flags & kNotShown);
}

PyObject* text_of(Agent* agent, Value name) {
  return name.is_string() ? cached_python_string(agent, name.as_string()) : PyUnicode_New(0, 0);
}

PyObject* file_of(Agent* agent, const Frame* frame) {
  Source* source = frame->code->info->source;
  return text_of(agent, source ? source->name : Value::undefined());
}

void find_place(const Frame* frame, uint32_t* line, uint32_t* column) {
  Source* source = frame->code->info->source;
  uint32_t position = 0;
  if (source && source_position(frame->code, frame->pc, &position))
    line_and_column(source, position, line, column);
}

PyObject* describe(Agent* agent, const Frame* frame) {
  uint32_t line = 0, column = 0;
  find_place(frame, &line, &column);
  Reference function(text_of(agent, frame->code->info->name)), file(file_of(agent, frame));
  if (!function || !file) return nullptr;
  return Py_BuildValue("(OOII)", function.get(), file.get(), line, column);
}

}  // namespace

PyObject* context_call_stack(PyObject* object, PyObject*) {
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Reference list(PyList_New(0));
  if (!list) return nullptr;
  for (Frame* frame = self->agent->fp; frame; frame = frame->caller) {
    if (!is_shown(frame)) continue;
    Reference tuple(describe(self->agent, frame));
    if (!tuple || PyList_Append(list.get(), tuple.get()) != 0) return nullptr;
  }
  return list.release();
}

PyObject* context_running_place(PyObject* object, PyObject*) {
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  for (Frame* frame = self->agent->fp; frame; frame = frame->caller) {
    if (!is_shown(frame)) continue;
    Reference file(file_of(self->agent, frame));
    if (!file) return nullptr;
    if (PyUnicode_GET_LENGTH(file.get()) == 0 || PyUnicode_READ_CHAR(file.get(), 0) == '<') continue;
    uint32_t line = 0, column = 0;
    find_place(frame, &line, &column);
    return Py_BuildValue("(OII)", file.get(), line, column);
  }
  return Py_BuildValue("(sii)", "", 0, 0);
}

}  // namespace whipsnake
