// Array.prototype's join, toString and toLocaleString.
#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

// Arrays whose text is being made, innermost first: one that contains itself gives no text there.
struct TextOfArray {
  TextOfArray(Agent* agent, Object* o) : extras(agent->extras), object(o), outer(extras->texts_of_arrays) {
    extras->texts_of_arrays = this;
  }
  ~TextOfArray() { extras->texts_of_arrays = outer; }
  bool is_nested() const {
    for (TextOfArray* t = outer; t != nullptr; t = t->outer)
      if (t->object == object) return true;
    return false;
  }
  AgentExtras* extras;
  Object* object;
  TextOfArray* outer;
};

namespace {

Status append_text(Agent* agent, StringBuilder& text, Value v) {
  if (v.is_nullish()) return Status::kOk;
  if (v.is_int32() && v.as_int32() >= 0 && v.as_int32() < 10) {
    text.append_unit(char16_t('0' + v.as_int32()));
    return Status::kOk;
  }
  text.append(TRY(flatten(agent, TRY(to_string(agent, v)))));
  return Status::kOk;
}

}  // namespace

Value join_elements(Agent* agent, Object* o, double length, String* separator) {
  TextOfArray nesting(agent, o);
  if (nesting.is_nested()) return agent->names->empty.as_string();
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  StringBuilder text(agent);
  for (double k = 0; k < length; k++) {
    TRY(poll(agent));
    if (k > 0) text.append(separator);
    if (text.length() > String::kMaxLength) break;
    TRY(append_text(agent, text, TRY(get_at(agent, o, k))));
  }
  return TRY(text.finish());
}

// https://tc39.es/ecma262/#sec-array.prototype.join
Value array_prototype_join(Agent* agent, Frame* f) {
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  String* separator = f->argument(0).is_undefined()
                          ? TRY(new_string(agent, ","))
                          : TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  return join_elements(agent, o, length, separator);
}

Value join_locale_texts(Agent* agent, Object* o, double length) {
  TextOfArray nesting(agent, o);
  if (nesting.is_nested()) return agent->names->empty.as_string();
  if (!native_stack_left(agent)) return throw_stack_overflow(agent);
  PropertyKey method = PropertyKey::name(intern(agent, "toLocaleString"));
  StringBuilder text(agent);
  for (double k = 0; k < length; k++) {
    TRY(poll(agent));
    if (k > 0) text.append_unit(',');
    if (text.length() > String::kMaxLength) break;
    Value v = TRY(get_at(agent, o, k));
    if (v.is_nullish()) continue;
    TRY(append_text(agent, text, TRY(to_string(agent, TRY(invoke(agent, v, method, nullptr, 0))))));
  }
  return TRY(text.finish());
}

// https://tc39.es/ecma262/#sec-array.prototype.tolocalestring
Value array_prototype_to_locale_string(Agent* agent, Frame* f) {
  double length;
  Object* o = TRY(array_like(agent, f->this_value(), &length));
  return join_locale_texts(agent, o, length);
}

// https://tc39.es/ecma262/#sec-array.prototype.tostring
Value array_prototype_to_string(Agent* agent, Frame* f) {
  Value array = TRY(to_object(agent, f->this_value()));
  Value join = TRY(get(agent, array.as_object(), agent->names->join));
  if (!is_callable(join)) join = TRY(intrinsic(agent->realm, Intrinsic::kObjectProto_toString));
  return call(agent, join, array, nullptr, 0);
}

}  // namespace whipsnake
