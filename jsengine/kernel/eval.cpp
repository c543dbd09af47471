#include "jsengine/kernel/eval.h"

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/source_view.h"
#include "jsengine/kernel/syntax/analysis.h"
#include "jsengine/kernel/syntax/python_syntax.h"

namespace whipsnake {

static Value run_eval(Agent* agent, Realm* realm, Source* source, Environment* environment) {
  FunctionInfo* info = TRY(function_info(agent, source, 0));
  Function* code = TRY(new_closure(agent, realm, info, environment));
  return call(agent, Value(code), realm->global_this, nullptr, 0);
}

Value direct_eval(Agent* agent, Value text, Value environment, uint32_t scope) {
  if (!text.is_string()) return text;
  Source* around = agent->fp->code->info->source;
  const syntax::ParsedSourceObject* object = syntax::object_of(around->parsed);
  syntax::OuterContext context = syntax::context_of_eval(object->source, object->tables, scope);
  std::string utf8;
  TRY(append_utf8(agent, text.as_string(), &utf8));
  Source* source =
      TRY(new_source(agent, std::move(utf8), Goal::kEval, &context, around->name, around->host_defined));
  return run_eval(agent, agent->realm, source,
                  environment.is_undefined() ? nullptr : environment.as<Environment>());
}

// https://tc39.es/ecma262/#sec-getactivescriptormodule, as what import() in a new text is relative to: the
// name of the source that the nearest caller stands in.
Value active_referrer(Agent* agent) {
  for (Frame* frame = agent->fp; frame != nullptr; frame = frame->caller) {
    if (frame->code == nullptr || (frame->code->info->function_flags & kSelfHosted)) continue;
    Source* source = frame->code->info->source;
    if (source != nullptr) return referrer_of(source);
  }
  return Value::undefined();
}

Value indirect_eval(Agent* agent, Realm* realm, Value text) {
  if (!text.is_string()) return text;
  Value name = Value(TRY(new_string(agent, "<anonymous>")));
  std::string utf8;
  TRY(append_utf8(agent, text.as_string(), &utf8));
  Source* source =
      TRY(new_source(agent, std::move(utf8), Goal::kEval, nullptr, name, active_referrer(agent)));
  return run_eval(agent, realm, source, nullptr);
}

// https://tc39.es/ecma262/#sec-eval-x
Value global_eval(Agent* agent, Frame* f) { return indirect_eval(agent, agent->realm, f->argument(0)); }

}  // namespace whipsnake
