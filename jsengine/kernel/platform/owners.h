// What collections do about cells that own Python objects.
#pragma once

namespace whipsnake {

struct Agent;
class Marker;

void mark_young_wrappers(Marker&);  // roots of minor collections
// After marking: forgets dead owners; dead wrappers let go of their objects at once.
void sweep_python_owners(Agent*, bool major);

}  // namespace whipsnake
