// Running a regular expression, and the array that tells of a match.
#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/function.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

namespace {

// An Array with room for the properties of a match.
struct MatchArray : Array {
  Value inline_slots[4];  // index, input, groups, indices
};

Shape* match_shape(Agent* agent) {
  Realm* realm = agent->realm;
  if (realm->match_shape != nullptr) return realm->match_shape;
  Value prototype = TRY(intrinsic(realm, Intrinsic::kArrayPrototype));
  Shape* shape = TRY(root_shape(agent, CellKind::kArray, prototype, 4, sizeof(Array)));
  for (PropertyKey key : {agent->names->index, agent->names->input, agent->names->groups})
    shape = TRY(add_transition(agent, shape, key, kDataDefault));
  store(agent, realm, &realm->match_shape, shape);
  return shape;
}

MatchArray* new_match_array(Agent* agent, uint32_t length) {
  Shape* shape = TRY(match_shape(agent));
  auto* array = TRY(allocate<MatchArray>(agent, CellKind::kArray));
  array->flags = kExtensible;
  array->shape = shape;
  for (Value& v : array->inline_slots) v = Value::undefined();
  if (!ensure_elements(agent, array, length)) return nullptr;
  array->aux = length;
  return array;
}

// https://tc39.es/ecma262/#sec-getmatchindexpair
Value index_pair(Agent* agent, uint32_t start, uint32_t end) {
  if (start == regexp::kUnset) return Value::undefined();
  Value pair[] = {Value::uint32(start), Value::uint32(end)};
  return TRY(new_array_from(agent, agent->realm, pair, 2));
}

// https://tc39.es/ecma262/#sec-makematchindicesindexpairarray
Value match_indices(Agent* agent, const RegExpCode* code, const MatchScope& scope) {
  uint32_t count = code->program->capture_count;
  Array* indices = TRY(new_array(agent, agent->realm));
  for (uint32_t i = 0; i < count; i++)
    TRY(array_push(agent, indices, TRY(index_pair(agent, scope.start(i), scope.end(i)))));
  Value groups = TRY(groups_object(agent, code, static_cast<Slots*>(indices->elements)->values));
  put_fresh(agent, indices, agent->names->groups, groups);
  return indices;
}

Slots* group_keys(Agent* agent, RegExpCode* code) {
  if (code->group_keys != nullptr) return code->group_keys;
  const std::vector<regexp::GroupName>& names = code->program->names;
  Slots* keys = TRY(new_slots(agent, uint32_t(names.size())));
  for (size_t i = 0; i < names.size(); i++) {
    String* name = TRY(new_utf16_string(agent, names[i].text.data(), uint32_t(names[i].text.size())));
    store(agent, keys, &keys->values[i], Value(TRY(intern(agent, name))));
  }
  store(agent, code, &code->group_keys, keys);
  return keys;
}

}  // namespace

Value group_text(Agent* agent, String* text, uint32_t start, uint32_t end) {
  if (start == regexp::kUnset) return Value::undefined();
  return TRY(substring(agent, text, start, end));
}

Value groups_object(Agent* agent, const RegExpCode* code, const Value* groups) {
  const std::vector<regexp::GroupName>& names = code->program->names;
  if (names.empty()) return Value::undefined();
  Slots* keys = TRY(group_keys(agent, const_cast<RegExpCode*>(code)));
  Object* object = TRY(new_object_with_prototype(agent, Value::null()));
  for (size_t i = 0; i < names.size(); i++) {
    Value v = Value::undefined();
    for (uint32_t group : names[i].groups)
      if (v.is_undefined()) v = groups[group];
    put_fresh(agent, object, PropertyKey::name(keys->values[i].as_string()), v);
  }
  return object;
}

Value match_result(Agent* agent, const RegExpCode* code, String* text, const MatchScope& scope) {
  uint32_t count = code->program->capture_count;
  MatchArray* result = TRY(new_match_array(agent, count));
  auto* elements = static_cast<Slots*>(result->elements);
  for (uint32_t i = 0; i < count; i++)
    store(agent, elements, &elements->values[i], TRY(group_text(agent, text, scope.start(i), scope.end(i))));
  result->inline_slots[0] = Value::uint32(scope.start());
  result->inline_slots[1] = text;
  result->inline_slots[2] = TRY(groups_object(agent, code, elements->values));
  write_barrier(agent, result);
  if (code->regexp_flags() & regexp::kHasIndices) {
    Value indices = TRY(match_indices(agent, code, scope));
    put_fresh(agent, result, agent->names->indices, indices);
  }
  return result;
}

Status set_last_index(Agent* agent, Object* regexp, Value index) {
  if (regexp->is(CellKind::kRegExp) && regexp->shape == agent->realm->regexp_shape) {
    store(agent, regexp, &static_cast<RegExpObject*>(regexp)->inline_slots[0], index);
    return Status::kOk;
  }
  return set(agent, regexp, agent->names->lastIndex, index);
}

Truth regexp_builtin_match(Agent* agent, RegExpObject* regexp, String* text, MatchScope* scope) {
  // 1, 2: lastIndex is an own data property that cannot be deleted, in the slot where it began
  Value last = regexp->inline_slots[0];
  double last_index = last.as_number();
  if (!last.is_int32() || last_index < 0) TRY(to_length(agent, last, &last_index));
  TRY(flatten(agent, text));
  RegExpCode* code = regexp->code;
  bool moves = code->regexp_flags() & (regexp::kGlobal | regexp::kSticky);
  if (!moves) last_index = 0;
  Truth found = Truth::kFalse;
  if (last_index <= text->length()) found = scope->match(code, text, uint32_t(last_index));
  if (is_abrupt(found)) return Abrupt{};
  if (moves) TRY(set_last_index(agent, regexp, Value::uint32(found == Truth::kTrue ? scope->end() : 0)));
  return found;
}

Value regexp_builtin_exec(Agent* agent, RegExpObject* regexp, String* text) {
  MatchScope scope(agent);
  if (!TRY(regexp_builtin_match(agent, regexp, text, &scope))) return Value::null();
  return match_result(agent, regexp->code, text, scope);
}

Value regexp_exec(Agent* agent, Object* regexp, String* text) {
  bool builtin = regexp->is(CellKind::kRegExp);
  if (builtin && is_pristine_regexp(agent, Value(regexp)))
    return regexp_builtin_exec(agent, static_cast<RegExpObject*>(regexp), text);
  Value exec = TRY(get(agent, regexp, agent->names->exec));
  if (is_callable(exec)) {
    Value result = TRY(call_with(agent, exec, Value(regexp), Value(text)));
    if (!result.is_object() && !result.is_null()) return throw_error(agent, Message::kRegExpExecResult);
    return result;
  }
  if (!builtin)
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "RegExp.prototype.exec"),
                       Value(regexp));
  return regexp_builtin_exec(agent, static_cast<RegExpObject*>(regexp), text);
}

double advance_string_index(String* text, double index, bool unicode) {
  if (!unicode || index + 1 >= text->length() || !text->is_two_byte()) return index + 1;
  const char16_t* units = text->utf16_chars() + uint32_t(index);
  bool pair = (units[0] & 0xFC00) == 0xD800 && (units[1] & 0xFC00) == 0xDC00;
  return index + (pair ? 2 : 1);
}

}  // namespace whipsnake
