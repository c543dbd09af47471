// %RegExpStringIteratorPrototype%. https://tc39.es/ecma262/#sec-regexp-string-iterator-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

namespace {

enum IteratorDetail : uint8_t { kGlobalMatches = 1, kUnicodeMatches = 2, kDone = 4 };

struct RegExpStringIterator : Object {  // detail: IteratorDetail
  Object* regexp;
  Value text;
};

// https://tc39.es/ecma262/#sec-%regexpstringiteratorprototype%.next
Value next(Agent* agent, Frame* f) {
  Value receiver = f->this_value();
  if (!receiver.is_object() || !receiver.as_object()->is(CellKind::kRegExpStringIterator))
    return throw_error(agent, Message::kBadReceiver,
                       new_string(agent, "%RegExpStringIterator%.prototype.next"), receiver);
  auto* iterator = static_cast<RegExpStringIterator*>(receiver.as_object());
  if (iterator->detail & kDone) return create_iter_result(agent, Value::undefined(), true);
  String* text = iterator->text.as_string();
  Value result = regexp_exec(agent, iterator->regexp, text);
  if (is_abrupt(result) || result.is_null() || !(iterator->detail & kGlobalMatches))
    iterator->detail |= kDone;
  TRY(result);
  if (result.is_null()) return create_iter_result(agent, Value::undefined(), true);
  if (!(iterator->detail & kGlobalMatches)) return create_iter_result(agent, result, false);
  // From here on a failure ends the iterator, as it would end the generator of the standard.
  iterator->detail |= kDone;
  String* matched = TRY(to_string(agent, TRY(get(agent, result.as_object(), PropertyKey::index(0)))));
  if (matched->length() == 0) {
    double last;
    TRY(to_length(agent, TRY(get(agent, iterator->regexp, agent->names->lastIndex)), &last));
    TRY(flatten(agent, text));
    double further = advance_string_index(text, last, iterator->detail & kUnicodeMatches);
    TRY(set_last_index(agent, iterator->regexp, Value::normalised(further)));
  }
  iterator->detail &= uint8_t(~kDone);
  return create_iter_result(agent, result, false);
}

const BuiltinRow kRows[] = {
    NATIVE("next", 0, next),
    TEXT_SYMBOL(kToStringTag, "RegExp String Iterator"),
};
const BuiltinSet kSet(Intrinsic::kRegExpStringIteratorPrototype, {.prototype = Intrinsic::kIteratorPrototype},
                      kRows);

}  // namespace

VISIT_OBJECT(RegExpStringIterator, RegExpStringIterator, &RegExpStringIterator::regexp,
             &RegExpStringIterator::text)

Value new_regexp_string_iterator(Agent* agent, Object* regexp, String* text, bool global, bool unicode) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kRegExpStringIteratorPrototype));
  auto* iterator =
      TRY(new_object_of<RegExpStringIterator>(agent, CellKind::kRegExpStringIterator, prototype));
  iterator->detail = uint8_t((global ? kGlobalMatches : 0) | (unicode ? kUnicodeMatches : 0));
  store(agent, iterator, &iterator->regexp, regexp);
  store(agent, iterator, &iterator->text, Value(text));
  return iterator;
}

}  // namespace whipsnake
