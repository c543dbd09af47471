// RegExp objects and what their methods share. https://tc39.es/ecma262/#sec-regexp-regular-expression-objects
#pragma once

#include "jsengine/kernel/function.h"
#include "jsengine/kernel/regexp/regexp_code.h"

namespace whipsnake {

struct RegExpObject : Object {
  RegExpCode* code;
  Value inline_slots[1];  // lastIndex
};

inline bool is_regexp_object(Value v) { return v.is_object() && v.as_object()->is(CellKind::kRegExp); }

RegExpObject* new_regexp_object(Agent*, Value prototype, RegExpCode*);
// `new RegExp(pattern, flags)` for a literal: both are strings.
Value new_regexp(Agent*, Value pattern, Value flags);
// https://tc39.es/ecma262/#sec-isregexp
Truth is_regexp(Agent*, Value);
String* regexp_flags_text(Agent*, uint8_t flags);
// https://tc39.es/ecma262/#sec-escaperegexppattern
String* escaped_source(Agent*, String* pattern);

// Whether exec, the flags, the methods by symbol and the constructor are those of the standard, for this
// object and for all like it: then nothing of a method can be observed but its result and lastIndex.
bool is_pristine_regexp(Agent*, Value);

// https://tc39.es/ecma262/#sec-regexpbuiltinexec up to the result: kTrue leaves the ends of the groups in the
// scope. Flattens the text.
Truth regexp_builtin_match(Agent*, RegExpObject*, String* text, MatchScope*);
Value regexp_builtin_exec(Agent*, RegExpObject*, String* text);
// https://tc39.es/ecma262/#sec-regexpexec
Value regexp_exec(Agent*, Object* regexp, String* text);
// The array of a match whose groups are in the scope.
Value match_result(Agent*, const RegExpCode*, String* text, const MatchScope&);
// The object of named groups; undefined where the pattern has none. Values are from group(n).
Value groups_object(Agent*, const RegExpCode*, const Value* groups);
// A group's text, undefined when it did not take part.
Value group_text(Agent*, String* text, uint32_t start, uint32_t end);

// https://tc39.es/ecma262/#sec-advancestringindex
double advance_string_index(String* text, double index, bool unicode);
inline bool is_unicode(uint8_t flags) { return flags & (regexp::kUnicode | regexp::kUnicodeSets); }

// The receiver as an object, or TypeError naming the method.
Object* regexp_receiver(Agent*, Value receiver, const char* method);
Truth has_flag(Agent*, String* flags, char16_t letter);
Status set_last_index(Agent*, Object* regexp, Value index);

// The methods by symbol (regexp_symbols.cpp, regexp_replace.cpp, regexp_string_iterator.cpp).
Value regexp_symbol_match(Agent*, Frame*);
Value regexp_symbol_match_all(Agent*, Frame*);
Value regexp_symbol_replace(Agent*, Frame*);
Value regexp_symbol_search(Agent*, Frame*);
Value regexp_symbol_split(Agent*, Frame*);
// The same for a pristine receiver.
Value match_pristine(Agent*, RegExpObject*, String* text);
Value replace_pristine(Agent*, RegExpObject*, String* text, Value replacement);
Value search_pristine(Agent*, RegExpObject*, String* text);
Value split_pristine(Agent*, RegExpObject*, String* text, uint32_t limit);

Value regexp_prototype_exec(Agent*, Frame*);
Value regexp_get_flags(Agent*, Frame*);
Value regexp_species(Agent*, Frame*);
NativeCode regexp_flag_getter(uint8_t flag);  // a bit of regexp::RegexpFlag
Value new_regexp_string_iterator(Agent*, Object* regexp, String* text, bool global, bool unicode);

}  // namespace whipsnake
