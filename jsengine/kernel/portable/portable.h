// Bytecode that stands in a file: written from Code cells, read into them. format.h has the layout.
#pragma once

#include <string>

#include "jsengine/kernel/portable/code_file.h"

namespace whipsnake {

// The source takes over the file; its functions find their bytecode there before any compiler is asked.
void attach_code(Agent*, Source*, CodeFile*);
// A source of the file's text, parsed again, with the file attached. nullptr: abrupt. Takes over the file.
Source* source_of_code_file(Agent*, CodeFile*, Value name);
void delete_code_file(CodeFile*);

bool has_portable_code(FunctionInfo*);
Code* read_portable_code(Agent*, FunctionInfo*);

// Compiles every function of the source that can be called.
Status compile_everything(Agent*, Source*);
// A file with the bytecode of all functions that have any, in memory or in the file that is attached. Empty
// when the source is too large for one.
std::string write_code_file(Agent*, Source*, PortableKind);

}  // namespace whipsnake
