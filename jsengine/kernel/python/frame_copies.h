// The frames that run, once more: for tests of what optimised code will do when it leaves inlined calls.
#pragma once

#include "jsengine/kernel/python/context.h"

namespace whipsnake {

// Called by a function of the host that JavaScript called: rebuilds the frames up to the entry from their
// values and runs the copy, from the call of the host on, to its end. What it returns.
PyObject* context_run_frames_again(PyObject* context, PyObject*);

}  // namespace whipsnake
