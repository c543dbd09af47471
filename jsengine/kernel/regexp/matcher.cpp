#include "jsengine/kernel/regexp/matcher.h"

#include <algorithm>
#include <cstdlib>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/regexp/letter_case.h"
#include "jsengine/kernel/regexp/scan.h"
#include "jsengine/kernel/string.h"

namespace whipsnake::regexp {

namespace {

constexpr size_t kMostChoices = size_t(64) << 20 >> 3;  // 64 MB, as V8 has it
constexpr size_t kFewestChoices = 512;

// Kinds of Choice. A loop's takes two entries: how far it may go, then where it stands.
constexpr uint32_t kTry = 0u << 30;       // an instruction, a position
constexpr uint32_t kUndo = 1u << 30;      // a register, its former value
constexpr uint32_t kGiveBack = 2u << 30;  // a LoopGreedy; below: the least position
constexpr uint32_t kTakeMore = 3u << 30;  // a LoopLazy; below: how many more
constexpr uint32_t kKind = 3u << 30;

bool is_lead(uint32_t c) { return (c & 0xFFFF'FC00) == 0xD800; }
bool is_trail(uint32_t c) { return (c & 0xFFFF'FC00) == 0xDC00; }

// kPairs: surrogate pairs are one character (u and v over two-byte text).
template <typename Char, bool kPairs>
class Matcher {
 public:
  Matcher(Agent* agent, const Program& program, const Char* text, uint32_t length, MatchMemory* memory)
      : agent_(agent),
        program_(program),
        text_(text),
        end_(text + length),
        memory_(*memory),
        registers_(memory->registers) {}

  Truth search(uint32_t start) {
    const Char* p = text_ + start;
    if (program_.flags & kSticky) return attempt(p);
    if (program_.start == Start::kTextStart) return start == 0 ? attempt(p) : Truth::kFalse;
    for (;;) {
      p = candidate(p);
      if (p == nullptr) return Truth::kFalse;
      leading_end_ = nullptr;
      Truth found = attempt(p);
      if (found != Truth::kFalse) return found;
      if (p == end_) return Truth::kFalse;
      p = leading_end_ != nullptr && leading_end_ > p ? leading_end_ : p + width_at(p);
    }
  }

 private:
  // -- Characters

  static uint32_t width_of(uint32_t c) { return kPairs && c > 0xFFFF ? 2 : 1; }
  uint32_t width_at(const Char* p) const { return width_of(character_at(p)); }
  uint32_t character_at(const Char* p) const {
    uint32_t c = *p;
    if constexpr (kPairs) {
      if (is_lead(c) && p + 1 < end_ && is_trail(p[1])) return join(c, p[1]);
    }
    return c;
  }
  uint32_t character_before(const Char* p) const {
    uint32_t c = p[-1];
    if constexpr (kPairs) {
      if (is_trail(c) && p - 1 > text_ && is_lead(p[-2])) return join(p[-2], c);
    }
    return c;
  }
  static uint32_t join(uint32_t lead, uint32_t trail) {
    return 0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00);
  }
  uint8_t value_at(const CharacterTable& table, const Char* p) const {
    if constexpr (sizeof(Char) == 1) {
      return table.latin1[*p];
    } else {
      return table.value(character_at(p));
    }
  }
  static bool is_line_terminator(uint32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }
  bool is_word_at(const CharacterTable& word, const Char* p) const { return word.value(uint32_t(*p)) & 1; }

  uint32_t index_of(const Char* p) const { return uint32_t(p - text_); }

  // -- Where a match can start: the first place from p on, or nullptr.
  const Char* candidate(const Char* p) const {
    if (program_.start == Start::kLiteral) {
      return find_units(p, end_, program_.prefix.data(), program_.prefix.size());
    }
    if (program_.start != Start::kTable) return p;
    const CharacterTable& table = program_.tables[program_.start_table];
    if constexpr (sizeof(Char) == 1) {
      for (; end_ - p >= 4; p += 4) {
        if (table.latin1[p[0]]) return p;
        if (table.latin1[p[1]]) return p + 1;
        if (table.latin1[p[2]]) return p + 2;
        if (table.latin1[p[3]]) return p + 3;
      }
    }
    while (p < end_) {
      uint32_t c = character_at(p);
      if (table.value(c)) return p;
      p += width_of(c);
    }
    return nullptr;
  }

  // -- The stack of choices

  bool grow() {
    size_t capacity = std::max(kFewestChoices, memory_.capacity * 2);
    if (capacity > kMostChoices) {
      throw_stack_overflow(agent_);
      return false;
    }
    if (!charge(agent_, Category::kRegExp, (capacity - memory_.capacity) * sizeof(Choice))) return false;
    auto* stack = static_cast<Choice*>(realloc(memory_.stack, capacity * sizeof(Choice)));
    if (stack == nullptr) {
      uncharge(agent_, Category::kRegExp, (capacity - memory_.capacity) * sizeof(Choice));
      throw_out_of_memory(agent_);
      return false;
    }
    memory_.stack = stack;
    memory_.capacity = capacity;
    return true;
  }

  // Room for the two entries that an instruction pushes at most, but for Clear.
  bool room(size_t count = 2) {
    while (height_ + count > memory_.capacity) [[unlikely]] if (!grow()) return false;
    return true;
  }
  void push(uint32_t what, uint32_t value) { memory_.stack[height_++] = {what, value}; }
  // With no choice left there is nothing that would need the old value.
  void set_register(uint32_t n, uint32_t value) {
    if (height_ > 0) push(kUndo | n, registers_[n]);
    registers_[n] = value;
  }
  // Back to a height, undoing what was set since.
  void unwind(uint32_t height) {
    while (height_ > height) {
      Choice choice = memory_.stack[--height_];
      uint32_t kind = choice.what & kKind;
      if (kind == kUndo) registers_[choice.what & ~kKind] = choice.value;
      if (kind == kGiveBack || kind == kTakeMore) height_--;
    }
  }
  // Drops the choices above a height but keeps what has to be undone.
  void drop_choices(uint32_t height) {
    uint32_t kept = height_;
    for (uint32_t at = height_; at > height;) {
      Choice choice = memory_.stack[--at];
      uint32_t kind = choice.what & kKind;
      if (kind == kUndo) memory_.stack[--kept] = choice;
      if (kind == kGiveBack || kind == kTakeMore) at--;
    }
    std::copy(memory_.stack + kept, memory_.stack + height_, memory_.stack + height);
    height_ = height + (height_ - kept);
  }

  // -- Loops over single characters

  // Behind the first `count` characters of the loop's set, or nullptr if there are fewer.
  const Char* take_exactly(const CharacterLoop& loop, const Char* p, uint32_t count) const {
    const CharacterTable& table = program_.tables[loop.set];
    if (!kPairs && size_t(end_ - p) < count) return nullptr;
    for (; count > 0; count--) {
      if (p == end_ || !(value_at(table, p) & 1)) return nullptr;
      p += kPairs ? width_at(p) : 1;
    }
    return p;
  }

  // Behind as many characters of the set as there are, `most` at most.
  const Char* take_all(const CharacterLoop& loop, const Char* p, uint32_t most) const {
    const CharacterTable& table = program_.tables[loop.set];
    if (most == uint32_t(kInfinity) && loop.everything) return end_;
    if (most == uint32_t(kInfinity) && loop.stop_count > 0) {
      return find_stop(p, end_, loop.stops, loop.stop_count);
    }
    if constexpr (kPairs) {
      for (; most > 0 && p < end_ && (value_at(table, p) & 1); most--) p += width_at(p);
      return p;
    }
    const Char* limit = size_t(end_ - p) > most ? p + most : end_;
    while (p < limit && (value_at(table, p) & 1)) p++;
    return p;
  }

  // Back from p to the last place not before `least` where what follows the loop can begin; nullptr: none.
  const Char* last_guarded(const CharacterLoop& loop, const Char* p, const Char* least) const {
    if (!loop.guarded) return p;
    const CharacterTable& table = program_.tables[loop.set];
    for (;; p = step_back(p)) {
      if (p == end_ ? table.at_end : value_at(table, p) & 2) return p;
      if (p == least) return nullptr;
    }
  }
  const Char* step_back(const Char* p) const { return p - width_of(character_before(p)); }

  // Pushes what is left to give back; nullptr: fail.
  const Char* greedy(uint32_t pc, const CharacterLoop& loop, const Char* p) {
    const Char* least = take_exactly(loop, p, loop.least);
    if (least == nullptr) return nullptr;
    uint32_t more = loop.most == uint32_t(kInfinity) ? loop.most : loop.most - loop.least;
    return give_back(pc, loop, take_all(loop, least, more), least);
  }
  const Char* give_back(uint32_t pc, const CharacterLoop& loop, const Char* p, const Char* least) {
    p = last_guarded(loop, p, least);
    if (p > least) {
      push(0, index_of(least));
      push(kGiveBack | pc, index_of(p));
    }
    return p;
  }

  // From p on, where the loop may end, to the first place where what follows can begin; nullptr: none.
  const Char* lazy(uint32_t pc, const CharacterLoop& loop, const Char* p, uint32_t more) {
    const CharacterTable& table = program_.tables[loop.set];
    for (; loop.guarded; more--) {
      if (p == end_) {
        if (!table.at_end) return nullptr;
        break;
      }
      uint8_t value = value_at(table, p);
      if (value & 2) break;
      if (!(value & 1) || more == 0) return nullptr;
      p += kPairs ? width_at(p) : 1;
    }
    if (more > 0 && p < end_) {
      push(0, more);
      push(kTakeMore | pc, index_of(p));
    }
    return p;
  }

  // -- Back references: https://tc39.es/ecma262/#sec-backreference-matcher; nullptr: fail.
  const Char* back_reference(const Instruction& i, const Char* p) const {
    for (uint32_t n = 0; n < i.b; n++) {
      uint32_t group = program_.groups[i.a + n];
      uint32_t from = registers_[2 * group], to = registers_[2 * group + 1];
      if (from == kUnset || to == kUnset || from > to) continue;
      uint32_t length = to - from;
      bool backward = i.c & kReadBackward;
      if (size_t(backward ? p - text_ : end_ - p) < length) return nullptr;
      const Char* other = backward ? p - length : p;
      if (!same_text(text_ + from, other, length, i.c)) return nullptr;
      return backward ? other : p + length;
    }
    return p;
  }
  bool same_text(const Char* a, const Char* b, uint32_t length, uint32_t flags) const {
    if (!(flags & (kFoldUppercase | kFoldSimple))) return memcmp(a, b, length * sizeof(Char)) == 0;
    Folding folding = flags & kFoldSimple ? Folding::kSimple : Folding::kUppercase;
    for (const Char* end = a + length; a < end;) {
      uint32_t c = character_at(a), d = character_at(b);
      if (c != d && canonicalize(c, folding) != canonicalize(d, folding)) return false;
      a += width_of(c);
      b += width_of(d);
    }
    return true;
  }

  bool word_boundary(const CharacterTable& word, const Char* p) const {
    bool before = p > text_ && is_word_at(word, p - 1);
    bool after = p < end_ && is_word_at(word, p);
    return before != after;
  }

  Truth attempt(const Char* p);

  Agent* agent_;
  const Program& program_;
  const Char* text_;
  const Char* end_;
  MatchMemory& memory_;
  uint32_t* registers_;
  uint32_t height_ = 0;
  const Char* leading_end_ = nullptr;
};

// One attempt, from p on. The interpreter: each instruction goes on with the next, or fails to the last
// choice.
template <typename Char, bool kPairs>
Truth Matcher<Char, kPairs>::attempt(const Char* p) {
  static const void* const kLabels[] = {
#define O(name, what) &&do_##name,
      WHIPSNAKE_REGEXP_OPS(O)
#undef O
  };
  const Instruction* const code = program_.code.data();
  const Instruction* i = code;
  const CharacterTable* const tables = program_.tables.data();
  std::fill_n(registers_, 2 * program_.capture_count, kUnset);
  height_ = 0;

#define DISPATCH() goto* kLabels[size_t(i->op)]
#define NEXT()  \
  do {          \
    i++;        \
    DISPATCH(); \
  } while (0)
#define GO(where)       \
  do {                  \
    i = code + (where); \
    DISPATCH();         \
  } while (0)
#define REQUIRE(condition) \
  if (!(condition)) goto fail
#define ROOM(...)                      \
  if (!room(__VA_ARGS__)) [[unlikely]] \
  return Truth::kAbrupt

  DISPATCH();

do_Match:
  return Truth::kTrue;

do_Unit:
  REQUIRE(p < end_ && *p == i->a);
  p++;
  NEXT();

do_Either:
  REQUIRE(p < end_ && (*p == i->a || *p == i->b));
  p++;
  NEXT();

do_Literal:
  REQUIRE(size_t(end_ - p) >= i->b && equal_units(p, program_.literals.data() + i->a, i->b));
  p += i->b;
  NEXT();

do_Any:
  REQUIRE(p < end_);
  p += kPairs ? width_at(p) : 1;
  NEXT();

do_Set:
  REQUIRE(p < end_ && (value_at(tables[i->a], p) & 1));
  p += kPairs ? width_at(p) : 1;
  NEXT();

do_SetBack:
  REQUIRE(p > text_ && (tables[i->a].value(character_before(p)) & 1));
  p = step_back(p);
  NEXT();

do_AnyBack:
  REQUIRE(p > text_);
  p = step_back(p);
  NEXT();

do_LoopOnce:
do_LoopLeading : {
  const CharacterLoop& loop = program_.loops[i->a];
  p = take_exactly(loop, p, loop.least);
  REQUIRE(p != nullptr);
  if (loop.most != loop.least) {
    p = take_all(loop, p, loop.most == uint32_t(kInfinity) ? loop.most : loop.most - loop.least);
  }
  if (i->op == Op::kLoopLeading) leading_end_ = p;
  NEXT();
}

do_LoopGreedy:
  ROOM();
  p = greedy(uint32_t(i - code), program_.loops[i->a], p);
  REQUIRE(p != nullptr);
  NEXT();

do_LoopLazy : {
  ROOM();
  const CharacterLoop& loop = program_.loops[i->a];
  p = take_exactly(loop, p, loop.least);
  REQUIRE(p != nullptr);
  p = lazy(uint32_t(i - code), loop, p, loop.most - loop.least);
  REQUIRE(p != nullptr);
  NEXT();
}

do_Save:
  ROOM();
  set_register(i->a, index_of(p));
  NEXT();

do_Clear:
  ROOM(i->b - i->a);
  for (uint32_t n = i->a; n < i->b; n++)
    if (registers_[n] != kUnset) set_register(n, kUnset);
  NEXT();

do_Zero:
  ROOM();
  set_register(i->a, 0);
  NEXT();

do_Add:
  ROOM();
  set_register(i->a, registers_[i->a] + 1);
  NEXT();

do_JumpBelow:
  if (registers_[i->a] < i->b) {
    if (agent_->poll_flag && is_abrupt(poll_slow(agent_))) [[unlikely]]
      return Truth::kAbrupt;
    GO(i->c);
  }
  NEXT();

do_JumpUnlessBelow:
  if (registers_[i->a] >= i->b) GO(i->c);
  NEXT();

do_FailIfEmpty:
  REQUIRE(registers_[i->a] != index_of(p));
  NEXT();

do_FailIfEmptyBeyond:
  REQUIRE(registers_[i->a] != index_of(p) || registers_[i->b] <= i->c);
  NEXT();

do_Jump:
  GO(i->a);

do_Split:
  ROOM();
  push(kTry | i->b, index_of(p));
  GO(i->a);

do_SplitGuarded : {
  const CharacterTable& table = tables[i->c];
  uint8_t can = p == end_ ? table.at_end : value_at(table, p);
  if (can == 3) {
    ROOM();
    push(kTry | i->b, index_of(p));
    GO(i->a);
  }
  if (can == 1) GO(i->a);
  REQUIRE(can == 2);
  GO(i->b);
}

do_TextStart:
  REQUIRE(p == text_);
  NEXT();

do_TextEnd:
  REQUIRE(p == end_);
  NEXT();

do_LineStart:
  REQUIRE(p == text_ || is_line_terminator(p[-1]));
  NEXT();

do_LineEnd:
  REQUIRE(p == end_ || is_line_terminator(*p));
  NEXT();

do_WordBoundary:
  REQUIRE(word_boundary(tables[i->a], p) != (i->b != 0));
  NEXT();

do_BackReference:
  p = back_reference(*i, p);
  REQUIRE(p != nullptr);
  NEXT();

do_LookBegin:
  registers_[i->a] = height_;
  registers_[i->b] = index_of(p);
  NEXT();

do_LookEnd:
  p = text_ + registers_[i->b];
  drop_choices(registers_[i->a]);
  NEXT();

do_NegativeLookBegin:
  ROOM();
  registers_[i->a] = height_;
  push(kTry | i->c, index_of(p));
  NEXT();

do_NegativeLookEnd:
  unwind(registers_[i->a]);
  goto fail;

do_Fail:
fail:
  if (agent_->poll_flag) [[unlikely]] {
    if (is_abrupt(poll_slow(agent_))) return Truth::kAbrupt;
  }
  for (;;) {
    if (height_ == 0) return Truth::kFalse;
    Choice choice = memory_.stack[--height_];
    uint32_t operand = choice.what & ~kKind;
    switch (choice.what & kKind) {
      case kTry:
        p = text_ + choice.value;
        GO(operand);
      case kUndo:
        registers_[operand] = choice.value;
        continue;
      case kGiveBack: {
        const Char* least = text_ + memory_.stack[--height_].value;
        i = code + operand;
        p = give_back(operand, program_.loops[i->a], step_back(text_ + choice.value), least);
        break;
      }
      default: {
        uint32_t more = memory_.stack[--height_].value;
        i = code + operand;
        const CharacterLoop& loop = program_.loops[i->a];
        p = text_ + choice.value;
        bool can = value_at(tables[loop.set], p) & 1;
        p = can ? lazy(operand, loop, p + width_at(p), more - 1) : nullptr;
        break;
      }
    }
    if (p != nullptr) NEXT();
  }
#undef DISPATCH
#undef NEXT
#undef GO
#undef REQUIRE
#undef ROOM
}

bool reserve_registers(Agent* agent, size_t count, MatchMemory* memory) {
  if (count <= memory->register_capacity) return true;
  if (!charge(agent, Category::kRegExp, (count - memory->register_capacity) * sizeof(uint32_t))) return false;
  auto* registers = static_cast<uint32_t*>(realloc(memory->registers, count * sizeof(uint32_t)));
  if (registers == nullptr) {
    uncharge(agent, Category::kRegExp, (count - memory->register_capacity) * sizeof(uint32_t));
    throw_out_of_memory(agent);
    return false;
  }
  memory->registers = registers;
  memory->register_capacity = count;
  return true;
}

// With u and v a start within a surrogate pair is the pair's.
uint32_t start_of_character(const char16_t* text, uint32_t length, uint32_t start) {
  bool within = start > 0 && start < length && is_trail(text[start]) && is_lead(text[start - 1]);
  return within ? start - 1 : start;
}

}  // namespace

void release(Agent* agent, MatchMemory* memory) {
  uncharge(agent, Category::kRegExp,
           memory->capacity * sizeof(Choice) + memory->register_capacity * sizeof(uint32_t));
  free(memory->stack);
  free(memory->registers);
  *memory = {};
}

Truth match(Agent* agent, const Program& program, String* text, uint32_t start, MatchMemory* memory) {
  if (!reserve_registers(agent, program.register_count, memory)) return Abrupt{};
  uint32_t length = text->length();
  if (!text->is_two_byte()) {
    return Matcher<uint8_t, false>(agent, program, text->latin1_chars(), length, memory).search(start);
  }
  const char16_t* units = text->utf16_chars();
  if (!program.unicode())
    return Matcher<char16_t, false>(agent, program, units, length, memory).search(start);
  return Matcher<char16_t, true>(agent, program, units, length, memory)
      .search(start_of_character(units, length, start));
}

}  // namespace whipsnake::regexp
