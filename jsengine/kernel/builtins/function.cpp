// Function.prototype and %ThrowTypeError%. https://tc39.es/ecma262/#sec-function-objects
#include <cctype>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/proxy.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {

namespace {

Value function_prototype(Agent*, Frame*) { return Value::undefined(); }

Value function_call(Agent* agent, Frame* f) {
  if (!is_callable(f->this_value())) return throw_error(agent, Message::kNotAFunction, f->this_value());
  uint32_t count = f->argc > 0 ? f->argc - 1 : 0;
  return call(agent, f->this_value(), f->argument(0), f->registers + 2, count);
}

// https://tc39.es/ecma262/#sec-function.prototype.apply
Value function_apply(Agent* agent, Frame* f) {
  if (!is_callable(f->this_value())) return throw_error(agent, Message::kNotAFunction, f->this_value());
  Value arguments = f->argument(1);
  if (arguments.is_nullish()) return call(agent, f->this_value(), f->argument(0), nullptr, 0);
  Array* list = TRY(create_list_from_array_like(agent, arguments));
  const Value* values = list->elements == nullptr ? nullptr : dense_elements(list)->values;
  return call(agent, f->this_value(), f->argument(0), values, list->length());
}

Value function_bind(Agent* agent, Frame* f) {
  if (!is_callable(f->this_value())) return throw_error(agent, Message::kBindOfNonFunction);
  uint32_t count = f->argc > 0 ? f->argc - 1 : 0;
  return bind_function(agent, f->this_value().as_object(), f->argument(0), f->registers + 2, count);
}

// https://tc39.es/ecma262/#prod-NativeFunction
// Whether a name may stand in a NativeFunction: an identifier or [Symbol.x], perhaps behind `get` or `set`.
// Names that a script gave, and `$&` of RegExp, need not be.
bool is_native_name(String* name) {
  for (uint32_t i = 0; i < name->length(); i++) {
    char16_t c = name->unit(i);
    bool allowed =
        c < 0x80 && (isalnum(c) || c == '_' || c == '$' || c == '.' || c == '[' || c == ']' || c == ' ');
    if (!allowed) return false;
  }
  return true;
}

Value native_source_text(Agent* agent, Object* function) {
  StringBuilder text(agent);
  text.append_ascii("function ");
  if (function->is(CellKind::kNativeFunction) || function->is(CellKind::kFunction)) {
    Value name = TRY(get(agent, function, agent->names->name));
    if (name.is_string() && is_native_name(TRY(flatten(agent, name.as_string()))))
      text.append(name.as_string());
  }
  text.append_ascii("() { [native code] }");
  return TRY(text.finish());
}

Value function_to_string(Agent* agent, Frame* f) {
  Value v = f->this_value();
  if (!is_callable(v))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "Function.prototype.toString"), v);
  if (!v.as_object()->is(CellKind::kFunction)) return native_source_text(agent, v.as_object());
  FunctionInfo* info = static_cast<Function*>(v.as_object())->info;
  if ((info->function_flags & kSelfHosted) || info->source == nullptr)
    return native_source_text(agent, v.as_object());
  std::string_view source = text_of(info->source->parsed);
  return TRY(string_from_utf8(agent, source.substr(info->start, info->end - info->start)));
}

Value function_has_instance(Agent* agent, Frame* f) {
  return Value::boolean(TRY(ordinary_has_instance(agent, f->this_value(), f->argument(0))));
}

// https://tc39.es/ecma262/#sec-%throwtypeerror%
Value throw_type_error(Agent* agent, Frame*) { return throw_error(agent, Message::kRestrictedProperty); }

BuiltinRow has_instance_row() {
  BuiltinRow row = NATIVE_SYMBOL(kHasInstance, "[Symbol.hasInstance]", 1, function_has_instance);
  row.attributes = 0;
  return row;
}

const BuiltinRow kFunctionPrototypeRows[] = {
    ACCESSOR_OF("arguments", kThrowTypeError),
    ACCESSOR_OF("caller", kThrowTypeError),
    VALUE_OF("constructor", kFunction, kHiddenDefault),
    NATIVE("apply", 2, function_apply),
    NATIVE("bind", 1, function_bind),
    NATIVE("call", 1, function_call),
    NATIVE("toString", 0, function_to_string),
    has_instance_row(),
};
const BuiltinSet kFunctionPrototypeSet(
    Intrinsic::kFunctionPrototype,
    {.prototype = Intrinsic::kObjectPrototype, .code = function_prototype, .name = "", .length = 0},
    kFunctionPrototypeRows);

const BuiltinRow kThrowTypeErrorRows[] = {CONSTANT("length", 0), TEXT("name", "")};
const BuiltinSet kThrowTypeErrorSet(Intrinsic::kThrowTypeError,
                                    {.prototype = Intrinsic::kFunctionPrototype, .code = throw_type_error},
                                    kThrowTypeErrorRows);

}  // namespace

}  // namespace whipsnake
