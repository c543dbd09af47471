// Property keys of the Python names that are used most: a name that Python has interned is found by its
// address.
#pragma once

#include <Python.h>

#include "jsengine/kernel/property_key.h"

namespace whipsnake {

class Marker;

class KeyCache {
 public:
  ~KeyCache();
  // nullptr: not known.
  const PropertyKey* find(PyObject* name) const {
    const Entry& entry = entries_[slot_of(name)];
    return entry.name == name ? &entry.key : nullptr;
  }
  void add(PyObject* name, PropertyKey);
  void visit(Marker&);

 private:
  struct Entry {
    PyObject* name;  // owned
    PropertyKey key;
  };
  static constexpr size_t kSize = 256;
  static size_t slot_of(PyObject* name) { return (uintptr_t(name) >> 4) % kSize; }
  Entry entries_[kSize] = {};
};

}  // namespace whipsnake
