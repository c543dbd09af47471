// The roots every agent has (marking.cpp).
#pragma once

#include "jsengine/kernel/marker.h"

namespace whipsnake {

void visit_agent(Marker&);
void visit_js_stack(Marker&);
void visit_native_stack(Marker&);

}  // namespace whipsnake
