// Which sort of object it is: what stands before its brace, and what is inside besides properties.
#include <cmath>

#include "jsengine/kernel/array_buffer.h"
#include "jsengine/kernel/builtins/date_time.h"
#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/inspection/inspector.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake::inspection {

namespace {

bool is_wrapper(Object* o) { return o->kind >= CellKind::kBoolean && o->kind <= CellKind::kBigIntObject; }

void finish(Shown& shown, Text text) {
  shown.is_done = true;
  shown.base = std::move(text);
}

bool is_class(Object* o) {
  return o->is(CellKind::kFunction) && (o->detail == uint8_t(FunctionKind::kClassConstructor) ||
                                        o->detail == uint8_t(FunctionKind::kDerivedConstructor));
}

// "[Map Entries] {" for an iterator of entries.
Text iterator_brace(TextView type, const Text& tag, bool entries) {
  Text whole = Text(type) + u" Iterator";
  Text text = tag.empty() || tag == whole ? whole : tag + u"] [" + whole;
  if (entries) text.replace(text.size() - 8, 8, u"Entries");
  return u"[" + text + u"] {";
}

}  // namespace

void Inspector::classify(Shown& shown, Object* o, int level, bool in_typed_array) {
  if (classify_platform(shown, o)) return;
  PropertyDescriptor d;
  bool iterable = find(o, PropertyKey::symbol(well_known(agent_, WellKnownSymbol::kIterator)), &d);
  if ((iterable || !shown.has_constructor) && classify_iterable(shown, o)) return;
  classify_other(shown, o, level, in_typed_array);
}

void Inspector::open_with_prefix(Shown& shown, const char16_t* fallback, Contents contents) {
  shown.open = prefix(shown, fallback) + u"{";
  shown.contents = contents;
}

// "Map(2) {", "Uint8Array(2) ["; empty ones are done.
void Inspector::classify_counted(Shown& shown, Object* o, Contents contents, const char16_t* name,
                                 uint64_t count) {
  shown.contents = contents;
  shown.is_list = contents == Contents::kArray || contents == Contents::kTypedArray;
  bool named = contents != Contents::kArray || !shown.has_constructor || shown.constructor != u"Array" ||
               !shown.tag.empty();
  Text start = named ? prefix(shown, name, u"(" + from_integer(count) + u")") : Text();
  shown.open = start + (shown.is_list ? u"[" : u"{");
  shown.close = shown.is_list ? u"]" : u"}";
  if (shown.is_list)
    find_named_keys(shown, o);
  else
    find_keys(shown, o);
  bool tells_more = contents == Contents::kTypedArray ? options_.show_hidden : !shown.inherited.empty();
  if (count == 0 && shown.keys.size() == 0 && !tells_more) finish(shown, shown.open + shown.close);
}

bool Inspector::classify_iterable(Shown& shown, Object* o) {
  switch (o->kind) {
    case CellKind::kArray:
      classify_counted(shown, o, Contents::kArray, u"Array", o->aux);
      return true;
    case CellKind::kSet:
      classify_counted(shown, o, Contents::kSet, u"Set", static_cast<Collection*>(o)->table->live);
      return true;
    case CellKind::kMap:
      classify_counted(shown, o, Contents::kMap, u"Map", static_cast<Collection*>(o)->table->live);
      return true;
    case CellKind::kTypedArray: {
      Text name = name_by_kind(o);
      classify_counted(shown, o, Contents::kTypedArray, name.c_str(), static_cast<TypedArray*>(o)->length);
      return true;
    }
    case CellKind::kMapIterator:
    case CellKind::kSetIterator: {
      bool is_map = o->is(CellKind::kMapIterator);
      bool entries = o->detail == uint8_t(CollectionIteratorKind::kEntries);
      find_keys(shown, o);
      shown.open = iterator_brace(is_map ? u"Map" : u"Set", shown.tag, entries);
      shown.contents = is_map ? Contents::kMapIterator : Contents::kSetIterator;
      return true;
    }
    default:
      return false;
  }
}

void Inspector::classify_other(Shown& shown, Object* o, int level, bool in_typed_array) {
  if (is_wrapper(o) && o->is(CellKind::kStringObject)) {
    (void)element_keys(agent_, o, &shown.keys);  // those beyond its text
    (void)named_keys(agent_, o, &shown.keys);
    filter_keys(shown, o);
  } else {
    find_keys(shown, o);
  }
  auto done = [&] { return shown.keys.size() == 0 && shown.inherited.empty(); };
  if (o->is_callable()) {
    shown.base = is_class(o) ? class_base(shown, o) : function_base(shown, o);
    if (done()) finish(shown, styled(shown.base, Style::kSpecial));
  } else if (shown.has_constructor && shown.constructor == u"Object") {
    if (o->is(CellKind::kArguments))
      shown.open = u"[Arguments] {";
    else if (!shown.tag.empty())
      shown.open = prefix(shown, u"Object") + u"{";
    if (done()) finish(shown, shown.open + u"}");
  } else if (o->is(CellKind::kRegExp)) {
    shown.base = regexp_base(o);
    Text start = prefix(shown, u"RegExp");
    if (start != u"RegExp ") shown.base = start + shown.base;
    if (done() || level > options_.depth) finish(shown, styled(shown.base, Style::kRegExp));
  } else if (o->is(CellKind::kDate)) {
    shown.base = date_base(o);
    Text start = prefix(shown, u"Date");
    if (start != u"Date ") shown.base = start + shown.base;
    if (done()) finish(shown, styled(shown.base, Style::kDate));
  } else if (o->is(CellKind::kError) || is_error_like(o)) {
    shown.base = error_base(shown, o);
    if (done()) finish(shown, shown.base);
  } else if (buffer_of(o) || o->is(CellKind::kDataView)) {
    classify_buffer(shown, o, in_typed_array);
  } else if (is_wrapper(o)) {
    shown.base = wrapper_base(shown, o);
    if (done()) finish(shown, shown.base);
  } else {
    classify_plain(shown, o);
  }
}

void Inspector::classify_buffer(Shown& shown, Object* o, bool in_typed_array) {
  if (o->is(CellKind::kDataView)) return open_with_prefix(shown, u"DataView", Contents::kDataView);
  open_with_prefix(shown, o->is(CellKind::kArrayBuffer) ? u"ArrayBuffer" : u"SharedArrayBuffer",
                   Contents::kArrayBuffer);
  if (!in_typed_array) return;
  Text length = styled(from_integer(buffer_of(o)->byte_length), Style::kNumber);
  if (shown.keys.size() == 0 && shown.inherited.empty())
    finish(shown, shown.open + u" byteLength: " + length + u" }");
}

void Inspector::classify_plain(Shown& shown, Object* o) {
  switch (o->kind) {
    case CellKind::kPromise:
      return open_with_prefix(shown, u"Promise", Contents::kPromise);
    case CellKind::kWeakSet:
      return open_with_prefix(shown, u"WeakSet", Contents::kWeakSet);
    case CellKind::kWeakMap:
      return open_with_prefix(shown, u"WeakMap", Contents::kWeakMap);
    case CellKind::kModuleNamespace:
      return open_with_prefix(shown, u"Module", Contents::kNamespace);
    default:
      break;
  }
  shown.open = style_prefix(shown, o) + u"{";
  if (shown.keys.size() == 0 && shown.inherited.empty()) finish(shown, shown.open + u"}");
}

// -- What stands before the brace

Text Inspector::date_base(Object* o) {
  double time = static_cast<DateObject*>(o)->time;
  return text_of(std::isnan(time) ? date_to_text(agent_, time) : date_to_iso_text(agent_, time));
}

Text Inspector::regexp_base(Object* o) {
  RegExpCode* code = static_cast<RegExpObject*>(o)->code;
  if (code == nullptr) return u"/(?:)/";
  Text text = u"/" + text_of(escaped_source(agent_, code->pattern.as_string())) + u"/";
  return text + text_of(regexp_flags_text(agent_, code->regexp_flags()));
}

Text Inspector::wrapper_base(Shown& shown, Object* o) {
  Text type = name_by_kind(o);
  Text base = u"[" + type;
  if (!shown.has_constructor)
    base += u" (null prototype)";
  else if (type != shown.constructor)
    base += u" (" + shown.constructor + u")";
  base += u": " + primitive(static_cast<WrapperObject*>(o)->primitive, false) + u"]";
  if (!shown.tag.empty() && shown.tag != shown.constructor) base += u" [" + shown.tag + u"]";
  if (shown.keys.size() != 0 || !options_.colours) return base;
  constexpr Style kStyles[] = {Style::kBoolean, Style::kNumber, Style::kString, Style::kSymbol,
                               Style::kBigInt};
  return styled(base, kStyles[size_t(o->kind) - size_t(CellKind::kBoolean)]);
}

Text Inspector::class_base(const Shown& shown, Object* o) {
  PropertyDescriptor d;
  Truth own = methods_of(o).get_own_property(agent_, o, agent_->names->name, &d);
  Value name = own == Truth::kTrue ? read(o, agent_->names->name) : Value::undefined();
  Text text = name.is_string() && name.as_string()->length() ? text_of(name.as_string()) : u"(anonymous)";
  Text base = u"class " + text;
  if (shown.has_constructor && shown.constructor != u"Function") base += u" [" + shown.constructor + u"]";
  if (!shown.tag.empty() && shown.constructor != shown.tag) base += u" [" + shown.tag + u"]";
  if (!shown.has_constructor) return u"[" + base + u" extends [null prototype]]";
  Value parent = o->prototype();
  Value parent_name = parent.is_object() ? read(parent.as_object(), agent_->names->name) : parent;
  if (parent_name.is_string() && parent_name.as_string()->length())
    base += u" extends " + text_of(parent_name.as_string());
  return u"[" + base + u"]";
}

Text Inspector::function_base(const Shown& shown, Object* o) {
  Text type = u"Function";
  uint16_t flags = o->is(CellKind::kFunction) ? static_cast<Function*>(o)->info->function_flags : uint16_t(0);
  if (flags & kGeneratorFunction) type = u"Generator" + type;
  if (flags & kAsyncFunction) type = u"Async" + type;
  Text base = u"[" + type;
  if (!shown.has_constructor) base += u" (null prototype)";
  Value name = read(o, agent_->names->name);
  if (name.is_string() && name.as_string()->length() == 0)
    base += u" (anonymous)";
  else
    base += u": " + primitive_text(name);
  base += u"]";
  if (shown.has_constructor && shown.constructor != type) base += u" " + shown.constructor;
  if (!shown.tag.empty() && shown.constructor != shown.tag) base += u" [" + shown.tag + u"]";
  return base;
}

}  // namespace whipsnake::inspection
