#include "jsengine/kernel/platform/platform_object.h"

#include <unordered_map>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/window_proxy.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/realm.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

namespace {

PyTypeObject* link_type = nullptr;

// Links of objects whose attribute cannot be read from memory: Python that was not compiled, exceptions.
std::unordered_map<PyObject*, WrapperLink*>& links_elsewhere() {
  static auto* map = new std::unordered_map<PyObject*, WrapperLink*>;
  return *map;
}

void link_dealloc(PyObject* self) {
  auto* link = reinterpret_cast<WrapperLink*>(self);
  if (link->cell != nullptr) link->cell->link = nullptr;
  if (!links_elsewhere().empty()) links_elsewhere().erase(link->object);
  PyTypeObject* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyType_Slot link_slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(link_dealloc)},
                            {Py_tp_doc, const_cast<char*>("What a platform object knows of its wrapper.")},
                            {0, nullptr}};
PyType_Spec link_spec = {"jsengine._kernel.Wrapper", sizeof(WrapperLink), 0,
                         Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, link_slots};

PyObject* wrapper_name() {
  static PyObject* name = PyUnicode_InternFromString("wrapper");
  return name;
}

// By type. The table holds its types.
std::unordered_map<PyTypeObject*, WrapperSlot*>& slots_by_type() {
  static auto* map = new std::unordered_map<PyTypeObject*, WrapperSlot*>;
  return *map;
}

struct CachedSlot {
  PyTypeObject* type;
  WrapperSlot* slot;
};
constexpr size_t kCachedSlots = 256;
CachedSlot cached_slots[kCachedSlots];

CachedSlot& cache_entry(PyTypeObject* type) { return cached_slots[(uintptr_t(type) >> 4) % kCachedSlots]; }

WrapperSlot* find_slot(PyTypeObject* type) {
  CachedSlot& cached = cache_entry(type);
  if (cached.type == type) [[likely]]
    return cached.slot;
  auto at = slots_by_type().find(type);
  cached = {type, at == slots_by_type().end() ? nullptr : at->second};
  return cached.slot;
}

// The place of the attribute: where setting it puts the value.
Py_ssize_t place_of_attribute(PyObject* object) {
  Reference before(PyObject_GetAttr(object, wrapper_name()));
  if (!before) return -2;
  PyTypeObject* type = Py_TYPE(object);
  Reference probe(PyList_New(0));
  if (!probe || PyObject_SetAttr(object, wrapper_name(), probe.get()) != 0) return -2;
  Py_ssize_t found = -1;
  if (type->tp_dictoffset == 0 && !(type->tp_flags & Py_TPFLAGS_MANAGED_DICT))
    for (auto at = Py_ssize_t(sizeof(PyObject)); at + Py_ssize_t(sizeof(PyObject*)) <= type->tp_basicsize;
         at += Py_ssize_t(sizeof(PyObject*)))
      if (*reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + at) == probe.get()) found = at;
  return PyObject_SetAttr(object, wrapper_name(), before.get()) == 0 ? found : -2;
}

PyObject** attribute_address(PyObject* object, const WrapperSlot* slot) {
  return reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + slot->offset);
}

// What the attribute holds: borrowed; nullptr for None.
PyObject* current_wrapper(PyObject* object, const WrapperSlot* slot) {
  if (slot->offset >= 0) {
    PyObject* held = *attribute_address(object, slot);
    return held == Py_None ? nullptr : held;
  }
  auto at = links_elsewhere().find(object);
  if (at != links_elsewhere().end()) return reinterpret_cast<PyObject*>(at->second);
  PyObject* held = PyObject_GetAttr(object, wrapper_name());
  if (held == nullptr) PyErr_Clear();
  Py_XDECREF(held);  // the object holds it
  return held == Py_None ? nullptr : held;
}

bool is_link(PyObject* object) { return Py_IS_TYPE(object, link_type); }

int64_t ask_interface(PyObject* object, WrapperSlot* slot) {
  Reference answer(PyObject_CallOneArg(platform_hooks.interface_of, object));
  if (!answer) return -1;
  long long number = 0;
  int always = 0;
  if (!PyArg_ParseTuple(answer.get(), "Lp", &number, &always)) return -1;
  if (always) slot->interface_number = number;
  return number;
}

Realm* realm_for(Agent* agent, PyObject* object) {
  Realm* running = agent->realm;
  if (agent->extras->window_realms < 2) {
    return agent->extras->main_realm;
  }
  Reference window(PyObject_CallOneArg(platform_hooks.realm_of, object));
  if (!window) return nullptr;
  WrapperLink* link = window.get() == Py_None ? nullptr : known_link(window.get());
  return link != nullptr && link->cell != nullptr ? link->cell->realm : running;
}

PlatformObject* new_cell(Agent* agent, Realm* realm, uint32_t number) {
  Shape* shape = TRY(instance_shape(agent, realm, number));
  size_t size = sizeof(PlatformObject) + size_t(shape->detail) * sizeof(Value);
  CellKind kind = shape->object_kind;
  auto* cell = TRY(allocate<PlatformObject>(agent, kind, size));
  cell->flags = uint8_t(kExtensible | exotic_flags(kind));
  cell->shape = shape;
  cell->realm = realm;
  cell->interface_number = number;
  if (shape->detail != 0) {
    auto* own = realm->interfaces->values[number * kRealmInterfaceSlots + kUnforgeableSlot].as<Slots>();
    auto* values = reinterpret_cast<Value*>(cell + 1);
    for (uint32_t i = 0; i < shape->detail; i++) values[i] = own->values[i];
  }
  return cell;
}

}  // namespace

PlatformObject* platform_object_of(Value v) {
  if (!v.is_object()) return nullptr;
  Object* o = v.as_object();
  if (o->is(CellKind::kPlatformObject)) [[likely]]
    return static_cast<PlatformObject*>(o);
  if (o->is(CellKind::kLegacyPlatformObject))
    return o->detail & kNamedProperties ? nullptr : static_cast<PlatformObject*>(o);
  if (o->is(CellKind::kWindowProxy)) return static_cast<WindowProxy*>(o)->window;
  if (o->is(CellKind::kGlobalObject) && static_cast<PlatformObject*>(o)->object != nullptr)
    return static_cast<PlatformObject*>(o);
  return nullptr;
}

bool has_identity(const PlatformObject* o) {
  if (o->is(CellKind::kGlobalObject) || o->slots != nullptr || o->elements != nullptr) return true;
  if (!(o->flags & kExtensible) || (o->detail & kHeldWeakly)) return true;
  return Value::cell(o->shape) !=
         o->realm->interfaces->values[o->interface_number * kRealmInterfaceSlots + kShapeSlot];
}

WrapperSlot* wrapper_slot(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  if (WrapperSlot* known = find_slot(type)) return known;
  Py_ssize_t place = place_of_attribute(object);
  if (place < -1) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "a %s cannot be handed to JavaScript", type->tp_name);
    return nullptr;
  }
  auto* slot = new WrapperSlot;
  slot->offset = place;
  Py_INCREF(type);
  slots_by_type()[type] = slot;
  cache_entry(type) = {type, slot};
  return slot;
}

WrapperLink* known_link(PyObject* object) {
  WrapperSlot* slot = find_slot(Py_TYPE(object));
  if (slot == nullptr) return nullptr;
  PyObject* held = nullptr;
  if (slot->offset >= 0) {
    held = *attribute_address(object, slot);
  } else {
    auto at = links_elsewhere().find(object);
    if (at != links_elsewhere().end()) held = reinterpret_cast<PyObject*>(at->second);
  }
  return held != nullptr && is_link(held) ? reinterpret_cast<WrapperLink*>(held) : nullptr;
}

bool tie(Agent* agent, PlatformObject* cell, PyObject* object) {
  WrapperSlot* slot = wrapper_slot(object);
  if (slot == nullptr) return false;
  PyObject* held = current_wrapper(object, slot);
  if (held == nullptr) {
    Reference made(link_type->tp_alloc(link_type, 0));
    if (!made) return false;
    held = made.get();
    if (slot->offset >= 0) {
      PyObject** at = attribute_address(object, slot);
      PyObject* before = *at;
      *at = made.release();
      Py_XDECREF(before);
    } else {
      if (PyObject_SetAttr(object, wrapper_name(), held) != 0) return false;
      links_elsewhere()[object] = reinterpret_cast<WrapperLink*>(held);
    }
  }
  cell->link = reinterpret_cast<WrapperLink*>(held);
  cell->link->cell = cell;
  cell->link->object = object;
  cell->object = Py_NewRef(object);
  auto bytes = uint32_t(Py_TYPE(object)->tp_basicsize);
  if (charge(agent, Category::kPython, bytes)) cell->charged = bytes;
  register_python_owner(agent, cell);
  return true;
}

Value wrap(Agent* agent, PyObject* object) {
  WrapperSlot* slot = wrapper_slot(object);
  if (slot == nullptr) return throw_python_exception(agent);
  if (PyObject* held = current_wrapper(object, slot)) {
    if (is_link(held)) {
      if (PlatformObject* cell = reinterpret_cast<WrapperLink*>(held)->cell) {
        if (cell->realm->agent == agent) [[likely]]
          return cell->is(CellKind::kGlobalObject) ? cell->realm->global_this : Value(cell);
        PyErr_SetString(PyExc_ValueError, "the object belongs to another agent");
        return throw_python_exception(agent);
      }
    } else if (is_handle(held)) {
      Value value = value_of_handle(context_of(agent), held);
      return is_abrupt(value) ? Value(throw_python_exception(agent)) : value;
    }
  }
  int64_t number = slot->interface_number >= 0 ? slot->interface_number : ask_interface(object, slot);
  if (number < 0) return throw_python_exception(agent);
  Realm* realm = realm_for(agent, object);
  if (realm == nullptr) return throw_python_exception(agent);
  PlatformObject* cell = TRY(new_cell(agent, realm, uint32_t(number)));
  if (!tie(agent, cell, object)) return throw_python_exception(agent);
  return Value(cell);
}

Value wrap_with_prototype(Agent* agent, Realm* realm, PyObject* object, Object* prototype) {
  WrapperSlot* slot = wrapper_slot(object);
  if (slot == nullptr) return throw_python_exception(agent);
  int64_t number = slot->interface_number >= 0 ? slot->interface_number : ask_interface(object, slot);
  if (number < 0) return throw_python_exception(agent);
  if (current_wrapper(object, slot) != nullptr) return wrap(agent, object);
  PlatformObject* cell = TRY(new_cell(agent, realm, uint32_t(number)));
  if (cell->prototype() != Value(prototype)) TRY(change_prototype(agent, cell, prototype));
  if (!tie(agent, cell, object)) return throw_python_exception(agent);
  return Value(cell);
}

void disown(Agent* agent, PlatformObject* cell) {
  if (cell->link != nullptr) cell->link->cell = nullptr;
  cell->link = nullptr;
  if (cell->object == nullptr) return;
  drop_later(agent, cell->object);
  cell->object = nullptr;
  uncharge(agent, Category::kPython, cell->charged);
  cell->charged = 0;
}

VISIT_OBJECT(PlatformObject, PlatformObject, &PlatformObject::realm)
VISIT_OBJECT(LegacyPlatformObject, PlatformObject, &PlatformObject::realm)
VISIT_OBJECT(GlobalObject, PlatformObject, &PlatformObject::realm)
KIND_FINALISER(PlatformObject) { disown(agent, static_cast<PlatformObject*>(cell)); }
KIND_FINALISER(LegacyPlatformObject) { disown(agent, static_cast<PlatformObject*>(cell)); }
KIND_FINALISER(GlobalObject) { disown(agent, static_cast<PlatformObject*>(cell)); }

bool add_wrapper_type(PyObject* module) {
  link_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&link_spec));
  return link_type != nullptr && PyModule_AddType(module, link_type) == 0;
}

}  // namespace whipsnake
