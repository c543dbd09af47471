// Compiled regular expressions as cells, and what an agent keeps for them: a cache by pattern and flags, the
// memory of matches.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/regexp/matcher.h"

namespace whipsnake {

struct RegExpCode : Cell {
  Value pattern;  // a flat string: [[OriginalSource]]
  regexp::Program* program;
  uint64_t bytes;     // charged
  Slots* group_keys;  // the names of groups, interned, once they are needed

  uint8_t regexp_flags() const { return program->flags; }
};

// The code of a pattern; SyntaxError when it is not one.
RegExpCode* regexp_code(Agent*, String* pattern, uint8_t flags);
// The bits of regexp::RegexpFlag; SyntaxError when the text is not a list of flags.
Status parse_regexp_flags(Agent*, String* text, uint8_t* flags);

// The memory of one match, taken from the agent and given back. It must not be held while scripts run for
// long, as each holder but the first gets memory of its own.
class MatchScope {
 public:
  explicit MatchScope(Agent*);
  ~MatchScope();
  MatchScope(const MatchScope&) = delete;
  // https://tc39.es/ecma262/#sec-regexpbuiltinexec, steps 9 to 20. `text` is flat.
  Truth match(const RegExpCode* code, String* text, uint32_t start) {
    Truth found = regexp::match(agent_, *code->program, text, start, &memory_);
    if (found == Truth::kTrue) remember(*code->program, text);
    return found;
  }
  uint32_t start() const { return memory_.registers[0]; }
  uint32_t end() const { return memory_.registers[1]; }
  const uint32_t* places() const { return memory_.registers; }  // start and end of each group
  // Ends of a group, kUnset when it did not take part.
  uint32_t start(uint32_t group) const { return memory_.registers[2 * group]; }
  uint32_t end(uint32_t group) const { return memory_.registers[2 * group + 1]; }

 private:
  void remember(const regexp::Program&, String* text);
  Agent* agent_;
  regexp::MatchMemory memory_;
};

// Frees what AgentExtras::regexps keeps outside of the heap.
void delete_regexp_cache(Agent*);

}  // namespace whipsnake
