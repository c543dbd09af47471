#include "jsengine/kernel/regexp/regexp_class_parser.h"

#include <string_view>
#include <vector>

#include "jsengine/kernel/regexp/regexp_reader.h"

namespace whipsnake::regexp {
namespace {

// One operand as ranges see it: a single character, or a set.
struct Atom {
  bool single = false;
  uint32_t character = 0;
};

class PlainClass {
 public:
  explicit PlainClass(Reader& reader) : reader_(reader) {}

  bool parse() {
    uint32_t start = reader_.position();
    uint32_t first = static_cast<uint32_t>(reader_.pattern().nodes.size());
    reader_.advance();
    uint8_t flags = reader_.accept('^') ? kNegated : 0;
    while (!reader_.at(']')) {
      if (!reader_.more()) {
        return reader_.fail("Unterminated character class", start);
      }
      if (!range() || !reader_.goes_on()) {
        return false;
      }
    }
    reader_.advance();
    uint32_t size = static_cast<uint32_t>(reader_.pattern().nodes.size()) - first + 1;
    reader_.push(NodeKind::kClass, start, size, flags, static_cast<int32_t>(ClassOperation::kUnion), 0);
    return true;
  }

 private:
  // https://tc39.es/ecma262/#prod-NonemptyClassRanges
  bool range() {
    uint32_t start = reader_.position();
    Atom from;
    Atom to;
    if (!atom(&from)) {
      return false;
    }
    bool is_range = reader_.at('-') && reader_.has(1) && reader_.peek(1) != ']';
    if (!is_range) {
      single(from, start);
      return true;
    }
    uint32_t dash = reader_.position();
    reader_.advance();
    uint32_t second = reader_.position();
    if (!atom(&to)) {
      return false;
    }
    if (from.single && to.single) {
      if (from.character > to.character) {
        return reader_.fail("Range out of order in character class", start);
      }
      reader_.push(NodeKind::kRange, start, 1, 0, static_cast<int32_t>(from.character),
                   static_cast<int32_t>(to.character));
      return true;
    }
    if (reader_.unicode()) {
      return reader_.fail("Invalid character class", start);
    }
    single(from, start);  // Annex B: three operands
    single({true, '-'}, dash);
    single(to, second);
    return true;
  }

  void single(Atom atom, uint32_t start) {
    if (atom.single) {
      reader_.push(NodeKind::kCharacter, start, 1, 0, static_cast<int32_t>(atom.character), 0);
    }
  }

  // Pushes sets; leaves single characters to the caller.
  bool atom(Atom* atom) {
    uint32_t start = reader_.position();
    atom->single = true;
    if (!reader_.accept('\\')) {
      atom->character = reader_.next_character();
      return true;
    }
    if (!reader_.more()) {
      return reader_.fail("\\ at end of pattern", start);
    }
    if (reader_.at_class_escape()) {
      atom->single = false;
      return reader_.class_escape(start, true);
    }
    if (reader_.accept('b')) {
      atom->character = '\b';
      return true;
    }
    return reader_.character_escape(start, true, &atom->character);
  }

  Reader& reader_;
};

// https://tc39.es/ecma262/#prod-ClassSetExpression, with an explicit stack of nested classes.
class SetClass {
 public:
  explicit SetClass(Reader& reader) : reader_(reader) {}

  bool parse() {
    open();
    while (!frames_.empty()) {
      if (!reader_.more()) {
        return reader_.fail("Unterminated character class", frames_.front().start);
      }
      if (!step() || !reader_.goes_on()) {
        return false;
      }
    }
    return true;
  }

 private:
  enum class State : uint8_t { kFirst, kUndecided, kUnion, kIntersection, kSubtraction };

  struct Frame {
    uint32_t start = 0;
    uint32_t first_node = 0;
    uint8_t flags = 0;
    State state = State::kFirst;
    bool has_strings = false;       // MayContainStrings so far
    bool operand_expected = false;  // after && and --
  };

  void open() {
    Frame frame;
    frame.start = reader_.position();
    frame.first_node = static_cast<uint32_t>(reader_.pattern().nodes.size());
    reader_.advance();
    frame.flags = reader_.accept('^') ? kNegated : 0;
    frames_.push_back(frame);
  }

  bool step() {
    Frame& frame = frames_.back();
    if (reader_.at(']')) {
      return !frame.operand_expected ? close()
                                     : reader_.fail("Invalid set operation in character class", here());
    }
    bool ampersands = reader_.at('&') && reader_.peek(1) == '&';
    bool dashes = reader_.at('-') && reader_.peek(1) == '-';
    if (ampersands || dashes) {
      return operation(frame, ampersands ? State::kIntersection : State::kSubtraction);
    }
    bool set_operation = frame.state == State::kIntersection || frame.state == State::kSubtraction;
    if (set_operation && !frame.operand_expected) {
      return reader_.fail("Invalid set operation in character class", here());
    }
    if (frame.state == State::kUndecided) {
      frame.state = State::kUnion;
    }
    return operand();
  }

  bool operation(Frame& frame, State state) {
    if (frame.state == State::kFirst && state == State::kSubtraction) {
      return reader_.fail("Invalid character in character class", here());
    }
    bool allowed = !frame.operand_expected && (frame.state == State::kUndecided || frame.state == state);
    if (!allowed) {
      return reader_.fail("Invalid set operation in character class", here());
    }
    reader_.advance(2);
    if (reader_.at('&') && state == State::kIntersection) {
      return reader_.fail("Invalid character in character class", here());
    }
    frame.state = state;
    frame.operand_expected = true;
    return true;
  }

  // An operand was pushed.
  void added(bool has_strings, bool range = false) {
    Frame& frame = frames_.back();
    switch (frame.state) {
      case State::kFirst:
        frame.state = range ? State::kUnion : State::kUndecided;
        frame.has_strings = has_strings;
        break;
      case State::kIntersection:
        frame.has_strings = frame.has_strings && has_strings;
        break;
      case State::kSubtraction:
        break;
      default:
        frame.has_strings = frame.has_strings || has_strings;
    }
    frame.operand_expected = false;
  }

  bool operand() {
    uint32_t start = here();
    if (reader_.at('[')) {
      open();
      return true;
    }
    if (reader_.at('\\')) {
      if (reader_.peek(1) == 'q' && reader_.peek(2) == '{') {
        return class_strings();
      }
      reader_.advance();
      if (reader_.at_class_escape()) {
        bool has_strings = false;
        if (!reader_.class_escape(start, true, &has_strings)) {
          return false;
        }
        added(has_strings);
        return true;
      }
      reader_.back_to(start);
    }
    uint32_t from = 0;
    if (!set_character(&from)) {
      return false;
    }
    Frame& frame = frames_.back();
    bool may_range = frame.state == State::kFirst || frame.state == State::kUnion;
    if (may_range && reader_.at('-') && reader_.peek(1) != '-') {
      return range(start, from);
    }
    reader_.push(NodeKind::kCharacter, start, 1, 0, static_cast<int32_t>(from), 0);
    added(false);
    return true;
  }

  bool range(uint32_t start, uint32_t from) {
    reader_.advance();
    uint32_t to = 0;
    if (!reader_.more()) {
      return reader_.fail("Unterminated character class", frames_.front().start);
    }
    if (reader_.at('[')) {
      return reader_.fail("Invalid character class", start);
    }
    if (!set_character(&to)) {
      return false;
    }
    if (from > to) {
      return reader_.fail("Range out of order in character class", start);
    }
    reader_.push(NodeKind::kRange, start, 1, 0, static_cast<int32_t>(from), static_cast<int32_t>(to));
    added(false, true);
    return true;
  }

  // https://tc39.es/ecma262/#prod-ClassSetCharacter
  bool set_character(uint32_t* character) {
    static constexpr std::u16string_view kSyntax = u"()[]{}/-|";
    static constexpr std::u16string_view kDoubled = u"&!#$%*+,.:;<=>?@^`~";
    static constexpr std::u16string_view kEscapable = u"&-!#%,:;<=>@`~";
    uint32_t start = here();
    char16_t unit = reader_.peek();
    if (reader_.accept('\\')) {
      if (!reader_.more()) {
        return reader_.fail("\\ at end of pattern", start);
      }
      if (reader_.accept('b')) {
        *character = '\b';
        return true;
      }
      if (kEscapable.find(reader_.peek()) != std::u16string_view::npos) {
        *character = reader_.next_character();
        return true;
      }
      return reader_.character_escape(start, true, character);
    }
    if (kSyntax.find(unit) != std::u16string_view::npos) {
      return reader_.fail("Invalid character in character class", start);
    }
    if (reader_.peek(1) == unit && kDoubled.find(unit) != std::u16string_view::npos) {
      return reader_.fail("Invalid set operation in character class", start);
    }
    *character = reader_.next_character();
    return true;
  }

  // https://tc39.es/ecma262/#prod-ClassStringDisjunction
  bool class_strings() {
    uint32_t start = here();
    reader_.advance(3);
    uint32_t first_string = static_cast<uint32_t>(reader_.pattern().nodes.size());
    bool has_strings = false;
    for (bool first = true; first || reader_.accept('|'); first = false) {
      uint32_t length = 0;
      if (!class_string(&length) || !reader_.goes_on()) {
        return false;
      }
      has_strings |= length != 1;
    }
    if (!reader_.accept('}')) {
      return reader_.fail("Invalid escape", start);
    }
    uint32_t size = static_cast<uint32_t>(reader_.pattern().nodes.size()) - first_string + 1;
    reader_.push(NodeKind::kClass, start, size, 0, static_cast<int32_t>(ClassOperation::kUnion), 0);
    added(has_strings);
    return true;
  }

  bool class_string(uint32_t* length) {
    uint32_t start = here();
    for (; reader_.more() && !reader_.at('|') && !reader_.at('}'); ++*length) {
      uint32_t at = here();
      uint32_t character = 0;
      if (!set_character(&character) || !reader_.goes_on()) {
        return false;
      }
      reader_.push(NodeKind::kCharacter, at, 1, 0, static_cast<int32_t>(character), 0);
    }
    reader_.push(NodeKind::kClassString, start, *length + 1, 0, 0, 0);
    return true;
  }

  bool close() {
    Frame frame = frames_.back();
    if (frame.has_strings && (frame.flags & kNegated) != 0) {
      return reader_.fail("Negated character class may contain strings", frame.start);
    }
    reader_.advance();
    ClassOperation operation = frame.state == State::kIntersection  ? ClassOperation::kIntersection
                               : frame.state == State::kSubtraction ? ClassOperation::kSubtraction
                                                                    : ClassOperation::kUnion;
    uint32_t size = static_cast<uint32_t>(reader_.pattern().nodes.size()) - frame.first_node + 1;
    reader_.push(NodeKind::kClass, frame.start, size, frame.flags, static_cast<int32_t>(operation), 0);
    frames_.pop_back();
    if (!frames_.empty()) {
      added(frame.has_strings);
    }
    return true;
  }

  uint32_t here() const { return reader_.position(); }

  Reader& reader_;
  std::vector<Frame> frames_;
};

}  // namespace

bool parse_class(Reader& reader) {
  return reader.unicode_sets() ? SetClass(reader).parse() : PlainClass(reader).parse();
}

}  // namespace whipsnake::regexp
