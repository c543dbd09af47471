// Values across the border by their declared types. https://webidl.spec.whatwg.org/#js-type-mapping
#pragma once

#include <Python.h>

#include <string>
#include <vector>

#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"

namespace whipsnake {

// In the order of webapis/idl/type_codes.py.
enum class TypeKind : uint8_t {
  kUndefined,
  kAny,
  kBoolean,
  kInteger,
  kFloat,
  kDOMString,
  kByteString,
  kUSVString,
  kObject,
  kSymbol,
  kInterface,
  kCallback,
  kDictionary,
  kEnumeration,
  kSequence,
  kRecord,
  kUnion,
  kPromise,
  kBuffer,
  kBigInt,
};

enum TypeFlags : uint16_t {
  kNullable = 1,
  kEnforceRange = 2,
  kClamp = 4,
  kNullToEmptyString = 8,
  kUnrestricted = 16,
  kSigned = 32,
  kSingle = 64,  // float, not double
  kFrozen = 128,
  kCallbackInterface = 256,
  kNonObjectIsNull = 512,  // [LegacyTreatNonObjectAsNull]
  kNullIfNone = 1024,      // None of type any is null
};

struct Conversion;

struct DictionaryMember {
  PyObject* python_name;
  PyObject* script_name;
  std::string name;
  const Conversion* type;
  bool required;
  PyObject* default_value;  // nullptr: none; a new object of the class has it already
};

struct DictionaryDefinition {
  std::string name;
  PyObject* make;                         // the class
  std::vector<DictionaryMember> members;  // in the order of conversion
};

struct CallbackDefinition {
  std::string name;
  PyObject* operation = nullptr;  // of a callback interface
  const Conversion* returns;
};

struct Conversion {
  TypeKind kind = TypeKind::kAny;
  uint16_t flags = 0;
  uint8_t bits = 0;     // of integers
  uint32_t number = 0;  // of an interface or a callback
  std::string name;     // as messages show it
  const DictionaryDefinition* dictionary = nullptr;
  PyObject* values = nullptr;                 // of an enumeration: a frozenset
  std::vector<const Conversion*> parameters;  // of sequences, records, unions, promises

  bool is(TypeKind k) const { return kind == k; }
  bool nullable() const { return flags & kNullable; }
};

// Reads webapis/idl/type_codes.py's tuples. nullptr: a Python exception is set.
const Conversion* read_conversion(PyObject* code);
const CallbackDefinition* callback_definition(uint32_t number);

// What a failed conversion says it was about.
struct Place {
  const struct PlatformRow* row = nullptr;
  int argument = -1;             // from 1; 0: the value of a setter
  const char* member = nullptr;  // of a dictionary
};

// A new reference; nullptr: something is pending in the agent.
PyObject* to_python(Agent*, Value, const Conversion&, const Place&);
// Abrupt: something is pending in the agent.
Value to_js(Agent*, PyObject*, const Conversion&);
// Values of type any. None is undefined, or null where `none_is_null` says so.
PyObject* any_to_python(Agent*, Value);
Value any_to_js(Agent*, PyObject*, bool none_is_null = false);
extern PyObject* null_object;  // JS null as a value of type any

// Makes what Python raised pending in the agent.
inline Abrupt throw_python_exception(Agent* agent) { return throw_python_exception(context_of(agent)); }
Value platform_exception(Agent*, PyObject* exception);
// Sets a DOMException in Python. The message is given away; nullptr: an exception is set already.
void raise_dom_exception(const char* name, PyObject* message);
// A TypeError "Failed to ... : <what>".
Abrupt throw_failure(Agent*, const Place&, const std::string& what);  // failures.cpp

// The text of a string as Python has it; cached for short ones. New reference or nullptr with an exception
// set.
PyObject* cached_python_string(Agent*, String*);
// Abrupt: pending.
String* cached_js_string(Agent*, PyObject*);

}  // namespace whipsnake
