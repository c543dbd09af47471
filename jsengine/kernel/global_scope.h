// Global environment records: script-level let, const and class beside the global object.
// https://tc39.es/ecma262/#sec-global-environment-records
#pragma once

#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/realm.h"

namespace whipsnake {

// The checks of GlobalDeclarationInstantiation; a SyntaxError (TypeError for what cannot be declared).
// `again`: another let, const or class of that name may be there, as when lines are typed by hand.
Status check_global_lexical_declaration(Agent*, PropertyKey, bool again);
Status check_global_var_declaration(Agent*, PropertyKey);
Status check_global_function_declaration(Agent*, PropertyKey);
// Whether Annex B may make a var of a function in a block: no lexical global, and the global object takes it.
Truth can_declare_global_var(Agent*, PropertyKey);
Truth can_declare_global_function(Agent*, PropertyKey);
bool has_global_lexical_declaration(Agent*, PropertyKey);

Status create_global_lexical(Agent*, PropertyKey, bool is_const);  // in its dead zone
Status create_global_var(Agent*, PropertyKey, bool deletable);
Status create_global_function(Agent*, PropertyKey, Value function, bool deletable);
Status initialise_global_lexical(Agent*, PropertyKey, Value);

}  // namespace whipsnake
