// String.prototype: what needs the Unicode tables, which are CPython's.
#include <Python.h>

#include "jsengine/kernel/builtins/string_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

// Python works on code points: pairs are joined, lone surrogates stay. The order of bytes is told, or a first
// U+FEFF would be taken for a mark.
PyObject* to_python(String* s) {
  if (!s->is_two_byte())
    return PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, s->latin1_chars(), s->length());
  int little_endian = -1;
  auto* bytes = reinterpret_cast<const char*>(s->utf16_chars());
  return PyUnicode_DecodeUTF16(bytes, Py_ssize_t(s->length()) * 2, "surrogatepass", &little_endian);
}

String* from_python(Agent* agent, PyObject* text) {
  if (text == nullptr) {
    PyErr_Clear();
    return throw_out_of_memory(agent);
  }
  StringBuilder builder(agent);
  int kind = PyUnicode_KIND(text);
  const void* data = PyUnicode_DATA(text);
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  for (Py_ssize_t i = 0; i < length; i++) builder.append_code_point(PyUnicode_READ(kind, data, i));
  return builder.finish();
}

Value by_python(Agent* agent, String* s, const char* method) {
  Reference text(to_python(s));
  Reference result(text ? PyObject_CallMethod(text.get(), method, nullptr) : nullptr);
  return TRY(from_python(agent, result.get()));
}

// Text in ASCII needs no tables.
bool change_ascii(Agent* agent, String* s, bool upper, String** result) {
  if (s->is_two_byte()) return false;
  const uint8_t* chars = s->latin1_chars();
  for (uint32_t i = 0; i < s->length(); i++)
    if (chars[i] > 0x7F) return false;
  uint8_t* changed;
  *result = new_latin1_buffer(agent, s->length(), &changed);
  uint8_t first = upper ? 'a' : 'A';
  chars = s->latin1_chars();
  for (uint32_t i = 0; *result != nullptr && i < s->length(); i++)
    changed[i] = chars[i] ^ (uint8_t(chars[i] - first) < 26 ? 0x20 : 0);
  return true;
}

Value change_case(Agent* agent, Frame* f, const char* name, bool upper) {
  String* s = TRY(this_text(agent, f, name));
  if (s->length() == 0) return s;
  String* changed;
  if (change_ascii(agent, s, upper, &changed)) return TRY(changed);
  return by_python(agent, s, upper ? "upper" : "lower");
}

PyObject* normalize_function() {
  static PyObject* function = nullptr;
  if (function == nullptr) {
    Reference module(PyImport_ImportModule("unicodedata"));
    if (module) function = PyObject_GetAttrString(module.get(), "normalize");
  }
  return function;
}

}  // namespace

Value string_to_lower_case(Agent* agent, Frame* f) {
  return change_case(agent, f, "String.prototype.toLowerCase", false);
}
Value string_to_upper_case(Agent* agent, Frame* f) {
  return change_case(agent, f, "String.prototype.toUpperCase", true);
}

// https://tc39.es/ecma262/#sec-string.prototype.normalize
Value string_normalize(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.normalize"));
  std::string_view form = "NFC";
  if (!f->argument(0).is_undefined()) {
    String* given = TRY(text_argument(agent, f, 0));
    static constexpr std::string_view kForms[] = {"NFC", "NFD", "NFKC", "NFKD"};
    form = {};
    for (std::string_view known : kForms)
      if (strings_equal(agent, given, TRY(new_string(agent, known)))) form = known;
    if (form.empty()) return throw_error(agent, Message::kNormalizationForm);
  }
  Reference text(to_python(s));
  PyObject* function = normalize_function();
  Reference name(PyUnicode_FromStringAndSize(form.data(), Py_ssize_t(form.size())));
  bool ready = text && function && name;
  Reference result(ready ? PyObject_CallFunctionObjArgs(function, name.get(), text.get(), nullptr) : nullptr);
  return TRY(from_python(agent, result.get()));
}

// DEVIATION: no collation tables; after canonical decomposition, alphabetically without case and accents,
// then accents, then lower case before upper case, as the root collation orders most texts.
Value string_locale_compare(Agent* agent, Frame* f) {
  String* a = TRY(this_text(agent, f, "String.prototype.localeCompare"));
  String* b = TRY(text_argument(agent, f, 0));
  Reference module(PyImport_ImportModule("jsengine.builtins.collation"));
  Reference x(to_python(a)), y(to_python(b));
  Reference order(module && x && y ? PyObject_CallMethod(module.get(), "compare", "OO", x.get(), y.get())
                                   : nullptr);
  if (!order) {
    PyErr_Clear();
    return throw_out_of_memory(agent);
  }
  return Value::int32(int32_t(PyLong_AsLong(order.get())));
}

}  // namespace whipsnake
