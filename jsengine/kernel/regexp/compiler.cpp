// From the tree of a pattern to instructions: https://tc39.es/ecma262/#sec-compilesubpattern
//
// The tree may be as deep as the pattern is long, so what is left to do stands in a list, not on the native
// stack.
#include <algorithm>

#include "jsengine/kernel/regexp/class_contents.h"
#include "jsengine/kernel/regexp/program.h"
#include "jsengine/kernel/regexp/widths.h"

namespace whipsnake::regexp {

namespace {

constexpr size_t kMostInstructions = 1 << 22;

class Compiler {
 public:
  Compiler(const Pattern& pattern, uint8_t flags, Program* program, const Interruption& interruption)
      : pattern_(pattern),
        interruption_(interruption),
        program_(*program),
        widths_(widths_of(pattern, flags & kUnicodeSets)) {
    program_.flags = flags;
    program_.names = pattern.names;
    program_.capture_count = pattern.capture_count + 1;
    program_.register_count = 2 * program_.capture_count;
  }

  bool run() {
    emit(Op::kSave, 0);
    push({.what = What::kWhole});
    push({What::kNode, program_.flags, false, uint32_t(pattern_.nodes.size()) - 1});
    while (!tasks_.empty()) {
      Task task = tasks_.back();
      tasks_.pop_back();
      step(task);
      if (program_.code.size() > kMostInstructions || interruption_.happened()) return false;
    }
    return true;
  }

 private:
  enum class What : uint8_t { kNode, kWhole, kCaptureEnd, kAlternativeEnd, kLookEnd, kLoopEnd };
  // A node to compile, or what comes behind the code of one.
  struct Task {
    What what = What::kNode;
    uint8_t flags = 0;
    bool backward = false;
    uint32_t node = 0;
    uint32_t at = 0;     // an instruction to complete
    uint32_t next = 0;   // kAlternativeEnd: the next alternative's node, or 0
    uint32_t chain = 0;  // kAlternativeEnd: jumps to the end so far, linked by their operand
    uint32_t mark = 0, counter = 0;
  };

  const Node& node_at(uint32_t n) const { return pattern_.nodes[n]; }
  uint32_t here() const { return uint32_t(program_.code.size()); }
  // A place that is jumped to: instructions across it must not be joined.
  uint32_t label() { return barrier_ = here(); }
  void push(const Task& task) { tasks_.push_back(task); }
  uint32_t new_register() { return program_.register_count++; }

  uint32_t emit(Op op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0) {
    program_.code.push_back({op, a, b, c});
    return here() - 1;
  }

  void step(const Task& task) {
    switch (task.what) {
      case What::kNode:
        return node(task);
      case What::kWhole:
        emit(Op::kSave, 1);
        emit(Op::kMatch);
        return;
      case What::kCaptureEnd:
        emit(Op::kSave, task.at);
        return;
      case What::kAlternativeEnd:
        return alternative_end(task);
      case What::kLookEnd:
        return look_end(task);
      case What::kLoopEnd:
        return loop_end(task);
    }
  }

  void node(const Task& task) {
    const Node& node = node_at(task.node);
    bool multiline = task.flags & kMultiline;
    switch (node.kind) {
      case NodeKind::kCharacter:
        return character(uint32_t(node.a), task.flags, task.backward);
      case NodeKind::kAny:
      case NodeKind::kClassEscape:
      case NodeKind::kProperty:
      case NodeKind::kClass:
        return character_class(task);
      case NodeKind::kLineStart:
        emit(multiline ? Op::kLineStart : Op::kTextStart);
        return;
      case NodeKind::kLineEnd:
        emit(multiline ? Op::kLineEnd : Op::kTextEnd);
        return;
      case NodeKind::kWordBoundary:
        emit(Op::kWordBoundary, add_set(word_characters(task.flags)), node.flags & kNegated ? 1 : 0);
        return;
      case NodeKind::kBackReference:
        return back_reference({uint32_t(node.a)}, task);
      case NodeKind::kNamedReference:
        return back_reference(pattern_.names[size_t(node.a)].groups, task);
      case NodeKind::kCapture:
        return capture(task);
      case NodeKind::kGroup:
        return push({What::kNode, uint8_t((task.flags | node.a) & ~node.b), task.backward, task.node - 1});
      case NodeKind::kLookAhead:
      case NodeKind::kLookBehind:
        return look(task);
      case NodeKind::kQuantifier:
        return quantifier(task);
      case NodeKind::kAlternative:
        return terms(task);
      case NodeKind::kDisjunction:
        return disjunction(task);
      case NodeKind::kRange:
      case NodeKind::kClassString:
        return;  // only in classes
    }
  }

  // -- Characters

  static bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

  void character(uint32_t c, uint8_t flags, bool backward) {
    CodePointSet set = class_character(c, flags);
    bool plain = !backward && !(program_.unicode() && is_surrogate(c));
    if (plain && set.is_single()) return literal(c);
    if (plain && set.count() == 2 && set.boundaries().back() <= 0x10000) {
      uint32_t other = set.boundaries()[set.boundaries().size() - 1] - 1;
      emit(Op::kEither, set.first(), other);
      return;
    }
    emit(backward ? Op::kSetBack : Op::kSet, add_set(set));
  }

  // Joins a run of characters into one instruction.
  void literal(uint32_t c) {
    std::u16string units(1, char16_t(c));
    if (c > 0xFFFF) units = {char16_t(0xD7C0 + (c >> 10)), char16_t(0xDC00 + (c & 0x3FF))};
    std::vector<char16_t>& literals = program_.literals;
    bool joins = here() > barrier_ && here() > 0;
    Instruction* last = joins ? &program_.code.back() : nullptr;
    if (joins && last->op == Op::kUnit) {
      literals.push_back(char16_t(last->a));
      *last = {Op::kLiteral, uint32_t(literals.size()) - 1, 1, 0};
    }
    if (joins && last->op == Op::kLiteral && last->a + last->b == literals.size()) {
      literals.insert(literals.end(), units.begin(), units.end());
      last->b += uint32_t(units.size());
    } else if (units.size() == 1) {
      emit(Op::kUnit, units[0]);
    } else {
      emit(Op::kLiteral, uint32_t(literals.size()), 2);
      literals.insert(literals.end(), units.begin(), units.end());
    }
  }

  uint32_t add_set(const CodePointSet& set) {
    auto found = std::find(program_.sets.begin(), program_.sets.end(), set);
    if (found != program_.sets.end()) return uint32_t(found - program_.sets.begin());
    program_.sets.push_back(set);
    program_.tables.emplace_back();
    program_.tables.back().add(set, 1);
    return uint32_t(program_.sets.size()) - 1;
  }

  void set_of(const CodePointSet& set, bool backward) {
    if (set.is_all()) {
      emit(backward ? Op::kAnyBack : Op::kAny);
    } else {
      emit(backward ? Op::kSetBack : Op::kSet, add_set(set));
    }
  }

  void character_class(const Task& task) {
    ClassContents contents = contents_of(pattern_, task.node, task.flags, interruption_);
    if (contents.strings.empty()) return set_of(contents.characters, task.backward);
    strings(std::move(contents), task);
  }

  // The longest first: https://tc39.es/ecma262/#sec-compileatom. Strings are sorted, so those with the same
  // beginning stand together; a longer one goes before what it begins with.
  void strings(ClassContents contents, const Task& task) {
    std::stable_sort(contents.strings.begin(), contents.strings.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    uint32_t chain = 0;
    bool with_empty = contents.strings.back().empty();
    for (const std::u32string& text : contents.strings) {
      if (interruption_.happened()) return;
      if (text.empty()) continue;
      uint32_t split = emit(Op::kSplit, here() + 1);
      label();
      for (size_t i = 0; i < text.size(); i++) {
        character(text[task.backward ? text.size() - 1 - i : i], task.flags, task.backward);
      }
      chain = emit(Op::kJump, chain);
      program_.code[split].b = label();
    }
    if (with_empty) {
      uint32_t split = emit(Op::kSplit, here() + 1);
      label();
      set_of(contents.characters, task.backward);
      program_.code[split].b = label();
    } else {
      set_of(contents.characters, task.backward);
    }
    resolve_chain(chain);
  }

  // Jumps to the end are linked through their operand; 0 ends the chain (no jump stands at 0).
  void resolve_chain(uint32_t chain) {
    uint32_t end = label();
    while (chain != 0) {
      uint32_t next = program_.code[chain].a;
      program_.code[chain].a = end;
      chain = next;
    }
  }

  void back_reference(const std::vector<uint32_t>& groups, const Task& task) {
    uint32_t first = uint32_t(program_.groups.size());
    program_.groups.insert(program_.groups.end(), groups.begin(), groups.end());
    uint32_t flags = task.backward ? uint32_t(kReadBackward) : 0;
    if (task.flags & kIgnoreCase) flags |= program_.unicode() ? kFoldSimple : kFoldUppercase;
    program_.has_back_references = true;
    emit(Op::kBackReference, first, uint32_t(groups.size()), flags);
  }

  // -- Groups

  void terms(const Task& task) {
    const Node& node = node_at(task.node);
    size_t first = tasks_.size();
    uint32_t left = node.size - 1;
    for (uint32_t c = task.node - 1; left > 0; c -= node_at(c).size) {
      push({What::kNode, task.flags, task.backward, c});
      left -= node_at(c).size;
    }
    // The list is worked off from its end: now the first term comes first.
    if (task.backward) std::reverse(tasks_.begin() + long(first), tasks_.end());
  }

  void capture(const Task& task) {
    uint32_t start = 2 * uint32_t(node_at(task.node).a);
    emit(Op::kSave, task.backward ? start + 1 : start);
    push({.what = What::kCaptureEnd, .at = task.backward ? start : start + 1});
    push({What::kNode, task.flags, task.backward, task.node - 1});
  }

  // Children from first to last.
  std::vector<uint32_t> children_of(uint32_t n) const {
    std::vector<uint32_t> children;
    uint32_t left = node_at(n).size - 1;
    for (uint32_t c = n - 1; left > 0; c -= node_at(c).size) {
      children.push_back(c);
      left -= node_at(c).size;
    }
    std::reverse(children.begin(), children.end());
    return children;
  }

  void disjunction(const Task& task) {
    if (CodePointSet set; single_character(task.node, task.flags, &set)) return set_of(set, task.backward);
    Task end = task;
    end.what = What::kAlternativeEnd;
    end.chain = 0;
    end.next = task.node + 1 - node_at(task.node).size;  // the first node of the first alternative
    open_alternative(end);
  }

  // `next` is where the alternative's nodes begin; its own node is found behind them.
  void open_alternative(Task end) {
    uint32_t alternative = alternative_from(end.next, end.node);
    end.next = alternative + 1;
    bool last = end.next == end.node;
    end.at = last ? 0 : emit(Op::kSplit, here() + 1);
    label();
    push(end);
    push({What::kNode, end.flags, end.backward, alternative});
  }

  uint32_t alternative_from(uint32_t first, uint32_t disjunction) {
    if (alternatives_of_ != disjunction) {
      alternatives_of_ = disjunction;
      alternatives_ = children_of(disjunction);
    }
    return *std::lower_bound(alternatives_.begin(), alternatives_.end(), first);
  }

  void alternative_end(const Task& task) {
    if (task.next == task.node) return resolve_chain(task.chain);
    Task end = task;
    end.chain = emit(Op::kJump, task.chain);
    program_.code[task.at].b = label();
    open_alternative(end);
  }

  void look(const Task& task) {
    const Node& node = node_at(task.node);
    Task end = {What::kLookEnd, task.flags, task.backward, task.node};
    end.mark = new_register();
    end.counter = new_register();
    end.at = emit(node.flags & kNegated ? Op::kNegativeLookBegin : Op::kLookBegin, end.mark, end.counter);
    label();
    push(end);
    push({What::kNode, task.flags, node.kind == NodeKind::kLookBehind, task.node - 1});
  }

  void look_end(const Task& task) {
    bool negated = node_at(task.node).flags & kNegated;
    emit(negated ? Op::kNegativeLookEnd : Op::kLookEnd, task.mark, task.counter);
    program_.code[task.at].c = label();
  }

  // -- Quantifiers: https://tc39.es/ecma262/#sec-runtime-semantics-repeatmatcher-abstract-operation

  // Whether a term is one character of some set, through groups that do not capture.
  bool single_character(uint32_t n, uint8_t flags, CodePointSet* set) {
    for (;;) {
      const Node& node = node_at(n);
      switch (node.kind) {
        case NodeKind::kGroup:
          flags = uint8_t((flags | node.a) & ~node.b);
          n--;
          continue;
        case NodeKind::kAlternative:
          if (node.size == 1 || node_at(n - 1).size != node.size - 1) return false;
          n--;
          continue;
        case NodeKind::kDisjunction:
          return single_characters(n, flags, set);
        case NodeKind::kCharacter:
        case NodeKind::kAny:
        case NodeKind::kClassEscape:
        case NodeKind::kProperty:
        case NodeKind::kClass: {
          ClassContents contents = contents_of(pattern_, n, flags, interruption_);
          *set = std::move(contents.characters);
          return contents.strings.empty();
        }
        default:
          return false;
      }
    }
  }

  // a|b|c without groups within: a set.
  bool single_characters(uint32_t n, uint8_t flags, CodePointSet* set) {
    CodePointSet all;
    for (uint32_t c : children_of(n)) {
      const Node& node = node_at(c);
      if (node.size != 2 || node_at(c - 1).kind == NodeKind::kBackReference) return false;
      NodeKind kind = node_at(c - 1).kind;
      if (kind != NodeKind::kCharacter && kind != NodeKind::kAny && kind != NodeKind::kClassEscape)
        return false;
      all = all | contents_of(pattern_, c - 1, flags, interruption_).characters;
    }
    *set = std::move(all);
    return true;
  }

  void quantifier(const Task& task) {
    const Node& node = node_at(task.node);
    uint32_t child = task.node - 1;
    if (node.b == 0) return;
    if (widths_[child].always_empty) {
      // More rounds than one change nothing, and a round that is not required must not be empty.
      if (node.a > 0) push({What::kNode, task.flags, task.backward, child});
      return;
    }
    CodePointSet set;
    if (!task.backward && single_character(child, task.flags, &set)) return character_loop(node, set);
    if (node.a == 1 && node.b == 1) return push({What::kNode, task.flags, task.backward, child});
    loop(task, node);
  }

  void character_loop(const Node& node, const CodePointSet& set) {
    program_.loops.push_back({add_set(set), uint32_t(node.a), uint32_t(node.b)});
    emit(node.flags & kLazy ? Op::kLoopLazy : Op::kLoopGreedy, uint32_t(program_.loops.size()) - 1);
  }

  //       [Zero counter] [Jump check]
  // body: [Add counter] [Save mark] [Clear captures] ... [FailIfEmpty]
  // check: [JumpBelow least, body] [JumpUnlessBelow most, end] Split body, end
  // end:
  void loop(const Task& task, const Node& node) {
    Task end = {What::kLoopEnd, task.flags, task.backward, task.node};
    bool may_be_empty = widths_[task.node - 1].may_be_empty;
    bool optional = node.a == 0 && node.b == 1;
    bool counted = !optional && (node.a > 1 || (node.a == 1 && may_be_empty) || node.b != kInfinity);
    end.next = 0;
    if (counted) {
      end.counter = new_register();
      emit(Op::kZero, end.counter);
    }
    if (node.a == 0) end.next = optional ? split(node) : emit(Op::kJump);
    end.at = label();
    if (counted) emit(Op::kAdd, end.counter);
    if (may_be_empty) {
      end.mark = new_register();
      emit(Op::kSave, end.mark);
    }
    if (node.capture_count > 0 && !optional) {
      emit(Op::kClear, 2 * node.first_capture, 2 * (node.first_capture + node.capture_count));
    }
    push(end);
    push({What::kNode, task.flags, task.backward, task.node - 1});
  }

  // An entry into a body that stands right behind; loop_end completes the other way.
  uint32_t split(const Node&) { return emit(Op::kSplit); }

  void loop_end(const Task& task) {
    const Node& node = node_at(task.node);
    bool lazy = node.flags & kLazy;
    bool optional = node.a == 0 && node.b == 1;
    if (task.mark != 0) {
      if (task.counter != 0 && node.a > 0) {
        emit(Op::kFailIfEmptyBeyond, task.mark, task.counter, uint32_t(node.a));
      } else {
        emit(Op::kFailIfEmpty, task.mark);
      }
    }
    if (optional) {
      uint32_t after = label();
      program_.code[task.next].a = lazy ? after : task.at;
      program_.code[task.next].b = lazy ? task.at : after;
      return;
    }
    uint32_t check = label();
    if (node.a == 0) program_.code[task.next].a = check;
    uint32_t bounded = 0;
    if (task.counter != 0) {
      if (node.a > 1) emit(Op::kJumpBelow, task.counter, uint32_t(node.a), task.at);
      if (node.b != kInfinity && node.b != node.a)
        bounded = emit(Op::kJumpUnlessBelow, task.counter, uint32_t(node.b));
    }
    if (node.a != node.b) {
      uint32_t after = here() + 1;
      emit(Op::kSplit, lazy ? after : task.at, lazy ? task.at : after);
    }
    uint32_t after = label();
    if (bounded != 0) program_.code[bounded].c = after;
  }

  const Pattern& pattern_;
  const Interruption& interruption_;
  Program& program_;
  std::vector<Width> widths_;
  std::vector<Task> tasks_;
  uint32_t barrier_ = 0;
  uint32_t alternatives_of_ = 0;  // the disjunction whose children are in alternatives_
  std::vector<uint32_t> alternatives_;
};

}  // namespace

bool compile(const Pattern& pattern, uint8_t flags, Program* program, const Interruption& interruption) {
  if (!Compiler(pattern, flags, program, interruption).run()) return false;
  optimise(program);
  program->sets.clear();
  program->sets.shrink_to_fit();
  return true;
}

}  // namespace whipsnake::regexp
