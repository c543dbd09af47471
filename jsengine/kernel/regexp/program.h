// A compiled pattern: instructions for the matcher and the tables they refer to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "jsengine/kernel/regexp/code_point_set.h"
#include "jsengine/kernel/regexp/regexp_parser.h"

namespace whipsnake::regexp {

// O(Name, operands and effect). "Character" is a code point with u or v, else a code unit. Registers hold the
// ends of captures first (2n, 2n + 1), then counters and places. What sets a register can be undone.
#define WHIPSNAKE_REGEXP_OPS(O)                                                                 \
  O(Match, "the pattern has matched")                                                           \
  O(Fail, "backtrack")                                                                          \
  O(Unit, "a: the next code unit must be this")                                                 \
  O(Either, "a, b: the next code unit must be one of these")                                    \
  O(Literal, "a: first in Program::literals, b: count; the next code units must be these")      \
  O(Any, "one character")                                                                       \
  O(Set, "a: the next character must be in this set")                                           \
  O(SetBack, "a: the character before must be in this set; moves left")                         \
  O(AnyBack, "one character to the left")                                                       \
  O(LoopOnce, "a: characters of a loop that is never entered again for less (possessive)")      \
  O(LoopLeading, "LoopOnce at the start of the pattern: remembers where it ended")              \
  O(LoopGreedy, "a: as many characters as can be; gives them back one by one")                  \
  O(LoopLazy, "a: as few characters as can be; takes more one by one")                          \
  O(Save, "a: register := position")                                                            \
  O(Clear, "a, b: registers a ... b - 1 := unset")                                              \
  O(Zero, "a: register := 0")                                                                   \
  O(Add, "a: register += 1")                                                                    \
  O(JumpBelow, "a: register below b goes to c")                                                 \
  O(JumpUnlessBelow, "a: register not below b goes to c")                                       \
  O(FailIfEmpty, "fails if register a is the position")                                         \
  O(FailIfEmptyBeyond, "the same, once register b is above c")                                  \
  O(Jump, "to a")                                                                               \
  O(Split, "to a; after backtracking to b")                                                     \
  O(SplitGuarded, "the same, but the next character says which can match at all: table c")      \
  O(TextStart, "^")                                                                             \
  O(TextEnd, "$")                                                                               \
  O(LineStart, "^ with m")                                                                      \
  O(LineEnd, "$ with m")                                                                        \
  O(WordBoundary, "a: the set of word characters, b: 1 for \\B")                                \
  O(BackReference, "a: first in Program::groups, b: count; c: BackReferenceFlag")               \
  O(LookBegin, "a: register := height of the stack; register b := position; c: behind the end") \
  O(LookEnd, "a, b: as in LookBegin; drops the choices made since")                             \
  O(NegativeLookBegin, "a: register := height of the stack; c: where to go if the body fails")  \
  O(NegativeLookEnd, "a: the body matched: fails as of LookBegin")

enum class Op : uint8_t {
#define O(name, what) k##name,
  WHIPSNAKE_REGEXP_OPS(O)
#undef O
};

enum BackReferenceFlag : uint8_t { kReadBackward = 1, kFoldUppercase = 2, kFoldSimple = 4 };

struct Instruction {
  Op op;
  uint32_t a = 0, b = 0, c = 0;
};

// Up to eight sets at once: what value() gives has a bit for each set the character is in.
struct CharacterTable {
  uint8_t latin1[256] = {};
  uint8_t at_end = 0;                // for guards: who can match at the end of the text
  std::vector<uint32_t> boundaries;  // above Latin-1: values[i] holds below boundaries[i]
  std::vector<uint8_t> values;

  uint8_t value(uint8_t c) const { return latin1[c]; }
  uint8_t value(uint32_t c) const { return c < 256 ? latin1[c] : wide_value(c); }
  uint8_t wide_value(uint32_t c) const;
  void add(const CodePointSet&, uint8_t bit);
};

// A loop over single characters.
struct CharacterLoop {
  uint32_t set;  // in tables: bit 0 the loop's characters, bit 1 what can come behind the loop
  uint32_t least;
  uint32_t most;
  bool guarded = false;     // bit 1 holds
  bool everything = false;  // the set has all characters
  uint8_t stop_count = 0;   // else, if not 0: the set is all characters but these
  uint16_t stops[4] = {};
};

enum class Start : uint8_t {
  kAnywhere,
  kTextStart,  // only where the text begins
  kLiteral,    // at `prefix`
  kTable,      // at a character that table `start_table` has
};

struct Program {
  uint8_t flags = 0;
  uint32_t capture_count = 1;  // with group 0
  uint32_t register_count = 2;
  std::vector<Instruction> code;
  std::vector<char16_t> literals;
  std::vector<uint32_t> groups;
  std::vector<CodePointSet> sets;  // in parallel to `tables`; only while compiling
  std::vector<CharacterTable> tables;
  std::vector<CharacterLoop> loops;
  std::vector<GroupName> names;
  Start start = Start::kAnywhere;
  uint32_t start_table = 0;
  std::u16string prefix;
  bool has_back_references = false;

  bool unicode() const { return flags & (kUnicode | kUnicodeSets); }
  size_t bytes() const;
};

// Never fails for what parse_pattern accepts, but for size, "Regular expression too large", and
// interruptions.
bool compile(const Pattern&, uint8_t flags, Program*, const Interruption&);
// What can be said by looking ahead: guards, possessive loops, where a match can start.
void optimise(Program*);

}  // namespace whipsnake::regexp
