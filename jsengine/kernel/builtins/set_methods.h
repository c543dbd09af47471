// Set.prototype's functions that take another set.
#pragma once

#include "jsengine/kernel/hash_table.h"

namespace whipsnake {

Collection* this_set(Agent*, Frame*, const char* method);

Value set_union(Agent*, Frame*);
Value set_intersection(Agent*, Frame*);
Value set_difference(Agent*, Frame*);
Value set_symmetric_difference(Agent*, Frame*);
Value set_is_subset_of(Agent*, Frame*);
Value set_is_superset_of(Agent*, Frame*);
Value set_is_disjoint_from(Agent*, Frame*);

}  // namespace whipsnake
