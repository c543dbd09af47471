// The declared types as webapis/idl/type_codes.py writes them: (kind, flags, bits, name, payload).
#include <map>

#include "jsengine/kernel/platform/conversion.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

// All of them live as long as the process, like the declarations themselves.
std::map<std::string, DictionaryDefinition*>& dictionaries() {
  static auto* map = new std::map<std::string, DictionaryDefinition*>;
  return *map;
}

std::vector<CallbackDefinition*>& callbacks() {
  static auto* list = new std::vector<CallbackDefinition*>;
  return *list;
}

std::string text_of(PyObject* text) {
  Py_ssize_t length;
  const char* utf8 = PyUnicode_AsUTF8AndSize(text, &length);
  return utf8 ? std::string(utf8, size_t(length)) : std::string();
}

// (name, class, ((python name, name, type, required, default or None, has default), ...)), made by a
// callable: a dictionary may hold itself.
const DictionaryDefinition* read_dictionary(const std::string& name, PyObject* describe) {
  auto known = dictionaries().find(name);
  if (known != dictionaries().end()) return known->second;
  auto* made = new DictionaryDefinition;
  made->name = name;
  dictionaries()[name] = made;
  Reference described(PyObject_CallNoArgs(describe));
  PyObject* members;
  if (!described || !PyArg_ParseTuple(described.get(), "OO!", &made->make, &PyTuple_Type, &members)) {
    dictionaries().erase(name);
    return nullptr;
  }
  Py_INCREF(made->make);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(members); i++) {
    PyObject *python_name, *text, *type, *value;
    int required, has_default;
    if (!PyArg_ParseTuple(PyTuple_GET_ITEM(members, i), "UUOpOp", &python_name, &text, &type, &required,
                          &value, &has_default))
      return nullptr;
    const Conversion* conversion = read_conversion(type);
    if (conversion == nullptr) return nullptr;
    PyUnicode_InternInPlace(&python_name);
    PyUnicode_InternInPlace(&text);
    made->members.push_back({Py_NewRef(python_name), Py_NewRef(text), text_of(text), conversion,
                             required != 0, has_default ? Py_NewRef(value) : nullptr});
  }
  return made;
}

// (number, operation or None, type of what it returns)
bool read_callback(Conversion* type, PyObject* payload) {
  unsigned number;
  PyObject *operation, *returns;
  if (!PyArg_ParseTuple(payload, "IOO", &number, &operation, &returns)) return false;
  type->number = number;
  if (callbacks().size() <= number) callbacks().resize(number + 1);
  if (callbacks()[number] != nullptr) return true;
  auto* made = callbacks()[number] = new CallbackDefinition;
  made->name = type->name;
  if (operation != Py_None) made->operation = Py_NewRef(operation);
  made->returns = read_conversion(returns);
  return made->returns != nullptr;
}

bool read_parameters(Conversion* type, PyObject* payload) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(payload); i++) {
    const Conversion* parameter = read_conversion(PyTuple_GET_ITEM(payload, i));
    if (parameter == nullptr) return false;
    type->parameters.push_back(parameter);
  }
  return true;
}

bool read_payload(Conversion* type, PyObject* payload) {
  switch (type->kind) {
    case TypeKind::kInterface:
      type->number = uint32_t(PyLong_AsUnsignedLong(payload));
      return !PyErr_Occurred();
    case TypeKind::kCallback:
      return read_callback(type, payload);
    case TypeKind::kDictionary:
      type->dictionary = read_dictionary(type->name, payload);
      return type->dictionary != nullptr;
    case TypeKind::kEnumeration:
      type->values = Py_NewRef(payload);
      return true;
    case TypeKind::kSequence:
    case TypeKind::kRecord:
    case TypeKind::kUnion:
    case TypeKind::kPromise:
      if (!read_parameters(type, payload)) return false;
      // The dictionary of a union is what it is made from when nothing was passed.
      for (const Conversion* parameter : type->parameters)
        if (type->is(TypeKind::kUnion) && parameter->dictionary) type->dictionary = parameter->dictionary;
      return true;
    default:
      return true;
  }
}

}  // namespace

const CallbackDefinition* callback_definition(uint32_t number) {
  return number < callbacks().size() ? callbacks()[number] : nullptr;
}

const Conversion* read_conversion(PyObject* code) {
  static auto* known = new std::map<PyObject*, const Conversion*>;  // holds its tuples
  auto at = known->find(code);
  if (at != known->end()) return at->second;
  int kind, flags, bits;
  PyObject *name, *payload;
  if (!PyArg_ParseTuple(code, "iiiUO", &kind, &flags, &bits, &name, &payload)) return nullptr;
  auto* type = new Conversion;
  type->kind = TypeKind(kind);
  type->flags = uint16_t(flags);
  type->bits = uint8_t(bits);
  type->name = text_of(name);
  if (!read_payload(type, payload)) return nullptr;
  (*known)[Py_NewRef(code)] = type;
  return type;
}

}  // namespace whipsnake
