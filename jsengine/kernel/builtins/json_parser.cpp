// JSON text to values, in one pass. https://tc39.es/ecma262/#sec-json.parse
#include <cstring>
#include <string>

#include "jsengine/kernel/builtins/json.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/number_parse.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

namespace {

constexpr const char kAfterElement[] = "Expected ',' or ']' after array element in";
constexpr const char kAfterProperty[] = "Expected ',' or '}' after property value in";
constexpr const char kNameOrEnd[] = "Expected property name or '}' in";
constexpr const char kQuotedName[] = "Expected double-quoted property name in";
constexpr const char kAfterName[] = "Expected ':' after property name in";

// Whether one of eight bytes is a quote, a backslash or a control character.
bool has_special(uint64_t bytes) {
  constexpr uint64_t kOnes = 0x0101'0101'0101'0101, kHigh = 0x8080'8080'8080'8080;
  uint64_t quote = bytes ^ (kOnes * '"'), backslash = bytes ^ (kOnes * '\\');
  uint64_t zeros = ((quote - kOnes) & ~quote) | ((backslash - kOnes) & ~backslash);
  uint64_t controls = (bytes - kOnes * 0x20) & ~bytes;
  return ((zeros | controls) & kHigh) != 0;
}

template <typename Unit>
class JsonParser {
 public:
  JsonParser(Agent* agent, String* source, const Unit* units)
      : agent_(agent),
        source_(source),
        start_(units),
        p_(units),
        end_(units + source->length()),
        elements_(agent) {}

  Value parse() {
    Value result = TRY(value());
    TRY(skip_blanks());
    if (p_ != end_) return fail("Unexpected non-whitespace character after");
    return result;
  }

 private:
  struct Piece {  // of the text, between quotes
    const Unit* from;
    uint32_t length;
    bool escaped;
  };

  Status skip_blanks() {
    for (; p_ != end_ && (*p_ == ' ' || *p_ == '\n' || *p_ == '\r' || *p_ == '\t'); p_++) TRY(poll(agent_));
    return Status::kOk;
  }
  bool at(char c) const { return p_ != end_ && *p_ == Unit(c); }

  Value value() {
    TRY(skip_blanks());
    if (p_ == end_) return unexpected();
    switch (*p_) {
      case '{':
        return object();
      case '[':
        return array();
      case '"': {
        Piece piece;
        p_++;
        TRY(scan_string(&piece));
        return TRY(text_of(piece));
      }
      case 't':
        return word("true", Value::boolean(true));
      case 'f':
        return word("false", Value::boolean(false));
      case 'n':
        return word("null", Value::null());
      default:
        return *p_ == '-' || is_digit(*p_) ? number() : unexpected();
    }
  }

  Value word(const char* text, Value v) {
    for (; *text; text++, p_++)
      if (!at(*text)) return unexpected();
    return v;
  }

  // -- Arrays and objects

  Value array() {
    if (!native_stack_left(agent_)) return throw_stack_overflow(agent_);
    p_++;
    TRY(skip_blanks());
    size_t base = elements_.size();
    if (at(']')) {
      p_++;
      return TRY(new_array(agent_, agent_->realm));
    }
    for (;;) {
      TRY(poll(agent_));
      if (!elements_.push(TRY(value()))) return Abrupt{};
      TRY(skip_blanks());
      if (!at(',')) break;
      p_++;
    }
    if (!at(']')) return fail(kAfterElement);
    p_++;
    Array* result = TRY(
        new_array_from(agent_, agent_->realm, elements_.data() + base, uint32_t(elements_.size() - base)));
    elements_.truncate(base);
    return result;
  }

  Value object() {
    if (!native_stack_left(agent_)) return throw_stack_overflow(agent_);
    Object* o = new_object(agent_, agent_->realm);
    p_++;
    TRY(skip_blanks());
    if (at('}')) {
      p_++;
      return o;
    }
    if (!at('"')) return fail(kNameOrEnd);
    for (bool first = true;; first = false) {
      TRY(poll(agent_));
      p_++;
      TRY(property(o, first));
      TRY(skip_blanks());
      if (at('}')) break;
      if (!at(',')) return fail(kAfterProperty);
      p_++;
      TRY(skip_blanks());
      if (!at('"')) return fail(kQuotedName);
    }
    p_++;
    return o;
  }

  // Objects of one text are mostly alike: the name is compared with those that were added to such an object
  // before, and only looked up in the table of strings when it is none of them.
  Status property(Object* o, bool first) {
    Piece name;
    TRY(scan_string(&name));
    Shape* next = name.escaped ? nullptr : known_transition(o->shape, name);
    PropertyKey key = {0};
    if (next == nullptr) key = key_from_string(agent_, TRY(text_of(name)));
    TRY(skip_blanks());
    if (!at(':')) return first ? fail(kAfterName) : unexpected();
    p_++;
    Value v = TRY(value());
    if (next == nullptr) {
      TRY(create_data_property(agent_, o, key, v));
      return Status::kOk;
    }
    uint32_t slot = o->shape->aux;
    TRY(ensure_slot(agent_, o, slot));
    store(agent_, o, &o->shape, next);
    store(agent_, slot_holder(o, slot), slot_address(o, slot), v);
    return Status::kOk;
  }

  Shape* known_transition(const Shape* shape, const Piece& name) const {
    constexpr uint32_t kMostCompared = 4;
    auto* children = static_cast<WeakCellList*>(shape->transitions);
    if (children == nullptr || has_own_shape(shape) || children->count > kMostCompared) return nullptr;
    for (uint32_t i = 0; i < children->count; i++) {
      if (uintptr_t(children->entries[i]) <= 1) continue;  // it died
      auto* child = static_cast<Shape*>(children->entries[i]);
      if (child->key.is_string() && child->attributes == kDataDefault &&
          is_text(child->key.as_string(), name))
        return child;
    }
    return nullptr;
  }

  static bool is_text(String* key, const Piece& piece) {
    if (key->length() != piece.length) return false;
    if (sizeof(Unit) == 1)
      return !key->is_two_byte() && memcmp(key->latin1_chars(), piece.from, piece.length) == 0;
    for (uint32_t i = 0; i < piece.length; i++)
      if (key->unit(i) != piece.from[i]) return false;
    return true;
  }

  // -- Strings

  // From behind the opening quote to behind the closing one; escapes are checked here and resolved later.
  Status scan_string(Piece* piece) {
    piece->from = p_;
    piece->escaped = false;
    for (;;) {
      if constexpr (sizeof(Unit) == 1) {
        uint64_t bytes;
        while (end_ - p_ >= 8 && (memcpy(&bytes, p_, 8), !has_special(bytes))) {
          TRY(poll(agent_));
          p_ += 8;
        }
      }
      TRY(poll(agent_));
      while (p_ != end_ && *p_ != '"' && *p_ != '\\' && *p_ >= 0x20) p_++;
      if (p_ == end_) return fail("Unterminated string in");
      if (*p_ == '"') break;
      if (*p_ < 0x20) return fail("Bad control character in string literal in");
      piece->escaped = true;
      p_++;
      TRY(scan_escape());
    }
    piece->length = uint32_t(p_ - piece->from);
    p_++;
    return Status::kOk;
  }

  Status scan_escape() {
    if (p_ == end_) return unexpected();
    if (*p_ == 'u') {
      p_++;
      for (int i = 0; i < 4; i++, p_++)
        if (p_ == end_ || digit_value(*p_) >= 16) return fail("Bad Unicode escape in");
      return Status::kOk;
    }
    if (*p_ > 0xFF) return unexpected();
    if (*p_ > 0x7F || *p_ == 0 || strchr("\"\\/bfnrt", char(*p_)) == nullptr)
      return fail("Bad escaped character in");
    p_++;
    return Status::kOk;
  }

  String* text_of(const Piece& piece) {
    if (piece.escaped) return resolve(piece);
    if (piece.length == 1) return single_unit_string(agent_, piece.from[0]);
    return new_text(piece.from, piece.length);
  }

  String* new_text(const uint8_t* from, uint32_t length) { return new_latin1_string(agent_, from, length); }
  String* new_text(const char16_t* from, uint32_t length) { return new_utf16_string(agent_, from, length); }
  static void append_run(StringBuilder& text, const uint8_t* run, uint32_t n) { text.append_latin1(run, n); }
  static void append_run(StringBuilder& text, const char16_t* run, uint32_t n) { text.append_utf16(run, n); }

  String* resolve(const Piece& piece) {
    StringBuilder text(agent_);
    const Unit* end = piece.from + piece.length;
    for (const Unit* q = piece.from; q != end;) {
      const Unit* run = q;
      while (q != end && *q != '\\') q++;
      append_run(text, run, uint32_t(q - run));
      if (q == end) break;
      q++;
      text.append_unit(unescape(&q));
      TRY(poll(agent_));
    }
    return text.finish();
  }

  static char16_t unescape(const Unit** q) {
    Unit c = *(*q)++;
    switch (c) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u': {
        int unit = 0;
        for (int i = 0; i < 4; i++) unit = unit * 16 + digit_value(*(*q)++);
        return char16_t(unit);
      }
      default:
        return c;
    }
  }

  // -- Numbers

  static bool is_digit(Unit c) { return c >= '0' && c <= '9'; }
  bool at_digit() const { return p_ != end_ && is_digit(*p_); }
  Status skip_digits() {
    for (; at_digit(); p_++) TRY(poll(agent_));
    return Status::kOk;
  }

  Value number() {
    constexpr int kExactDigits = 15;  // so many fit a double's significand
    const Unit* from = p_;
    bool negative = *p_ == '-';
    if (negative) p_++;
    if (!at_digit()) return fail("No number after minus sign in");
    const Unit* digits = p_;
    int64_t integer = 0;
    if (*p_ == '0') {
      p_++;
      if (at_digit()) return fail("Unexpected number in");
    } else {
      for (; at_digit() && p_ - digits < kExactDigits; p_++) integer = integer * 10 + (*p_ - '0');
      TRY(skip_digits());
    }
    bool exact = p_ - digits <= kExactDigits && !at('.') && !at('e') && !at('E');
    if (exact) return Value::normalised(negative ? -double(integer) : double(integer));
    TRY(fraction_and_exponent());
    return Value::normalised(parse(from));
  }

  Status fraction_and_exponent() {
    if (at('.')) {
      p_++;
      if (!at_digit()) return fail("Unterminated fractional number in");
      TRY(skip_digits());
    }
    if (at('e') || at('E')) {
      p_++;
      if (at('+') || at('-')) p_++;
      if (!at_digit()) return fail("Exponent part is missing a number in");
      TRY(skip_digits());
    }
    return Status::kOk;
  }

  double parse(const Unit* from) {
    if constexpr (sizeof(Unit) == 1) {
      return parse_decimal({reinterpret_cast<const char*>(from), size_t(p_ - from)});
    } else {
      std::string narrow(from, p_);
      return parse_decimal(narrow);
    }
  }

  // -- Errors, in V8's words

  Abrupt fail(const char* what) {
    StringBuilder message(agent_);
    message.append_ascii(what);
    message.append_ascii(" JSON at position ");
    message.append_ascii(std::to_string(p_ - start_));
    String* text = message.finish();
    return text == nullptr ? Abrupt{} : throw_error(agent_, Message::kInvalidSyntax, text);
  }

  bool is_other_text() const {  // what was no text at all before it was made one
    for (std::string_view text : {"NaN", "Infinity", "undefined", "[object Object]"})
      if (std::equal(start_, end_, text.begin(), text.end())) return true;
    return false;
  }

  Abrupt unexpected() {
    if (p_ == end_)
      return throw_error(agent_, Message::kInvalidSyntax, new_string(agent_, "Unexpected end of JSON input"));
    constexpr int64_t kContext = 10;
    auto length = int64_t(end_ - start_), position = int64_t(p_ - start_);
    bool whole = length <= 2 * kContext, from_middle = !whole && position >= kContext;
    int64_t from = from_middle ? position - kContext : 0;
    int64_t to = whole || position >= length - kContext ? length : position + kContext;
    if (*p_ == '"' || *p_ == '-' || is_digit(*p_))
      return fail(*p_ == '"' ? "Unexpected string in" : "Unexpected number in");
    StringBuilder message(agent_);
    if (!is_other_text()) {
      message.append_ascii("Unexpected token '");
      message.append_unit(*p_);
      message.append_ascii("', ");
    }
    message.append_ascii(from_middle ? "...\"" : "\"");
    message.append(source_, uint32_t(from), uint32_t(to));
    message.append_ascii(to < length ? "\"... is not valid JSON" : "\" is not valid JSON");
    String* text = message.finish();
    return text == nullptr ? Abrupt{} : throw_error(agent_, Message::kInvalidSyntax, text);
  }

  Agent* agent_;
  String* source_;
  const Unit* start_;
  const Unit* p_;
  const Unit* end_;
  RootedVector elements_;  // of the arrays being read, innermost last
};

}  // namespace

Value parse_json(Agent* agent, String* source) {
  if (source->is_two_byte()) return JsonParser<char16_t>(agent, source, source->utf16_chars()).parse();
  return JsonParser<uint8_t>(agent, source, source->latin1_chars()).parse();
}

}  // namespace whipsnake
