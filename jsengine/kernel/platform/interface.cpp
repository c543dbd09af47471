// What realms have of interfaces: prototypes, interface objects, instance shapes. Made when first touched,
// members too. https://webidl.spec.whatwg.org/#js-interfaces
#include "jsengine/kernel/platform/interface.h"

#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/platform/kernel_operations.h"
#include "jsengine/kernel/platform/legacy.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

namespace {

PropertyKey name_key(Agent* agent, const std::string& name) {
  return key_from_string(agent, must(string_from_utf8(agent, name)));
}

Value lazy_value(const PlatformRow& row) {
  return Value::from_bits(tag_bits(Tag::kSpecial) |
                          uint64_t(uintptr_t(static_cast<const BuiltinRow*>(&row))));
}

Value* realm_slot(Agent* agent, Realm* realm, uint32_t number, RealmInterfaceSlot which) {
  if (realm->interfaces == nullptr) {
    Slots* slots = TRY(new_slots(agent, interface_count() * kRealmInterfaceSlots));
    for (uint32_t i = 0; i < slots->aux; i++) slots->values[i] = Value::undefined();
    store(agent, realm, &realm->interfaces, slots);
  }
  return &realm->interfaces->values[number * kRealmInterfaceSlots + which];
}

uint8_t member_attributes(const PlatformRow& row) {
  if (row.member_kind == MemberKind::kConstant) return kEnumerable;
  if (row.member_kind == MemberKind::kAttribute)
    return uint8_t(kAccessorProperty | kEnumerable | (row.member_flags & kUnforgeable ? 0 : kConfigurable));
  return row.member_flags & kUnforgeable ? kEnumerable : kDataDefault;
}

Value member_value(const PlatformRow& row) {
  return row.member_kind == MemberKind::kConstant ? Value::normalised(row.number) : lazy_value(row);
}

Status add_member(Agent* agent, Object* o, const PlatformRow& row) {
  return add_own(agent, o, name_key(agent, row.text_name), member_value(row), member_attributes(row));
}

// https://webidl.spec.whatwg.org/#Unscopable
Status add_unscopables(Agent* agent, Object* prototype, const InterfaceDefinition* interface) {
  if (interface->unscopables.empty()) return Status::kOk;
  Object* list = TRY(new_object_with_prototype(agent, Value::null()));
  for (const std::string& name : interface->unscopables)
    TRY(add_own(agent, list, name_key(agent, name), Value::boolean(true), kDataDefault));
  return add_own(agent, prototype, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kUnscopables)),
                 list, kConfigurable);
}

Value parent_prototype(Agent* agent, Realm* realm, const InterfaceDefinition* interface) {
  if (interface->flags & kErrorPrototype) return intrinsic(realm, Intrinsic::kErrorPrototype);
  if (interface->parent < 0) return intrinsic(realm, Intrinsic::kObjectPrototype);
  Object* parent = TRY(interface_prototype(agent, realm, uint32_t(interface->parent)));
  if (interface->flags & kGlobalInterface && interface->named_getter != nullptr)
    return TRY(new_named_properties_object(agent, realm, parent, interface));
  return parent;
}

Status fill_prototype(Agent* agent, Realm* realm, Object* o, InterfaceDefinition* interface) {
  TRY(make_lazy_table(agent, realm, o, interface->members.size() + 8));
  bool global = interface->flags & kGlobalInterface;
  for (const PlatformRow& row : interface->members) {
    if (row.member_flags & (kStaticMember | kUnforgeable)) continue;
    if (global && row.member_kind != MemberKind::kConstant) continue;
    TRY(add_member(agent, o, row));
  }
  if (!(interface->flags & kNoInterfaceObject))
    TRY(add_own(agent, o, agent->names->constructor, lazy_value(interface->constructor), kHiddenDefault));
  TRY(add_unscopables(agent, o, interface));
  TRY(add_iteration_members(agent, realm, o, interface));
  return add_own(agent, o, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kToStringTag)),
                 Value(TRY(string_from_utf8(agent, interface->name))), kConfigurable);
}

Status fill_interface_object(Agent* agent, Realm* realm, Object* o, InterfaceDefinition* interface) {
  TRY(make_lazy_table(agent, realm, o, interface->members.size() + 4));
  TRY(add_own(agent, o, agent->names->length,
              Value::uint32(overloads_length(interface->constructor.overloads)), kConfigurable));
  TRY(add_own(agent, o, agent->names->name, Value(TRY(string_from_utf8(agent, interface->name))),
              kConfigurable));
  if (!(interface->flags & kIsCallbackInterface))
    TRY(add_own(agent, o, agent->names->prototype,
                Value(TRY(interface_prototype(agent, realm, interface->number))), 0));
  for (const PlatformRow& row : interface->members)
    if (row.member_kind == MemberKind::kConstant || row.member_flags & kStaticMember)
      TRY(add_member(agent, o, row));
  return Status::kOk;
}

InterfaceDefinition* described(Agent* agent, uint32_t number) {
  InterfaceDefinition* interface = described_interface(number);
  if (interface == nullptr) throw_python_exception(agent);
  return interface;
}

class InRealm {  // everything of a set-up is made in its realm
 public:
  InRealm(Agent* agent, Realm* realm) : agent_(agent), running_(agent->realm) { agent->realm = realm; }
  ~InRealm() { agent_->realm = running_; }
  InRealm(const InRealm&) = delete;

 private:
  Agent* agent_;
  Realm* running_;
};

// The interface and those it inherits from, the most basic first.
std::vector<InterfaceDefinition*> lineage(Agent* agent, uint32_t number) {
  std::vector<InterfaceDefinition*> chain;
  for (int32_t n = int32_t(number); n >= 0; n = chain.front()->parent) {
    InterfaceDefinition* interface = described(agent, uint32_t(n));
    if (interface == nullptr) return {};
    chain.insert(chain.begin(), interface);
  }
  return chain;
}

// The shape of instances, with the accessors of [LegacyUnforgeable] attributes if there are some.
Shape* make_instance_shape(Agent* agent, Realm* realm, uint32_t number, Object* prototype) {
  std::vector<const PlatformRow*> rows;
  auto chain = lineage(agent, number);
  if (chain.empty()) return nullptr;
  for (InterfaceDefinition* interface : chain)
    for (const PlatformRow& row : interface->members)
      if (row.member_flags & kUnforgeable) rows.push_back(&row);
  auto count = uint8_t(rows.size());
  Shape* shape = TRY(root_shape(agent, instance_kind(number), prototype, count, sizeof(PlatformObject)));
  if (count == 0) return shape;
  Slots* values = TRY(new_slots(agent, count));
  for (uint8_t i = 0; i < count; i++) {
    // Functions of a parent's member are the same in all instances of the realm: made with the parent's
    // shape.
    const PlatformRow& row = *rows[i];
    Value made = Value::undefined();
    if (row.interface->number != number) {
      TRY(instance_shape(agent, realm, row.interface->number));
      Slots* above = realm_slot(agent, realm, row.interface->number, kUnforgeableSlot)->as<Slots>();
      made = above->values[i];
    } else {
      made = TRY(make_platform_member(agent, realm, &row));
    }
    store(agent, values, &values->values[i], made);
    shape = TRY(add_transition(agent, shape, name_key(agent, row.text_name), member_attributes(row)));
  }
  Value* slot = TRY(realm_slot(agent, realm, number, kUnforgeableSlot));
  store(agent, realm->interfaces, slot, Value::cell(values));
  return shape;
}

}  // namespace

Object* interface_prototype(Agent* agent, Realm* realm, uint32_t number) {
  Value* slot = TRY(realm_slot(agent, realm, number, kPrototypeSlot));
  if (slot->is_object()) [[likely]]
    return slot->as_object();
  InRealm scope(agent, realm);
  InterfaceDefinition* interface = TRY(described(agent, number));
  Value parent = TRY(parent_prototype(agent, realm, interface));
  Object* o = TRY(new_object_with_prototype(agent, parent));
  store(agent, realm->interfaces, realm_slot(agent, realm, number, kPrototypeSlot), Value(o));
  TRY(fill_prototype(agent, realm, o, interface));
  return o;
}

Object* interface_object(Agent* agent, Realm* realm, uint32_t number) {
  Value* slot = TRY(realm_slot(agent, realm, number, kConstructorSlot));
  if (slot->is_object()) return slot->as_object();
  InRealm scope(agent, realm);
  InterfaceDefinition* interface = TRY(described(agent, number));
  Value parent = interface->parent >= 0
                     ? Value(TRY(interface_object(agent, realm, uint32_t(interface->parent))))
                     : TRY(intrinsic(realm, Intrinsic::kFunctionPrototype));
  auto* f = TRY(new_object_of<NativeFunction>(agent, CellKind::kNativeFunction, parent));
  f->flags |= kCallable | (interface->flags & kIsCallbackInterface ? 0 : kConstructor);
  f->code = constructor_call;
  f->realm = realm;
  f->row = &interface->constructor;
  for (Value& v : f->data) v = Value::undefined();
  store(agent, realm->interfaces, realm_slot(agent, realm, number, kConstructorSlot), Value(f));
  TRY(fill_interface_object(agent, realm, f, interface));
  return f;
}

Shape* instance_shape(Agent* agent, Realm* realm, uint32_t number) {
  Value* slot = TRY(realm_slot(agent, realm, number, kShapeSlot));
  if (!slot->is_undefined()) [[likely]]
    return slot->as<Shape>();
  InRealm scope(agent, realm);
  Object* prototype = TRY(interface_prototype(agent, realm, number));
  Shape* shape = TRY(make_instance_shape(agent, realm, number, prototype));
  store(agent, realm->interfaces, realm_slot(agent, realm, number, kShapeSlot), Value::cell(shape));
  return shape;
}

CellKind instance_kind(uint32_t number) {
  for (int32_t n = int32_t(number); n >= 0; n = interface_definition(uint32_t(n))->parent)
    if (interface_definition(uint32_t(n))->flags & (kIndexed | kNamed))
      return CellKind::kLegacyPlatformObject;
  return CellKind::kPlatformObject;
}

Value make_platform_member(Agent* agent, Realm* realm, const BuiltinRow* builtin) {
  const auto& row = *static_cast<const PlatformRow*>(builtin);
  if (row.member_kind == MemberKind::kInterfaceObject)
    return TRY(interface_object(agent, realm, row.interface->number));
  if (row.member_kind == MemberKind::kOperation) {
    NativeCode code = row.member_flags & kInKernel ? kernel_operation(row) : operation_call;
    return TRY(new_member_function(agent, realm, &row, code, row.text_name, overloads_length(row.overloads)));
  }
  Value getter = TRY(new_member_function(agent, realm, &row, attribute_getter, "get " + row.text_name, 0));
  Value setter = Value::undefined();
  if (!(row.member_flags & kReadOnlyAttribute))
    setter = TRY(new_member_function(agent, realm, &row, attribute_setter, "set " + row.text_name, 1));
  return Value::cell(new_accessor(agent, getter, setter));
}

NativeFunction* new_member_function(Agent* agent, Realm* realm, const PlatformRow* row, NativeCode code,
                                    const std::string& name, uint32_t length) {
  String* text = TRY(string_from_utf8(agent, name));
  auto* f = TRY(new_native_function(agent, realm, code, PropertyKey::name(intern(agent, text)), length));
  f->row = row;
  return f;
}

uint32_t overloads_length(const std::vector<Overload>& overloads) {
  uint32_t least = overloads.empty() ? 0 : UINT32_MAX;
  for (const Overload& overload : overloads) least = std::min(least, overload.required);
  return least;
}

}  // namespace whipsnake
