// JS frames in Python's tracebacks.
#pragma once

namespace whipsnake {

struct ContextObject;
struct Error;

// Puts the frames that an Error has captured, as far as they belong to the entry that is being left, in front
// of the traceback of the exception that is set. Such a frame has a name, a file and a line, and nothing
// else.
void add_script_frames(ContextObject*, Error*);

}  // namespace whipsnake
