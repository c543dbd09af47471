// Making intrinsic objects from the tables of built-ins, and built-in functions on their first touch.
#include "jsengine/kernel/builtin.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/realm.h"
#include "jsengine/kernel/self_hosting.h"
#include "jsengine/kernel/string_object.h"

namespace whipsnake {

namespace {

const BuiltinSet** sets() {  // by Intrinsic; a function's static: sets register before main
  static const BuiltinSet* table[size_t(Intrinsic::kCount)] = {};
  return table;
}

struct ProvidedRow {
  const BuiltinRow* row = nullptr;
};
bool is_function_row(const BuiltinRow& row) {
  return row.kind == BuiltinKind::kNative || row.kind == BuiltinKind::kSelfHosted;
}

// Rows marked with AS_INTRINSIC, by Intrinsic.
const ProvidedRow* intrinsic_rows() {
  static ProvidedRow table[size_t(Intrinsic::kCount)];
  static bool filled = [] {
    for (size_t i = 0; i < size_t(Intrinsic::kCount); i++) {
      const BuiltinSet* set = sets()[i];
      for (size_t n = 0; set != nullptr && n < set->count; n++)
        if (is_function_row(set->rows[n]) && set->rows[n].intrinsic >= 0)
          table[set->rows[n].intrinsic].row = &set->rows[n];
    }
    return true;
  }();
  (void)filled;
  return table;
}

constexpr const char* kIntrinsicNames[] = {
#define I(name) #name,
    WHIPSNAKE_INTRINSICS(I)
#undef I
};

PropertyKey key_of(Agent* agent, const BuiltinRow& row) {
  if (row.symbol >= 0) return PropertyKey::symbol(well_known(agent, WellKnownSymbol(row.symbol)));
  return PropertyKey::name(intern(agent, std::string_view(row.name)));
}

PropertyKey name_of(Agent* agent, const char* name) {
  return PropertyKey::name(intern(agent, std::string_view(name)));
}

Value new_accessor_function(Agent* agent, Realm* realm, NativeCode code, const BuiltinRow& row, bool setter) {
  if (code == nullptr) return Value::undefined();
  const char* prefix = setter ? "set" : "get";
  PropertyKey name = name_of(agent, row.symbol >= 0 ? "" : row.name);
  if (row.symbol >= 0) name = key_of(agent, row);
  String* text = TRY(function_name_text(agent, name, prefix));
  return TRY(new_native_function(agent, realm, code, PropertyKey::name(intern(agent, text)), setter ? 1 : 0));
}

Value make_accessor(Agent* agent, Realm* realm, const BuiltinRow& row) {
  if (row.intrinsic >= 0) {
    Value both = TRY(intrinsic(realm, Intrinsic(row.intrinsic)));
    return Value::cell(new_accessor(agent, both, both));
  }
  Value getter = TRY(new_accessor_function(agent, realm, row.code, row, false));
  Value setter = TRY(new_accessor_function(agent, realm, row.setter, row, true));
  return Value::cell(new_accessor(agent, getter, setter));
}

// A self-hosted function shows itself by its row: its name and length there, no constructor.
Value self_hosted_of_row(Agent* agent, Realm* realm, const BuiltinRow& row) {
  Value f = TRY(self_hosted_function(agent, realm, row.text));
  Object* o = f.as_object();
  Shape* shape = TRY(
      root_shape(agent, CellKind::kFunction, o->shape->prototype, 2, sizeof(Function) - 2 * sizeof(Value)));
  store(agent, o, &o->shape, shape);
  TRY(add_own(agent, o, agent->names->length, Value::int32(row.length), kConfigurable));
  TRY(add_own(agent, o, agent->names->name, Value(name_of(agent, row.name).as_string()), kConfigurable));
  o->flags &= ~kConstructor;
  return f;
}

Value new_function_of_row(Agent* agent, Realm* realm, const BuiltinRow& row) {
  if (row.kind == BuiltinKind::kSelfHosted) return self_hosted_of_row(agent, realm, row);
  auto* f = TRY(new_native_function(agent, realm, row.code, name_of(agent, row.name), row.length));
  f->row = &row;
  return f;
}

Value make_function(Agent* agent, Realm* realm, const BuiltinRow& row) {
  return row.intrinsic >= 0 ? intrinsic(realm, Intrinsic(row.intrinsic))
                            : new_function_of_row(agent, realm, row);
}

// -- Sets

Object* new_wrapper(Agent* agent, CellKind kind, Value prototype, Value primitive) {
  auto* wrapper = TRY(new_object_of<WrapperObject>(agent, kind, prototype));
  wrapper->primitive = primitive;
  return wrapper;
}

// Some prototypes are exotic or have internal slots.
Object* new_object_of_shape(Agent* agent, Realm* realm, const BuiltinShape& shape, Value prototype) {
  if (shape.code != nullptr) {
    auto* f = TRY(new_object_of<NativeFunction>(agent, CellKind::kNativeFunction, prototype));
    f->flags |= kCallable | (shape.constructor ? kConstructor : 0);
    f->code = shape.code;
    f->realm = realm;
    for (Value& v : f->data) v = Value::undefined();
    return f;
  }
  switch (shape.kind) {
    case CellKind::kArray:
      return new_object_of_kind(agent, CellKind::kArray, sizeof(Array), prototype);
    case CellKind::kStringObject:
      return new_string_object(agent, agent->names->empty.as_string(), prototype);
    case CellKind::kNumber:
      return new_wrapper(agent, shape.kind, prototype, Value::int32(0));
    case CellKind::kBoolean:
      return new_wrapper(agent, shape.kind, prototype, Value::boolean(false));
    case CellKind::kGlobalObject:
      return new_object_of_kind(agent, shape.kind, sizeof(PlatformObject), prototype);
    default:
      return new_object_with_prototype(agent, prototype);
  }
}

Value eager_value(Agent* agent, const BuiltinRow& row) {
  switch (row.kind) {
    case BuiltinKind::kNumber:
      return Value::normalised(row.number);
    case BuiltinKind::kUndefined:
      return Value::undefined();
    case BuiltinKind::kSymbol:
      return Value(well_known(agent, WellKnownSymbol(int(row.number))));
    case BuiltinKind::kMade:
      return row.code(agent, nullptr);
    case BuiltinKind::kText:
      return string_from_utf8(agent, row.text);
    default:
      return Value::from_bits(tag_bits(Tag::kSpecial) | uint64_t(uintptr_t(&row)));  // lazy
  }
}

Status add_alias(Agent* agent, Object* o, const BuiltinRow& row) {
  OwnProperty original;
  if (!TRY(find_own_named(agent, o, name_of(agent, row.text), &original)))
    ENGINE_BUG("an alias of a built-in that is not in its set");
  return add_own(agent, o, key_of(agent, row), original.value, row.attributes);
}

Status add_row(Agent* agent, Object* o, const BuiltinRow& row) {
  if (row.kind == BuiltinKind::kAlias) return add_alias(agent, o, row);
  bool accessor = row.kind == BuiltinKind::kGetter || row.kind == BuiltinKind::kAccessor;
  uint8_t attributes = accessor ? row.attributes | kAccessorProperty : row.attributes;
  return add_own(agent, o, key_of(agent, row), TRY(eager_value(agent, row)), attributes);
}

Status fill(Agent* agent, Realm* realm, Object* o, const BuiltinSet* set) {
  TRY(make_lazy_table(agent, realm, o, set->count));
  if (set->shape.code != nullptr && set->shape.name != nullptr) {
    TRY(add_own(agent, o, agent->names->length, Value::int32(set->shape.length), kConfigurable));
    TRY(add_own(agent, o, agent->names->name, Value(name_of(agent, set->shape.name).as_string()),
                kConfigurable));
  }
  for (size_t i = 0; i < set->count; i++) TRY(add_row(agent, o, set->rows[i]));
  return Status::kOk;
}

Value make_set(Agent* agent, Realm* realm, const BuiltinSet* set) {
  Value prototype = Value::null();
  if (set->shape.prototype != Intrinsic::kCount) prototype = TRY(intrinsic(realm, set->shape.prototype));
  Object* o = TRY(new_object_of_shape(agent, realm, set->shape, prototype));
  store(agent, realm, &realm->intrinsics[size_t(set->self)], Value(o));
  TRY(fill(agent, realm, o, set));
  if (set->self == Intrinsic::kObjectPrototype) o->shape->flags |= kImmutablePrototype;
  if (set->self == Intrinsic::kThrowTypeError) TRY(set_integrity_level(agent, o, IntegrityLevel::kFrozen));
  return o;
}

}  // namespace

// One table that is large enough from the start.
Status make_lazy_table(Agent* agent, Realm* realm, Object* o, size_t count) {
  TRY(make_dictionary(agent, o));
  uint32_t capacity = 4;
  while (capacity < o->shape->aux + count + 4) capacity *= 2;
  PropertyTable* table = TRY(copy_property_table(agent, o->shape->table, o->shape->aux, capacity));
  table->lazy_realm = realm;
  store(agent, o->shape, &o->shape->table, table);
  return Status::kOk;
}

void BuiltinSet::add_builtin_set(const BuiltinSet* set) { sets()[size_t(set->self)] = set; }
const BuiltinSet* BuiltinSet::of(Intrinsic which) { return sets()[size_t(which)]; }

Value intrinsic(Realm* realm, Intrinsic which) {
  Value& made = realm->intrinsics[size_t(which)];
  if (!made.is_absent()) [[likely]]
    return made;
  Agent* agent = realm->agent;
  if (const BuiltinSet* set = BuiltinSet::of(which)) return make_set(agent, realm, set);
  if (const BuiltinRow* row = intrinsic_rows()[size_t(which)].row) {
    Value f = TRY(new_function_of_row(agent, realm, *row));
    store(agent, realm, &made, f);
    return f;
  }
  ENGINE_BUG(kIntrinsicNames[size_t(which)]);
}

Value make_lazy_builtin(Agent* agent, Realm* realm, Value lazy) {
  const auto& row = *reinterpret_cast<const BuiltinRow*>(lazy.bits & Value::kPayload);
  switch (row.kind) {
    case BuiltinKind::kGetter:
    case BuiltinKind::kAccessor:
      return make_accessor(agent, realm, row);
    case BuiltinKind::kIntrinsic:
      return intrinsic(realm, Intrinsic(row.intrinsic));
    case BuiltinKind::kPlatform:
      return make_platform_member(agent, realm, &row);
    default:
      return make_function(agent, realm, row);
  }
}

NativeFunction* new_native_function(Agent* agent, Realm* realm, NativeCode code, PropertyKey name,
                                    uint32_t length) {
  auto* f = TRY(allocate<NativeFunction>(agent, CellKind::kNativeFunction));
  f->flags = kExtensible | kCallable;
  f->shape = realm->native_function_shape;
  f->code = code;
  f->realm = realm;
  for (Value& v : f->data) v = Value::undefined();
  f->inline_slots[0] = Value::uint32(length);
  f->inline_slots[1] =
      name.is_string() ? Value(name.as_string()) : Value(TRY(function_name_text(agent, name, {})));
  return f;
}

Value self_hosted_function(Agent* agent, Realm* realm, const char* name) {
  Object* known = realm->self_hosted.as_object();
  PropertyKey key = name_of(agent, name);
  OwnProperty p;
  if (TRY(find_own_named(agent, known, key, &p))) return p.value;
  FunctionInfo* info = TRY(self_hosted_info(agent, name));
  Function* f = TRY(new_closure(agent, realm, info, nullptr));
  TRY(add_own(agent, known, key, f, kDataDefault));
  return f;
}

}  // namespace whipsnake
