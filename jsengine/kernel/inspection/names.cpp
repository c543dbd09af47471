// What an object is called: by its constructor, its tag, or its kind.
#include "jsengine/kernel/names.h"

#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake::inspection {

namespace {

constexpr int kMostSteps = 1000;
constexpr int kMostInheritedLayers = 3;

const char* const kKindNames[] = {
#define K(name, what) #name,
    WHIPSNAKE_INTERNAL_CELLS(K) WHIPSNAKE_OBJECT_CELLS(K)
#undef K
};

Value text_value(const PropertyDescriptor& d) {
  return d.value.is_string() && d.value.as_string()->length() > 0 ? d.value : Value::undefined();
}

}  // namespace

// As the engine calls it, whatever its prototypes say.
Text Inspector::name_by_kind(Object* o) {
  switch (o->kind) {
    case CellKind::kFunction:
    case CellKind::kNativeFunction:
    case CellKind::kBoundFunction:
    case CellKind::kPythonFunction:
      return u"Function";
    case CellKind::kStringObject:
      return u"String";
    case CellKind::kSymbolObject:
      return u"Symbol";
    case CellKind::kBigIntObject:
      return u"BigInt";
    case CellKind::kTypedArray:
      return from_ascii(name_of_type(static_cast<TypedArray*>(o)->type()));
    case CellKind::kPlainObject:
    case CellKind::kArguments:
    case CellKind::kGlobalObject:
      return u"Object";
    case CellKind::kModuleNamespace:
      return u"Module";
    default:
      return from_ascii(kKindNames[size_t(o->kind)]);
  }
}

// Without Symbol.hasInstance.
bool Inspector::is_instance(Object* o, Object* constructor) {
  PropertyDescriptor d;
  if (!find(constructor, agent_->names->prototype, &d) || !d.value.is_object()) return false;
  for (int steps = 0; steps < kMostSteps; steps++) {
    o = behind_proxies(o);
    if (o == nullptr || !o->prototype().is_object()) return false;
    o = o->prototype().as_object();
    if (d.value == Value(o)) return true;
  }
  return false;
}

void Inspector::find_constructor(Shown& shown, Object* o, int level) {
  bool lists_inherited = options_.show_hidden && level <= options_.depth;
  shown.has_constructor = constructor_name(o, level, lists_inherited ? &shown : nullptr, &shown.constructor);
}

bool Inspector::constructor_name(Object* given, int level, Shown* shown, Text* name) {
  Object* first = nullptr;  // the first prototype
  Object* o = given;
  Value object_prototype = intrinsic(agent_->realm, Intrinsic::kObjectPrototype);
  Value function_prototype = intrinsic(agent_->realm, Intrinsic::kFunctionPrototype);
  for (int steps = 0; steps < kMostSteps; steps++) {
    PropertyDescriptor d, name_of_constructor;
    bool well_known = o != given && (Value(o) == object_prototype || Value(o) == function_prototype);
    if (well_known) {
      *name = Value(o) == object_prototype ? u"Object" : u"Function";
      if (shown && first != o) add_inherited(*shown, given, first ? first : given, level);
      return true;
    }
    if (methods_of(o).get_own_property(agent_, o, agent_->names->constructor, &d) == Truth::kTrue &&
        is_callable(d.value) && find(d.value.as_object(), agent_->names->name, &name_of_constructor) &&
        !text_value(name_of_constructor).is_undefined() && is_instance(given, d.value.as_object())) {
      bool built_in = d.value.as_object()->is(CellKind::kNativeFunction);
      if (shown && (first != o || !built_in)) add_inherited(*shown, given, first ? first : given, level);
      *name = text_of(name_of_constructor.value.as_string());
      return true;
    }
    if (has_exception(agent_)) take_exception(agent_);
    Value prototype = o->prototype();
    if (!prototype.is_object()) break;
    o = behind_proxies(prototype.as_object());
    if (o == nullptr || is_opaque(o) || stopped()) break;
    if (first == nullptr) first = o;
  }
  if (first == nullptr) return false;
  *name = name_by_kind(given);
  if (level > options_.depth) {
    *name += u" <Complex prototype>";
    return true;
  }
  Text prototype_name;
  if (native_stack_left(agent_) && constructor_name(first, level + 1, nullptr, &prototype_name)) {
    *name += u" <" + prototype_name + u">";
    return true;
  }
  Inspector named(agent_, options_);
  named.options_.depth = -1;
  *name += u" <" + named.value(first, 0) + u">";
  return true;
}

// Properties of prototypes that scripts made, functions left out.
void Inspector::add_inherited(Shown& shown, Object* main, Object* from, int level) {
  Object* o = from;
  for (int layer = 0; layer < kMostInheritedLayers; layer++) {
    if (layer != 0 || o == main) {
      if (!o->prototype().is_object()) return;
      o = behind_proxies(o->prototype().as_object());
      if (o == nullptr || is_opaque(o)) return;
      PropertyDescriptor d;
      if (methods_of(o).get_own_property(agent_, o, agent_->names->constructor, &d) == Truth::kTrue &&
          is_callable(d.value) && d.value.as_object()->is(CellKind::kNativeFunction))
        return;
    }
    KeyList keys(agent_);
    if (is_abrupt(methods_of(o).own_property_keys(agent_, o, &keys))) return;
    if (!seen_.push(main)) return;
    for (uint32_t i = 0; i < keys.size() && !stopped(); i++) {
      PropertyDescriptor d, own;
      if (keys[i] == agent_->names->constructor) continue;
      if (methods_of(main).get_own_property(agent_, main, keys[i], &own) != Truth::kFalse) continue;
      if (methods_of(o).get_own_property(agent_, o, keys[i], &d) != Truth::kTrue || is_callable(d.value))
        continue;
      Text text = property(o, keys[i], level, false);
      shown.inherited.push_back(options_.colours ? u"\x1B[2m" + text + u"\x1B[22m" : text);
    }
    seen_.truncate(seen_.size() - 1);
  }
}

// Symbol.toStringTag, where it is not shown as a property anyway.
void Inspector::find_tag(Shown& shown, Object* o) {
  PropertyKey key = PropertyKey::symbol(well_known(agent_, WellKnownSymbol::kToStringTag));
  Value tag = read(o, key);
  if (!tag.is_string() || tag.as_string()->length() == 0) return;
  PropertyDescriptor d;
  Truth own = methods_of(o).get_own_property(agent_, o, key, &d);
  if (own == Truth::kTrue && (options_.show_hidden || (d.attributes & kEnumerable))) return;
  shown.tag = text_of(tag.as_string());
}

Text Inspector::prefix(const Shown& shown, TextView fallback, TextView size) {
  Text result;
  if (!shown.has_constructor) {
    result = u"[";
    result += fallback;
    result += size;
    result += u": null prototype] ";
    return !shown.tag.empty() && fallback != shown.tag ? result + u"[" + shown.tag + u"] " : result;
  }
  result = shown.constructor;
  result += size;
  if (!shown.tag.empty() && shown.constructor != shown.tag) result += u" [" + shown.tag + u"]";
  return result + u" ";
}

Text Inspector::style_prefix(const Shown& shown, Object* o) {
  Text fallback;
  if (!shown.has_constructor) {
    fallback = name_by_kind(o);
    if (fallback == shown.tag) fallback = u"Object";
  }
  return prefix(shown, fallback);
}

}  // namespace whipsnake::inspection
