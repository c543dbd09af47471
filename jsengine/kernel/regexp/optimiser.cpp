// What looking ahead in a program tells: which alternative the next character rules out, which loops need not
// give back what they took, where a match can begin.
//
// Every answer is an over-approximation: the set of characters that can stand where a piece of code goes on.
#include <algorithm>

#include "jsengine/kernel/regexp/class_contents.h"
#include "jsengine/kernel/regexp/program.h"

namespace whipsnake::regexp {

namespace {

constexpr uint32_t kMostSteps = 64;        // for one answer
constexpr uint32_t kMostQuestions = 2000;  // for one program
constexpr size_t kMostBoundaries = 400;    // of a set that is worth a table

struct Ahead {
  CodePointSet set;
  bool at_end = false;
  bool unknown = false;  // anything
};

class Optimiser {
 public:
  explicit Optimiser(Program* program) : program_(*program), visited_(program->code.size()) {}

  void run() {
    start();
    uint32_t questions = 0;
    for (uint32_t pc = 0; pc < program_.code.size() && questions < kMostQuestions; pc++) {
      Op op = program_.code[pc].op;
      if (op == Op::kSplit) {
        guard_split(pc);
        questions += 2;
      } else if (op == Op::kLoopGreedy || op == Op::kLoopLazy) {
        guard_loop(pc);
        questions++;
      }
    }
    for (CharacterLoop& loop : program_.loops) find_stops(&loop);
    leading_loop();
  }

 private:
  const Instruction& at(uint32_t pc) const { return program_.code[pc]; }
  const CodePointSet& loop_set(const Instruction& i) const { return program_.sets[program_.loops[i.a].set]; }

  void add(const CodePointSet& set) {
    if (set.boundaries().size() > kMostBoundaries) {
      ahead_.unknown = true;
    } else {
      ahead_.set = ahead_.set | set;
    }
  }

  void visit(uint32_t pc) {
    if (visited_[pc] == round_) return;
    visited_[pc] = round_;
    work_.push_back(pc);
  }

  Ahead look(uint32_t pc) {
    ahead_ = {};
    round_++;
    work_.clear();
    visit(pc);
    uint32_t steps = 0;
    while (!work_.empty() && !ahead_.unknown) {
      pc = work_.back();
      work_.pop_back();
      if (++steps > kMostSteps) ahead_.unknown = true;
      step(pc);
    }
    if (ahead_.set.is_all()) ahead_.unknown = true;
    return ahead_;
  }

  uint32_t literal_start(const Instruction& i) const {
    char16_t lead = program_.literals[i.a];
    bool pair = program_.unicode() && i.b > 1 && (lead & 0xFC00) == 0xD800;
    return pair ? 0x10000 + ((lead - 0xD800U) << 10) + (program_.literals[i.a + 1] - 0xDC00U) : lead;
  }

  void step(uint32_t pc) {
    const Instruction& i = at(pc);
    switch (i.op) {
      case Op::kFail:
        return;
      case Op::kUnit:
        return add(CodePointSet::single(i.a));
      case Op::kEither:
        return add(CodePointSet::single(i.a) | CodePointSet::single(i.b));
      case Op::kLiteral:
        return add(CodePointSet::single(literal_start(i)));
      case Op::kSet:
        return add(program_.sets[i.a]);
      case Op::kLoopOnce:
      case Op::kLoopLeading:
      case Op::kLoopGreedy:
      case Op::kLoopLazy:
        if (program_.loops[i.a].least == 0) visit(pc + 1);
        return add(loop_set(i));
      case Op::kSave:
      case Op::kClear:
      case Op::kZero:
      case Op::kAdd:
      case Op::kFailIfEmpty:
      case Op::kFailIfEmptyBeyond:
      case Op::kTextStart:
      case Op::kLineStart:
      case Op::kWordBoundary:
        return visit(pc + 1);
      case Op::kJumpBelow:
      case Op::kJumpUnlessBelow:
        visit(pc + 1);
        return visit(i.c);
      case Op::kJump:
        return visit(i.a);
      case Op::kSplit:
      case Op::kSplitGuarded:
        visit(i.a);
        return visit(i.b);
      case Op::kTextEnd:
        ahead_.at_end = true;
        return;
      case Op::kLineEnd:
        ahead_.at_end = true;
        return add(line_terminators());
      case Op::kLookBegin:
      case Op::kNegativeLookBegin:
        return visit(i.c);
      default:
        ahead_.unknown = true;
    }
  }

  // -- Choices

  void guard_split(uint32_t pc) {
    Instruction& i = program_.code[pc];
    Ahead first = look(i.a);
    Ahead second = look(i.b);
    if (first.unknown && second.unknown) return;
    i.op = Op::kSplitGuarded;
    i.c = guard_table(first, second);
  }

  uint32_t guard_table(const Ahead& first, const Ahead& second) {
    CharacterTable table;
    table.at_end =
        uint8_t((first.at_end || first.unknown ? 1 : 0) | (second.at_end || second.unknown ? 2 : 0));
    table.add(first.unknown ? CodePointSet::all() : first.set, 1);
    table.add(second.unknown ? CodePointSet::all() : second.set, 2);
    program_.tables.push_back(std::move(table));
    return uint32_t(program_.tables.size()) - 1;
  }

  // -- Loops

  // Behind Save and Jump: the instruction that goes on.
  uint32_t skip_moves(uint32_t pc) const {
    for (uint32_t steps = 0; steps < kMostSteps; steps++) {
      if (at(pc).op == Op::kJump) {
        pc = at(pc).a;
      } else if (at(pc).op == Op::kSave) {
        pc++;
      } else {
        break;
      }
    }
    return pc;
  }

  // Giving characters back is in vain when what follows cannot begin with one of them. Between two characters
  // of a loop over word characters, or over others, is no word boundary; before the first one there may be.
  bool is_possessive(const CharacterLoop& loop, const Ahead& behind, uint32_t next) const {
    const CodePointSet& set = program_.sets[loop.set];
    Op op = at(next).op;
    if (op == Op::kMatch || op == Op::kLookEnd || op == Op::kNegativeLookEnd) return true;
    if (!behind.unknown && !behind.set.intersects(set)) return true;
    if (op != Op::kWordBoundary || at(next).b != 0 || loop.least == 0) return false;
    const CodePointSet& word = program_.sets[at(next).a];
    return !set.intersects(word) || set.is_subset_of(word);
  }

  void guard_loop(uint32_t pc) {
    Instruction& i = program_.code[pc];
    CharacterLoop& loop = program_.loops[i.a];
    Ahead behind = look(pc + 1);
    bool greedy = i.op == Op::kLoopGreedy;
    bool fixed = loop.least == loop.most;
    if (fixed || (greedy && is_possessive(loop, behind, skip_moves(pc + 1)))) {
      i.op = Op::kLoopOnce;
      return;
    }
    if (behind.unknown) return;
    CharacterTable table;
    table.add(program_.sets[loop.set], 1);
    table.add(behind.set, 2);
    table.at_end = behind.at_end ? 2 : 0;
    program_.sets.resize(program_.tables.size());  // kept in parallel
    program_.sets.push_back(program_.sets[loop.set]);
    loop.set = uint32_t(program_.tables.size());
    loop.guarded = true;
    program_.tables.push_back(std::move(table));
  }

  // A loop over everything but a few characters looks for those.
  void find_stops(CharacterLoop* loop) const {
    CodePointSet stops = program_.sets[loop->set].complement();
    if (stops.empty()) {
      loop->everything = true;
    } else if (stops.count() <= 4 && stops.boundaries().back() <= 0x10000 &&
               !stops.intersects(CodePointSet::range(0xD800, 0xDFFF))) {
      const std::vector<uint32_t>& bounds = stops.boundaries();
      for (size_t r = 0; r < bounds.size(); r += 2)
        for (uint32_t c = bounds[r]; c < bounds[r + 1]; c++) loop->stops[loop->stop_count++] = uint16_t(c);
    }
  }

  // -- Where to begin

  void start() {
    uint32_t pc = skip_moves(0);
    if (at(pc).op == Op::kTextStart) {
      program_.start = Start::kTextStart;
      return;
    }
    if (at(pc).op == Op::kUnit) program_.prefix.push_back(char16_t(at(pc).a));
    if (at(pc).op == Op::kLiteral) {
      auto first = program_.literals.begin() + at(pc).a;
      program_.prefix.assign(first, first + at(pc).b);
    }
    if (!program_.prefix.empty()) {
      program_.start = Start::kLiteral;
      return;
    }
    Ahead ahead = look(0);
    if (ahead.unknown || ahead.at_end) return;
    program_.start = Start::kTable;
    program_.start_table = guard_table(ahead, {});
  }

  // From a start within a leading loop the match goes on as it did from the loop's beginning.
  void leading_loop() {
    uint32_t pc = 0;
    while (at(pc).op == Op::kSave) pc++;
    if (at(pc).op != Op::kLoopOnce || program_.has_back_references) return;
    const CharacterLoop& loop = program_.loops[at(pc).a];
    if (loop.least <= 1 && loop.most == uint32_t(kInfinity)) program_.code[pc].op = Op::kLoopLeading;
  }

  Program& program_;
  Ahead ahead_;
  uint32_t round_ = 0;
  std::vector<uint32_t> visited_;  // in which round
  std::vector<uint32_t> work_;
};

}  // namespace

void optimise(Program* program) { Optimiser(program).run(); }

}  // namespace whipsnake::regexp
