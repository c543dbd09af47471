// URI handling functions, escape and unescape; global.cpp lists them.
#pragma once

#include "jsengine/kernel/function.h"

namespace whipsnake {

Value decode_uri(Agent*, Frame*);
Value decode_uri_component(Agent*, Frame*);
Value encode_uri(Agent*, Frame*);
Value encode_uri_component(Agent*, Frame*);
Value global_escape(Agent*, Frame*);
Value global_unescape(Agent*, Frame*);

}  // namespace whipsnake
