// Strings that cross the border again and again: small caches both ways.
// https://webidl.spec.whatwg.org/#js-DOMString
#include "jsengine/kernel/platform/strings.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/platform/conversion.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/convert.h"

namespace whipsnake {

namespace {

constexpr size_t kEntries = 1024;
constexpr uint32_t kLongest = 64;

struct Twin {
  String* js;      // not marked: dropped with the collection in which it dies
  PyObject* text;  // owned
};

}  // namespace

struct StringTwins {
  Twin to_python[kEntries] = {};
  Twin to_js[kEntries] = {};
};

namespace {

size_t index_of(const void* p) { return ((uintptr_t(p) >> 4) ^ (uintptr_t(p) >> 14)) % kEntries; }

StringTwins* twins_of(Agent* agent) {
  if (agent->extras->twins == nullptr) agent->extras->twins = new StringTwins;
  return agent->extras->twins;
}

void replace(Twin& twin, String* js, PyObject* text) {
  PyObject* before = twin.text;
  twin = {js, Py_NewRef(text)};
  Py_XDECREF(before);
}

}  // namespace

PyObject* cached_python_string(Agent* agent, String* s) {
  if (s->length() > kLongest) return python_string(agent, s);
  Twin& twin = twins_of(agent)->to_python[index_of(s)];
  if (twin.js == s) return Py_NewRef(twin.text);
  PyObject* text = python_string(agent, s);
  if (text != nullptr) replace(twin, s, text);
  return text;
}

String* cached_js_string(Agent* agent, PyObject* text) {
  if (PyUnicode_GET_LENGTH(text) > kLongest) return string_from_python(agent, text);
  Twin& twin = twins_of(agent)->to_js[index_of(text)];
  if (twin.text == text) return twin.js;
  String* s = TRY(string_from_python(agent, text));
  replace(twin, s, text);
  return s;
}

void sweep_twins(Agent* agent) {
  StringTwins* twins = agent->extras->twins;
  if (twins == nullptr) return;
  for (auto* table : {twins->to_python, twins->to_js})
    for (size_t i = 0; i < kEntries; i++) {
      Twin& twin = table[i];
      if (twin.js == nullptr || is_marked(twin.js)) continue;
      drop_later(agent, twin.text);
      twin = {};
    }
}

void delete_twins(Agent* agent) {
  StringTwins* twins = agent->extras->twins;
  if (twins == nullptr) return;
  for (auto* table : {twins->to_python, twins->to_js})
    for (size_t i = 0; i < kEntries; i++) drop_later(agent, table[i].text);
  delete twins;
  agent->extras->twins = nullptr;
}

}  // namespace whipsnake
