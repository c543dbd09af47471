// Error objects. https://tc39.es/ecma262/#sec-error-objects
#include "jsengine/kernel/error.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

namespace {

// https://tc39.es/ecma262/#sec-installerrorcause
Status install_cause(Agent* agent, Object* error, Value options) {
  if (!options.is_object()) return Status::kOk;
  if (!TRY(has_property(agent, options.as_object(), agent->names->cause))) return Status::kOk;
  Value cause = TRY(get(agent, options.as_object(), agent->names->cause));
  put_fresh(agent, error, agent->names->cause, cause, kHiddenDefault);
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-error-message
Error* construct_error(Agent* agent, Frame* f, Intrinsic prototype_of, Value message, Value options) {
  Value new_target = f->new_target.is_undefined() ? f->function : f->new_target;
  Value prototype = TRY(prototype_from_constructor(agent, new_target, int(prototype_of)));
  auto* error = TRY(new_object_of<Error>(agent, CellKind::kError, prototype));
  error->position = Value::undefined();
  if (!message.is_undefined()) {
    String* text = TRY(to_string(agent, message));
    put_fresh(agent, error, agent->names->message, text, kHiddenDefault);
  }
  TRY(install_cause(agent, error, options));
  TRY(install_stack(agent, error, f->new_target));
  return error;
}

template <Intrinsic kPrototype>
Value error_constructor(Agent* agent, Frame* f) {
  return TRY(construct_error(agent, f, kPrototype, f->argument(0), f->argument(1)));
}

// https://tc39.es/ecma262/#sec-aggregate-error
Value aggregate_error_constructor(Agent* agent, Frame* f) {
  Error* error =
      TRY(construct_error(agent, f, Intrinsic::kAggregateErrorPrototype, f->argument(1), f->argument(2)));
  Array* errors = TRY(new_array(agent, agent->realm));
  IteratorRecord record;
  TRY(get_iterator(agent, f->argument(0), &record));
  for (;;) {
    Value v = TRY(iterator_step_value(agent, record));
    if (v.is_absent()) break;
    TRY(array_push(agent, errors, v));
  }
  put_fresh(agent, error, agent->names->errors, errors, kHiddenDefault);
  return error;
}

// https://tc39.es/ecma262/#sec-error.prototype.tostring
Value error_to_string(Agent* agent, Frame* f) {
  if (!f->this_value().is_object())
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "Error.prototype.toString"),
                       f->this_value());
  Object* o = f->this_value().as_object();
  Value name = TRY(get(agent, o, agent->names->name));
  String* name_text = name.is_undefined() ? TRY(new_string(agent, "Error")) : TRY(to_string(agent, name));
  Value message = TRY(get(agent, o, agent->names->message));
  String* text = message.is_undefined() ? agent->names->empty.as_string() : TRY(to_string(agent, message));
  if (name_text->length() == 0) return text;
  if (text->length() == 0) return name_text;
  String* start = TRY(concatenate(agent, name_text, TRY(new_string(agent, ": "))));
  return TRY(concatenate(agent, start, text));
}

// https://v8.dev/docs/stack-trace-api: the stack as of the caller
Value error_capture_stack_trace(Agent* agent, Frame* f) {
  if (!f->argument(0).is_object()) return throw_error(agent, Message::kNotAnObject, f->argument(0));
  Object* o = f->argument(0).as_object();
  if (!TRY(has_own_property(agent, o, agent->names->stack)) && TRY(methods_of(o).is_extensible(agent, o)) &&
      methods_of(o).define_own_property == ordinary_define_own_property)
    TRY(install_stack(agent, o, f->argument(1)));
  return Value::undefined();
}

Value get_stack_trace_limit(Agent* agent, Frame*) { return Value::uint32(agent->extras->stack_trace_limit); }

Value set_stack_trace_limit(Agent* agent, Frame* f) {
  constexpr double kMostFrames = 200;
  double limit;
  TRY(to_integer_or_infinity(agent, f->argument(0), &limit));
  agent->extras->stack_trace_limit = uint32_t(limit < 0 ? 0 : limit > kMostFrames ? kMostFrames : limit);
  return Value::undefined();
}

const BuiltinRow kErrorRows[] = {
    VALUE_OF("prototype", kErrorPrototype, 0),
    NATIVE("captureStackTrace", 2, error_capture_stack_trace),
    ACCESSOR("stackTraceLimit", get_stack_trace_limit, set_stack_trace_limit),
};
const BuiltinSet kErrorSet(Intrinsic::kError,
                           a_constructor("Error", 1, error_constructor<Intrinsic::kErrorPrototype>),
                           kErrorRows);

const BuiltinRow kErrorPrototypeRows[] = {
    VALUE_OF("constructor", kError, kHiddenDefault),
    TEXT("name", "Error"),
    TEXT("message", ""),
    NATIVE("toString", 0, error_to_string),
};
const BuiltinSet kErrorPrototypeSet(Intrinsic::kErrorPrototype, {.prototype = Intrinsic::kObjectPrototype},
                                    kErrorPrototypeRows);

// https://tc39.es/ecma262/#sec-nativeerror-object-structure
#define NATIVE_ERROR(NAME, LENGTH, CODE)                                                                    \
  const BuiltinRow k##NAME##Rows[] = {VALUE_OF("prototype", k##NAME##Prototype, 0)};                        \
  const BuiltinSet k##NAME##Set(                                                                            \
      Intrinsic::k##NAME,                                                                                   \
      {.prototype = Intrinsic::kError, .code = CODE, .name = #NAME, .length = LENGTH, .constructor = true}, \
      k##NAME##Rows);                                                                                       \
  const BuiltinRow k##NAME##PrototypeRows[] = {VALUE_OF("constructor", k##NAME, kHiddenDefault),            \
                                               TEXT("name", #NAME), TEXT("message", "")};                   \
  const BuiltinSet k##NAME##PrototypeSet(Intrinsic::k##NAME##Prototype,                                     \
                                         {.prototype = Intrinsic::kErrorPrototype}, k##NAME##PrototypeRows);
NATIVE_ERROR(EvalError, 1, error_constructor<Intrinsic::kEvalErrorPrototype>)
NATIVE_ERROR(RangeError, 1, error_constructor<Intrinsic::kRangeErrorPrototype>)
NATIVE_ERROR(ReferenceError, 1, error_constructor<Intrinsic::kReferenceErrorPrototype>)
NATIVE_ERROR(SyntaxError, 1, error_constructor<Intrinsic::kSyntaxErrorPrototype>)
NATIVE_ERROR(TypeError, 1, error_constructor<Intrinsic::kTypeErrorPrototype>)
NATIVE_ERROR(URIError, 1, error_constructor<Intrinsic::kURIErrorPrototype>)
NATIVE_ERROR(AggregateError, 2, aggregate_error_constructor)
#undef NATIVE_ERROR

}  // namespace

}  // namespace whipsnake
