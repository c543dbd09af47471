// String: the constructor, and functions of String.prototype that read.
// https://tc39.es/ecma262/#sec-string-objects
#include <cmath>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/string_html.h"
#include "jsengine/kernel/builtins/string_methods.h"
#include "jsengine/kernel/builtins/string_regexp.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/string_object.h"

namespace whipsnake {

namespace {

// https://tc39.es/ecma262/#sec-string-constructor-string-value
Value string_constructor(Agent* agent, Frame* f) {
  String* s = agent->names->empty.as_string();
  if (f->argc > 0) {
    if (f->new_target.is_undefined() && f->argument(0).is_symbol())
      return TRY(display(agent, f->argument(0)));
    s = TRY(to_string(agent, f->argument(0)));
  }
  if (f->new_target.is_undefined()) return s;
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(Intrinsic::kStringPrototype)));
  return TRY(new_string_object(agent, s, prototype));
}

Value string_from_char_code(Agent* agent, Frame* f) {
  if (f->argc == 1 && f->argument(0).is_int32())
    return single_unit_string(agent, char16_t(f->argument(0).as_int32()));
  StringBuilder text(agent);
  for (uint32_t i = 0; i < f->argc; i++) {
    uint32_t unit;
    TRY(to_uint32(agent, f->argument(i), &unit));
    text.append_unit(char16_t(unit));
  }
  return TRY(text.finish());
}

Value string_from_code_point(Agent* agent, Frame* f) {
  StringBuilder text(agent);
  for (uint32_t i = 0; i < f->argc; i++) {
    Value v = TRY(to_number(agent, f->argument(i)));
    double d = v.as_number();
    if (!(d >= 0 && d <= 0x10FFFF && d == std::floor(d)))
      return throw_error(agent, Message::kInvalidCodePoint, v);
    text.append_code_point(uint32_t(d));
  }
  return TRY(text.finish());
}

// https://tc39.es/ecma262/#sec-string.raw
Value string_raw(Agent* agent, Frame* f) {
  Value cooked = TRY(to_object(agent, f->argument(0)));
  Value raw = TRY(get(agent, cooked.as_object(), agent->names->raw));
  Object* literals = TRY(to_object(agent, raw)).as_object();
  double length;
  TRY(length_of_array_like(agent, literals, &length));
  StringBuilder text(agent);
  for (double i = 0; i < length; i++) {
    text.append(TRY(to_string(agent, TRY(get(agent, literals, key_from_number(agent, i))))));
    if (i + 1 < length && i + 1 < f->argc) text.append(TRY(to_string(agent, f->argument(uint32_t(i) + 1))));
    TRY(poll(agent));
  }
  return TRY(text.finish());
}

const BuiltinRow kStringRows[] = {
    VALUE_OF("prototype", kStringPrototype, 0),
    AS_INTRINSIC(kString_fromCharCode, NATIVE("fromCharCode", 1, string_from_char_code)),
    NATIVE("fromCodePoint", 1, string_from_code_point),
    NATIVE("raw", 1, string_raw),
};
const BuiltinSet kStringSet(Intrinsic::kString, a_constructor("String", 1, string_constructor), kStringRows);

// -- String.prototype

// https://tc39.es/ecma262/#sec-thisstringvalue
Value this_string_value(Agent* agent, Frame* f, const char* method) {
  Value v = f->this_value();
  if (v.is_string()) return v;
  if (v.is_object() && v.as_object()->is(CellKind::kStringObject))
    return static_cast<WrapperObject*>(v.as_object())->primitive;
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
}
Value string_to_string(Agent* agent, Frame* f) {
  return this_string_value(agent, f, "String.prototype.toString");
}
Value string_value_of(Agent* agent, Frame* f) {
  return this_string_value(agent, f, "String.prototype.valueOf");
}

Value string_char_at(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.charAt"));
  double at;
  TRY(to_integer_or_infinity(agent, f->argument(0), &at));
  if (at < 0 || at >= s->length()) return agent->names->empty.as_string();
  return single_unit_string(agent, s->unit(uint32_t(at)));
}

Value string_char_code_at(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype.charCodeAt"));
  double at;
  TRY(to_integer_or_infinity(agent, f->argument(0), &at));
  if (at < 0 || at >= s->length()) return Value::number(NAN);
  return Value::int32(s->unit(uint32_t(at)));
}

const BuiltinRow kStringPrototypeRows[] = {
    VALUE_OF("constructor", kString, kHiddenDefault),
#define H(name, tag, attribute) NATIVE(#name, (attribute) != nullptr, string_##name),
    WHIPSNAKE_HTML_METHODS(H)
#undef H
        NATIVE("at", 1, string_at),
    AS_INTRINSIC(kStringProto_charAt, NATIVE("charAt", 1, string_char_at)),
    AS_INTRINSIC(kStringProto_charCodeAt, NATIVE("charCodeAt", 1, string_char_code_at)),
    NATIVE("codePointAt", 1, string_code_point_at),
    NATIVE("concat", 1, string_concat),
    NATIVE("endsWith", 1, string_ends_with),
    NATIVE("includes", 1, string_includes),
    NATIVE("indexOf", 1, string_index_of),
    NATIVE("isWellFormed", 0, string_is_well_formed),
    NATIVE("lastIndexOf", 1, string_last_index_of),
    NATIVE("localeCompare", 1, string_locale_compare),
    NATIVE("match", 1, string_match),
    NATIVE("matchAll", 1, string_match_all),
    NATIVE("normalize", 0, string_normalize),
    NATIVE("padEnd", 1, string_pad_end),
    NATIVE("padStart", 1, string_pad_start),
    NATIVE("repeat", 1, string_repeat),
    NATIVE("replace", 2, string_replace),
    NATIVE("replaceAll", 2, string_replace_all),
    NATIVE("search", 1, string_search),
    NATIVE("slice", 2, string_slice),
    NATIVE("split", 2, string_split),
    NATIVE("substr", 2, string_substr),
    NATIVE("substring", 2, string_substring),
    NATIVE("startsWith", 1, string_starts_with),
    NATIVE("toString", 0, string_to_string),
    NATIVE("toWellFormed", 0, string_to_well_formed),
    NATIVE("trim", 0, string_trim),
    NATIVE("trimStart", 0, string_trim_start),
    ALIAS("trimLeft", "trimStart"),
    NATIVE("trimEnd", 0, string_trim_end),
    ALIAS("trimRight", "trimEnd"),
    NATIVE("toLocaleLowerCase", 0, string_to_lower_case),
    NATIVE("toLocaleUpperCase", 0, string_to_upper_case),
    NATIVE("toLowerCase", 0, string_to_lower_case),
    NATIVE("toUpperCase", 0, string_to_upper_case),
    NATIVE("valueOf", 0, string_value_of),
    NATIVE_SYMBOL(kIterator, "[Symbol.iterator]", 0, string_iterator),
};
const BuiltinSet kStringPrototypeSet(Intrinsic::kStringPrototype,
                                     {.prototype = Intrinsic::kObjectPrototype,
                                      .kind = CellKind::kStringObject},
                                     kStringPrototypeRows);

}  // namespace

}  // namespace whipsnake
