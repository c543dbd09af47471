// DEVIATION: nothing is proved yet; docs/bytecode-files.md tells users to trust only files of their own.
#include "jsengine/kernel/portable/verifier.h"

namespace whipsnake {

bool verify_code_file(const CodeFile&, const Source*, std::string*) { return true; }

}  // namespace whipsnake
