// String iterators: code points. https://tc39.es/ecma262/#sec-string.prototype-%symbol.iterator%
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/string_methods.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

struct StringIterator : Object {
  Value text;  // flat; undefined once it is done
  uint32_t next;
};
VISIT_OBJECT(StringIterator, StringIterator, &StringIterator::text)

Value string_iterator(Agent* agent, Frame* f) {
  String* s = TRY(this_text(agent, f, "String.prototype[Symbol.iterator]"));
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kStringIteratorPrototype));
  auto* iterator = TRY(new_object_of<StringIterator>(agent, CellKind::kStringIterator, prototype));
  iterator->text = s;
  return iterator;
}

namespace {

Value string_iterator_next(Agent* agent, Frame* f) {
  Value v = f->this_value();
  if (!v.is_object() || !v.as_object()->is(CellKind::kStringIterator))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "String Iterator.prototype.next"), v);
  auto* iterator = static_cast<StringIterator*>(v.as_object());
  String* s = iterator->text.is_string() ? iterator->text.as_string() : nullptr;
  uint32_t at = iterator->next;
  if (s == nullptr || at >= s->length()) {
    iterator->text = Value::undefined();
    return create_iter_result(agent, Value::undefined(), true);
  }
  char16_t unit = s->unit(at);
  bool pair = (unit & 0xFC00) == 0xD800 && at + 1 < s->length() && (s->unit(at + 1) & 0xFC00) == 0xDC00;
  iterator->next = at + (pair ? 2 : 1);
  String* piece = pair ? TRY(substring(agent, s, at, at + 2)) : TRY(single_unit_string(agent, unit));
  return create_iter_result(agent, piece, false);
}

const BuiltinRow kStringIteratorPrototypeRows[] = {
    NATIVE("next", 0, string_iterator_next),
    TEXT_SYMBOL(kToStringTag, "String Iterator"),
};
const BuiltinSet kStringIteratorPrototypeSet(Intrinsic::kStringIteratorPrototype,
                                             {.prototype = Intrinsic::kIteratorPrototype},
                                             kStringIteratorPrototypeRows);

}  // namespace

}  // namespace whipsnake
