#include "jsengine/kernel/python/code_builder.h"

#include <cstring>

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/code_tables.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/property_key.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/symbol.h"

namespace whipsnake {
namespace {

// An integer attribute; -1 with an exception set when it is missing.
int64_t integer(PyObject* object, const char* name) {
  Reference value(PyObject_GetAttrString(object, name));
  return value ? PyLong_AsLongLong(value.get()) : -1;
}

String* string_of(Agent* agent, PyObject* text) {
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  if (PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND)
    return new_latin1_string(agent, PyUnicode_1BYTE_DATA(text), uint32_t(length));
  if (PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND)
    return new_utf16_string(agent, reinterpret_cast<const char16_t*>(PyUnicode_2BYTE_DATA(text)),
                            uint32_t(length));
  StringBuilder builder(agent);
  for (Py_ssize_t i = 0; i < length; i++) builder.append_code_point(PyUnicode_READ_CHAR(text, i));
  return builder.finish();
}

// Names are compared by pointer: every string constant is interned unless it is an array index.
Value string_constant(Agent* agent, PyObject* text) {
  String* string = string_of(agent, text);
  if (string == nullptr) return Abrupt{};
  PropertyKey key = key_from_string(agent, string);
  return key.is_string() ? Value(key.as_string()) : Value(string);
}

Value well_known(Agent* agent, PyObject* name) {
  static constexpr const char* kNames[] = {"asyncIterator", "hasInstance", "isConcatSpreadable",
                                           "iterator",      "match",       "matchAll",
                                           "replace",       "search",      "species",
                                           "split",         "toPrimitive", "toStringTag",
                                           "unscopables"};
  static_assert(std::size(kNames) == size_t(WellKnownSymbol::kCount));
  for (size_t i = 0; i < std::size(kNames); i++)
    if (PyUnicode_CompareWithASCIIString(name, kNames[i]) == 0) return agent->well_known_symbols[i];
  PyErr_SetString(PyExc_ValueError, "a code unit names a symbol that is not well known");
  return Abrupt{};
}

// Builds constants one by one. A failure is an abrupt result, with a Python exception unless memory is out.
class ConstantBuilder {
 public:
  ConstantBuilder(Agent* agent, Source* source) : agent_(agent), source_(source) {}

  Value build(PyObject* constant) {
    if (constant == Py_None) return Value::undefined();
    if (PyBool_Check(constant)) return Value::boolean(constant == Py_True);
    if (PyFloat_Check(constant)) return Value::normalised(PyFloat_AS_DOUBLE(constant));
    if (PyLong_Check(constant)) return Value::normalised(PyLong_AsDouble(constant));
    if (PyUnicode_Check(constant)) return string_constant(agent_, constant);
    const char* type = Py_TYPE(constant)->tp_name;
    const char* dot = strrchr(type, '.');
    return build_record(constant, dot ? dot + 1 : type);
  }

 private:
  Value build_record(PyObject* constant, std::string_view type) {
    if (type == "FunctionReference") return function(constant);
    if (type == "SymbolConstant") {
      Reference name(PyObject_GetAttrString(constant, "name"));
      return name ? well_known(agent_, name.get()) : Value::abrupt();
    }
    if (type == "BigIntConstant") {
      Reference literal(PyObject_GetAttrString(constant, "literal"));
      return literal ? bigint(literal.get()) : Value::abrupt();
    }
    if (type == "Descriptor") {
      Reference values(PyObject_GetAttrString(constant, "values"));
      return values ? descriptor(values.get()) : Value::abrupt();
    }
    PyErr_Format(PyExc_TypeError, "a code unit has a constant of type %s", Py_TYPE(constant)->tp_name);
    return Abrupt{};
  }

  Value function(PyObject* constant) {
    int64_t index = integer(constant, "index");
    if (index < 0) return Abrupt{};
    FunctionInfo* info = function_info(agent_, source_, uint32_t(index));
    Reference name(PyObject_GetAttrString(constant, "name"));
    if (!name) return Abrupt{};
    if (name.get() != Py_None) {
      String* text = string_of(agent_, name.get());
      if (text == nullptr) return Abrupt{};
      store(agent_, info, &info->name, Value(text));
    }
    return Value::cell(info);
  }

  Value bigint(PyObject* literal) {
    String* text = string_of(agent_, literal);
    return text ? string_to_bigint(agent_, text) : Value::abrupt();
  }

  Value descriptor(PyObject* values) {
    Py_ssize_t count = PyTuple_Size(values);
    if (count < 0) return Abrupt{};
    Array* array = new_array(agent_, agent_->realm);
    for (Py_ssize_t i = 0; i < count; i++) {
      Value item = build(PyTuple_GET_ITEM(values, i));
      if (item.is_abrupt() || is_abrupt(array_push(agent_, array, item))) return Abrupt{};
    }
    return Value(array);
  }

  Agent* agent_;
  Source* source_;
};

template <typename Number>
bool read_numbers(Agent* agent, PyObject* list, Number* out) {
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    if (is_abrupt(poll(agent))) return false;
    out[i] = Number(PyLong_AsUnsignedLong(PyList_GET_ITEM(list, i)));
  }
  return !PyErr_Occurred();
}

bool read_handlers(Agent* agent, PyObject* list, uint32_t* out) {
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    if (is_abrupt(poll(agent))) return false;
    PyObject* row = PyList_GET_ITEM(list, i);
    for (Py_ssize_t j = 0; j < 4; j++) {
      PyObject* item = PyTuple_Size(row) == 4 ? PyTuple_GET_ITEM(row, j) : nullptr;
      if (item == nullptr) return false;
      *out++ = uint32_t(PyLong_AsUnsignedLong(item));
    }
  }
  return !PyErr_Occurred();
}

struct UnitParts {
  Reference instructions, constants, handlers, positions;
  explicit UnitParts(PyObject* unit)
      : instructions(PyObject_GetAttrString(unit, "instructions")),
        constants(PyObject_GetAttrString(unit, "constants")),
        handlers(PyObject_GetAttrString(unit, "handlers")),
        positions(PyObject_GetAttrString(unit, "positions")) {}
  bool ok() const {
    if (!instructions || !constants || !handlers || !positions) return false;
    if (PyList_Check(instructions.get()) && PyList_Check(constants.get()) && PyList_Check(handlers.get()) &&
        PyList_Check(positions.get()))
      return true;
    PyErr_SetString(PyExc_TypeError, "a code unit's tables are not lists");
    return false;
  }
};

bool read_scalars(Code* code, PyObject* unit) {
  code->register_count = uint32_t(integer(unit, "register_count"));
  code->formal_count = uint32_t(integer(unit, "formal_count"));
  code->feedback_count = uint32_t(integer(unit, "feedback_count"));
  code->arguments_register = uint32_t(integer(unit, "arguments_register"));
  code->function_flags = uint32_t(integer(unit, "function_flags"));
  return !PyErr_Occurred();
}

CodeCounts counts_of(const UnitParts& parts) {
  return {.instructions = uint32_t(PyList_GET_SIZE(parts.instructions.get())),
          .constants = uint32_t(PyList_GET_SIZE(parts.constants.get())),
          .handlers = uint32_t(PyList_GET_SIZE(parts.handlers.get())),
          .positions = uint32_t(PyList_GET_SIZE(parts.positions.get()) / 2)};
}

bool fill_tables(Agent* agent, Code* code, const UnitParts& parts) {
  if (!read_numbers(agent, parts.instructions.get(), const_cast<uint16_t*>(code->instructions)) ||
      !read_handlers(agent, parts.handlers.get(), reinterpret_cast<uint32_t*>(code->handlers)) ||
      !read_numbers(agent, parts.positions.get(), reinterpret_cast<uint32_t*>(code->positions)))
    return false;
  ConstantBuilder builder(agent, code->info->source);
  for (uint32_t i = 0; i < code->constant_count; i++) {
    if (is_abrupt(poll(agent))) return false;
    Value value = builder.build(PyList_GET_ITEM(parts.constants.get(), i));
    if (value.is_abrupt()) return false;
    store(agent, code, &code->constants[i], value);
  }
  return true;
}

}  // namespace

Code* build_code(Agent* agent, FunctionInfo* info, PyObject* unit) {
  UnitParts parts(unit);
  if (!parts.ok()) return nullptr;
  Code* code = new_code(agent, info, counts_of(parts));
  if (code == nullptr || !read_scalars(code, unit)) return nullptr;
  return fill_tables(agent, code, parts) ? code : nullptr;
}

}  // namespace whipsnake
