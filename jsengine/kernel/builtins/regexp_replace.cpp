// RegExp.prototype[Symbol.replace]. https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.replace%
#include "jsengine/kernel/builtins/match_list.h"
#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/builtins/substitution.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

// The matches of a global or sticky expression one after the other, as RegExpBuiltinExec finds them.
class GlobalSearch {
 public:
  GlobalSearch(Agent* agent, RegExpObject* regexp, String* text)
      : agent_(agent), code_(regexp->code), text_(text), scope_(agent) {}
  Truth next() {
    if (at_ > text_->length()) return Truth::kFalse;
    if (!TRY(scope_.match(code_, text_, uint32_t(at_)))) return Truth::kFalse;
    at_ = scope_.end();
    if (scope_.end() == scope_.start())
      at_ = advance_string_index(text_, at_, is_unicode(code_->regexp_flags()));
    return Truth::kTrue;
  }
  const MatchScope& scope() const { return scope_; }
  RegExpCode* code() const { return code_; }

 private:
  Agent* agent_;
  RegExpCode* code_;
  String* text_;
  MatchScope scope_;
  double at_ = 0;
};

Status append_replacement(Agent* agent, StringBuilder& builder, RegExpCode* code, String* text,
                          const MatchScope& scope, String* replacement) {
  Substitution s{text, nullptr, double(scope.start()), double(scope.end())};
  s.places = scope.places();
  s.capture_count = code->program->capture_count - 1;
  if (!code->program->names.empty()) {
    RootedVector groups(agent);
    for (uint32_t i = 0; i <= s.capture_count; i++)
      if (!groups.push(TRY(group_text(agent, text, scope.start(i), scope.end(i))))) return Status::kAbrupt;
    s.named_captures = TRY(groups_object(agent, code, groups.data()));
  }
  return append_substitution(agent, builder, s, replacement);
}

// All matches of a pristine expression by a text.
Value replace_all_by_text(Agent* agent, RegExpObject* regexp, String* text, String* replacement) {
  GlobalSearch search(agent, regexp, text);
  StringBuilder builder(agent);
  bool references = has_references(replacement);
  uint32_t copied = 0;
  bool found = false;
  while (TRY(search.next())) {
    found = true;
    const MatchScope& scope = search.scope();
    builder.append(text, copied, scope.start());
    copied = scope.end();
    if (references) {
      TRY(append_replacement(agent, builder, search.code(), text, scope, replacement));
    } else {
      builder.append(replacement);
    }
    TRY(poll(agent));
  }
  TRY(set_last_index(agent, regexp, Value::int32(0)));
  if (!found) return text;
  builder.append(text, copied, text->length());
  return TRY(builder.finish());
}

// The text by which a function replaces a match.
String* call_replacer(Agent* agent, RegExpCode* code, String* text, const uint32_t* places, Value function) {
  RootedVector arguments(agent);
  for (uint32_t i = 0; i < code->program->capture_count; i++)
    if (!arguments.push(TRY(group_text(agent, text, places[2 * i], places[2 * i + 1])))) return nullptr;
  Value groups = TRY(groups_object(agent, code, arguments.data()));
  if (!arguments.push(Value::uint32(places[0])) || !arguments.push(text)) return nullptr;
  if (!groups.is_undefined() && !arguments.push(groups)) return nullptr;
  Value result = TRY(call(agent, function, Value::undefined(), arguments.data(), uint32_t(arguments.size())));
  return to_string(agent, result);
}

// All matches are found before the function is called for the first time.
Value replace_all_by_function(Agent* agent, RegExpObject* regexp, String* text, Value function) {
  RegExpCode* code = regexp->code;
  MatchList matches(agent, code->program->capture_count);
  {
    GlobalSearch search(agent, regexp, text);
    while (TRY(search.next())) {
      TRY(matches.add(search.scope()));
      TRY(poll(agent));
    }
  }
  TRY(set_last_index(agent, regexp, Value::int32(0)));
  if (matches.count() == 0) return text;
  StringBuilder builder(agent);
  uint32_t copied = 0;
  for (size_t i = 0; i < matches.count(); i++) {
    const uint32_t* places = matches[i];
    builder.append(text, copied, places[0]);
    builder.append(TRY(call_replacer(agent, code, text, places, function)));
    copied = places[1];
  }
  builder.append(text, copied, text->length());
  return TRY(builder.finish());
}

Value replace_first(Agent* agent, RegExpObject* regexp, String* text, Value replacement) {
  uint32_t places[2];
  RegExpCode* code = nullptr;
  StringBuilder builder(agent);
  MatchList found(agent, regexp->code->program->capture_count);
  {
    MatchScope scope(agent);
    if (!TRY(regexp_builtin_match(agent, regexp, text, &scope))) return text;
    code = regexp->code;
    places[0] = scope.start();
    places[1] = scope.end();
    builder.append(text, 0, places[0]);
    if (replacement.is_string()) {
      TRY(append_replacement(agent, builder, code, text, scope, replacement.as_string()));
    } else {
      TRY(found.add(scope));
    }
  }
  if (!replacement.is_string()) builder.append(TRY(call_replacer(agent, code, text, found[0], replacement)));
  builder.append(text, places[1], text->length());
  return TRY(builder.finish());
}

// -- The general way: everything may be a script's.

// Steps 11 to 13: the results, in order.
Status collect_results(Agent* agent, Object* regexp, String* text, bool global, bool unicode,
                       RootedVector* results) {
  for (;;) {
    Value result = TRY(regexp_exec(agent, regexp, text));
    if (result.is_null()) return Status::kOk;
    if (!results->push(result)) return Status::kAbrupt;
    if (!global) return Status::kOk;
    String* matched = TRY(to_string(agent, TRY(get(agent, result.as_object(), PropertyKey::index(0)))));
    if (matched->length() == 0) {
      double last;
      TRY(to_length(agent, TRY(get(agent, regexp, agent->names->lastIndex)), &last));
      TRY(set_last_index(agent, regexp, Value::normalised(advance_string_index(text, last, unicode))));
    }
    TRY(poll(agent));
  }
}

// What is read of one result, in the order of step 15.
struct ResultParts {
  explicit ResultParts(Agent* agent) : captures(agent) {}
  String* matched = nullptr;
  double position = 0;
  RootedVector captures;
  Value named_captures = Value::undefined();
};

Status read_result(Agent* agent, Object* result, String* text, ResultParts* parts) {
  double count;
  TRY(length_of_array_like(agent, result, &count));
  parts->matched = TRY(to_string(agent, TRY(get(agent, result, PropertyKey::index(0)))));
  TRY(to_integer_or_infinity(agent, TRY(get(agent, result, agent->names->index)), &parts->position));
  parts->position = std::max(0.0, std::min(parts->position, double(text->length())));
  for (double n = 1; n < count; n++) {
    Value capture = TRY(get(agent, result, key_from_number(agent, n)));
    if (!capture.is_undefined()) capture = TRY(flatten(agent, TRY(to_string(agent, capture))));
    if (!parts->captures.push(capture)) return Status::kAbrupt;
    TRY(poll(agent));
  }
  parts->named_captures = TRY(get(agent, result, agent->names->groups));
  return Status::kOk;
}

Value replacement_by_call(Agent* agent, ResultParts* parts, String* text, Value function) {
  RootedVector arguments(agent);
  bool good = arguments.push(parts->matched);
  for (size_t i = 0; i < parts->captures.size(); i++) good = good && arguments.push(parts->captures[i]);
  good = good && arguments.push(Value::normalised(parts->position)) && arguments.push(text);
  if (!parts->named_captures.is_undefined()) good = good && arguments.push(parts->named_captures);
  if (!good) return Abrupt{};
  Value result = TRY(call(agent, function, Value::undefined(), arguments.data(), uint32_t(arguments.size())));
  return TRY(to_string(agent, result));
}

Value replacement_by_text(Agent* agent, ResultParts* parts, String* text, String* replacement) {
  Substitution s{text, TRY(flatten(agent, parts->matched)), parts->position,
                 parts->position + parts->matched->length()};
  s.captures = parts->captures.data();
  s.capture_count = uint32_t(parts->captures.size());
  if (!parts->named_captures.is_undefined()) s.named_captures = TRY(to_object(agent, parts->named_captures));
  StringBuilder builder(agent);
  TRY(append_substitution(agent, builder, s, replacement));
  return TRY(builder.finish());
}

Value replace_results(Agent* agent, RootedVector& results, String* text, Value replacement) {
  StringBuilder builder(agent);
  uint32_t next = 0;
  for (size_t i = 0; i < results.size(); i++) {
    ResultParts parts(agent);
    TRY(read_result(agent, results[i].as_object(), text, &parts));
    Value by = replacement.is_string() ? replacement_by_text(agent, &parts, text, replacement.as_string())
                                       : replacement_by_call(agent, &parts, text, replacement);
    TRY(by);
    if (parts.position < next) continue;
    builder.append(text, next, uint32_t(parts.position));
    builder.append(by.as_string());
    double end = parts.position + parts.matched->length();
    next = uint32_t(std::min(end, double(text->length())));
    if (end > text->length()) next = text->length();
  }
  builder.append(text, next, text->length());
  return TRY(builder.finish());
}

}  // namespace

Value replace_pristine(Agent* agent, RegExpObject* regexp, String* text, Value replacement) {
  TRY(flatten(agent, text));
  if (replacement.is_string()) TRY(flatten(agent, replacement.as_string()));
  if (!(regexp->code->regexp_flags() & regexp::kGlobal))
    return replace_first(agent, regexp, text, replacement);
  TRY(set_last_index(agent, regexp, Value::int32(0)));
  return replacement.is_string() ? replace_all_by_text(agent, regexp, text, replacement.as_string())
                                 : replace_all_by_function(agent, regexp, text, replacement);
}

Value regexp_symbol_replace(Agent* agent, Frame* f) {
  Object* regexp = TRY(regexp_receiver(agent, f->this_value(), "RegExp.prototype.@@replace"));
  String* text = TRY(to_string(agent, f->argument(0)));
  Value replacement = f->argument(1);
  if (!is_callable(replacement)) replacement = TRY(to_string(agent, replacement));
  if (is_pristine_regexp(agent, Value(regexp)))
    return replace_pristine(agent, static_cast<RegExpObject*>(regexp), text, replacement);
  TRY(flatten(agent, text));
  if (replacement.is_string()) TRY(flatten(agent, replacement.as_string()));
  String* flags = TRY(to_string(agent, TRY(get(agent, regexp, agent->names->flags))));
  bool global = TRY(has_flag(agent, flags, 'g'));
  bool unicode = TRY(has_flag(agent, flags, 'u')) || TRY(has_flag(agent, flags, 'v'));
  if (global) TRY(set_last_index(agent, regexp, Value::int32(0)));
  RootedVector results(agent);
  TRY(collect_results(agent, regexp, text, global, unicode, &results));
  return replace_results(agent, results, text, replacement);
}

}  // namespace whipsnake
