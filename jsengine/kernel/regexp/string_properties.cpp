#include "jsengine/kernel/regexp/string_properties.h"
namespace whipsnake::regexp {
const std::vector<std::u32string>& string_property(int) {
  static const std::vector<std::u32string> none;
  return none;
}
}  // namespace whipsnake::regexp
