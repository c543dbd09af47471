// Exceptions of members tell which one it was: "Failed to execute 'appendChild' on 'Node': ...", as Chromium
// does.
#pragma once

#include "jsengine/kernel/platform/interface.h"

namespace whipsnake {

enum class Access { kUse, kRead };  // kRead: of an attribute

// Throws the exception that is set in Python, which a member's implementation raised. Exceptions of the
// standards that no script has seen tell the member.
Abrupt throw_of_member(Agent*, const PlatformRow&, Access = Access::kUse);

}  // namespace whipsnake
