// %ArrayIteratorPrototype% and %IteratorPrototype%[Symbol.iterator].
#include "jsengine/kernel/array_iterator.h"

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

Value create_array_iterator(Agent* agent, Object* o, ArrayIteratorKind kind) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kArrayIteratorPrototype));
  auto* iterator = TRY(new_object_of<ArrayIterator>(agent, CellKind::kArrayIterator, prototype));
  iterator->detail = uint8_t(kind);
  iterator->iterated = o;
  return iterator;
}

VISIT_OBJECT(ArrayIterator, ArrayIterator, &ArrayIterator::iterated)

// https://tc39.es/ecma262/#sec-createarrayiterator, one turn of its loop
Value step_array_iterator(Agent* agent, ArrayIterator* iterator) {
  if (iterator->iterated.is_undefined()) return Value::absent();
  Object* o = iterator->iterated.as_object();
  double length, index = iterator->next_index;
  if (o->is_array()) {
    length = o->aux;
  } else if (TypedArray* array = typed_array_of(o)) {
    length = double(TRY(validate_typed_array(agent, array, "%ArrayIteratorPrototype%.next"))->length);
  } else {
    TRY(length_of_array_like(agent, o, &length));
  }
  if (index >= length) {
    iterator->iterated = Value::undefined();
    return Value::absent();
  }
  iterator->next_index = index + 1;
  Value number = Value::normalised(index);
  auto kind = ArrayIteratorKind(iterator->detail);
  if (kind == ArrayIteratorKind::kKeys) return number;
  Value element = Value::hole();
  if (is_dense_array(o)) element = own_dense_element(o, uint32_t(index));
  if (element.is_hole()) element = TRY(get(agent, o, key_from_number(agent, index)));
  if (kind == ArrayIteratorKind::kValues) return element;
  Value pair[] = {number, element};
  return TRY(new_array_from(agent, agent->realm, pair, 2));
}

// https://tc39.es/ecma262/#sec-%arrayiteratorprototype%.next
Value array_iterator_next(Agent* agent, Frame* f) {
  Value v = f->this_value();
  if (!v.is_object() || !v.as_object()->is(CellKind::kArrayIterator))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, "Array Iterator.prototype.next"), v);
  Value next = TRY(step_array_iterator(agent, static_cast<ArrayIterator*>(v.as_object())));
  bool done = next.is_absent();
  return create_iter_result(agent, done ? Value::undefined() : next, done);
}

namespace {

const BuiltinRow kArrayIteratorPrototypeRows[] = {
    NATIVE("next", 0, array_iterator_next),
    TEXT_SYMBOL(kToStringTag, "Array Iterator"),
};
const BuiltinSet kArrayIteratorPrototypeSet(Intrinsic::kArrayIteratorPrototype,
                                            {.prototype = Intrinsic::kIteratorPrototype},
                                            kArrayIteratorPrototypeRows);

}  // namespace

}  // namespace whipsnake
