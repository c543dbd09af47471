// Loading: from specifiers to linked graphs. The host says what a specifier means and gives the text.
#pragma once

#include <string>

#include "jsengine/kernel/modules/module_record.h"
#include "jsengine/kernel/source.h"

namespace whipsnake {

// What the host found for a specifier.
struct ModuleText {
  std::string key;           // names the module: the same key is the same module
  std::string text;          // UTF-8; not read when the module is known already
  Source* source = nullptr;  // made already: the text does not matter
  std::string name = {};     // of its source; empty: the key
  TextPlace place = {};
};
// AgentHooks::load_module. `type` is the text of the `type` attribute, empty for JavaScript. Abrupt: an
// exception.
using LoadModule = Status (*)(Agent*, String* specifier, Value referrer, const std::string& type,
                              ModuleText*);

// https://tc39.es/ecma262/#sec-LoadRequestedModules: the module with everything it needs, not linked yet.
// nullptr: abrupt (the host refused, or a SyntaxError).
Module* load_module(Agent*, Realm*, String* specifier, Value referrer, const std::string& type);
// A module whose text the caller has.
Module* load_module_text(Agent*, Realm*, ModuleText);
// A module whose source the caller has; its name is the key.
Module* load_module_source(Agent*, Realm*, Source*);
// Links and evaluates: a promise.
Value run_module(Agent*, Module*);

}  // namespace whipsnake
