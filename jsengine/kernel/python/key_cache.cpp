#include "jsengine/kernel/python/key_cache.h"

#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"

namespace whipsnake {

KeyCache::~KeyCache() {
  for (Entry& entry : entries_) Py_XDECREF(entry.name);
}

void KeyCache::add(PyObject* name, PropertyKey key) {
  Entry& entry = entries_[slot_of(name)];
  Py_XSETREF(entry.name, Py_NewRef(name));
  entry.key = key;
}

void KeyCache::visit(Marker& marker) {
  for (Entry& entry : entries_)
    if (entry.name != nullptr) marker.key(entry.key);
}

bool cached_key(ContextObject* context, PyObject* name, PropertyKey* key) {
  if (const PropertyKey* known = context->keys->find(name)) {
    *key = *known;
    return true;
  }
  String* text = string_from_python(context->agent, name);
  if (text == nullptr) return raise_pending(context), false;
  *key = key_from_string(context->agent, text);
  context->keys->add(name, *key);
  return true;
}

}  // namespace whipsnake
