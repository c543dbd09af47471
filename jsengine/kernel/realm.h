// Realms: what scripts of one global object share.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

// Flags of PropertyCell: made by let, const or class of a script; by const.
enum PropertyCellFlags : uint8_t { kLexicalCell = 1, kConstCell = 2 };

// https://tc39.es/ecma262/#sec-createrealm with its intrinsics and global object, made as they are touched.
Realm* new_realm(Agent*);

}  // namespace whipsnake
