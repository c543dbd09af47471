// What the kernel reads of a source's parse: names, scopes, module tables.
#pragma once

#include <string_view>

#include "jsengine/kernel/source.h"
#include "jsengine/kernel/syntax/parser.h"
#include "jsengine/kernel/syntax/scope_tables.h"

namespace whipsnake {

std::string_view text_of(const ParsedSource*);  // UTF-8, lone surrogates as three bytes

const syntax::ScopeTables& scope_tables(const Source*);
inline const syntax::ModuleTables& module_tables(const Source* source) { return scope_tables(source).module; }
// The interned string of an atom (a plain string where it is an array index).
String* atom_string(Agent*, const Source*, uint32_t atom);
// The environment slot of a variable that has one.
inline uint32_t variable_slot(const Source* source, int32_t variable) {
  return uint32_t(scope_tables(source).variables[size_t(variable)].slot);
}
// The variable of a scope with this name (a private name begins with #), or -1. Linear in the number of the
// scope's variables.
int32_t find_variable(Agent*, const Source*, uint32_t scope, String* name);

}  // namespace whipsnake
