// Character classes: https://tc39.es/ecma262/#prod-CharacterClass, with Annex B ranges and the set notation
// of v.
#pragma once

namespace whipsnake::regexp {

class Reader;

// At '['. Pushes one kClass node with its operands.
bool parse_class(Reader& reader);

}  // namespace whipsnake::regexp
