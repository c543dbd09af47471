// Values to JSON text. https://tc39.es/ecma262/#sec-json.stringify
#include <algorithm>
#include <charconv>
#include <cmath>

#include "jsengine/kernel/array.h"
#include "jsengine/kernel/builtins/json.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/key_list.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

namespace {

// What a JSON string writes as an escape: 0 for none, u for \u00xx, else the letter.
struct EscapeTable {
  char of[256] = {};
  constexpr EscapeTable() {
    for (int c = 0; c < 0x20; c++) of[c] = 'u';
    of['\b'] = 'b', of['\f'] = 'f', of['\n'] = 'n', of['\r'] = 'r', of['\t'] = 't';
    of['"'] = '"', of['\\'] = '\\';
  }
};
constexpr EscapeTable kEscapes;

bool is_surrogate(char16_t c) { return (c & 0xF800) == 0xD800; }

void append_escape(StringBuilder& text, char16_t c) {
  char letter = c < 256 ? kEscapes.of[c] : 'u';
  text.append_unit('\\');
  text.append_unit(char16_t(letter));
  if (letter != 'u') return;
  for (int shift = 12; shift >= 0; shift -= 4)
    text.append_unit(char16_t("0123456789abcdef"[(c >> shift) & 15]));
}

// https://tc39.es/ecma262/#sec-quotejsonstring
void append_quoted_latin1(StringBuilder& text, const uint8_t* chars, uint32_t length) {
  for (uint32_t i = 0; i < length;) {
    uint32_t run = i;
    while (i < length && !kEscapes.of[chars[i]]) i++;
    if (i > run) text.append_latin1(chars + run, i - run);
    if (i < length) append_escape(text, chars[i++]);
  }
}

void append_quoted_utf16(StringBuilder& text, const char16_t* units, uint32_t length) {
  for (uint32_t i = 0; i < length;) {
    uint32_t run = i;
    while (i < length) {
      char16_t c = units[i];
      if (c < 256 ? kEscapes.of[c] != 0 : false) break;
      if (is_surrogate(c)) {
        bool pair = c < 0xDC00 && i + 1 < length && (units[i + 1] & 0xFC00) == 0xDC00;
        if (!pair) break;
        i++;
      }
      i++;
    }
    if (i > run) text.append_utf16(units + run, i - run);
    if (i < length) append_escape(text, units[i++]);
  }
}

Status append_quoted(Agent* agent, StringBuilder& text, String* s) {
  constexpr uint32_t kPiece = 1 << 16;  // between polls
  TRY(flatten(agent, s));
  text.append_unit('"');
  for (uint32_t from = 0, to; from < s->length(); from = to) {
    to = std::min(s->length(), from + kPiece);
    if (to < s->length() && (s->unit(to - 1) & 0xFC00) == 0xD800) to++;  // pairs stay together
    if (s->is_two_byte())
      append_quoted_utf16(text, s->utf16_chars() + from, to - from);
    else
      append_quoted_latin1(text, s->latin1_chars() + from, to - from);
    if (to < s->length()) TRY(poll(agent));
  }
  text.append_unit('"');
  return Status::kOk;
}

// An object being written, and the key it was found by. On the native stack, innermost first.
struct Level {
  Object* object;
  PropertyKey key;
  Level* outer;
};

class Serializer {
 public:
  explicit Serializer(Agent* agent)
      : agent_(agent), to_json_(PropertyKey::name(intern(agent, "toJSON"))), text_(agent), list_(agent) {}

  Status set_replacer(Value);
  Status set_space(Value);
  Value serialize(Value);

 private:
  Status add_listed(Value);
  Value prepared(Value holder, PropertyKey key, Value v);
  Value unwrapped(Object*);
  Truth lacks_to_json(Object*);
  Status write(Value v, PropertyKey key);
  void write_number(double);
  Status write_object(Object*);
  Status write_plain(Object*);
  Status write_keys(Object*, const KeyList&);
  Status write_member(Object*, PropertyKey, Value, bool* first);
  Status write_array(Object*);
  void new_line();
  Abrupt throw_cycle(Level* again, PropertyKey closing);

  // Shapes whose objects have no toJSON, own or inherited: nothing changes that while no script runs.
  static constexpr size_t kKnownShapes = 16;
  Shape*& known_shape(Shape* s) { return known_[(uintptr_t(s) >> 5) % kKnownShapes]; }
  void scripts_run() { std::fill(known_, known_ + kKnownShapes, nullptr); }

  Agent* agent_;
  PropertyKey to_json_;
  StringBuilder text_;
  Value replacer_ = Value::undefined();
  KeyList list_;  // of an array given as replacer
  bool listed_ = false;
  String* gap_ = nullptr;  // nullptr: everything on one line
  uint32_t depth_ = 0;
  Level* innermost_ = nullptr;
  Shape* known_[kKnownShapes] = {};
};

// -- The arguments of stringify

Status Serializer::add_listed(Value v) {
  bool wrapper =
      v.is_object() && (v.as_object()->is(CellKind::kStringObject) || v.as_object()->is(CellKind::kNumber));
  if (!v.is_string() && !v.is_number() && !wrapper) return Status::kOk;
  PropertyKey key = key_from_string(agent_, TRY(flatten(agent_, TRY(to_string(agent_, v)))));
  for (uint32_t i = 0; i < list_.size(); i++)
    if (list_[i] == key) return Status::kOk;
  return list_.add(key);
}

Status Serializer::set_replacer(Value v) {
  if (is_callable(v)) {
    replacer_ = v;
    return Status::kOk;
  }
  if (!v.is_object() || !TRY(is_array(agent_, v))) return Status::kOk;
  listed_ = true;
  double length;
  TRY(length_of_array_like(agent_, v.as_object(), &length));
  for (double i = 0; i < length; i++) {
    TRY(poll(agent_));
    TRY(add_listed(TRY(get(agent_, v.as_object(), key_from_number(agent_, i)))));
  }
  return Status::kOk;
}

Status Serializer::set_space(Value v) {
  constexpr double kMost = 10;
  if (v.is_object() && v.as_object()->is(CellKind::kNumber)) v = TRY(to_number(agent_, v));
  if (v.is_object() && v.as_object()->is(CellKind::kStringObject)) v = TRY(to_string(agent_, v));
  if (v.is_number()) {
    double count;
    TRY(to_integer_or_infinity(agent_, v, &count));
    gap_ = TRY(
        new_string(agent_, std::string_view("          ", size_t(std::fmax(0, std::fmin(count, kMost))))));
  } else if (v.is_string()) {
    gap_ = TRY(flatten(agent_, v.as_string()));
    if (gap_->length() > kMost) gap_ = TRY(substring(agent_, gap_, 0, uint32_t(kMost)));
  }
  if (gap_ != nullptr && gap_->length() == 0) gap_ = nullptr;
  return Status::kOk;
}

// -- Values

Truth Serializer::lacks_to_json(Object* o) {
  constexpr int kMostSteps = 100;
  Shape* shape = o->shape;
  if (known_shape(shape) == shape) return Truth::kTrue;
  for (int i = 0; i < kMostSteps; i++) {
    OwnProperty p;
    if (methods_of(o).get != ordinary_get || TRY(find_own_named(agent_, o, to_json_, &p)))
      return Truth::kFalse;
    if (!o->shape->prototype.is_object()) {
      known_shape(shape) = shape;
      return Truth::kTrue;
    }
    o = o->shape->prototype.as_object();
  }
  return Truth::kFalse;
}

Value Serializer::unwrapped(Object* o) {
  switch (o->kind) {
    case CellKind::kNumber:
      scripts_run();
      return to_number(agent_, o);
    case CellKind::kStringObject:
      scripts_run();
      return TRY(to_string(agent_, o));
    case CellKind::kBoolean:
    case CellKind::kBigIntObject:
      return static_cast<WrapperObject*>(o)->primitive;
    default:
      return o->is_callable() ? Value::absent() : Value(o);
  }
}

// Steps 2 to 4 of https://tc39.es/ecma262/#sec-serializejsonproperty. Absent: the value has no text.
Value Serializer::prepared(Value holder, PropertyKey key, Value v) {
  bool may_have = v.is_bigint() || (v.is_object() && !TRY(lacks_to_json(v.as_object())));
  if (may_have) {
    scripts_run();
    Value method = TRY(get_v(agent_, v, to_json_));
    if (is_callable(method)) v = TRY(call_with(agent_, method, v, key_to_value(agent_, key)));
  }
  if (!replacer_.is_undefined()) {
    scripts_run();
    v = TRY(call_with(agent_, replacer_, holder, key_to_value(agent_, key), v));
  }
  if (v.is_object()) return unwrapped(v.as_object());
  return v.is_undefined() || v.is_symbol() ? Value::absent() : v;
}

void Serializer::write_number(double d) {
  if (!std::isfinite(d)) return text_.append_ascii("null");
  if (double(int32_t(d)) == d) {
    char digits[16];
    auto end = std::to_chars(digits, digits + sizeof digits, int32_t(d)).ptr;
    return text_.append_ascii({digits, size_t(end - digits)});
  }
  text_.append(number_to_string(agent_, d));
}

Status Serializer::write(Value v, PropertyKey key) {
  if (v.is_string()) return append_quoted(agent_, text_, v.as_string());
  if (v.is_number()) {
    write_number(v.as_number());
    return Status::kOk;
  }
  if (v.is_bigint()) return throw_error(agent_, Message::kBigIntJson);
  if (!v.is_object()) {
    text_.append_ascii(v.is_null() ? "null" : v.is_true() ? "true" : "false");
    return Status::kOk;
  }
  Object* o = v.as_object();
  if (!native_stack_left(agent_)) return throw_stack_overflow(agent_);
  for (Level* level = innermost_; level != nullptr; level = level->outer)
    if (level->object == o) return throw_cycle(level, key);
  Level level = {o, key, innermost_};
  innermost_ = &level;
  depth_++;
  if (TRY(is_array(agent_, v)))
    TRY(write_array(o));
  else
    TRY(write_object(o));
  depth_--;
  innermost_ = level.outer;
  return Status::kOk;
}

void Serializer::new_line() {
  if (gap_ == nullptr) return;
  text_.append_unit('\n');
  for (uint32_t i = 0; i < depth_ && text_.length() <= String::kMaxLength; i++) text_.append(gap_);
}

// -- Objects. https://tc39.es/ecma262/#sec-serializejsonobject

Status Serializer::write_member(Object* o, PropertyKey key, Value v, bool* first) {
  v = TRY(prepared(o, key, v));
  if (v.is_absent()) return Status::kOk;
  if (!*first) text_.append_unit(',');
  *first = false;
  new_line();
  TRY(append_quoted(agent_, text_, TRY(to_string(agent_, key_to_value(agent_, key)))));
  text_.append_unit(':');
  if (gap_ != nullptr) text_.append_unit(' ');
  return write(v, key);
}

Status Serializer::write_keys(Object* o, const KeyList& keys) {
  bool first = true;
  for (uint32_t i = 0; i < keys.size(); i++) {
    TRY(poll(agent_));
    scripts_run();
    TRY(write_member(o, keys[i], TRY(get(agent_, o, keys[i])), &first));
  }
  if (!first) {
    depth_--;
    new_line();
    depth_++;
  }
  return Status::kOk;
}

// An object whose properties stand in slots told by a shared shape: what its keys are at the start is known
// as long as the shape is held, whatever becomes of the object.
Status Serializer::write_plain(Object* o) {
  Shape* shape = o->shape;
  bool first = true;
  for (uint32_t i = 0; i < shape->aux; i++) {
    TRY(poll(agent_));
    const PropertyTable::Entry& entry = shape->table->entries[i];
    PropertyKey key = entry.property_key();
    if (!key.is_string() || !(entry.attributes & kEnumerable)) continue;
    Value v;
    if (o->shape == shape && !(entry.attributes & kAccessorProperty)) {
      v = *slot_address(o, i);
    } else {
      scripts_run();
      v = TRY(get(agent_, o, key));
    }
    TRY(write_member(o, key, v, &first));
  }
  if (!first) {
    depth_--;
    new_line();
    depth_++;
  }
  return Status::kOk;
}

Status Serializer::write_object(Object* o) {
  bool plain = o->is(CellKind::kPlainObject) && o->elements == nullptr && !(o->flags & kExotic) &&
               !has_own_shape(o->shape) && !(o->shape->flags & kLazyFunction);
  text_.append_unit('{');
  if (listed_) {
    TRY(write_keys(o, list_));
  } else if (plain) {
    TRY(write_plain(o));
  } else {
    KeyList keys(agent_);
    scripts_run();
    TRY(enumerable_names(agent_, o, &keys));
    TRY(write_keys(o, keys));
  }
  text_.append_unit('}');
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-serializejsonarray
Status Serializer::write_array(Object* o) {
  double length;
  if (!is_dense_array(o)) scripts_run();
  TRY(length_of_array_like(agent_, o, &length));
  text_.append_unit('[');
  for (double i = 0; i < length && text_.length() <= String::kMaxLength; i++) {
    TRY(poll(agent_));
    PropertyKey key = key_from_number(agent_, i);
    Value v = is_dense_array(o) && key.is_index() ? own_dense_element(o, key.as_index()) : Value::hole();
    if (v.is_hole()) {
      scripts_run();
      v = TRY(get(agent_, o, key));
    }
    v = TRY(prepared(o, key, v));
    if (i > 0) text_.append_unit(',');
    new_line();
    TRY(write(v.is_absent() ? Value::null() : v, key));
  }
  if (length > 0) {
    depth_--;
    new_line();
    depth_++;
  }
  text_.append_unit(']');
  return Status::kOk;
}

// -- The message of a cycle, in V8's words

void append_constructor(Agent* agent, StringBuilder& text, Object* o) {
  Value constructor = peek_data(agent, o, agent->names->constructor);
  Value name =
      constructor.is_object() ? peek_data(agent, constructor.as_object(), agent->names->name) : constructor;
  text.append_ascii("object with constructor '");
  if (name.is_string() && name.as_string()->length())
    text.append(name.as_string());
  else
    text.append_ascii(o->is_array() ? "Array" : "Object");
  text.append_unit('\'');
}

void append_place(Agent* agent, StringBuilder& text, PropertyKey key) {
  text.append_ascii(key.is_index() ? "index " : "property '");
  text.append(key.is_index() ? number_to_string(agent, key.as_index()) : key.as_string());
  if (!key.is_index()) text.append_unit('\'');
}

Abrupt Serializer::throw_cycle(Level* again, PropertyKey closing) {
  constexpr size_t kShownFirst = 2;  // and the last one
  size_t between = 0;
  for (Level* level = innermost_; level != again; level = level->outer) between++;
  StringBuilder text(agent_);
  text.append_ascii("\n    --> starting at ");
  append_constructor(agent_, text, again->object);
  for (size_t i = 0; i < between; i++) {
    if (i >= kShownFirst && i + 1 < between) {
      if (i == kShownFirst) text.append_ascii("\n    |     ...");
      continue;
    }
    Level* level = innermost_;
    for (size_t up = between - 1; up > i; up--) level = level->outer;
    text.append_ascii("\n    |     ");
    append_place(agent_, text, level->key);
    text.append_ascii(" -> ");
    append_constructor(agent_, text, level->object);
  }
  text.append_ascii("\n    --- ");
  append_place(agent_, text, closing);
  text.append_ascii(" closes the circle");
  String* circle = TRY(text.finish());
  return throw_error(agent_, Message::kCyclicJson, circle);
}

Value Serializer::serialize(Value v) {
  Value holder = Value::undefined();
  PropertyKey empty = agent_->names->empty;
  if (!replacer_.is_undefined()) {
    Object* wrapper = new_object(agent_, agent_->realm);
    put_fresh(agent_, wrapper, empty, v);
    holder = wrapper;
  }
  v = TRY(prepared(holder, empty, v));
  if (v.is_absent()) return Value::undefined();
  TRY(write(v, empty));
  return TRY(text_.finish());
}

}  // namespace

Value json_stringify(Agent* agent, Frame* f) {
  Serializer serializer(agent);
  TRY(serializer.set_replacer(f->argument(1)));
  TRY(serializer.set_space(f->argument(2)));
  return serializer.serialize(f->argument(0));
}

}  // namespace whipsnake
