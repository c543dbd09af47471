// The declared interfaces of the process, as webapis/idl/bindings_tables.py tells them: names and inheritance
// at once, members when an interface is first touched.
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/python_api.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

PlatformHooks platform_hooks = {};

namespace {

std::vector<InterfaceDefinition*>& registry() {
  static auto* list = new std::vector<InterfaceDefinition*>;
  return *list;
}

std::string text_of(PyObject* text) {
  const char* utf8 = PyUnicode_AsUTF8(text);
  return utf8 ? utf8 : "";
}

PyObject* interned(PyObject* text) {
  Py_INCREF(text);
  PyUnicode_InternInPlace(&text);
  return text;
}

PyObject* or_null(PyObject* o) { return o == Py_None ? nullptr : Py_NewRef(o); }

// (type, optional, variadic, default)
bool read_arguments(PyObject* tuple, Overload* overload) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
    PyObject *type, *value;
    int optional, variadic;
    if (!PyArg_ParseTuple(PyTuple_GET_ITEM(tuple, i), "OppO", &type, &optional, &variadic, &value))
      return false;
    const Conversion* conversion = read_conversion(type);
    if (conversion == nullptr) return false;
    overload->arguments.push_back({conversion, optional != 0, variadic != 0, or_null(value)});
    if (!optional && !variadic) overload->required = uint32_t(i) + 1;
  }
  return true;
}

// ((target, arguments, returns), ...)
bool read_overloads(PyObject* tuple, std::vector<Overload>* overloads) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
    PyObject *target, *arguments, *returns;
    if (!PyArg_ParseTuple(PyTuple_GET_ITEM(tuple, i), "OO!O", &target, &PyTuple_Type, &arguments, &returns))
      return false;
    Overload overload{};
    overload.returns = read_conversion(returns);
    if (overload.returns == nullptr || !read_arguments(arguments, &overload)) return false;
    overload.target = PyUnicode_Check(target) ? interned(target) : Py_NewRef(target);
    overloads->push_back(std::move(overload));
  }
  return true;
}

PlatformRow new_row(InterfaceDefinition* interface, MemberKind kind, PyObject* name, unsigned flags) {
  PlatformRow row;
  row.kind = BuiltinKind::kPlatform;
  row.interface = interface;
  row.member_kind = kind;
  row.member_flags = uint16_t(flags);
  row.text_name = text_of(name);
  return row;
}

// ((name, value), ...)
bool read_constants(InterfaceDefinition* interface, PyObject* tuple) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
    PyObject* name;
    double value;
    if (!PyArg_ParseTuple(PyTuple_GET_ITEM(tuple, i), "Ud", &name, &value)) return false;
    PlatformRow row = new_row(interface, MemberKind::kConstant, name, 0);
    row.number = value;
    interface->members.push_back(std::move(row));
  }
  return true;
}

// ((name, flags, python name, type, getter, setter, put forwards), ...)
bool read_attributes(InterfaceDefinition* interface, PyObject* tuple) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
    PyObject *name, *python_name, *type, *get, *set, *forwards;
    unsigned flags;
    if (!PyArg_ParseTuple(PyTuple_GET_ITEM(tuple, i), "UIUOOOO", &name, &flags, &python_name, &type, &get,
                          &set, &forwards))
      return false;
    PlatformRow row = new_row(interface, MemberKind::kAttribute, name, flags);
    row.python_name = interned(python_name);
    row.type = read_conversion(type);
    row.getter_function = or_null(get);
    row.setter_function = or_null(set);
    row.put_forwards = or_null(forwards);
    if (row.type == nullptr) return false;
    interface->members.push_back(std::move(row));
  }
  return true;
}

// ((name, flags, overloads), ...)
bool read_operations(InterfaceDefinition* interface, PyObject* tuple) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
    PyObject *name, *overloads;
    unsigned flags;
    if (!PyArg_ParseTuple(PyTuple_GET_ITEM(tuple, i), "UIO!", &name, &flags, &PyTuple_Type, &overloads))
      return false;
    PlatformRow row = new_row(interface, MemberKind::kOperation, name, flags);
    if (!read_overloads(overloads, &row.overloads)) return false;
    interface->members.push_back(std::move(row));
  }
  return true;
}

// (getter, setter, deleter, names, type of what it gives, type of what it takes) or None
bool read_legacy(PyObject* tuple, PyObject** get, PyObject** set, PyObject** remove, PyObject** names,
                 const Conversion** type, const Conversion** value) {
  if (tuple == Py_None) return true;
  PyObject *getter, *setter, *deleter, *supported, *gives, *takes;
  if (!PyArg_ParseTuple(tuple, "OOOOOO", &getter, &setter, &deleter, &supported, &gives, &takes))
    return false;
  *get = or_null(getter);
  *set = or_null(setter);
  *remove = or_null(deleter);
  *names = or_null(supported);
  *type = read_conversion(gives);
  *value = takes == Py_None ? nullptr : read_conversion(takes);
  return *type != nullptr && !PyErr_Occurred();
}

// (kind, key type, value type) or None
bool read_iterable(InterfaceDefinition* interface, PyObject* tuple) {
  if (tuple == Py_None) return true;
  unsigned kind;
  PyObject *key, *value;
  if (!PyArg_ParseTuple(tuple, "IOO", &kind, &key, &value)) return false;
  interface->iterable = uint8_t(kind);
  interface->key_type = key == Py_None ? nullptr : read_conversion(key);
  interface->value_type = value == Py_None ? nullptr : read_conversion(value);
  return !PyErr_Occurred();
}

bool read_unscopables(InterfaceDefinition* interface, PyObject* tuple) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++)
    interface->unscopables.push_back(text_of(PyTuple_GET_ITEM(tuple, i)));
  return true;
}

// Everything of an interface: see bindings_tables.describe.
bool describe(InterfaceDefinition* interface) {
  Reference number(PyLong_FromUnsignedLong(interface->number));
  Reference told(number ? PyObject_CallOneArg(platform_hooks.describe, number.get()) : nullptr);
  PyObject *constructors, *constants, *attributes, *operations, *indexed, *named, *iterable, *unscopables;
  unsigned flags;
  if (!told || !PyArg_ParseTuple(told.get(), "O!IO!O!O!OOOO!", &PyTuple_Type, &constructors, &flags,
                                 &PyTuple_Type, &constants, &PyTuple_Type, &attributes, &PyTuple_Type,
                                 &operations, &indexed, &named, &iterable, &PyTuple_Type, &unscopables))
    return false;
  interface->constructor.member_flags = uint16_t(flags);
  PyObject* unused = nullptr;
  return read_overloads(constructors, &interface->constructor.overloads) &&
         read_constants(interface, constants) && read_attributes(interface, attributes) &&
         read_operations(interface, operations) &&
         read_legacy(indexed, &interface->indexed_getter, &interface->indexed_setter, &unused,
                     &interface->indexed_length, &interface->indexed_type, &interface->indexed_value) &&
         read_legacy(named, &interface->named_getter, &interface->named_setter, &interface->named_deleter,
                     &interface->supported_names, &interface->named_type, &interface->named_value) &&
         read_iterable(interface, iterable) && read_unscopables(interface, unscopables);
}

}  // namespace

InterfaceDefinition* interface_definition(uint32_t number) { return registry()[number]; }
uint32_t interface_count() { return uint32_t(registry().size()); }

InterfaceDefinition* described_interface(uint32_t number) {
  InterfaceDefinition* interface = registry()[number];
  if (interface->described) [[likely]]
    return interface;
  interface->described = true;
  if (describe(interface)) return interface;
  interface->described = false;
  interface->members.clear();
  interface->constructor.overloads.clear();
  return nullptr;
}

// declare_interfaces(((name, parent, last, flags), ...), hooks): once in a process.
PyObject* declare_interfaces(PyObject*, PyObject* arguments) {
  PyObject *rows, *hooks;
  if (!PyArg_ParseTuple(arguments, "O!O!", &PyTuple_Type, &rows, &PyDict_Type, &hooks)) return nullptr;
  if (!registry().empty()) {
    PyErr_SetString(PyExc_RuntimeError, "the interfaces were declared already");
    return nullptr;
  }
#define HOOK(name)                                                                         \
  if ((platform_hooks.name = Py_XNewRef(PyDict_GetItemString(hooks, #name))) == nullptr) { \
    PyErr_SetString(PyExc_KeyError, #name);                                                \
    return nullptr;                                                                        \
  }
  HOOK(describe)
  HOOK(interface_of)
  HOOK(realm_of)
  HOOK(html_constructor)
  HOOK(make_callback)
  HOOK(dom_exception)
  HOOK(simple_exception)
  HOOK(thrown_reason)
  HOOK(invoke_reactions)
  HOOK(find_definition)
  HOOK(report)
  HOOK(root_tie)
  HOOK(agent)
  HOOK(live_range)
  HOOK(iterator_position)
  HOOK(shown)
#undef HOOK
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(rows); i++) {
    PyObject* name;
    int parent;
    unsigned last, flags;
    if (!PyArg_ParseTuple(PyTuple_GET_ITEM(rows, i), "UiII", &name, &parent, &last, &flags)) return nullptr;
    auto* interface = new InterfaceDefinition;
    interface->name = text_of(name);
    interface->parent = parent;
    interface->number = uint32_t(i);
    interface->last = last;
    interface->flags = uint16_t(flags);
    interface->constructor = new_row(interface, MemberKind::kInterfaceObject, name, 0);
    registry().push_back(interface);
  }
  Py_RETURN_NONE;
}

}  // namespace whipsnake
