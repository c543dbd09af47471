// Function, GeneratorFunction, AsyncFunction, AsyncGeneratorFunction: functions made from text.
// https://tc39.es/ecma262/#sec-createdynamicfunction
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/eval.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/source.h"
#include "jsengine/kernel/syntax/analysis.h"

namespace whipsnake {

namespace {

struct Kind {
  const char* prefix;
  Intrinsic prototype;
};
constexpr Kind kNormalKind = {"function", Intrinsic::kFunctionPrototype};
constexpr Kind kGeneratorKind = {"function*", Intrinsic::kGeneratorFunctionPrototype};
constexpr Kind kAsyncKind = {"async function", Intrinsic::kAsyncFunctionPrototype};
constexpr Kind kAsyncGeneratorKind = {"async function*", Intrinsic::kAsyncGeneratorFunctionPrototype};

std::string text_of_function(const Kind& kind, const std::string& parameters, const std::string& body) {
  return std::string(kind.prefix) + " anonymous(" + parameters + "\n) {\n" + body + "\n}";
}

Source* parse_function(Agent* agent, std::string text) {
  Value name = Value(TRY(new_string(agent, "<anonymous>")));
  return new_source(agent, std::move(text), Goal::kScript, nullptr, name, active_referrer(agent));
}

// Parameters and body must each be well-formed alone: together they could close and open each other's
// brackets.
Source* parse_parts(Agent* agent, const Kind& kind, const std::string& parameters, const std::string& body) {
  TRY(parse_function(agent, text_of_function(kind, parameters, "")));
  TRY(parse_function(agent, text_of_function(kind, "", body)));
  return parse_function(agent, text_of_function(kind, parameters, body));
}

// The text is parsed as a declaration that never runs: its name binds nothing inside of it.
Value create_dynamic_function(Agent* agent, Frame* f, const Kind& kind) {
  std::string parameters, body;
  for (uint32_t i = 0; i < f->argc; i++) {
    std::string text;
    TRY(append_utf8(agent, TRY(to_string(agent, f->argument(i))), &text));
    if (i + 1 == f->argc)
      body = std::move(text);
    else
      parameters += (i == 0 ? "" : ",") + text;
  }
  Source* source = TRY(parse_parts(agent, kind, parameters, body));
  FunctionInfo* info = TRY(function_info(agent, source, 1));
  Value new_target = f->new_target.is_undefined() ? f->function : f->new_target;
  Value prototype = TRY(prototype_from_constructor(agent, new_target, int(kind.prototype)));
  return Value(TRY(new_closure_with_prototype(agent, agent->realm, info, nullptr, prototype)));
}

Value function_constructor(Agent* agent, Frame* f) { return create_dynamic_function(agent, f, kNormalKind); }
Value generator_function_constructor(Agent* agent, Frame* f) {
  return create_dynamic_function(agent, f, kGeneratorKind);
}
Value async_function_constructor(Agent* agent, Frame* f) {
  return create_dynamic_function(agent, f, kAsyncKind);
}
Value async_generator_function_constructor(Agent* agent, Frame* f) {
  return create_dynamic_function(agent, f, kAsyncGeneratorKind);
}

const BuiltinRow kFunctionRows[] = {VALUE_OF("prototype", kFunctionPrototype, 0)};
const BuiltinSet kFunctionSet(Intrinsic::kFunction, a_constructor("Function", 1, function_constructor),
                              kFunctionRows);

#define FUNCTION_KIND(NAME, CODE)                                                                         \
  const BuiltinRow k##NAME##Rows[] = {VALUE_OF("prototype", k##NAME##Prototype, 0)};                      \
  const BuiltinSet k##NAME##Set(                                                                          \
      Intrinsic::k##NAME,                                                                                 \
      {.prototype = Intrinsic::kFunction, .code = CODE, .name = #NAME, .length = 1, .constructor = true}, \
      k##NAME##Rows);
FUNCTION_KIND(GeneratorFunction, generator_function_constructor)
FUNCTION_KIND(AsyncFunction, async_function_constructor)
FUNCTION_KIND(AsyncGeneratorFunction, async_generator_function_constructor)
#undef FUNCTION_KIND

const BuiltinRow kGeneratorFunctionPrototypeRows[] = {
    VALUE_OF("constructor", kGeneratorFunction, kConfigurable),
    VALUE_OF("prototype", kGeneratorPrototype, kConfigurable),
    TEXT_SYMBOL(kToStringTag, "GeneratorFunction"),
};
const BuiltinSet kGeneratorFunctionPrototypeSet(Intrinsic::kGeneratorFunctionPrototype,
                                                {.prototype = Intrinsic::kFunctionPrototype},
                                                kGeneratorFunctionPrototypeRows);
const BuiltinRow kAsyncFunctionPrototypeRows[] = {
    VALUE_OF("constructor", kAsyncFunction, kConfigurable),
    TEXT_SYMBOL(kToStringTag, "AsyncFunction"),
};
const BuiltinSet kAsyncFunctionPrototypeSet(Intrinsic::kAsyncFunctionPrototype,
                                            {.prototype = Intrinsic::kFunctionPrototype},
                                            kAsyncFunctionPrototypeRows);
const BuiltinRow kAsyncGeneratorFunctionPrototypeRows[] = {
    VALUE_OF("constructor", kAsyncGeneratorFunction, kConfigurable),
    VALUE_OF("prototype", kAsyncGeneratorPrototype, kConfigurable),
    TEXT_SYMBOL(kToStringTag, "AsyncGeneratorFunction"),
};
const BuiltinSet kAsyncGeneratorFunctionPrototypeSet(Intrinsic::kAsyncGeneratorFunctionPrototype,
                                                     {.prototype = Intrinsic::kFunctionPrototype},
                                                     kAsyncGeneratorFunctionPrototypeRows);

}  // namespace

}  // namespace whipsnake
