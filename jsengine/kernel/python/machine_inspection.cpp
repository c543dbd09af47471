#include "jsengine/kernel/python/machine_inspection.h"

#include <cstdlib>
#include <string>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/profile.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/source_text.h"
#include "jsengine/kernel/syntax/analysis.h"

namespace whipsnake {

namespace {

bool put(PyObject* dict, const char* name, PyObject* value) {
  Reference owned(value);
  return owned && PyDict_SetItemString(dict, name, owned.get()) == 0;
}

// What a site of a property, a global or a literal has seen: how many cases its cache has.
const char* cases_of(const FeedbackSlot& slot) {
  if (slot.property.shape != nullptr) return "one case";
  if (slot.property.location == kMegamorphic) return "megamorphic";
  if (slot.property.holder == nullptr) return "nothing";
  return slot.property.holder->is(CellKind::kPolymorphicCache) ? "several cases" : "bound";
}

PyObject* function_text(Agent* agent, const char* before, Value name) {
  if (!name.is_string() || name.as_string()->length() == 0)
    return PyUnicode_FromFormat("%s(anonymous)", before);
  Reference text(python_text(agent, name.as_string()));
  return text ? PyUnicode_FromFormat("%s%U", before, text.get()) : nullptr;
}

bool add(PyObject* list, PyObject* text) {
  Reference owned(text);
  return owned && PyList_Append(list, owned.get()) == 0;
}

// What a call has seen: the function of bytecode and the one of the library that it called last.
PyObject* targets_of(Agent* agent, const CallSlot& slot) {
  Reference list(PyList_New(0));
  bool ok = bool(list);
  if (ok && slot.target != nullptr) {
    const auto* function = static_cast<const Function*>(slot.target);
    ok = add(list.get(), function_text(agent, slot.changes ? "several, last " : "", function->info->name));
  } else if (ok && slot.changes == kManyTargets) {
    ok = add(list.get(), slot.code ? function_text(agent, "closures of ", slot.code->info->name)
                                   : PyUnicode_FromString("many"));
  }
  if (ok && slot.native != nullptr) {
    const char* name = static_cast<const NativeFunction*>(slot.native)->row->name;
    ok = add(list.get(), PyUnicode_FromFormat("built-in %s", name ? name : ""));
  }
  Reference comma(PyUnicode_FromString(", "));
  return ok && comma ? PyUnicode_Join(comma.get(), list.get()) : nullptr;
}

// A line for each slot; what is in it tells those of calls from others.
PyObject* slots_of(Agent* agent, const FunctionInfo* info) {
  const FeedbackVector* feedback = info->feedback;
  Reference list(PyList_New(0));
  for (uint32_t i = 0; list && feedback && i < info->code->feedback_count; i++) {
    const FeedbackSlot& slot = feedback->slots[i];
    bool is_call = (slot.call.target != nullptr && slot.call.target->is(CellKind::kFunction)) ||
                   (slot.call.native != nullptr && slot.call.native->is(CellKind::kNativeFunction)) ||
                   slot.call.changes == kManyTargets;
    if (!add(list.get(), is_call ? targets_of(agent, slot.call) : PyUnicode_FromString(cases_of(slot))))
      return nullptr;
  }
  return list.release();
}

PyObject* type_names(uint16_t types) {
  std::string text;
  for (size_t i = 0; i < std::size(kOperandTypes); i++)
    if (types >> i & 1) text += (text.empty() ? "" : " or ") + std::string(kOperandTypes[i]);
  return PyUnicode_FromStringAndSize(text.data(), Py_ssize_t(text.size()));
}

// {offset: (types on the left, on the right)} of the operators that were given something else than int32.
PyObject* operands_of(const Profile& profile, const Code* code) {
  Reference dict(PyDict_New());
  for (const auto& [pc, seen] : profile.sites) {
    if (!dict || pc < code->instructions || pc >= code->instructions + code->instruction_count) continue;
    Reference offset(PyLong_FromSsize_t(pc - code->instructions));
    Reference types(Py_BuildValue("(NN)", type_names(seen.left), type_names(seen.right)));
    if (!offset || !types || PyDict_SetItem(dict.get(), offset.get(), types.get()) != 0) return nullptr;
  }
  return dict.release();
}

PyObject* listing_of(Agent* agent, const Code* code) {
  if (agent->machine == nullptr) Py_RETURN_NONE;
  char* text = agent->machine->list(code);
  if (text == nullptr) Py_RETURN_NONE;
  PyObject* result = PyUnicode_DecodeASCII(text, Py_ssize_t(strlen(text)), "replace");
  free(text);
  return result;
}

PyObject* describe(Agent* agent, const FunctionInfo* info, const Profile& profile, bool with_listing) {
  const Code* code = info->code;
  Reference result(PyDict_New());
  if (!result) return nullptr;
  uint32_t line = 0, column = 0;
  line_and_column(info->source, info->start, &line, &column);
  const FeedbackVector* feedback = info->feedback;
  PyObject* d = result.get();
  PyObject* name = info->name.is_string() ? python_text(agent, info->name.as_string()) : PyUnicode_New(0, 0);
  const char* tier = agent->machine == nullptr ? "jitless" : code->baseline ? "baseline" : "interpreter";
  bool ok = put(d, "name", name) && put(d, "index", PyLong_FromUnsignedLong(info->index)) &&
            put(d, "line", PyLong_FromUnsignedLong(line)) && put(d, "tier", PyUnicode_FromString(tier)) &&
            put(d, "calls", PyLong_FromUnsignedLong(feedback ? feedback->calls : 0)) &&
            put(d, "loops", PyLong_FromUnsignedLong(feedback ? feedback->loops : 0)) &&
            put(d, "units", PyLong_FromUnsignedLong(code->instruction_count)) &&
            put(d, "bytes", PyLong_FromUnsignedLong(code->baseline ? code->baseline->size : 0)) &&
            put(d, "slots", slots_of(agent, info)) && put(d, "operands", operands_of(profile, code));
  if (ok && with_listing) ok = put(d, "listing", listing_of(agent, code));
  return ok ? result.release() : nullptr;
}

}  // namespace

PyObject* machine_statistics(const Agent* agent) {
  const MachineFigures& figures = agent->extras->machine_figures;
  return Py_BuildValue("{sK sK sK sd sK sd}", "functions", figures.functions, "instructions",
                       figures.instructions, "bytes", figures.bytes, "compile_seconds",
                       double(figures.compile_ns) * 1e-9, "evictions", figures.evictions, "first_code_at",
                       double(figures.first_code_ns) * 1e-9);
}

PyObject* context_inspect_functions(PyObject* object, PyObject* arguments) {
  PyObject *text, *name;
  int run;
  if (!PyArg_ParseTuple(arguments, "UUp", &text, &name, &run)) return nullptr;
  auto* self = reinterpret_cast<ContextObject*>(object);
  ContextEntry entry(self);
  if (!entry.ok()) return nullptr;
  Agent* agent = self->agent;
  std::string utf8;
  if (!utf8_of_python(text, &utf8)) return nullptr;
  String* file = string_from_python(agent, name);
  if (file == nullptr) return raise_pending(self);
  Source* source = new_source(agent, std::move(utf8), Goal{}, nullptr, file, Value::undefined());
  if (source == nullptr) return raise_pending(self);
  Profile profile;
  agent->profile = run ? &profile : nullptr;
  Value result = run ? run_script(agent, agent->realm, source) : Value::undefined();
  agent->profile = nullptr;
  if (is_abrupt(result)) return raise_pending(self);
  Reference list(PyList_New(0));
  for (uint32_t i = 0; list && i < source->aux; i++) {
    FunctionInfo* info = run ? source->functions[i] : function_info(agent, source, i);
    if (info == nullptr && run) continue;
    if (info == nullptr || (!run && code_of(agent, info) == nullptr)) return raise_pending(self);
    if (info->code == nullptr) continue;
    Reference described(describe(agent, info, profile, !run));
    if (!described || PyList_Append(list.get(), described.get()) != 0) return nullptr;
  }
  return list.release();
}

}  // namespace whipsnake
