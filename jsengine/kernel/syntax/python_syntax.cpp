#include "jsengine/kernel/syntax/python_syntax.h"

#include <structmember.h>

#include <cstring>
#include <new>

#include "jsengine/kernel/syntax/parser_runtime.h"
#include "jsengine/kernel/syntax/parser_tokens.h"
#include "jsengine/kernel/syntax/python_slices.h"

namespace whipsnake::syntax {

namespace {

PyTypeObject* parsed_source_type = nullptr;  // made once for the process

ParsedSource& source_of(PyObject* self) { return reinterpret_cast<ParsedSourceObject*>(self)->source; }

// -- making one

// The text as UTF-8 in which surrogates that form a pair have become one character: a Python string may hold
// either.
bool append_text(GrowingArray<uint8_t>& bytes, PyObject* text) {
  const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  const int kind = PyUnicode_KIND(text);
  const void* data = PyUnicode_DATA(text);
  for (Py_ssize_t i = 0; i < length; ++i) {
    uint32_t code = PyUnicode_READ(kind, data, i);
    if ((code & 0xFFFFFC00) == 0xD800 && i + 1 < length) {
      const uint32_t low = PyUnicode_READ(kind, data, i + 1);
      if ((low & 0xFFFFFC00) == 0xDC00) {
        code = 0x10000 + ((code & 0x3FF) << 10 | (low & 0x3FF));
        ++i;
      }
    }
    uint8_t encoded[4];
    const uint32_t size = encode_character(code, encoded);
    for (uint32_t k = 0; k < size; ++k) {
      if (!bytes.push(encoded[k])) return false;
    }
  }
  return true;
}

bool parse_text(ParsedSource& source, PyObject* text, const ParseOptions& options) {
  if (PyUnicode_IS_ASCII(text)) {
    return parse(source, static_cast<const uint8_t*>(PyUnicode_DATA(text)),
                 static_cast<size_t>(PyUnicode_GET_LENGTH(text)), options);
  }
  GrowingArray<uint8_t> bytes;
  if (!append_text(bytes, text)) {
    source.error.kind = SourceErrorKind::Memory;
    return false;
  }
  return parse(source, bytes.data(), bytes.size(), options);
}

// parse_source(text: str, module: bool) -> ParsedSource; whether it failed is told by its `error`.
PyObject* parse_source(PyObject*, PyObject* arguments) {
  PyObject* text = nullptr;
  int module = 0;
  if (!PyArg_ParseTuple(arguments, "Up:parse_source", &text, &module)) return nullptr;
  auto* object = reinterpret_cast<PyObject*>(new_parsed_source());
  if (object == nullptr) return nullptr;
  ParsedSource* source = &source_of(object);
  ParseOptions options;
  options.goal = module ? ParseGoal::Module : ParseGoal::Script;
  parse_text(*source, text, options);
  if (source->error.kind == SourceErrorKind::Memory) {
    Py_DECREF(object);
    return PyErr_NoMemory();
  }
  return object;
}

void deallocate(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  auto* object = reinterpret_cast<ParsedSourceObject*>(self);
  Py_XDECREF(object->view);
  object->tables.~ScopeTables();
  object->source.~ParsedSource();
  type->tp_free(self);
  Py_DECREF(type);
}

// -- reading one

}  // namespace

bool is_reading_interrupted(ParsedSource& source) {
  if (!source.interruption->happened()) [[likely]]
    return false;
  if (!PyErr_Occurred()) PyErr_SetString(PyExc_BaseException, "the script has to end");
  return true;
}

namespace {

// UTF-16 code units of the text between two byte offsets, surrogates apart.
PyObject* text_between(const ParsedSource& source, uint32_t start, uint32_t end) {
  GrowingArray<char16_t> units;
  const uint8_t* text = source.text.data();
  for (uint32_t at = start; at < end;) {
    const uint32_t code = decode_character(text + at);
    at += code < 0x80 ? 1 : static_cast<uint32_t>(character_length(text[at]));
    const bool pushed = code < 0x10000 ? units.push(static_cast<char16_t>(code))
                                       : units.push(static_cast<char16_t>(0xD7C0 + (code >> 10))) &&
                                             units.push(static_cast<char16_t>(0xDC00 | (code & 0x3FF)));
    if (!pushed) return PyErr_NoMemory();
  }
  return PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, units.data(), units.size());
}

bool read_range(const ParsedSource& source, PyObject* arguments, uint32_t limit, uint32_t* first,
                uint32_t* end) {
  if (!PyArg_ParseTuple(arguments, "II", first, end)) return false;
  if (*first <= *end && *end <= limit) return true;
  PyErr_SetString(PyExc_IndexError, "outside of the source");
  return false;
}

PyObject* get_text(PyObject* self, PyObject* arguments) {
  const ParsedSource& source = source_of(self);
  uint32_t start = 0;
  uint32_t end = 0;
  if (!read_range(source, arguments, source.length, &start, &end)) return nullptr;
  return text_between(source, start, end);
}

// columns(first, end): kinds, flags, starts, ends, sizes, atoms of the nodes from `first` up to `end`.
PyObject* get_columns(PyObject* self, PyObject* arguments) {
  ParsedSource& source = source_of(self);
  uint32_t first = 0;
  uint32_t end = 0;
  if (!read_range(source, arguments, source.nodes.size(), &first, &end)) return nullptr;
  const Node* nodes = source.nodes.data() + first;
  const uint32_t* atoms = source.atoms.data() + first;
  const uint32_t count = end - first;
  return Py_BuildValue(
      "(NNNNNN)",
      list_of_integers(source, count, [&](uint32_t i) { return static_cast<long>(nodes[i].kind); }),
      list_of_integers(source, count, [&](uint32_t i) { return nodes[i].flags; }),
      list_of_integers(source, count, [&](uint32_t i) { return nodes[i].start; }),
      list_of_integers(source, count, [&](uint32_t i) { return nodes[i].end; }),
      list_of_integers(source, count, [&](uint32_t i) { return nodes[i].size; }),
      list_of_integers(source, count, [&](uint32_t i) { return static_cast<int32_t>(atoms[i]); }));
}

PyObject* get_names(PyObject* self, PyObject*) {
  ParsedSource& source = source_of(self);
  const AtomTable& names = source.names;
  PyObject* list = PyList_New(static_cast<Py_ssize_t>(names.size()));
  for (uint32_t i = 0; list != nullptr && i < names.size(); ++i) {
    PyObject* text = is_reading_interrupted(source)
                         ? nullptr
                         : PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, names.units(i), names.length(i));
    if (text == nullptr) {
      Py_DECREF(list);
      return nullptr;
    }
    PyList_SET_ITEM(list, static_cast<Py_ssize_t>(i), text);
  }
  return list;
}

PyObject* get_numbers(PyObject* self, PyObject*) {
  ParsedSource& source = source_of(self);
  PyObject* list = PyList_New(static_cast<Py_ssize_t>(source.numbers.size()));
  for (uint32_t i = 0; list != nullptr && i < source.numbers.size(); ++i) {
    PyObject* number = is_reading_interrupted(source) ? nullptr : PyFloat_FromDouble(source.numbers[i]);
    if (number == nullptr) {
      Py_DECREF(list);
      return nullptr;
    }
    PyList_SET_ITEM(list, static_cast<Py_ssize_t>(i), number);
  }
  return list;
}

PyObject* get_pairs(PyObject* self, PyObject*) {
  ParsedSource& source = source_of(self);
  return list_of_integers(source, source.pairs.size(),
                          [&](uint32_t i) { return static_cast<int32_t>(source.pairs[i]); });
}

// tokens(start, end): the keywords and punctuators between, as pairs of byte offsets.
PyObject* get_tokens(PyObject* self, PyObject* arguments) {
  const ParsedSource& source = source_of(self);
  uint32_t start = 0;
  uint32_t end = 0;
  if (!read_range(source, arguments, source.length, &start, &end)) return nullptr;
  Parser p;
  p.text = p.furthest = p.name_start = source.text.data();
  p.end = p.text + end;
  p.context = source.goal == ParseGoal::Module ? CONTEXT_MODULE : 0;
  PyObject* list = PyList_New(0);
  while (list != nullptr && start < end) {
    const Token token = next_token(p, p.text + start);
    if (token.kind == Token::End || token.end > end) break;
    PyObject* pair = Py_BuildValue("(II)", token.start, token.end);
    if (pair == nullptr || PyList_Append(list, pair) < 0) Py_CLEAR(list);
    Py_XDECREF(pair);
    start = token.end;
  }
  return list;
}

// poll(): raises when the script that wanted this read has to end.
PyObject* poll_reading(PyObject* self, PyObject*) {
  if (is_reading_interrupted(source_of(self))) return nullptr;
  Py_RETURN_NONE;
}

PyObject* get_position(PyObject* self, PyObject* argument) {
  const unsigned long offset = PyLong_AsUnsignedLong(argument);
  if (PyErr_Occurred() != nullptr) return nullptr;
  const ParsedSource& source = source_of(self);
  const uint32_t at = offset < source.length ? static_cast<uint32_t>(offset) : source.length;
  const Position position = position_of(source, at);
  return Py_BuildValue("(III)", position.line, position.column, utf16_offset(source, at));
}

PyObject* get_node_count(PyObject* self, void*) {
  return PyLong_FromUnsignedLong(source_of(self).nodes.size());
}
PyObject* get_length(PyObject* self, void*) { return PyLong_FromUnsignedLong(source_of(self).length); }
PyObject* get_bytes(PyObject* self, void*) { return PyLong_FromSize_t(source_of(self).bytes()); }

// None, or (kind, stage, start, end, message).
PyObject* get_error(PyObject* self, void*) {
  const SourceError& error = source_of(self).error;
  if (!error) Py_RETURN_NONE;
  PyObject* message =
      PyUnicode_DecodeUTF8(error.message, static_cast<Py_ssize_t>(strlen(error.message)), "replace");
  if (message == nullptr) return nullptr;
  return Py_BuildValue("(iiIIN)", static_cast<int>(error.kind), static_cast<int>(error.stage), error.start,
                       error.end, message);
}

PyMethodDef methods[] = {
    {"text", get_text, METH_VARARGS,
     "text(start, end): the source between two byte offsets, as UTF-16 code units."},
    {"columns", get_columns, METH_VARARGS, "columns(first, end): the columns of the nodes, as lists."},
    {"function_nodes", get_function_nodes, METH_VARARGS,
     "function_nodes(first, end): the columns that the emitter reads, without the bodies of functions "
     "inside."},
    {"names", get_names, METH_NOARGS, "The texts of the atoms."},
    {"numbers", get_numbers, METH_NOARGS, "The values of number literals."},
    {"poll", poll_reading, METH_NOARGS, "Raises when the script that wanted this read has to end."},
    {"pairs", get_pairs, METH_NOARGS, "Pairs of atoms, of regular expressions and templates."},
    {"tokens", get_tokens, METH_VARARGS, "tokens(start, end): the tokens between two byte offsets."},
    {"position", get_position, METH_O, "position(offset): line, column and UTF-16 offset of a byte offset."},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef properties[] = {
    {"node_count", get_node_count, nullptr, "Nodes in the tree.", nullptr},
    {"length", get_length, nullptr, "Bytes of the text.", nullptr},
    {"bytes", get_bytes, nullptr, "Memory in use.", nullptr},
    {"error", get_error, nullptr, "None, or kind, stage, start, end and message.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMemberDef members[] = {
    {"verifiable", T_BOOL, offsetof(ParsedSourceObject, verifiable), 0, "Its bytecode goes into a file."},
    {"self_hosted", T_BOOL, offsetof(ParsedSourceObject, self_hosted), 0, "A file of jsengine/builtins."},
    {"view", T_OBJECT, offsetof(ParsedSourceObject, view), 0, "What the emitter keeps about it, or None."},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_doc, const_cast<char*>("A source text, its tree and its names.")},
    {Py_tp_dealloc, reinterpret_cast<void*>(deallocate)},
    {Py_tp_methods, methods},
    {Py_tp_members, members},
    {Py_tp_getset, properties},
    {0, nullptr},
};

PyType_Spec specification = {"jsengine._kernel.ParsedSource", sizeof(ParsedSourceObject), 0,
                             Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};

PyMethodDef functions[] = {
    {"parse_source", parse_source, METH_VARARGS, "parse_source(text, module): the ParsedSource of a text."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

ParsedSourceObject* new_parsed_source() {
  auto* object = reinterpret_cast<ParsedSourceObject*>(parsed_source_type->tp_alloc(parsed_source_type, 0));
  if (object == nullptr) return nullptr;
  new (&object->source) ParsedSource();
  new (&object->tables) ScopeTables();
  return object;
}

ParsedSource* parsed_source_of(PyObject* object) {
  if (Py_IS_TYPE(object, parsed_source_type)) return &source_of(object);
  PyErr_SetString(PyExc_TypeError, "a ParsedSource is needed");
  return nullptr;
}

int add_syntax(PyObject* module) {
  if (parsed_source_type == nullptr) {
    parsed_source_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&specification));
  }
  if (parsed_source_type == nullptr || PyModule_AddType(module, parsed_source_type) < 0) return -1;
  for (PyMethodDef* method = kScopeMethods; method->ml_name != nullptr; ++method) {
    PyObject* descriptor = PyDescr_NewMethod(parsed_source_type, method);
    if (descriptor == nullptr ||
        PyDict_SetItemString(parsed_source_type->tp_dict, method->ml_name, descriptor) < 0)
      return -1;
    Py_DECREF(descriptor);
  }
  PyType_Modified(parsed_source_type);
  return PyModule_AddFunctions(module, functions);
}

}  // namespace whipsnake::syntax
