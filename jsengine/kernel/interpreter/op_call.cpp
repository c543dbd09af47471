// call: windows that are not entered at once, spreads, arguments objects.
#include "jsengine/kernel/call_site.h"
#include "jsengine/kernel/eval.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

// Frames of another realm are entered from C++, which puts the realm back when they return.
static bool runs_in_place(Agent* agent, Value callee) {
  if (!callee.is_object() || callee.as_object()->kind != CellKind::kFunction) return true;
  return static_cast<Function*>(callee.as_object())->realm == agent->realm;
}

Value begin_call(Agent* agent, Frame* window, int64_t argc, CallMode mode, Value new_target) {
  Value callee = window->function;
  bool constructs = mode == CallMode::kConstruct;
  if (constructs && !(new_target == callee)) EXPECT_BYTECODE(is_constructor(new_target));
  if (!runs_in_place(agent, callee)) {
    const Value* arguments = window->registers + 1;
    return constructs ? construct(agent, callee, arguments, uint32_t(argc), new_target)
                      : call(agent, callee, window->registers[0], arguments, uint32_t(argc));
  }
  Value result = Value::undefined();
  Frame* frame = prepare_call(agent, window, callee, uint32_t(argc), constructs, new_target, &result);
  return frame ? Value::absent() : result;
}

struct Spread {
  const Value* arguments;
  uint32_t count;
};
static bool is_spread(Value* window) {
  Value list = window[kHeaderWords + 1];
  if (!is_dense_array(list)) return false;
  auto* array = static_cast<Array*>(list.as_object());
  uint32_t room = array->elements ? static_cast<Slots*>(array->elements)->aux : 0;
  return array->length() <= room;
}
static Spread spread_of(Value* window) {
  Array* array = static_cast<Array*>(window[kHeaderWords + 1].as_object());
  return {array->elements ? static_cast<Slots*>(array->elements)->values : nullptr, array->length()};
}
Value op_call_spread(Agent* agent, Value* window) {
  EXPECT_BYTECODE(is_spread(window));
  if (!is_callable(window[0])) return throw_not_callable(agent, window[0]);
  Spread s = spread_of(window);
  return call(agent, window[0], window[kHeaderWords], s.arguments, s.count);
}
static Value construct_spread(Agent* agent, Value* window, Value new_target) {
  if (!is_constructor(window[0])) return throw_not_a_constructor(agent, window[0], new_target);
  EXPECT_BYTECODE(is_spread(window) && is_constructor(new_target));
  Spread s = spread_of(window);
  return construct(agent, window[0], s.arguments, s.count, new_target);
}
Value op_construct_spread(Agent* agent, Value* window) { return construct_spread(agent, window, window[0]); }
Value op_super_construct_spread(Agent* agent, Value* window, Value new_target) {
  return construct_spread(agent, window, new_target);
}
// https://tc39.es/ecma262/#sec-getsuperconstructor; IsConstructor is asked by the call, after the arguments
Value op_get_super_constructor(Agent* agent, Value function) {
  EXPECT_BYTECODE(function.is_object());
  return get_prototype_of(agent, function.as_object());
}

// https://tc39.es/ecma262/#sec-function-calls-runtime-semantics-evaluation step 6: a direct eval, if it is
// ours
static Value call_or_eval(Agent* agent, Value* window, Spread s, Value environment, Value scope) {
  Value ours = TRY(intrinsic(agent->realm, Intrinsic::keval));
  if (!is_callable(window[0])) return throw_not_callable(agent, window[0]);
  if (!(window[0] == ours)) return call(agent, window[0], window[kHeaderWords], s.arguments, s.count);
  if (s.count == 0) return Value::undefined();
  return direct_eval(agent, s.arguments[0], environment, uint32_t(scope.as_int32()));
}
Value op_call_eval(Agent* agent, Value* window, int64_t argc, Value environment, Value scope) {
  return call_or_eval(agent, window, {window + kHeaderWords + 1, uint32_t(argc)}, environment, scope);
}
Value op_call_eval_spread(Agent* agent, Value* window, Value environment, Value scope) {
  EXPECT_BYTECODE(is_spread(window));
  return call_or_eval(agent, window, spread_of(window), environment, scope);
}

// https://tc39.es/ecma262/#sec-ecmascript-function-objects-construct-argumentslist-newtarget, steps 10 to 14
Value op_check_derived_return(Agent* agent, Value value, Value receiver) {
  if (value.is_object()) return value;
  if (!value.is_undefined()) return throw_error(agent, Message::kDerivedReturn);
  if (receiver.is_hole()) return throw_error(agent, Message::kThisUninitialised);
  return receiver;
}

}  // namespace whipsnake
