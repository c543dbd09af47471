// Telling that nobody has changed what regular expressions do.
#include <algorithm>

#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/regexp/regexp_cache.h"

namespace whipsnake {

namespace {

NativeCode code_of(Value v) {
  bool native = v.is_object() && v.as_object()->is(CellKind::kNativeFunction);
  return native ? static_cast<NativeFunction*>(v.as_object())->code : nullptr;
}

// Watches one property. A change of its value is seen at its place, any other change breaks the layout.
class Watcher {
 public:
  Watcher(Agent* agent, PristineWatch* watch) : agent_(agent), watch_(*watch) {}

  bool method(Object* o, PropertyKey key, NativeCode code) {
    OwnProperty found;
    return find(o, key, &found) && !found.is_accessor() && code_of(found.value) == code;
  }
  bool value(Object* o, PropertyKey key, Value v) {
    OwnProperty found;
    return find(o, key, &found) && !found.is_accessor() && found.value == v;
  }
  bool getter(Object* o, PropertyKey key, NativeCode code) {
    OwnProperty found;
    return find(o, key, &found) && found.is_accessor() && code_of(found.accessor()->getter) == code;
  }

 private:
  bool find(Object* o, PropertyKey key, OwnProperty* found) {
    if (find_own_named(agent_, o, key, found) != Truth::kTrue || found->where != OwnProperty::kSlot)
      return false;
    if (watch_.count == PristineWatch::kMost) ENGINE_BUG("too many properties to watch");
    watch_.places[watch_.count] = found->address;
    watch_.expected[watch_.count++] = found->address->bits;
    return true;
  }
  Agent* agent_;
  PristineWatch& watch_;
};

PropertyKey symbol_key(Agent* agent, WellKnownSymbol which) {
  return PropertyKey::symbol(well_known(agent, which));
}

bool watch_prototype(Agent* agent, Watcher& watcher, Object* prototype, Object* constructor) {
  const Names& names = *agent->names;
  bool good =
      watcher.method(prototype, names.exec, regexp_prototype_exec) &&
      watcher.method(prototype, symbol_key(agent, WellKnownSymbol::kMatch), regexp_symbol_match) &&
      watcher.method(prototype, symbol_key(agent, WellKnownSymbol::kMatchAll), regexp_symbol_match_all) &&
      watcher.method(prototype, symbol_key(agent, WellKnownSymbol::kReplace), regexp_symbol_replace) &&
      watcher.method(prototype, symbol_key(agent, WellKnownSymbol::kSearch), regexp_symbol_search) &&
      watcher.method(prototype, symbol_key(agent, WellKnownSymbol::kSplit), regexp_symbol_split) &&
      watcher.value(prototype, names.constructor, Value(constructor));
  const std::pair<PropertyKey, regexp::RegexpFlag> flags[] = {
      {names.hasIndices, regexp::kHasIndices},   {names.global, regexp::kGlobal},
      {names.ignoreCase, regexp::kIgnoreCase},   {names.multiline, regexp::kMultiline},
      {names.dotAll, regexp::kDotAll},           {names.unicode, regexp::kUnicode},
      {names.unicodeSets, regexp::kUnicodeSets}, {names.sticky, regexp::kSticky}};
  for (auto [name, flag] : flags) good = good && watcher.getter(prototype, name, regexp_flag_getter(flag));
  return good && watcher.getter(prototype, names.flags, regexp_get_flags) &&
         watcher.getter(constructor, symbol_key(agent, WellKnownSymbol::kSpecies), regexp_species);
}

void look_again(Agent* agent, PristineWatch* watch) {
  *watch = {};
  Realm* realm = agent->realm;
  Object* prototype = intrinsic(realm, Intrinsic::kRegExpPrototype).as_object();
  Object* constructor = intrinsic(realm, Intrinsic::kRegExp).as_object();
  watch->pristine = false;
  Watcher watcher(agent, watch);
  bool good = watch_prototype(agent, watcher, prototype, constructor);
  // First all is made that is made on its first touch, then the layouts are fixed.
  watch->prototype_layout = validity_of(agent, prototype);
  watch->constructor_layout = validity_of(agent, constructor);
  watch->realm = realm;
  watch->pristine = good && watch->prototype_layout != nullptr && watch->constructor_layout != nullptr;
}

// Whether what was found still is so; false as well when that cannot be known.
bool holds(const PristineWatch& watch) {
  if (watch.prototype_layout == nullptr || watch.constructor_layout == nullptr) return false;
  if (!watch.prototype_layout->holds() || !watch.constructor_layout->holds()) return false;
  for (int i = 0; i < watch.count; i++)
    if (watch.places[i]->bits != watch.expected[i]) return false;
  return true;
}

}  // namespace

bool is_pristine_regexp(Agent* agent, Value v) {
  if (!is_regexp_object(v) || v.as_object()->shape != agent->realm->regexp_shape) return false;
  PristineWatch& watch = regexp_cache(agent)->pristine;
  if (watch.realm != agent->realm || !holds(watch)) [[unlikely]]
    look_again(agent, &watch);
  return watch.pristine;
}

}  // namespace whipsnake
