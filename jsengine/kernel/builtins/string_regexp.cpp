#include "jsengine/kernel/builtins/string_regexp.h"

#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/builtins/substitution.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/string_search.h"

namespace whipsnake {

namespace {

String* receiver_text(Agent* agent, Value receiver) {
  return receiver.is_string() ? receiver.as_string() : to_string(agent, receiver);
}

Status require_receiver(Agent* agent, Frame* f, const char* method) {
  if (!f->this_value().is_nullish()) return Status::kOk;
  return throw_error(agent, Message::kCalledOnNullish, new_string(agent, method));
}

// The method by a symbol that an argument brings along; undefined for primitives and where there is none.
Value method_of(Agent* agent, Value argument, WellKnownSymbol symbol) {
  if (!argument.is_object()) return Value::undefined();
  return get_method(agent, argument, PropertyKey::symbol(well_known(agent, symbol)));
}

// https://tc39.es/ecma262/#sec-regexpcreate
Object* regexp_create(Agent* agent, Value pattern, const char* flags) {
  Value text =
      pattern.is_undefined() ? Value(agent->names->empty.as_string()) : Value(TRY(to_string(agent, pattern)));
  return TRY(new_regexp(agent, text, TRY(new_string(agent, flags)))).as_object();
}

// For matchAll and replaceAll: a regular expression must be global.
Status require_global(Agent* agent, Value regexp, const char* method) {
  if (!TRY(is_regexp(agent, regexp))) return Status::kOk;
  Value flags = TRY(get(agent, regexp.as_object(), agent->names->flags));
  TRY(require_object_coercible(agent, flags));
  if (TRY(has_flag(agent, TRY(to_string(agent, flags)), 'g'))) return Status::kOk;
  return throw_error(agent, Message::kRegExpGlobalRequired, new_string(agent, method));
}

Value call_symbol(Agent* agent, Object* regexp, WellKnownSymbol symbol, String* text) {
  Value argument = text;
  return invoke(agent, Value(regexp), PropertyKey::symbol(well_known(agent, symbol)), &argument, 1);
}

// The replacement of one occurrence of a string.
Status append_replaced(Agent* agent, StringBuilder& builder, String* text, String* wanted, uint32_t position,
                       Value replacement) {
  if (!replacement.is_string()) {
    Value result = TRY(call_with(agent, replacement, Value::undefined(), Value(wanted),
                                 Value::uint32(position), Value(text)));
    builder.append(TRY(to_string(agent, result)));
    return Status::kOk;
  }
  Substitution s{text, wanted, double(position), double(position) + wanted->length()};
  return append_substitution(agent, builder, s, replacement.as_string());
}

// What replace and replaceAll do to strings: steps behind the look for a method.
Value replace_string(Agent* agent, Frame* f, bool all) {
  String* text = TRY(receiver_text(agent, f->this_value()));
  String* wanted = TRY(to_string(agent, f->argument(0)));
  Value replacement = f->argument(1);
  if (!is_callable(replacement)) replacement = TRY(flatten(agent, TRY(to_string(agent, replacement))));
  TRY(flatten(agent, text));
  TRY(flatten(agent, wanted));
  StringSearch search(text, wanted);
  uint32_t step = std::max(wanted->length(), 1u), copied = 0;
  uint32_t position = search.find(0);
  if (position == StringSearch::kNone) return text;
  StringBuilder builder(agent);
  while (position != StringSearch::kNone) {
    builder.append(text, copied, position);
    TRY(append_replaced(agent, builder, text, wanted, position, replacement));
    copied = position + wanted->length();
    if (!all) break;
    position = search.find(position + step);
    TRY(poll(agent));
  }
  builder.append(text, copied, text->length());
  return TRY(builder.finish());
}

// Into single code units.
Value split_units(Agent* agent, String* text, uint32_t limit) {
  uint32_t count = std::min(text->length(), limit);
  Array* parts = TRY(new_array(agent, agent->realm));
  for (uint32_t i = 0; i < count; i++) {
    TRY(array_push(agent, parts, single_unit_string(agent, text->unit(i))));
    if ((i & 0xFFF) == 0) TRY(poll(agent));
  }
  return parts;
}

Value split_by_string(Agent* agent, String* text, String* separator, uint32_t limit) {
  TRY(flatten(agent, text));
  TRY(flatten(agent, separator));
  if (separator->length() == 0) return split_units(agent, text, limit);
  Array* parts = TRY(new_array(agent, agent->realm));
  StringSearch search(text, separator);
  uint32_t from = 0;
  for (uint32_t at = search.find(0); at != StringSearch::kNone; at = search.find(from)) {
    TRY(array_push(agent, parts, TRY(substring(agent, text, from, at))));
    if (parts->length() == limit) return parts;
    from = at + separator->length();
    TRY(poll(agent));
  }
  TRY(array_push(agent, parts, TRY(substring(agent, text, from, text->length()))));
  return parts;
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.match
Value string_match(Agent* agent, Frame* f) {
  TRY(require_receiver(agent, f, "String.prototype.match"));
  Value regexp = f->argument(0);
  if (is_pristine_regexp(agent, regexp)) {
    String* text = TRY(receiver_text(agent, f->this_value()));
    if (is_pristine_regexp(agent, regexp))
      return match_pristine(agent, static_cast<RegExpObject*>(regexp.as_object()), text);
    return call_symbol(agent, regexp.as_object(), WellKnownSymbol::kMatch, text);
  }
  Value method = TRY(method_of(agent, regexp, WellKnownSymbol::kMatch));
  if (!method.is_undefined()) return call_with(agent, method, regexp, f->this_value());
  String* text = TRY(receiver_text(agent, f->this_value()));
  return call_symbol(agent, TRY(regexp_create(agent, regexp, "")), WellKnownSymbol::kMatch, text);
}

// https://tc39.es/ecma262/#sec-string.prototype.matchall
Value string_match_all(Agent* agent, Frame* f) {
  TRY(require_receiver(agent, f, "String.prototype.matchAll"));
  Value regexp = f->argument(0);
  if (regexp.is_object()) {
    TRY(require_global(agent, regexp, "String.prototype.matchAll"));
    Value method = TRY(method_of(agent, regexp, WellKnownSymbol::kMatchAll));
    if (!method.is_undefined()) return call_with(agent, method, regexp, f->this_value());
  }
  String* text = TRY(receiver_text(agent, f->this_value()));
  return call_symbol(agent, TRY(regexp_create(agent, regexp, "g")), WellKnownSymbol::kMatchAll, text);
}

// https://tc39.es/ecma262/#sec-string.prototype.replace
Value string_replace(Agent* agent, Frame* f) {
  TRY(require_receiver(agent, f, "String.prototype.replace"));
  Value wanted = f->argument(0), replacement = f->argument(1);
  bool simple = f->this_value().is_string() && (replacement.is_string() || is_callable(replacement));
  if (simple && is_pristine_regexp(agent, wanted))
    return replace_pristine(agent, static_cast<RegExpObject*>(wanted.as_object()),
                            f->this_value().as_string(), replacement);
  Value method = TRY(method_of(agent, wanted, WellKnownSymbol::kReplace));
  if (!method.is_undefined()) return call_with(agent, method, wanted, f->this_value(), replacement);
  return replace_string(agent, f, false);
}

// https://tc39.es/ecma262/#sec-string.prototype.replaceall
Value string_replace_all(Agent* agent, Frame* f) {
  TRY(require_receiver(agent, f, "String.prototype.replaceAll"));
  Value wanted = f->argument(0);
  if (wanted.is_object()) {
    TRY(require_global(agent, wanted, "replaceAll"));
    Value method = TRY(method_of(agent, wanted, WellKnownSymbol::kReplace));
    if (!method.is_undefined()) return call_with(agent, method, wanted, f->this_value(), f->argument(1));
  }
  return replace_string(agent, f, true);
}

// https://tc39.es/ecma262/#sec-string.prototype.search
Value string_search(Agent* agent, Frame* f) {
  TRY(require_receiver(agent, f, "String.prototype.search"));
  Value regexp = f->argument(0);
  if (f->this_value().is_string() && is_pristine_regexp(agent, regexp))
    return search_pristine(agent, static_cast<RegExpObject*>(regexp.as_object()),
                           f->this_value().as_string());
  Value method = TRY(method_of(agent, regexp, WellKnownSymbol::kSearch));
  if (!method.is_undefined()) return call_with(agent, method, regexp, f->this_value());
  String* text = TRY(receiver_text(agent, f->this_value()));
  return call_symbol(agent, TRY(regexp_create(agent, regexp, "")), WellKnownSymbol::kSearch, text);
}

// https://tc39.es/ecma262/#sec-string.prototype.split
Value string_split(Agent* agent, Frame* f) {
  TRY(require_receiver(agent, f, "String.prototype.split"));
  Value separator = f->argument(0), limit_value = f->argument(1);
  Value method = TRY(method_of(agent, separator, WellKnownSymbol::kSplit));
  if (!method.is_undefined()) return call_with(agent, method, separator, f->this_value(), limit_value);
  String* text = TRY(receiver_text(agent, f->this_value()));
  uint32_t limit = UINT32_MAX;
  if (!limit_value.is_undefined()) TRY(to_uint32(agent, limit_value, &limit));
  String* separator_text = TRY(to_string(agent, separator));
  if (limit == 0) return TRY(new_array(agent, agent->realm));
  if (separator.is_undefined()) {
    Value whole = text;
    return TRY(new_array_from(agent, agent->realm, &whole, 1));
  }
  return split_by_string(agent, text, separator_text, limit);
}

}  // namespace whipsnake
