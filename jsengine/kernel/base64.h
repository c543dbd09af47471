// Base64 between strings: https://datatracker.ietf.org/doc/html/rfc4648#section-4
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/string.h"

namespace whipsnake {

// *is_bad: there are characters beyond Latin-1; abrupt then, with nothing pending.
Value encode_base64(Agent*, String*, bool* is_bad);
// https://infra.spec.whatwg.org/#forgiving-base64-decode; *is_bad: failure, the same way.
Value decode_base64(Agent*, String*, bool* is_bad);

}  // namespace whipsnake
