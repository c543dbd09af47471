#include "jsengine/kernel/call_site.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/source_text.h"
#include "jsengine/kernel/source_view.h"
#include "jsengine/kernel/syntax/error_sites.h"

namespace whipsnake {

namespace {

using syntax::NodeKind;
using syntax::SiteRole;

struct Site {
  const ParsedSource* source = nullptr;
  uint32_t expression = syntax::NO_NODE;

  bool is_known() const { return expression != syntax::NO_NODE; }
  bool is_call() const { return is_known() && source->nodes[expression].kind == NodeKind::Call; }
  String* text(Agent* agent) const { return text_of_node(agent, expression); }
  String* callee_text(Agent* agent) const { return text_of_node(agent, source->first_child(expression)); }

 private:
  String* text_of_node(Agent* agent, uint32_t node) const {
    return string_from_utf8(agent, syntax::expression_text(*source, node));
  }
};

// What the running instruction does something with; unknown in native and self-hosted functions, and for
// values that are nobody's, as those of parameters.
Site running_site(Agent* agent, SiteRole role) {
  Frame* frame = agent->fp;
  uint32_t position;
  if (frame == nullptr || frame->code == nullptr || (frame->code->function_flags & kSelfHosted)) return {};
  if (!source_position(frame->code, frame->pc, &position)) return {};
  FunctionInfo* info = frame->code->info;
  if (info->source == nullptr || info->source->parsed == nullptr) return {};
  const syntax::Function& function = scope_tables(info->source).functions[info->index];
  const ParsedSource* source = info->source->parsed;
  return {source, syntax::expression_at(*source, function.first_node, function.node, position, role)};
}

// A value that no expression stands for, as V8 describes it.
String* describe(Agent* agent, Value v) {
  StringBuilder builder(agent);
  builder.append(type_of(agent, v));
  bool is_quoted = v.is_string();
  if (!is_quoted && !v.is_number() && !v.is_boolean() && !v.is_null()) return builder.finish();
  builder.append_ascii(is_quoted ? " \"" : " ");
  builder.append(TRY(display(agent, v)));
  if (is_quoted) builder.append_ascii("\"");
  return builder.finish();
}

// The name of a constructor; `otherwise` for one without.
String* constructor_name(Agent* agent, Value v, const char* otherwise) {
  if (!v.is_object()) return display(agent, v);
  Value name = peek_data(agent, v.as_object(), agent->names->name);
  if (name.is_string() && name.as_string()->length() > 0) return name.as_string();
  return new_string(agent, otherwise);
}

Abrupt throw_not_a_super_constructor(Agent* agent, Value constructor) {
  String* super = TRY(constructor_name(agent, constructor, "null"));
  String* derived = TRY(constructor_name(agent, agent->fp->function, "anonymous class"));
  return throw_error(agent, Message::kNotASuperConstructor, super, derived);
}

Abrupt throw_naming(Agent* agent, const Site& site, Message of_value, Message of_result) {
  if (site.is_call()) return throw_error(agent, of_result, TRY(site.callee_text(agent)));
  return throw_error(agent, of_value, TRY(site.text(agent)));
}

}  // namespace

Abrupt throw_not_callable(Agent* agent, Value callee) {
  Site site = running_site(agent, SiteRole::Called);
  if (!site.is_known()) return throw_error(agent, Message::kNotAFunction, callee);
  return throw_error(agent, Message::kNotAFunction, TRY(site.text(agent)));
}

Abrupt throw_not_a_constructor(Agent* agent, Value constructor, Value new_target) {
  if (!(constructor == new_target)) return throw_not_a_super_constructor(agent, constructor);
  Site site = running_site(agent, SiteRole::Called);
  if (!site.is_known()) return throw_error(agent, Message::kNotAConstructor, constructor);
  return throw_error(agent, Message::kNotAConstructor, TRY(site.text(agent)));
}

Abrupt throw_not_iterable(Agent* agent, Value iterable) {
  Site site = running_site(agent, SiteRole::Iterated);
  if (!site.is_known()) return throw_error(agent, Message::kValueNotIterable, TRY(describe(agent, iterable)));
  return throw_naming(agent, site, Message::kNotIterable, Message::kResultNotIterable);
}

Abrupt throw_not_async_iterable(Agent* agent, Value iterable) {
  Site site = running_site(agent, SiteRole::Iterated);
  if (!site.is_known()) return throw_error(agent, Message::kNotAsyncIterable, TRY(describe(agent, iterable)));
  return throw_naming(agent, site, Message::kNotAsyncIterable, Message::kResultNotAsyncIterable);
}

Abrupt throw_cannot_destructure(Agent* agent, Value value, Value name) {
  Site site = running_site(agent, SiteRole::Destructured);
  Value source = value;
  if (site.is_known()) source = TRY(site.text(agent));
  if (name.is_undefined()) return throw_error(agent, Message::kDestructureNullish, source, value);
  return throw_error(agent, Message::kDestructureProperty, name, source, value);
}

}  // namespace whipsnake
