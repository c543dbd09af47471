// RegExp.prototype's methods by symbol, but for replace: match, matchAll, search, split.
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

// -- exec and match

Truth has_flag(Agent* agent, String* flags, char16_t letter) {
  TRY(flatten(agent, flags));
  for (uint32_t i = 0; i < flags->length(); i++)
    if (flags->unit(i) == letter) return Truth::kTrue;
  return Truth::kFalse;
}

static Truth is_unicode(Agent* agent, String* flags) {
  if (TRY(has_flag(agent, flags, 'u'))) return Truth::kTrue;
  return has_flag(agent, flags, 'v');
}

static Value match_all_pristine(Agent* agent, RegExpObject* regexp, String* text) {
  TRY(flatten(agent, text));
  TRY(set_last_index(agent, regexp, Value::int32(0)));
  RegExpCode* code = regexp->code;
  MatchScope scope(agent);
  Array* matches = nullptr;
  for (double at = 0; at <= text->length();) {
    if (!TRY(scope.match(code, text, uint32_t(at)))) break;
    if (matches == nullptr) matches = TRY(new_array(agent, agent->realm));
    TRY(array_push(agent, matches, TRY(substring(agent, text, scope.start(), scope.end()))));
    at = scope.end();
    if (scope.start() == scope.end()) at = advance_string_index(text, at, is_unicode(code->regexp_flags()));
    TRY(poll(agent));
  }
  return matches == nullptr ? Value::null() : Value(matches);
}

Value match_pristine(Agent* agent, RegExpObject* regexp, String* text) {
  bool global = regexp->code->regexp_flags() & regexp::kGlobal;
  return global ? match_all_pristine(agent, regexp, text) : regexp_builtin_exec(agent, regexp, text);
}

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.match%
Value regexp_symbol_match(Agent* agent, Frame* f) {
  Object* regexp = TRY(regexp_receiver(agent, f->this_value(), "RegExp.prototype.@@match"));
  String* text = TRY(to_string(agent, f->argument(0)));
  if (is_pristine_regexp(agent, Value(regexp)))
    return match_pristine(agent, static_cast<RegExpObject*>(regexp), text);
  String* flags = TRY(to_string(agent, TRY(get(agent, regexp, agent->names->flags))));
  if (!TRY(has_flag(agent, flags, 'g'))) return regexp_exec(agent, regexp, text);
  bool unicode = TRY(is_unicode(agent, flags));
  TRY(flatten(agent, text));
  TRY(set_last_index(agent, regexp, Value::int32(0)));
  Array* matches = TRY(new_array(agent, agent->realm));
  for (;;) {
    Value result = TRY(regexp_exec(agent, regexp, text));
    if (result.is_null()) return matches->length() == 0 ? Value::null() : Value(matches);
    String* matched = TRY(to_string(agent, TRY(get(agent, result.as_object(), PropertyKey::index(0)))));
    TRY(array_push(agent, matches, matched));
    if (matched->length() == 0) {
      double last;
      TRY(to_length(agent, TRY(get(agent, regexp, agent->names->lastIndex)), &last));
      TRY(set_last_index(agent, regexp, Value::normalised(advance_string_index(text, last, unicode))));
    }
    TRY(poll(agent));
  }
}

// https://tc39.es/ecma262/#sec-regexp-prototype-matchall
Value regexp_symbol_match_all(Agent* agent, Frame* f) {
  Object* regexp = TRY(regexp_receiver(agent, f->this_value(), "RegExp.prototype.@@matchAll"));
  String* text = TRY(to_string(agent, f->argument(0)));
  Value constructor =
      TRY(species_constructor(agent, regexp, TRY(intrinsic(agent->realm, Intrinsic::kRegExp))));
  String* flags = TRY(to_string(agent, TRY(get(agent, regexp, agent->names->flags))));
  Value arguments[] = {Value(regexp), Value(flags)};
  Object* matcher = TRY(construct(agent, constructor, arguments, 2)).as_object();
  double last;
  TRY(to_length(agent, TRY(get(agent, regexp, agent->names->lastIndex)), &last));
  TRY(set_last_index(agent, matcher, Value::normalised(last)));
  bool global = TRY(has_flag(agent, flags, 'g'));
  return new_regexp_string_iterator(agent, matcher, text, global, TRY(is_unicode(agent, flags)));
}

// -- search

Value search_pristine(Agent* agent, RegExpObject* regexp, String* text) {
  TRY(flatten(agent, text));
  MatchScope scope(agent);
  bool found = TRY(scope.match(regexp->code, text, 0));
  return found ? Value::uint32(scope.start()) : Value::int32(-1);
}

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.search%
Value regexp_symbol_search(Agent* agent, Frame* f) {
  Object* regexp = TRY(regexp_receiver(agent, f->this_value(), "RegExp.prototype.@@search"));
  String* text = TRY(to_string(agent, f->argument(0)));
  if (is_pristine_regexp(agent, Value(regexp)))
    return search_pristine(agent, static_cast<RegExpObject*>(regexp), text);
  PropertyKey last_index = agent->names->lastIndex;
  Value previous = TRY(get(agent, regexp, last_index));
  if (!same_value(agent, previous, Value::int32(0))) TRY(set(agent, regexp, last_index, Value::int32(0)));
  Value result = TRY(regexp_exec(agent, regexp, text));
  Value current = TRY(get(agent, regexp, last_index));
  if (!same_value(agent, current, previous)) TRY(set(agent, regexp, last_index, previous));
  if (result.is_null()) return Value::int32(-1);
  return get(agent, result.as_object(), agent->names->index);
}

// -- split

static Status push_captures(Agent* agent, Array* parts, String* text, const RegExpCode* code,
                            const MatchScope& scope, uint32_t limit) {
  for (uint32_t i = 1; i < code->program->capture_count && parts->length() < limit; i++)
    TRY(array_push(agent, parts, TRY(group_text(agent, text, scope.start(i), scope.end(i)))));
  return Status::kOk;
}

// Where the standard tries a sticky match at each place in turn, this looks for the next match.
Value split_pristine(Agent* agent, RegExpObject* regexp, String* text, uint32_t limit) {
  TRY(flatten(agent, text));
  Array* parts = TRY(new_array(agent, agent->realm));
  if (limit == 0) return parts;
  uint8_t flags = uint8_t(regexp->code->regexp_flags() & ~regexp::kSticky);
  RegExpCode* code = regexp->code;
  if (flags != code->regexp_flags()) code = TRY(regexp_code(agent, code->pattern.as_string(), flags));
  MatchScope scope(agent);
  uint32_t size = text->length(), from = 0;
  if (size == 0) {
    if (!TRY(scope.match(code, text, 0))) TRY(array_push(agent, parts, text));
    return parts;
  }
  for (double at = 0; at < size;) {
    if (!TRY(scope.match(code, text, uint32_t(at))) || scope.start() >= size) break;
    uint32_t end = scope.end();
    if (end == from) {
      at = advance_string_index(text, scope.start(), is_unicode(flags));
      continue;
    }
    TRY(array_push(agent, parts, TRY(substring(agent, text, from, scope.start()))));
    if (parts->length() == limit) return parts;
    from = end;
    TRY(push_captures(agent, parts, text, code, scope, limit));
    if (parts->length() == limit) return parts;
    at = from;
    TRY(poll(agent));
  }
  TRY(array_push(agent, parts, TRY(substring(agent, text, from, size))));
  return parts;
}

// Steps 14 to 19 of the general way.
static Value split_by_splitter(Agent* agent, Object* splitter, String* text, uint32_t limit, bool unicode) {
  Array* parts = TRY(new_array(agent, agent->realm));
  if (limit == 0) return parts;
  uint32_t size = text->length(), from = 0;
  if (size == 0) {
    Value result = TRY(regexp_exec(agent, splitter, text));
    if (result.is_null()) TRY(array_push(agent, parts, text));
    return parts;
  }
  for (double at = 0; at < size;) {
    TRY(poll(agent));
    TRY(set_last_index(agent, splitter, Value::normalised(at)));
    Value result = TRY(regexp_exec(agent, splitter, text));
    double end = 0;
    if (!result.is_null()) {
      TRY(to_length(agent, TRY(get(agent, splitter, agent->names->lastIndex)), &end));
      end = std::min(end, double(size));
    }
    if (result.is_null() || end == from) {
      at = advance_string_index(text, at, unicode);
      continue;
    }
    TRY(array_push(agent, parts, TRY(substring(agent, text, from, uint32_t(at)))));
    if (parts->length() == limit) return parts;
    from = uint32_t(end);
    double count;
    TRY(length_of_array_like(agent, result.as_object(), &count));
    for (double i = 1; i < count; i++) {
      TRY(array_push(agent, parts, TRY(get(agent, result.as_object(), key_from_number(agent, i)))));
      if (parts->length() == limit) return parts;
      TRY(poll(agent));
    }
    at = from;
  }
  TRY(array_push(agent, parts, TRY(substring(agent, text, from, size))));
  return parts;
}

// https://tc39.es/ecma262/#sec-regexp.prototype-%symbol.split%
Value regexp_symbol_split(Agent* agent, Frame* f) {
  Object* regexp = TRY(regexp_receiver(agent, f->this_value(), "RegExp.prototype.@@split"));
  String* text = TRY(to_string(agent, f->argument(0)));
  uint32_t limit = UINT32_MAX;
  if (is_pristine_regexp(agent, Value(regexp)) &&
      (f->argument(1).is_undefined() || f->argument(1).is_number())) {
    if (!f->argument(1).is_undefined()) TRY(to_uint32(agent, f->argument(1), &limit));
    return split_pristine(agent, static_cast<RegExpObject*>(regexp), text, limit);
  }
  Value constructor =
      TRY(species_constructor(agent, regexp, TRY(intrinsic(agent->realm, Intrinsic::kRegExp))));
  String* flags = TRY(to_string(agent, TRY(get(agent, regexp, agent->names->flags))));
  bool unicode = TRY(is_unicode(agent, flags));
  if (!TRY(has_flag(agent, flags, 'y'))) flags = TRY(concatenate(agent, flags, TRY(new_string(agent, "y"))));
  Value arguments[] = {Value(regexp), Value(flags)};
  Object* splitter = TRY(construct(agent, constructor, arguments, 2)).as_object();
  if (!f->argument(1).is_undefined()) TRY(to_uint32(agent, f->argument(1), &limit));
  TRY(flatten(agent, text));
  return split_by_splitter(agent, splitter, text, limit, unicode);
}

}  // namespace whipsnake
