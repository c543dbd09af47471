// Proves that the bytecode of a file can be run: whatever its bytes are, handlers and kernel find what they
// rely on without looking.
#pragma once

#include <string>

#include "jsengine/kernel/portable/code_file.h"

namespace whipsnake {

// `source` is the parse of the file's own text. False, and a sentence in `complaint`: the file is refused.
bool verify_code_file(const CodeFile&, const Source*, std::string* complaint);

}  // namespace whipsnake
