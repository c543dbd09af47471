#include "jsengine/kernel/regexp/class_contents.h"

#include <algorithm>

#include "jsengine/kernel/regexp/letter_case.h"
#include "jsengine/kernel/regexp/string_properties.h"

namespace whipsnake::regexp {

namespace {

bool ignore_case(uint8_t flags) { return flags & kIgnoreCase; }
bool unicode_sets(uint8_t flags) { return flags & kUnicodeSets; }
Folding folding_of(uint8_t flags) {
  return flags & (kUnicode | kUnicodeSets) ? Folding::kSimple : Folding::kUppercase;
}

CodePointSet closed(const CodePointSet& set, uint8_t flags) {
  return ignore_case(flags) ? close_over_case(set, folding_of(flags)) : set;
}

// https://tc39.es/ecma262/#sec-maybesimplecasefolding. With v, sets are combined as sets of folded
// characters; sets closed over case stand for the same.
CodePointSet maybe_folded(const CodePointSet& set, uint8_t flags) {
  return unicode_sets(flags) ? closed(set, flags) : set;
}

CodePointSet white_space() {
  static const CodePointSet set = CodePointSet::of_ranges({{9, 13},
                                                           {0x20, 0x20},
                                                           {0xA0, 0xA0},
                                                           {0x1680, 0x1680},
                                                           {0x2000, 0x200A},
                                                           {0x2028, 0x2029},
                                                           {0x202F, 0x202F},
                                                           {0x205F, 0x205F},
                                                           {0x3000, 0x3000},
                                                           {0xFEFF, 0xFEFF}});
  return set;
}

// https://tc39.es/ecma262/#sec-compiletocharset, CharacterClassEscape
CodePointSet class_escape(uint32_t letter, uint8_t flags) {
  switch (letter) {
    case 'd':
      return CodePointSet::range('0', '9');
    case 'D':
      return CodePointSet::range('0', '9').complement();
    case 's':
      return white_space();
    case 'S':
      return white_space().complement();
    case 'w':
      return maybe_folded(word_characters(flags), flags);
    default:
      return maybe_folded(word_characters(flags), flags).complement();
  }
}

std::u32string folded(std::u32string text, uint8_t flags) {
  if (ignore_case(flags))
    for (char32_t& c : text) c = canonicalize(c, folding_of(flags));
  return text;
}

void normalise(std::vector<std::u32string>* strings) {
  std::sort(strings->begin(), strings->end());
  strings->erase(std::unique(strings->begin(), strings->end()), strings->end());
}

void add_string(ClassContents* contents, const std::u32string& text, uint8_t flags) {
  if (text.size() == 1) {
    contents->characters = contents->characters | closed(CodePointSet::single(text[0]), flags);
  } else {
    contents->strings.push_back(folded(text, flags));
  }
}

// Evaluates the operands of classes on a stack, in the tree's own order.
class Evaluator {
 public:
  Evaluator(const Pattern& pattern, uint8_t flags) : pattern_(pattern), flags_(flags) {}

  // With anything when it is interrupted.
  ClassContents run(const Interruption& interruption, uint32_t root) {
    const Node& node = pattern_.nodes[root];
    for (uint32_t n = root + 1 - node.size; n <= root; n++) {
      if (interruption.happened()) return {};
      visit(n);
    }
    return std::move(stack_.back().contents);
  }

 private:
  struct Operand {
    uint32_t node;
    ClassContents contents;
  };

  void visit(uint32_t n) {
    const Node& node = pattern_.nodes[n];
    ClassContents contents;
    switch (node.kind) {
      case NodeKind::kCharacter:
        contents.characters = maybe_folded(CodePointSet::single(uint32_t(node.a)), flags_);
        break;
      case NodeKind::kRange:
        contents.characters = maybe_folded(CodePointSet::range(uint32_t(node.a), uint32_t(node.b)), flags_);
        break;
      case NodeKind::kClassEscape:
        contents.characters = class_escape(uint32_t(node.a), flags_);
        break;
      case NodeKind::kProperty:
        property(node, &contents);
        break;
      case NodeKind::kClassString:
        class_string(node, n, &contents);
        break;
      default:
        operation(node, n, &contents);
    }
    stack_.push_back({n, std::move(contents)});
  }

  void property(const Node& node, ClassContents* contents) {
    auto kind = PropertyKind(node.a);
    if (kind == PropertyKind::kStrings) {
      for (const std::u32string& text : string_property(node.b)) add_string(contents, text, flags_);
      normalise(&contents->strings);
      return;
    }
    contents->characters = maybe_folded(CodePointSet::of_property(kind, node.b), flags_);
    if (node.flags & kNegated) contents->characters = contents->characters.complement();
  }

  // The operands of a node are on top of the stack.
  size_t first_operand(const Node& node, uint32_t n) const {
    size_t first = stack_.size();
    while (first > 0 && stack_[first - 1].node + node.size > n) first--;
    return first;
  }

  void class_string(const Node& node, uint32_t n, ClassContents* contents) {
    std::u32string text;
    for (uint32_t c = n + 1 - node.size; c < n; c++) text.push_back(char32_t(pattern_.nodes[c].a));
    stack_.resize(first_operand(node, n));
    add_string(contents, text, flags_);
  }

  void operation(const Node& node, uint32_t n, ClassContents* contents) {
    size_t first = first_operand(node, n);
    if (ClassOperation(node.a) == ClassOperation::kUnion) {
      unite(first, contents);
    } else {
      *contents = std::move(stack_[first].contents);
      for (size_t i = first + 1; i < stack_.size(); i++) {
        combine(contents, stack_[i].contents, ClassOperation(node.a) == ClassOperation::kIntersection);
      }
    }
    stack_.resize(first);
    if (!unicode_sets(flags_)) contents->characters = closed(contents->characters, flags_);
    if (node.flags & kNegated) contents->characters = contents->characters.complement();
  }

  void unite(size_t first, ClassContents* contents) {
    std::vector<std::pair<uint32_t, uint32_t>> ranges;
    for (size_t i = first; i < stack_.size(); i++) {
      ClassContents& operand = stack_[i].contents;
      const std::vector<uint32_t>& bounds = operand.characters.boundaries();
      for (size_t k = 0; k < bounds.size(); k += 2) ranges.emplace_back(bounds[k], bounds[k + 1] - 1);
      contents->strings.insert(contents->strings.end(), operand.strings.begin(), operand.strings.end());
    }
    contents->characters = CodePointSet::of_ranges(std::move(ranges));
    normalise(&contents->strings);
  }

  static void combine(ClassContents* left, const ClassContents& right, bool intersection) {
    left->characters =
        intersection ? left->characters & right.characters : left->characters - right.characters;
    std::erase_if(left->strings, [&](const std::u32string& text) {
      bool found = std::binary_search(right.strings.begin(), right.strings.end(), text);
      return found != intersection;
    });
  }

  const Pattern& pattern_;
  uint8_t flags_;
  std::vector<Operand> stack_;
};

}  // namespace

CodePointSet line_terminators() {
  static const CodePointSet set = CodePointSet::of_ranges({{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}});
  return set;
}

CodePointSet word_characters(uint8_t flags) {
  CodePointSet basic = CodePointSet::of_ranges({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
  bool extended = ignore_case(flags) && folding_of(flags) == Folding::kSimple;
  return extended ? close_over_case(basic, Folding::kSimple) : basic;
}

CodePointSet class_character(uint32_t character, uint8_t flags) {
  return closed(CodePointSet::single(character), flags);
}

ClassContents contents_of(const Pattern& pattern, uint32_t n, uint8_t flags,
                          const Interruption& interruption) {
  const Node& node = pattern.nodes[n];
  ClassContents contents;
  switch (node.kind) {
    case NodeKind::kAny:
      contents.characters = flags & kDotAll ? CodePointSet::all() : line_terminators().complement();
      return contents;
    case NodeKind::kCharacter:
      contents.characters = class_character(uint32_t(node.a), flags);
      return contents;
    default:
      contents = Evaluator(pattern, flags).run(interruption, n);
      if (node.kind != NodeKind::kClass) contents.characters = closed(contents.characters, flags);
      return contents;
  }
}

}  // namespace whipsnake::regexp
