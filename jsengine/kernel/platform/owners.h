// What collections do about cells that own Python objects.
#pragma once

#include <cstddef>

namespace whipsnake {

struct Agent;
struct Cell;
class Marker;

void* owned_by(Cell*);              // the Python object; nullptr: none
void mark_young_wrappers(Marker&);  // roots of minor collections
// After marking: forgets dead owners; dead wrappers let go of their objects at once.
void sweep_python_owners(Agent*, bool major);
// What an owner's Python memory is taken to be; of platform objects 0: they report theirs.
size_t owned_estimate(Cell*);

}  // namespace whipsnake
