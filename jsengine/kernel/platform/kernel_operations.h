// Operations that are the kernel's own, because a call into Python would be most of what they cost.
#pragma once

#include "jsengine/kernel/platform/interface.h"

namespace whipsnake {

// Of an operation that is declared with [InKernel].
NativeCode kernel_operation(const PlatformRow&);

}  // namespace whipsnake
