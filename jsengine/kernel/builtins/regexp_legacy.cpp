#include "jsengine/kernel/builtins/regexp_legacy.h"

#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/regexp/regexp_cache.h"

namespace whipsnake {

static Status require_constructor(Agent* agent, Value receiver) {
  if (receiver == intrinsic(agent->realm, Intrinsic::kRegExp)) return Status::kOk;
  return throw_error(agent, Message::kBadReceiver, new_string(agent, "RegExp"), receiver);
}

static Value text_or_empty(Agent* agent, String* text, uint32_t start, uint32_t end) {
  if (start == regexp::kUnset) return Value(agent->names->empty.as_string());
  return TRY(substring(agent, text, start, end));
}

Value legacy_property(Agent* agent, Value receiver, LegacyProperty which) {
  TRY(require_constructor(agent, receiver));
  const LastMatch& last = regexp_cache(agent)->last;
  if (which == LegacyProperty::kInput && !last.input.is_absent()) return last.input;
  String* text = last.text;
  if (text == nullptr) return Value(agent->names->empty.as_string());
  switch (which) {
    case LegacyProperty::kInput:
      return text;
    case LegacyProperty::kLastMatch:
      return text_or_empty(agent, text, last.places[0], last.places[1]);
    case LegacyProperty::kLastParen:
      if (last.group_count == 1) return Value(agent->names->empty.as_string());
      return text_or_empty(agent, text, last.last_start, last.last_end);
    case LegacyProperty::kLeftContext:
      return text_or_empty(agent, text, 0, last.places[0]);
    case LegacyProperty::kRightContext:
      return text_or_empty(agent, text, last.places[1], text->length());
    default:
      break;
  }
  auto group = uint32_t(which);
  if (group >= last.group_count) return Value(agent->names->empty.as_string());
  return text_or_empty(agent, text, last.places[2 * group], last.places[2 * group + 1]);
}

Value set_legacy_input(Agent* agent, Frame* f) {
  TRY(require_constructor(agent, f->this_value()));
  String* text = TRY(to_string(agent, f->argument(0)));
  regexp_cache(agent)->last.input = text;
  return Value::undefined();
}

}  // namespace whipsnake
