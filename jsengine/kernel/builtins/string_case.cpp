// String.prototype: what needs the Unicode tables, which are CPython's.
#include <Python.h>

#include <algorithm>
#include <vector>

#include "jsengine/kernel/builtins/string_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

using MaySplit = bool (*)(char16_t before, char16_t after);

// Python works on code points: pairs are joined, lone surrogates stay. The order of bytes is told, or a first
// U+FEFF would be taken for a mark.
PyObject* to_python(String* s, uint32_t from, uint32_t to) {
  if (!s->is_two_byte())
    return PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, s->latin1_chars() + from, to - from);
  int little_endian = -1;
  auto* bytes = reinterpret_cast<const char*>(s->utf16_chars() + from);
  return PyUnicode_DecodeUTF16(bytes, Py_ssize_t(to - from) * 2, "surrogatepass", &little_endian);
}
PyObject* to_python(String* s) { return to_python(s, 0, s->length()); }

// Abrupt when there is no text.
Status append_python(Agent* agent, StringBuilder& builder, PyObject* text) {
  if (text == nullptr) return fail_in_python(agent);
  int kind = PyUnicode_KIND(text);
  const void* data = PyUnicode_DATA(text);
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  for (Py_ssize_t i = 0; i < length; i++) builder.append_code_point(PyUnicode_READ(kind, data, i));
  return poll(agent);
}

// Where the piece that begins at `from` ends: at the first place from kPiece on where the text may be cut.
uint32_t end_of_piece(String* s, uint32_t from, MaySplit may_split) {
  if (s->length() - from <= kPiece) return s->length();
  uint32_t end = from + uint32_t(kPiece);
  while (end < s->length() && !may_split(s->unit(end - 1), s->unit(end))) end++;
  return end;
}

Status no_preparation(Agent*, Reference*) { return Status::kOk; }

template <typename Change>
Value change_in_pieces(Agent* agent, String* s, MaySplit may_split, Change change,
                       Status (*prepare)(Agent*, Reference*) = no_preparation) {
  StringBuilder builder(agent);
  for (uint32_t from = 0, to; from < s->length(); from = to) {
    to = end_of_piece(s, from, may_split);
    Reference text(to_python(s, from, to));
    if (text) TRY(prepare(agent, &text));
    Reference changed(text ? change(text.get()) : nullptr);
    TRY(append_python(agent, builder, changed.get()));
  }
  return TRY(builder.finish());
}

// What a final sigma looks at goes no further than a letter or a space.
bool ends_context(char16_t c) {
  return uint32_t((c | 0x20) - 'a') < 26 || uint32_t(c - '0') < 10 || c == ' ' || c == '\n' ||
         (c >= 0xC0 && c < 0x250) || (c >= 0x410 && c < 0x450) || (c >= 0x4E00 && c < 0x9FFF);
}
bool may_split_lower(char16_t before, char16_t after) { return ends_context(before) && ends_context(after); }
bool may_split_upper(char16_t before, char16_t) { return (before & 0xFC00) != 0xD800; }
// Characters of ASCII do not combine with what stands before.
bool may_split_normalized(char16_t, char16_t after) { return after < 0x80; }

// Text in ASCII needs no tables. kFalse: it is not.
Truth change_ascii(Agent* agent, String* s, bool upper, String** result) {
  if (s->is_two_byte()) return Truth::kFalse;
  bool is_ascii = TRY(all_pieces(agent, s->length(), [s](size_t from, size_t to) {
    uint8_t all = 0;
    for (size_t i = from; i < to; i++) all |= s->latin1_chars()[i];
    return all < 0x80;
  }));
  if (!is_ascii) return Truth::kFalse;
  uint8_t* changed;
  *result = TRY(new_latin1_buffer(agent, s->length(), &changed));
  uint8_t first = upper ? 'a' : 'A';
  TRY(in_pieces(agent, s->length(), [&](size_t from, size_t to) {
    const uint8_t* chars = s->latin1_chars();
    for (size_t i = from; i < to; i++) changed[i] = chars[i] ^ (uint8_t(chars[i] - first) < 26 ? 0x20 : 0);
  }));
  return Truth::kTrue;
}

Value change_case(Agent* agent, Frame* f, const char* name, bool upper) {
  String* s = TRY(this_text(agent, f, name));
  if (s->length() == 0) return s;
  String* changed;
  if (TRY(change_ascii(agent, s, upper, &changed))) return changed;
  const char* method = upper ? "upper" : "lower";
  return change_in_pieces(agent, s, upper ? may_split_upper : may_split_lower,
                          [&](PyObject* text) { return PyObject_CallMethod(text, method, nullptr); });
}

PyObject* function_of_unicodedata(const char* name) {
  Reference module(PyImport_ImportModule("unicodedata"));
  return module ? PyObject_GetAttrString(module.get(), name) : nullptr;
}
PyObject* normalize_function() {
  static PyObject* function = function_of_unicodedata("normalize");
  return function;
}

// Canonical_Combining_Class; 0 where Python cannot say.
long combining_class(PyObject* text, Py_ssize_t i) {
  constexpr Py_UCS4 kFirstMark = 0x300;
  static PyObject* function = function_of_unicodedata("combining");
  if (function == nullptr || PyUnicode_READ_CHAR(text, i) < kFirstMark) return 0;
  Reference character(PyUnicode_Substring(text, i, i + 1));
  Reference found(character ? PyObject_CallOneArg(function, character.get()) : nullptr);
  PyErr_Clear();
  return found ? PyLong_AsLong(found.get()) : 0;
}

// CPython orders marks by insertion, which takes quadratic time: long runs are put into their order before.
Status order_marks(Agent* agent, Reference* text) {
  constexpr Py_ssize_t kLongRun = 256;
  Py_ssize_t length = PyUnicode_GET_LENGTH(text->get());
  std::vector<std::pair<long, Py_UCS4>> run;
  for (Py_ssize_t at = kLongRun - 1; at < length;
       at += kLongRun) {  // no long run lies between two of these places
    TRY(poll(agent));
    if (combining_class(text->get(), at) == 0) continue;
    Py_ssize_t from = at;
    while (from > 0 && combining_class(text->get(), from - 1) != 0) from--;
    run.clear();
    for (long found; from < length && (found = combining_class(text->get(), from)) != 0; from++) {
      TRY(poll(agent));
      run.emplace_back(found, PyUnicode_READ_CHAR(text->get(), from));
    }
    std::stable_sort(run.begin(), run.end(), [](auto& a, auto& b) { return a.first < b.first; });
    Reference ordered(PyUnicode_New(length, 0x10FFFF));
    if (!ordered) return Status::kOk;
    from -= Py_ssize_t(run.size());
    PyUnicode_CopyCharacters(ordered.get(), 0, text->get(), 0, length);
    for (const auto& [ignored, mark] : run) PyUnicode_WriteChar(ordered.get(), from++, mark);
    *text = std::move(ordered);
    at = from;
  }
  return Status::kOk;
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
  PyObject* function = normalize_function();
  Reference name(PyUnicode_FromStringAndSize(form.data(), Py_ssize_t(form.size())));
  if (function == nullptr || !name) return fail_in_python(agent);
  auto change = [&](PyObject* text) {
    return PyObject_CallFunctionObjArgs(function, name.get(), text, nullptr);
  };
  return change_in_pieces(agent, s, may_split_normalized, change, order_marks);
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
  if (!order) return fail_in_python(agent);
  return Value::int32(int32_t(PyLong_AsLong(order.get())));
}

}  // namespace whipsnake
