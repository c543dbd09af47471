// Interfaces: what Python declared, and what realms have of it.
// https://webidl.spec.whatwg.org/#es-interfaces
#pragma once

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/platform/conversion.h"
#include "jsengine/kernel/platform/platform_object.h"

namespace whipsnake {

enum MemberFlags : uint16_t {
  kReactions = 1,  // [CEReactions]
  kCallWithAgent = 2,
  kCallWithDocument = 4,
  kStaticMember = 8,
  kUnforgeable = 16,
  kReplaceable = 32,
  kReadOnlyAttribute = 64,
  kCallWithWindow = 256,
  kInKernel = 512,  // [InKernel]: kernel_operations.cpp
};

struct Argument {
  const Conversion* type;
  bool optional, variadic;
  PyObject* default_value;  // nullptr: none
};

struct Overload {
  std::vector<Argument> arguments;
  const Conversion* returns;
  PyObject* target;   // a method's name, or a callable
  uint32_t required;  // arguments
  bool variadic() const { return !arguments.empty() && arguments.back().variadic; }
};

// A member's Python side for the type it was last used with.
struct BoundMember {
  PyTypeObject* type = nullptr;
  PyObject* descriptor = nullptr;  // borrowed from the type, which lives for ever
  getter get = nullptr;            // of a getset descriptor
  setter set = nullptr;
  void* closure = nullptr;
};

// What a realm keeps of each interface, in Realm::interfaces.
enum RealmInterfaceSlot : uint32_t {
  kPrototypeSlot,
  kConstructorSlot,
  kShapeSlot,        // of instances
  kUnforgeableSlot,  // Slots cell: accessors that every instance has as its own
  kIteratorPrototypeSlot,
  kRealmInterfaceSlots
};

enum class MemberKind : uint8_t { kConstant, kAttribute, kOperation, kInterfaceObject };

struct InterfaceDefinition;

// One member of one interface, for all realms. Functions refer to it by NativeFunction::row.
struct PlatformRow : BuiltinRow {
  MemberKind member_kind = MemberKind::kOperation;
  uint16_t member_flags = 0;
  InterfaceDefinition* interface = nullptr;
  std::string text_name;
  PyObject* python_name = nullptr;  // of the attribute
  PyObject* getter_function = nullptr;
  PyObject* setter_function = nullptr;
  PyObject* put_forwards = nullptr;  // name of the attribute to forward to
  const Conversion* type = nullptr;
  std::vector<Overload> overloads;
  mutable BoundMember bound;
};

enum InterfaceFlags : uint16_t {
  kNoInterfaceObject = 1,
  kGlobalInterface = 2,
  kUnenumerableNamed = 4,
  kOverrideBuiltIns = 8,
  kIsCallbackInterface = 16,
  kErrorPrototype = 32,  // DOMException
  kIndexed = 64,
  kNamed = 128,
  kHtmlConstructor = 256,
  kNotExposed = 512,
};

struct InterfaceDefinition {
  std::string name;
  int32_t parent;         // -1: none
  uint32_t number, last;  // it and those that inherit from it are number .. last
  uint16_t flags;
  bool described = false;
  PlatformRow constructor;  // and the interface object; overloads empty: illegal
  std::vector<PlatformRow> members;
  std::vector<std::string> unscopables;
  // Legacy platform objects: callables that take the object first; nullptr: none.
  PyObject *indexed_getter = nullptr, *indexed_setter = nullptr, *indexed_length = nullptr,
           *named_getter = nullptr, *named_setter = nullptr, *named_deleter = nullptr,
           *supported_names = nullptr;
  const Conversion *indexed_type = nullptr, *named_type = nullptr, *indexed_value = nullptr,
                   *named_value = nullptr;
  // iterable<>: 1 values, 2 pairs; types of what it gives
  uint8_t iterable = 0;
  const Conversion *key_type = nullptr, *value_type = nullptr;
  mutable PlatformRow iteration_rows[4];
};

InterfaceDefinition* interface_definition(uint32_t number);
// With its members read. nullptr: a Python exception is set.
InterfaceDefinition* described_interface(uint32_t number);
uint32_t interface_count();
inline bool implements(const PlatformObject* o, const InterfaceDefinition* interface) {
  return o->interface_number - interface->number <= interface->last - interface->number;
}

// What a realm has of an interface, made on the first use. Abrupt: pending.
Object* interface_prototype(Agent*, Realm*, uint32_t number);
Object* interface_object(Agent*, Realm*, uint32_t number);
Shape* instance_shape(Agent*, Realm*, uint32_t number);
CellKind instance_kind(uint32_t number);
// Rows of BuiltinKind::kPlatform (builtin.cpp asks on the first touch).
Value make_platform_member(Agent*, Realm*, const BuiltinRow*);

// Values that functions of members are (member.cpp).
NativeFunction* new_member_function(Agent*, Realm*, const PlatformRow*, NativeCode, const std::string& name,
                                    uint32_t length);
Value attribute_getter(Agent*, Frame*);
Value attribute_setter(Agent*, Frame*);
Value operation_call(Agent*, Frame*);
Value constructor_call(Agent*, Frame*);
uint32_t overloads_length(const std::vector<Overload>&);
Status add_iteration_members(Agent*, Realm*, Object* prototype, InterfaceDefinition*);

// The object a function of an interface was called on, or nullptr with an exception pending.
PlatformObject* receiver_of(Agent*, Frame*, const InterfaceDefinition*);

// Python functions that the declarations came with (python_api.cpp).
struct PlatformHooks {
  PyObject *describe, *interface_of, *realm_of, *html_constructor, *make_callback, *report, *dom_exception,
      *simple_exception, *thrown_reason, *invoke_reactions, *find_definition;
  // A type: who refers to one of its objects lives as long as a platform object that this refers to (a tree's
  // root).
  PyObject* root_tie;
  // A type whose objects hold registries, and the types of what is registered there: the registry's reference
  // keeps nothing alive.
  PyObject *agent, *live_range, *iterator_position;
  PyObject* shown;  // what the console tells of an object
};
extern PlatformHooks platform_hooks;

}  // namespace whipsnake
