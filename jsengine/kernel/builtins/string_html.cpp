// Additional properties of String.prototype (Annex B). https://tc39.es/ecma262/#sec-createhtml
#include "jsengine/kernel/builtins/string_html.h"

#include "jsengine/kernel/builtins/string_methods.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

Value create_html(Agent* agent, Frame* f, const char* method, const char* tag, const char* attribute) {
  String* s = TRY(this_text(agent, f, method));
  StringBuilder html(agent);
  html.append_unit('<');
  html.append_ascii(tag);
  if (attribute != nullptr) {
    String* value = TRY(text_argument(agent, f, 0));
    html.append_unit(' ');
    html.append_ascii(attribute);
    html.append_ascii("=\"");
    for (uint32_t i = 0; i < value->length(); i++) {
      if (value->unit(i) == '"')
        html.append_ascii("&quot;");
      else
        html.append_unit(value->unit(i));
    }
    html.append_unit('"');
  }
  html.append_unit('>');
  html.append(s);
  html.append_ascii("</");
  html.append_ascii(tag);
  html.append_unit('>');
  return TRY(html.finish());
}

}  // namespace whipsnake
