#include "jsengine/kernel/platform/window_proxy.h"

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

PlatformObject* window_of(Object* o) { return static_cast<WindowProxy*>(o)->window; }

// The window's child navigables, a list of windows. A null reference: abrupt.
Reference frames_of(Agent* agent, Object* o) {
  static PyObject* const name = PyUnicode_InternFromString("frame_windows");
  Reference list(PyObject_GetAttr(window_of(o)->python(), name));
  if (!list || !PyList_Check(list.get())) return throw_python_exception(agent), Reference();
  return list;
}

Value get_prototype(Agent* agent, Object* o) { return get_prototype_of(agent, window_of(o)); }
Truth set_prototype(Agent* agent, Object* o, Value v) {
  return truth(v == TRY(get_prototype_of(agent, window_of(o))));
}
Truth is_extensible(Agent*, Object*) { return Truth::kTrue; }
Truth prevent_extensions(Agent*, Object*) { return Truth::kFalse; }

// https://html.spec.whatwg.org/#windowproxy-getownproperty
Truth get_own(Agent* agent, Object* o, PropertyKey key, PropertyDescriptor* d) {
  if (!key.is_index()) return ordinary_get_own_property(agent, window_of(o), key, d);
  Reference frames = frames_of(agent, o);
  if (!frames) return Abrupt{};
  if (Py_ssize_t(key.as_index()) >= PyList_GET_SIZE(frames.get())) return Truth::kFalse;
  Value frame = TRY(wrap(agent, PyList_GET_ITEM(frames.get(), key.as_index())));
  *d = PropertyDescriptor::data(frame, kEnumerable | kConfigurable);
  return Truth::kTrue;
}

Truth define_own(Agent* agent, Object* o, PropertyKey key, const PropertyDescriptor& d) {
  return key.is_index() ? Truth::kFalse : ordinary_define_own_property(agent, window_of(o), key, d);
}

Truth has(Agent* agent, Object* o, PropertyKey key) {
  return key.is_index() ? exotic_has_property(agent, o, key)
                        : ordinary_has_property(agent, window_of(o), key);
}

Value get_value(Agent* agent, Object* o, PropertyKey key, Value receiver) {
  return key.is_index() ? exotic_get(agent, o, key, receiver)
                        : ordinary_get(agent, window_of(o), key, receiver);
}

// A write to the proxy is one to its window, without the way round by the receiver.
Truth set_value(Agent* agent, Object* o, PropertyKey key, Value v, Value receiver) {
  if (key.is_index()) return exotic_set(agent, o, key, v, receiver);
  return ordinary_set(agent, window_of(o), key, v, receiver == Value(o) ? Value(window_of(o)) : receiver);
}

Truth remove(Agent* agent, Object* o, PropertyKey key) {
  if (!key.is_index()) return ordinary_delete(agent, window_of(o), key);
  PropertyDescriptor d;
  return truth(!TRY(get_own(agent, o, key, &d)));
}

Status own_keys(Agent* agent, Object* o, KeyList* keys) {
  Reference frames = frames_of(agent, o);
  if (!frames) return Status::kAbrupt;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(frames.get()); i++)
    TRY(keys->add(PropertyKey::index(uint32_t(i))));
  return ordinary_own_property_keys(agent, window_of(o), keys);
}

}  // namespace

const ObjectMethods kWindowProxyMethods = {
    get_prototype, set_prototype, is_extensible, prevent_extensions, get_own, define_own, has,
    get_value,     set_value,     remove,        own_keys,
};

VISIT_OBJECT(WindowProxy, WindowProxy, &WindowProxy::window)

static Status put_behind(Agent* agent, WindowProxy* proxy, Realm* realm) {
  auto* window = static_cast<PlatformObject*>(realm->global_object);
  store(agent, proxy, &proxy->window, window);
  store(agent, realm, &realm->global_this, Value(proxy));
  OwnProperty own;
  if (TRY(find_own_named(agent, window, agent->names->globalThis, &own)))
    TRY(replace_own(agent, window, agent->names->globalThis, own, Value(proxy), own.attributes));
  return Status::kOk;
}

Status give_window_proxy(Agent* agent, Realm* realm) {
  auto* proxy = TRY(new_object_of<WindowProxy>(agent, CellKind::kWindowProxy, Value::null()));
  return put_behind(agent, proxy, realm);
}

Status replace_window(Agent* agent, PlatformObject* window, PlatformObject* by) {
  return put_behind(agent, static_cast<WindowProxy*>(window->realm->global_this.as_object()), by->realm);
}

}  // namespace whipsnake
