// Making symbols.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

enum SymbolFlags : uint8_t { kPrivateName = 1, kRegisteredSymbol = 2 };

Symbol* new_symbol(Agent*, Value description);  // a string or undefined
Symbol* new_private_name(Agent*, String* description);
Symbol* symbol_for(Agent*, String* key);  // https://tc39.es/ecma262/#sec-symbol.for
void make_well_known_symbols(Agent*);

}  // namespace whipsnake
