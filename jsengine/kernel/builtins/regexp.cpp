// The RegExp constructor and what of RegExp.prototype does not work on texts.
// https://tc39.es/ecma262/#sec-regexp-constructor
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/regexp_legacy.h"
#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/number_parse.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

VISIT_OBJECT(RegExp, RegExpObject, &RegExpObject::code)

String* regexp_flags_text(Agent* agent, uint8_t flags) {
  uint8_t letters[8];
  uint32_t count = 0;
  for (int bit = 0; bit < 8; bit++)
    if (flags >> bit & 1) letters[count++] = uint8_t("dgimsuvy"[bit]);
  return new_latin1_string(agent, letters, count);
}

namespace {

Shape* shape_for(Agent* agent, Value prototype) {
  Shape* shape =
      TRY(root_shape(agent, CellKind::kRegExp, prototype, 1, offsetof(RegExpObject, inline_slots)));
  return add_transition(agent, shape, agent->names->lastIndex, kWritable);
}

// The shape of regular expressions of the running realm.
Shape* plain_shape(Agent* agent) {
  Realm* realm = agent->realm;
  if (realm->regexp_shape != nullptr) return realm->regexp_shape;
  Shape* shape = TRY(shape_for(agent, TRY(intrinsic(realm, Intrinsic::kRegExpPrototype))));
  store(agent, realm, &realm->regexp_shape, shape);
  return shape;
}

// https://tc39.es/ecma262/#sec-regexpinitialize: the code
RegExpCode* code_for(Agent* agent, Value pattern, Value flags) {
  String* empty = agent->names->empty.as_string();
  String* pattern_text = pattern.is_undefined() ? empty : TRY(to_string(agent, pattern));
  String* flags_text = flags.is_undefined() ? empty : TRY(to_string(agent, flags));
  uint8_t bits = 0;
  TRY(parse_regexp_flags(agent, flags_text, &bits));
  return regexp_code(agent, pattern_text, bits);
}

// https://tc39.es/ecma262/#sec-regexp-pattern-flags
Value regexp_constructor(Agent* agent, Frame* f) {
  Value pattern = f->argument(0), flags = f->argument(1), new_target = f->new_target;
  bool pattern_is_regexp = TRY(is_regexp(agent, pattern));
  if (new_target.is_undefined()) {
    new_target = f->function;
    if (pattern_is_regexp && flags.is_undefined()) {
      Value constructor = TRY(get(agent, pattern.as_object(), agent->names->constructor));
      if (same_value(agent, new_target, constructor)) return pattern;
    }
  }
  if (is_regexp_object(pattern)) {
    const RegExpCode* code = static_cast<RegExpObject*>(pattern.as_object())->code;
    pattern = code->pattern;
    if (flags.is_undefined()) flags = TRY(regexp_flags_text(agent, code->regexp_flags()));
  } else if (pattern_is_regexp) {
    Object* like = pattern.as_object();
    pattern = TRY(get(agent, like, agent->names->source));
    if (flags.is_undefined()) flags = TRY(get(agent, like, agent->names->flags));
  }
  Value prototype = TRY(prototype_from_constructor(agent, new_target, int(Intrinsic::kRegExpPrototype)));
  RegExpCode* code = TRY(code_for(agent, pattern, flags));
  return TRY(new_regexp_object(agent, prototype, code));
}

// -- https://tc39.es/ecma262/#sec-regexp.escape

void append_hex(StringBuilder& builder, uint32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    builder.append_unit(char16_t("0123456789abcdef"[value >> shift & 15]));
}

// https://tc39.es/ecma262/#sec-encodeforregexpescape
void append_escaped(StringBuilder& builder, uint32_t c) {
  static constexpr std::string_view kSyntax = "^$\\.*+?()[]{}|/";
  static constexpr std::string_view kControls = "\t\n\v\f\r", kControlLetters = "tnvfr";
  static constexpr std::string_view kPunctuators = ",-=<>#&!%:;@~'`\"";
  auto within = [c](std::string_view text) {
    return c < 128 && text.find(char(c)) != std::string_view::npos;
  };
  bool blank = c <= 0xFFFF && is_white_space(char16_t(c));
  bool surrogate = c >= 0xD800 && c <= 0xDFFF;
  if (within(kSyntax)) {
    builder.append_unit('\\');
    builder.append_unit(char16_t(c));
  } else if (within(kControls)) {
    builder.append_unit('\\');
    builder.append_unit(char16_t(kControlLetters[kControls.find(char(c))]));
  } else if (within(kPunctuators) || blank || surrogate) {
    builder.append_ascii(c <= 0xFF ? "\\x" : "\\u");
    append_hex(builder, c, c <= 0xFF ? 2 : 4);
  } else {
    builder.append_code_point(c);
  }
}

Value regexp_escape(Agent* agent, Frame* f) {
  if (!f->argument(0).is_string()) return throw_error(agent, Message::kRegExpEscapeNotString, f->argument(0));
  String* text = TRY(flatten(agent, f->argument(0).as_string()));
  StringBuilder builder(agent);
  for (uint32_t i = 0; i < text->length(); i++) {
    uint32_t c = text->unit(i);
    bool pair = (c & 0xFC00) == 0xD800 && i + 1 < text->length() && (text->unit(i + 1) & 0xFC00) == 0xDC00;
    if (pair) c = 0x10000 + ((c - 0xD800) << 10) + (text->unit(++i) - 0xDC00U);
    bool alphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (i == 0 && alphanumeric) {
      builder.append_ascii("\\x");
      append_hex(builder, c, 2);
    } else {
      append_escaped(builder, c);
    }
    TRY(poll(agent));
  }
  return TRY(builder.finish());
}

// -- RegExp.prototype

// https://tc39.es/ecma262/#sec-regexphasflag and get RegExp.prototype.FLAG
template <uint8_t kFlag>
Value get_flag(Agent* agent, Frame* f) {
  Value receiver = f->this_value();
  if (is_regexp_object(receiver)) {
    const RegExpCode* code = static_cast<RegExpObject*>(receiver.as_object())->code;
    return Value::boolean(code->regexp_flags() & kFlag);
  }
  if (receiver == intrinsic(agent->realm, Intrinsic::kRegExpPrototype)) return Value::undefined();
  return throw_error(agent, Message::kBadReceiver, new_string(agent, "RegExp.prototype flag getter"),
                     receiver);
}

// https://tc39.es/ecma262/#sec-get-regexp.prototype.source
Value get_source(Agent* agent, Frame* f) {
  Value receiver = f->this_value();
  if (is_regexp_object(receiver)) {
    const RegExpCode* code = static_cast<RegExpObject*>(receiver.as_object())->code;
    return TRY(escaped_source(agent, code->pattern.as_string()));
  }
  if (receiver == intrinsic(agent->realm, Intrinsic::kRegExpPrototype)) return new_string(agent, "(?:)");
  return throw_error(agent, Message::kBadReceiver, new_string(agent, "RegExp.prototype.source getter"),
                     receiver);
}

// https://tc39.es/ecma262/#sec-regexp.prototype.tostring
Value regexp_to_string(Agent* agent, Frame* f) {
  Object* regexp = TRY(regexp_receiver(agent, f->this_value(), "RegExp.prototype.toString"));
  StringBuilder builder(agent);
  builder.append_ascii("/");
  builder.append(TRY(to_string(agent, TRY(get(agent, regexp, agent->names->source)))));
  builder.append_ascii("/");
  builder.append(TRY(to_string(agent, TRY(get(agent, regexp, agent->names->flags)))));
  return TRY(builder.finish());
}

// https://tc39.es/ecma262/#sec-regexp.prototype.compile
Value regexp_compile(Agent* agent, Frame* f) {
  Value receiver = f->this_value();
  if (!is_regexp_object(receiver))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "RegExp.prototype.compile"), receiver);
  Value pattern = f->argument(0), flags = f->argument(1);
  if (is_regexp_object(pattern)) {
    if (!flags.is_undefined()) return throw_error(agent, Message::kRegExpFlagsWithRegExp);
    const RegExpCode* code = static_cast<RegExpObject*>(pattern.as_object())->code;
    pattern = code->pattern;
    flags = TRY(regexp_flags_text(agent, code->regexp_flags()));
  }
  RegExpCode* code = TRY(code_for(agent, pattern, flags));
  auto* regexp = static_cast<RegExpObject*>(receiver.as_object());
  store(agent, regexp, &regexp->code, code);
  TRY(set_last_index(agent, regexp, Value::int32(0)));
  return receiver;
}

// https://tc39.es/ecma262/#sec-regexp.prototype.test
Value regexp_test(Agent* agent, Frame* f) {
  Object* regexp = TRY(regexp_receiver(agent, f->this_value(), "RegExp.prototype.test"));
  String* text = TRY(to_string(agent, f->argument(0)));
  if (is_pristine_regexp(agent, Value(regexp))) {
    MatchScope scope(agent);
    return Value::boolean(TRY(regexp_builtin_match(agent, static_cast<RegExpObject*>(regexp), text, &scope)));
  }
  Value result = TRY(regexp_exec(agent, regexp, text));
  return Value::boolean(!result.is_null());
}

#define LEGACY(NAME, WHAT) GETTER(NAME, get_legacy<LegacyProperty::WHAT>)
#define LEGACY_INPUT(NAME) ACCESSOR(NAME, get_legacy<LegacyProperty::kInput>, set_legacy_input)
const BuiltinRow kRegExpRows[] = {
    VALUE_OF("prototype", kRegExpPrototype, 0),
    NATIVE("escape", 1, regexp_escape),
    GETTER_SYMBOL(kSpecies, "[Symbol.species]", regexp_species),
    LEGACY_INPUT("input"),
    LEGACY_INPUT("$_"),
    LEGACY("lastMatch", kLastMatch),
    LEGACY("$&", kLastMatch),
    LEGACY("lastParen", kLastParen),
    LEGACY("$+", kLastParen),
    LEGACY("leftContext", kLeftContext),
    LEGACY("$`", kLeftContext),
    LEGACY("rightContext", kRightContext),
    LEGACY("$'", kRightContext),
    LEGACY("$1", kGroup1),
    LEGACY("$2", kGroup2),
    LEGACY("$3", kGroup3),
    LEGACY("$4", kGroup4),
    LEGACY("$5", kGroup5),
    LEGACY("$6", kGroup6),
    LEGACY("$7", kGroup7),
    LEGACY("$8", kGroup8),
    LEGACY("$9", kGroup9),
};
const BuiltinSet kRegExpSet(Intrinsic::kRegExp, a_constructor("RegExp", 2, regexp_constructor), kRegExpRows);

const BuiltinRow kRegExpPrototypeRows[] = {
    VALUE_OF("constructor", kRegExp, kHiddenDefault),
    NATIVE("exec", 1, regexp_prototype_exec),
    GETTER("dotAll", get_flag<regexp::kDotAll>),
    GETTER("flags", regexp_get_flags),
    GETTER("global", get_flag<regexp::kGlobal>),
    GETTER("hasIndices", get_flag<regexp::kHasIndices>),
    GETTER("ignoreCase", get_flag<regexp::kIgnoreCase>),
    GETTER("multiline", get_flag<regexp::kMultiline>),
    GETTER("source", get_source),
    GETTER("sticky", get_flag<regexp::kSticky>),
    GETTER("unicode", get_flag<regexp::kUnicode>),
    GETTER("unicodeSets", get_flag<regexp::kUnicodeSets>),
    NATIVE("compile", 2, regexp_compile),
    NATIVE("toString", 0, regexp_to_string),
    NATIVE("test", 1, regexp_test),
    NATIVE_SYMBOL(kMatch, "[Symbol.match]", 1, regexp_symbol_match),
    NATIVE_SYMBOL(kMatchAll, "[Symbol.matchAll]", 1, regexp_symbol_match_all),
    NATIVE_SYMBOL(kReplace, "[Symbol.replace]", 2, regexp_symbol_replace),
    NATIVE_SYMBOL(kSearch, "[Symbol.search]", 1, regexp_symbol_search),
    NATIVE_SYMBOL(kSplit, "[Symbol.split]", 2, regexp_symbol_split),
};
const BuiltinSet kRegExpPrototypeSet(Intrinsic::kRegExpPrototype, {.prototype = Intrinsic::kObjectPrototype},
                                     kRegExpPrototypeRows);

}  // namespace

NativeCode regexp_flag_getter(uint8_t flag) {
  switch (flag) {
    case regexp::kHasIndices:
      return get_flag<regexp::kHasIndices>;
    case regexp::kGlobal:
      return get_flag<regexp::kGlobal>;
    case regexp::kIgnoreCase:
      return get_flag<regexp::kIgnoreCase>;
    case regexp::kMultiline:
      return get_flag<regexp::kMultiline>;
    case regexp::kDotAll:
      return get_flag<regexp::kDotAll>;
    case regexp::kUnicode:
      return get_flag<regexp::kUnicode>;
    case regexp::kUnicodeSets:
      return get_flag<regexp::kUnicodeSets>;
    default:
      return get_flag<regexp::kSticky>;
  }
}

Value regexp_species(Agent*, Frame* f) { return f->this_value(); }

// https://tc39.es/ecma262/#sec-get-regexp.prototype.flags
Value regexp_get_flags(Agent* agent, Frame* f) {
  Object* regexp = TRY(regexp_receiver(agent, f->this_value(), "RegExp.prototype.flags getter"));
  if (is_pristine_regexp(agent, Value(regexp)))
    return TRY(regexp_flags_text(agent, static_cast<RegExpObject*>(regexp)->code->regexp_flags()));
  const Names& names = *agent->names;
  const PropertyKey keys[] = {names.hasIndices, names.global,  names.ignoreCase,  names.multiline,
                              names.dotAll,     names.unicode, names.unicodeSets, names.sticky};
  uint8_t flags = 0;
  for (int bit = 0; bit < 8; bit++)
    if (to_boolean(TRY(get(agent, regexp, keys[bit])))) flags |= uint8_t(1 << bit);
  return TRY(regexp_flags_text(agent, flags));
}

Value regexp_prototype_exec(Agent* agent, Frame* f) {
  Value receiver = f->this_value();
  if (!is_regexp_object(receiver))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "RegExp.prototype.exec"), receiver);
  String* text = TRY(to_string(agent, f->argument(0)));
  return regexp_builtin_exec(agent, static_cast<RegExpObject*>(receiver.as_object()), text);
}

RegExpObject* new_regexp_object(Agent* agent, Value prototype, RegExpCode* code) {
  Shape* shape = TRY(plain_shape(agent));
  if (shape->prototype != prototype) shape = TRY(shape_for(agent, prototype));
  auto* regexp = TRY(allocate<RegExpObject>(agent, CellKind::kRegExp));
  regexp->flags = kExtensible | exotic_flags(CellKind::kRegExp);
  regexp->shape = shape;
  regexp->code = code;
  regexp->inline_slots[0] = Value::int32(0);
  return regexp;
}

Value new_regexp(Agent* agent, Value pattern, Value flags) {
  uint8_t bits = 0;
  if (flags.as_string()->length() > 0) TRY(parse_regexp_flags(agent, flags.as_string(), &bits));
  RegExpCode* code = TRY(regexp_code(agent, pattern.as_string(), bits));
  return TRY(new_regexp_object(agent, TRY(intrinsic(agent->realm, Intrinsic::kRegExpPrototype)), code));
}

Truth is_regexp(Agent* agent, Value v) {
  if (!v.is_object()) return Truth::kFalse;
  PropertyKey match = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kMatch));
  Value matcher = TRY(get(agent, v.as_object(), match));
  return truth(matcher.is_undefined() ? is_regexp_object(v) : to_boolean(matcher));
}

// A slash outside of a class and a line terminator cannot stand in a literal as they are.
String* escaped_source(Agent* agent, String* pattern) {
  if (pattern->length() == 0) return new_string(agent, "(?:)");
  StringBuilder builder(agent);
  bool in_class = false;
  for (uint32_t i = 0; i < pattern->length(); i++) {
    TRY(poll(agent));
    char16_t unit = pattern->unit(i);
    bool escaped = unit == '\\' && i + 1 < pattern->length();
    if (escaped) unit = pattern->unit(++i);
    bool terminator = unit == '\n' || unit == '\r' || unit == 0x2028 || unit == 0x2029;
    if (!escaped && unit == '[') in_class = true;
    if (!escaped && unit == ']') in_class = false;
    if (escaped || terminator || (unit == '/' && !in_class)) builder.append_unit('\\');
    if (!terminator) {
      builder.append_unit(unit);
    } else {
      builder.append_ascii(unit == '\n' ? "n" : unit == '\r' ? "r" : unit == 0x2028 ? "u2028" : "u2029");
    }
  }
  return builder.finish();
}

Object* regexp_receiver(Agent* agent, Value receiver, const char* method) {
  if (receiver.is_object()) return receiver.as_object();
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), receiver);
}

}  // namespace whipsnake
