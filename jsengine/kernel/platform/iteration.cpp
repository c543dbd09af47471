// What iterable declarations and indexed properties add to a prototype.
// https://webidl.spec.whatwg.org/#js-iterable
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

PropertyKey iterator_symbol(Agent* agent) {
  return PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator));
}

Status add(Agent* agent, Object* o, const char* name, Value value) {
  return add_own(agent, o, PropertyKey::name(intern(agent, name)), value, kDataDefault);
}

// A property of %Array.prototype% as it was made.
Value array_function(Agent* agent, Realm* realm, const char* name) {
  if (std::string_view(name) == "values") return intrinsic(realm, Intrinsic::kArrayProto_values);
  Object* prototype = TRY(intrinsic(realm, Intrinsic::kArrayPrototype)).as_object();
  OwnProperty p;
  if (!TRY(find_own_named(agent, prototype, PropertyKey::name(intern(agent, name)), &p)))
    ENGINE_BUG("an Array method is missing");
  return p.value;
}

// https://webidl.spec.whatwg.org/#js-iterable-value: the functions are Array's own.
Status add_value_iteration(Agent* agent, Realm* realm, Object* prototype, bool all) {
  if (all)
    for (const char* name : {"entries", "keys", "values", "forEach"})
      TRY(add(agent, prototype, name, TRY(array_function(agent, realm, name))));
  return add_own(agent, prototype, iterator_symbol(agent), TRY(array_function(agent, realm, "values")),
                 kHiddenDefault);
}

// -- Pairs: https://webidl.spec.whatwg.org/#js-default-iterator-object

const PlatformRow& row_of(Frame* frame) {
  return *static_cast<const PlatformRow*>(static_cast<NativeFunction*>(frame->function.as_object())->row);
}

// The pairs as they are now: a list of 2-tuples. A null reference: abrupt.
Reference pairs_of(Agent* agent, PyObject* self) {
  static PyObject* const name = PyUnicode_InternFromString("pairs");
  Reference list(PyObject_CallMethodNoArgs(self, name));
  Reference fast(list ? PySequence_Fast(list.get(), "a list of pairs is expected") : nullptr);
  if (!fast) throw_python_exception(agent);
  return fast;
}

// kFalse: there is no such pair.
Truth pair_at(Agent* agent, const InterfaceDefinition* interface, PyObject* self, uint32_t index, Value* key,
              Value* value) {
  Reference pairs = pairs_of(agent, self);
  if (!pairs) return Abrupt{};
  if (Py_ssize_t(index) >= PySequence_Fast_GET_SIZE(pairs.get())) return Truth::kFalse;
  PyObject* pair = PySequence_Fast_GET_ITEM(pairs.get(), index);
  PyObject *first, *second;
  if (!PyArg_ParseTuple(pair, "OO", &first, &second)) return throw_python_exception(agent);
  *key = TRY(to_js(agent, first, *interface->key_type));
  *value = TRY(to_js(agent, second, *interface->value_type));
  return Truth::kTrue;
}

enum Kind : uint8_t { kEntries, kKeys, kValues };

struct PlatformIterator : Object {  // detail: Kind
  PlatformObject* target;
  uint32_t index;
};

Value iterator_next(Agent* agent, Frame* frame) {
  const InterfaceDefinition* interface = row_of(frame).interface;
  Value self = frame->registers[0];
  auto* iterator = self.is_object() && self.as_object()->is(CellKind::kPlatformIterator)
                       ? static_cast<PlatformIterator*>(self.as_object())
                       : nullptr;
  if (iterator == nullptr || !implements(iterator->target, interface))
    return throw_new(agent, ErrorType::kTypeError, new_string(agent, "Illegal invocation"));
  Value key, value;
  if (!TRY(pair_at(agent, interface, iterator->target->python(), iterator->index, &key, &value)))
    return create_iter_result(agent, Value::undefined(), true);
  iterator->index++;
  if (iterator->detail == kKeys) return create_iter_result(agent, key, false);
  if (iterator->detail == kValues) return create_iter_result(agent, value, false);
  Value pair[] = {key, value};
  return create_iter_result(agent, TRY(new_array_from(agent, agent->realm, pair, 2)), false);
}

// https://webidl.spec.whatwg.org/#dfn-iterator-prototype-object
Object* iterator_prototype(Agent* agent, Realm* realm, const InterfaceDefinition* interface) {
  Value* slot = &realm->interfaces->values[interface->number * kRealmInterfaceSlots + kIteratorPrototypeSlot];
  if (slot->is_object()) return slot->as_object();
  Value parent = TRY(intrinsic(realm, Intrinsic::kIteratorPrototype));
  Object* o = TRY(new_object_with_prototype(agent, parent));
  Value next =
      TRY(new_member_function(agent, realm, &interface->iteration_rows[0], iterator_next, "next", 0));
  TRY(add(agent, o, "next", next));
  TRY(add_own(agent, o, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kToStringTag)),
              Value(TRY(string_from_utf8(agent, interface->name + " Iterator"))), kConfigurable));
  store(agent, realm->interfaces, slot, Value(o));
  return o;
}

Value new_iterator(Agent* agent, Frame* frame, Kind kind) {
  const InterfaceDefinition* interface = row_of(frame).interface;
  PlatformObject* self = TRY(receiver_of(agent, frame, interface));
  Object* prototype = TRY(iterator_prototype(agent, agent->realm, interface));
  auto* iterator = TRY(new_object_of<PlatformIterator>(agent, CellKind::kPlatformIterator, Value(prototype)));
  iterator->detail = kind;
  iterator->target = self;
  return iterator;
}

Value pair_entries(Agent* agent, Frame* frame) { return new_iterator(agent, frame, kEntries); }
Value pair_keys(Agent* agent, Frame* frame) { return new_iterator(agent, frame, kKeys); }
Value pair_values(Agent* agent, Frame* frame) { return new_iterator(agent, frame, kValues); }

// https://webidl.spec.whatwg.org/#js-iterable: forEach
Value pair_for_each(Agent* agent, Frame* frame) {
  const PlatformRow& row = row_of(frame);
  PlatformObject* self = TRY(receiver_of(agent, frame, row.interface));
  if (frame->argc == 0) return throw_failure(agent, {&row}, "1 argument required, but only 0 present.");
  Value callback = frame->argument(0), this_argument = frame->argument(1), key, value;
  if (!is_callable(callback)) return throw_failure(agent, {&row}, "parameter 1 is not a function.");
  for (uint32_t i = 0; TRY(pair_at(agent, row.interface, self->python(), i, &key, &value)); i++)
    TRY(call_with(agent, callback, this_argument, value, key, Value(self)));
  return Value::undefined();
}

Status add_pair_iteration(Agent* agent, Realm* realm, Object* prototype, InterfaceDefinition* interface) {
  struct {
    const char* name;
    NativeCode code;
    uint32_t length;
  } const kFunctions[] = {{"entries", pair_entries, 0},
                          {"keys", pair_keys, 0},
                          {"values", pair_values, 0},
                          {"forEach", pair_for_each, 1}};
  for (size_t i = 0; i < 4; i++) {
    PlatformRow& row = interface->iteration_rows[i];
    row.interface = interface;
    row.text_name = kFunctions[i].name;
    Value f = TRY(new_member_function(agent, realm, &row, kFunctions[i].code, kFunctions[i].name,
                                      kFunctions[i].length));
    TRY(add(agent, prototype, kFunctions[i].name, f));
    if (i == (interface->iterable == 3 ? kValues : kEntries))
      TRY(add_own(agent, prototype, iterator_symbol(agent), f, kHiddenDefault));
  }
  return Status::kOk;
}

}  // namespace

VISIT_OBJECT(PlatformIterator, PlatformIterator, &PlatformIterator::target)

Status add_iteration_members(Agent* agent, Realm* realm, Object* prototype, InterfaceDefinition* interface) {
  if (interface->iterable >= 2) return add_pair_iteration(agent, realm, prototype, interface);
  if (interface->iterable == 1 || interface->indexed_getter != nullptr)
    return add_value_iteration(agent, realm, prototype, interface->iterable == 1);
  return Status::kOk;
}

}  // namespace whipsnake
