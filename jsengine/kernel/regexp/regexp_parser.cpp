#include "jsengine/kernel/regexp/regexp_parser.h"

#include <algorithm>

#include "jsengine/kernel/regexp/regexp_class_parser.h"
#include "jsengine/kernel/regexp/regexp_reader.h"

namespace whipsnake::regexp {
namespace {

// What a group turns into when it is closed.
struct Frame {
  NodeKind kind = NodeKind::kDisjunction;  // kDisjunction: the whole pattern
  uint8_t flags = 0;
  int32_t a = 0;
  int32_t b = 0;
  uint32_t start = 0;
  uint32_t first_node = 0;           // of the first alternative
  uint32_t alternative_node = 0;     // first node of the open alternative
  uint32_t alternative_start = 0;    // offset
  uint32_t alternatives = 0;         // closed ones
  uint32_t first_capture = 0;        // captures opened before the group's content
  uint32_t alternative_capture = 0;  // captures opened before the open alternative
  uint32_t outer_captures = 0;       // captures opened before the group itself
};

// One pass with an explicit stack of groups: patterns may be nested as deeply as they are long.
class Parser {
 public:
  Parser(std::u16string_view source, uint8_t flags, Pattern* pattern, PatternError* error,
         const Interruption& interruption)
      : reader_(source, flags, pattern, error, interruption), pattern_(pattern) {}

  bool parse() {
    reader_.scan_groups();
    open(Frame{});
    while (reader_.more()) {
      if (!term() || !reader_.goes_on()) {
        return false;
      }
    }
    if (frames_.size() > 1) {
      return fail("Unterminated group", frames_.back().start);
    }
    close_disjunction(frames_.back());
    return resolve_names();
  }

 private:
  bool fail(const char* message, uint32_t offset) { return reader_.fail(message, offset); }
  bool annex_b() const { return !reader_.unicode(); }

  void open(Frame frame) {
    frame.first_node = frame.alternative_node = count();
    frame.alternative_start = reader_.position();
    frame.first_capture = frame.alternative_capture = pattern_->capture_count;
    frames_.push_back(frame);
  }

  uint32_t count() const { return static_cast<uint32_t>(pattern_->nodes.size()); }

  void push(NodeKind kind, uint32_t start, int32_t a = 0, uint8_t flags = 0) {
    reader_.push(kind, start, 1, flags, a, 0);
  }

  void close_alternative(Frame& frame) {
    reader_.push(NodeKind::kAlternative, frame.alternative_start, count() - frame.alternative_node + 1, 0, 0,
                 0);
    frame.alternatives++;
  }

  void close_disjunction(Frame& frame) {
    close_alternative(frame);
    if (frame.alternatives > 1) {
      uint32_t start = pattern_->nodes[frame.first_node].start;
      reader_.push(NodeKind::kDisjunction, start, count() - frame.first_node + 1, 0, 0, 0);
    }
  }

  // https://tc39.es/ecma262/#prod-Term, #prod-annexB-Term
  bool term() {
    uint32_t start = reader_.position();
    char16_t unit = reader_.peek();
    switch (unit) {
      case '|':
        return next_alternative();
      case '(':
        return open_group();
      case ')':
        return close_group();
      case '^':
      case '$':
        reader_.advance();
        push(unit == '^' ? NodeKind::kLineStart : NodeKind::kLineEnd, start);
        return not_quantified();
      case '*':
      case '+':
      case '?':
        return fail("Nothing to repeat", start);
      case '.':
        reader_.advance();
        push(NodeKind::kAny, start);
        return quantifier(start, pattern_->capture_count);
      case '[':
        return parse_class(reader_) && quantifier(start, pattern_->capture_count);
      case '\\':
        return escape();
      case '{':
        if (reader_.at_braced_quantifier()) {
          return fail("Nothing to repeat", start);
        }
        [[fallthrough]];
      case '}':
      case ']':
        if (!annex_b()) {
          return fail("Lone quantifier brackets", start);
        }
        break;
      default:
        break;
    }
    push(NodeKind::kCharacter, start, static_cast<int32_t>(reader_.next_character()));
    return quantifier(start, pattern_->capture_count);
  }

  bool next_alternative() {
    Frame& frame = frames_.back();
    close_alternative(frame);
    reader_.advance();
    frame.alternative_node = count();
    frame.alternative_start = reader_.position();
    frame.alternative_capture = pattern_->capture_count;
    return true;
  }

  bool open_group() {
    Frame frame;
    frame.start = reader_.position();
    frame.outer_captures = pattern_->capture_count;
    reader_.advance();
    if (!reader_.accept('?')) {
      frame.kind = NodeKind::kCapture;
      frame.a = static_cast<int32_t>(++pattern_->capture_count);
      frame.b = -1;
    } else if (reader_.accept(':')) {
      frame.kind = NodeKind::kGroup;
    } else if (reader_.accept('=')) {
      frame.kind = NodeKind::kLookAhead;
    } else if (reader_.accept('!')) {
      frame.kind = NodeKind::kLookAhead;
      frame.flags = kNegated;
    } else if (reader_.accept('<')) {
      if (reader_.accept('=')) {
        frame.kind = NodeKind::kLookBehind;
      } else if (reader_.accept('!')) {
        frame.kind = NodeKind::kLookBehind;
        frame.flags = kNegated;
      } else if (!named_capture(&frame)) {
        return false;
      }
    } else if (!modifiers(&frame)) {
      return false;
    }
    if (pattern_->capture_count > kMostCaptures) {
      return fail("Too many captures", frame.start);
    }
    open(frame);
    return true;
  }

  bool named_capture(Frame* frame) {
    uint32_t start = reader_.position();
    std::u16string name;
    if (!reader_.group_name(&name)) {
      return fail("Invalid capture group name", start);
    }
    frame->kind = NodeKind::kCapture;
    frame->b = reader_.name_index(name);
    std::vector<uint32_t>& groups = pattern_->names[static_cast<size_t>(frame->b)].groups;
    if (!groups.empty() && may_both_participate(groups.back())) {
      return fail("Duplicate capture group name", start);
    }
    frame->a = static_cast<int32_t>(++pattern_->capture_count);
    groups.push_back(pattern_->capture_count);
    return true;
  }

  // https://tc39.es/ecma262/#sec-patterns-static-semantics-might-both-participate
  // The innermost open disjunction that holds the earlier group decides: both may match unless the earlier
  // one is in an alternative already closed. It is enough to ask this for neighbours of the same name.
  bool may_both_participate(uint32_t earlier) const {
    auto holds = [](const Frame& frame, uint32_t group) { return group > frame.first_capture; };
    auto after = std::lower_bound(frames_.begin(), frames_.end(), earlier, holds);
    const Frame& frame = *(after - 1);
    return earlier > frame.alternative_capture;
  }

  // https://tc39.es/ecma262/#sec-patterns-static-semantics-early-errors: (?ims-ims:
  bool modifiers(Frame* frame) {
    uint32_t start = frame->start;
    uint8_t sets[2] = {0, 0};
    int part = 0;
    for (; !reader_.at(':'); reader_.advance()) {
      if (!reader_.more()) {
        return fail("Invalid group", start);
      }
      if (reader_.at('-')) {
        if (part++ == 1) {
          return fail("Multiple dashes in flag group", start);
        }
        continue;
      }
      uint8_t flag = modifier(reader_.peek());
      if (flag == 0) {
        return fail("Invalid group", start);
      }
      if (((sets[0] | sets[1]) & flag) != 0) {
        return fail("Repeated flag in flag group", start);
      }
      sets[part] |= flag;
    }
    reader_.advance();
    if (sets[0] == 0 && sets[1] == 0) {
      return fail("Invalid flag group", start);
    }
    frame->kind = NodeKind::kGroup;
    frame->a = sets[0];
    frame->b = sets[1];
    return true;
  }

  static uint8_t modifier(char16_t unit) {
    return unit == 'i' ? kIgnoreCase : unit == 'm' ? kMultiline : unit == 's' ? kDotAll : 0;
  }

  bool close_group() {
    if (frames_.size() == 1) {
      return fail("Unmatched ')'", reader_.position());
    }
    Frame& frame = frames_.back();
    close_disjunction(frame);
    reader_.advance();
    reader_.push(frame.kind, frame.start, count() - frame.first_node + 1, frame.flags, frame.a, frame.b);
    NodeKind kind = frame.kind;
    uint32_t start = frame.start;
    uint32_t captures = frame.outer_captures;
    frames_.pop_back();
    bool quantifiable = kind != NodeKind::kLookBehind && (kind != NodeKind::kLookAhead || annex_b());
    return quantifiable ? quantifier(start, captures) : not_quantified("Invalid quantifier");
  }

  bool not_quantified(const char* message = "Nothing to repeat") {
    bool found = reader_.at('*') || reader_.at('+') || reader_.at('?') || reader_.at_braced_quantifier();
    return !found || fail(message, reader_.position());
  }

  // https://tc39.es/ecma262/#prod-Quantifier, after the last pushed term
  bool quantifier(uint32_t start, uint32_t captures_before) {
    int32_t least = 0;
    int32_t most = kInfinity;
    uint32_t position = reader_.position();
    if (reader_.accept('+')) {
      least = 1;
    } else if (reader_.accept('?')) {
      most = 1;
    } else if (reader_.at('{')) {
      if (!reader_.braced_quantifier(&least, &most)) {
        return annex_b() || fail("Incomplete quantifier", position);
      }
      if (least > most) {
        return fail("numbers out of order in {} quantifier", position);
      }
    } else if (!reader_.accept('*')) {
      return true;
    }
    uint8_t flags = reader_.accept('?') ? kLazy : 0;
    uint32_t size = pattern_->nodes.back().size + 1;
    reader_.push(NodeKind::kQuantifier, start, size, flags, least, most);
    pattern_->nodes.back().first_capture = captures_before + 1;
    pattern_->nodes.back().capture_count = pattern_->capture_count - captures_before;
    return true;
  }

  // https://tc39.es/ecma262/#prod-AtomEscape and the assertions \b \B
  bool escape() {
    uint32_t start = reader_.position();
    reader_.advance();
    if (!reader_.more()) {
      return fail("\\ at end of pattern", start);
    }
    char16_t unit = reader_.peek();
    if (unit == 'b' || unit == 'B') {
      reader_.advance();
      push(NodeKind::kWordBoundary, start, 0, unit == 'B' ? kNegated : 0);
      return not_quantified();
    }
    bool good = true;
    if (unit == 'k' && (!annex_b() || reader_.has_names())) {
      good = named_reference(start);
    } else if (unit >= '1' && unit <= '9') {
      good = decimal_escape(start);
    } else if (reader_.at_class_escape()) {
      good = reader_.class_escape(start, false);
    } else {
      uint32_t character = 0;
      good = reader_.character_escape(start, false, &character);
      if (good) {
        push(NodeKind::kCharacter, start, static_cast<int32_t>(character));
      }
    }
    return good && quantifier(start, pattern_->capture_count);
  }

  bool named_reference(uint32_t start) {
    reader_.advance();
    std::u16string name;
    if (!reader_.accept('<')) return fail("Invalid named reference", start);
    if (!reader_.group_name(&name)) return fail("Invalid capture group name", start);
    push(NodeKind::kNamedReference, start, reader_.name_index(name));
    return true;
  }

  // A back reference if there are as many groups, else (Annex B) an octal escape or the digit itself.
  bool decimal_escape(uint32_t start) {
    uint32_t at = reader_.position();
    uint32_t number = 0;
    while (reader_.at_digit()) {
      number = std::min<uint32_t>(number * 10 + (reader_.peek() - '0'), kMostCaptures * 10);
      reader_.advance();
    }
    if (number <= reader_.group_total()) {
      push(NodeKind::kBackReference, start, static_cast<int32_t>(number));
      return true;
    }
    if (!annex_b()) {
      return fail("Invalid escape", start);
    }
    reader_.back_to(at);
    uint32_t character = 0;
    reader_.legacy_octal_or_digit(&character);
    push(NodeKind::kCharacter, start, static_cast<int32_t>(character));
    return true;
  }

  bool resolve_names() {
    for (const Node& node : pattern_->nodes) {
      if (!reader_.goes_on()) return false;
      if (node.kind == NodeKind::kNamedReference &&
          pattern_->names[static_cast<size_t>(node.a)].groups.empty()) {
        return fail("Invalid named capture referenced", node.start);
      }
    }
    return true;
  }

  static constexpr uint32_t kMostCaptures = 65535;
  Reader reader_;
  Pattern* pattern_;
  std::vector<Frame> frames_;
};

}  // namespace

bool parse_flags(std::u16string_view text, uint8_t* flags) {
  static constexpr std::u16string_view kLetters = u"dgimsuvy";
  uint8_t set = 0;
  for (char16_t unit : text) {
    size_t bit = kLetters.find(unit);
    if (bit == std::u16string_view::npos || ((set >> bit) & 1) != 0) {
      return false;
    }
    set = static_cast<uint8_t>(set | (1U << bit));
  }
  *flags = set;
  return (set & kUnicode) == 0 || (set & kUnicodeSets) == 0;
}

bool parse_pattern(std::u16string_view source, uint8_t flags, Pattern* pattern, PatternError* error,
                   const Interruption& interruption) {
  return Parser(source, flags, pattern, error, interruption).parse();
}

}  // namespace whipsnake::regexp
