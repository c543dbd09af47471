// The characters of names: https://tc39.es/ecma262/#prod-IdentifierStartChar, #prod-IdentifierPartChar
#pragma once

#include <cstdint>

namespace whipsnake::syntax {

bool is_identifier_start(uint32_t code_point);
bool is_identifier_part(uint32_t code_point);

}  // namespace whipsnake::syntax
