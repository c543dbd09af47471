// The caches of strings that crossed the border (conversion.h: cached_python_string, cached_js_string).
#pragma once

namespace whipsnake {

struct Agent;

void sweep_twins(Agent*);   // after marking
void delete_twins(Agent*);  // with the agent

}  // namespace whipsnake
