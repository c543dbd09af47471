#include "jsengine/kernel/symbol.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/heap.h"

namespace whipsnake {

namespace {

Symbol* make(Agent* agent, Value description, uint8_t flags) {
  auto* symbol = allocate<Symbol>(agent, CellKind::kSymbol);
  symbol->flags = flags;
  symbol->description = description;
  AgentExtras* extras = agent->extras;
  extras->symbol_count++;
  symbol->aux = extras->symbol_count * 0x9E37'79B9u;  // its hash
  return symbol;
}

}  // namespace

Symbol* new_symbol(Agent* agent, Value description) { return make(agent, description, 0); }

Symbol* new_private_name(Agent* agent, String* description) { return make(agent, description, kPrivateName); }

// The GlobalSymbolRegistry is a list: programs register few symbols, and registered ones live for ever.
Symbol* symbol_for(Agent* agent, String* key) {
  key = TRY(flatten(agent, key));
  RootedVector& registry = *agent->extras->registered_symbols;
  uint32_t hash = string_hash(agent, key);
  for (size_t i = 0; i < registry.size(); i++) {
    Symbol* symbol = registry[i].as_symbol();
    String* description = symbol->description.as_string();
    if (string_hash(agent, description) == hash && strings_equal(agent, description, key)) return symbol;
  }
  Symbol* symbol = make(agent, key, kRegisteredSymbol);
  if (!registry.push(symbol)) return nullptr;
  return symbol;
}

void make_well_known_symbols(Agent* agent) {
  static const char* const kNames[] = {
      "Symbol.asyncIterator", "Symbol.hasInstance", "Symbol.isConcatSpreadable",
      "Symbol.iterator",      "Symbol.match",       "Symbol.matchAll",
      "Symbol.replace",       "Symbol.search",      "Symbol.species",
      "Symbol.split",         "Symbol.toPrimitive", "Symbol.toStringTag",
      "Symbol.unscopables",
  };
  static_assert(sizeof(kNames) / sizeof(*kNames) == size_t(WellKnownSymbol::kCount));
  for (size_t i = 0; i < size_t(WellKnownSymbol::kCount); i++)
    agent->well_known_symbols[i] = new_symbol(agent, new_string(agent, kNames[i]));
}

}  // namespace whipsnake
