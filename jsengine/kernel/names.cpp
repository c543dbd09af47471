#include "jsengine/kernel/names.h"

#include "jsengine/kernel/agent.h"

namespace whipsnake {

Names* new_names(Agent* agent) {
  auto* names = new Names;
  for (size_t i = 0; i < kNameCount; i++)
    reinterpret_cast<PropertyKey*>(names)[i] = {Value::undefined().bits};
  agent->names = names;  // a root from now on, while the names are being made
#define N(identifier) names->identifier = PropertyKey::name(intern(agent, std::string_view(#identifier)));
#define T(identifier, text) names->identifier = PropertyKey::name(intern(agent, std::string_view(text)));
  WHIPSNAKE_NAMES(N, T)
#undef N
#undef T
  return names;
}

}  // namespace whipsnake
