// Boolean. https://tc39.es/ecma262/#sec-boolean-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

Value boolean_constructor(Agent* agent, Frame* f) {
  Value b = Value::boolean(to_boolean(f->argument(0)));
  if (f->new_target.is_undefined()) return b;
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kBooleanPrototype)));
  auto* wrapper = TRY(new_object_of<WrapperObject>(agent, CellKind::kBoolean, prototype));
  wrapper->primitive = b;
  return wrapper;
}

// https://tc39.es/ecma262/#sec-thisbooleanvalue
Value this_boolean_value(Agent* agent, Frame* f, const char* method) {
  Value v = f->this_value();
  if (v.is_boolean()) return v;
  if (v.is_object() && v.as_object()->is(CellKind::kBoolean))
    return static_cast<WrapperObject*>(v.as_object())->primitive;
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
}

Value boolean_to_string(Agent* agent, Frame* f) {
  return TRY(to_string(agent, TRY(this_boolean_value(agent, f, "Boolean.prototype.toString"))));
}
Value boolean_value_of(Agent* agent, Frame* f) {
  return this_boolean_value(agent, f, "Boolean.prototype.valueOf");
}

const BuiltinRow kBooleanRows[] = {VALUE_OF("prototype", kBooleanPrototype, 0)};
const BuiltinSet kBooleanSet(Intrinsic::kBoolean, a_constructor("Boolean", 1, boolean_constructor),
                             kBooleanRows);

const BuiltinRow kBooleanPrototypeRows[] = {
    VALUE_OF("constructor", kBoolean, kHiddenDefault),
    NATIVE("toString", 0, boolean_to_string),
    NATIVE("valueOf", 0, boolean_value_of),
};
const BuiltinSet kBooleanPrototypeSet(Intrinsic::kBooleanPrototype,
                                      {.prototype = Intrinsic::kObjectPrototype, .kind = CellKind::kBoolean},
                                      kBooleanPrototypeRows);

}  // namespace

}  // namespace whipsnake
