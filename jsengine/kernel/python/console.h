// console and print: what scripts write for people.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

Status install_console(Agent*);  // print and console on the running realm's global object

}  // namespace whipsnake
