// Operations on iterator objects. https://tc39.es/ecma262/#sec-operations-on-iterator-objects
#include "jsengine/kernel/array_iterator.h"
#include "jsengine/kernel/call_site.h"
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/hash_table.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

// https://tc39.es/ecma262/#sec-getiteratorfrommethod
Status get_iterator_from_method(Agent* agent, Value iterable, Value method, IteratorRecord* record) {
  record->iterator = TRY(call(agent, method, iterable, nullptr, 0));
  if (!record->iterator.is_object()) return throw_error(agent, Message::kIteratorNotObject, record->iterator);
  record->next_method = TRY(get_by_cache(agent, record->iterator, agent->names->next));
  return Status::kOk;
}

Status get_iterator(Agent* agent, Value iterable, IteratorRecord* record) {
  if (iterable.is_nullish()) return throw_not_iterable(agent, iterable);
  PropertyKey symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator));
  Value method = TRY(get_by_cache(agent, iterable, symbol));
  if (!is_callable(method)) return throw_not_iterable(agent, iterable);
  return get_iterator_from_method(agent, iterable, method, record);
}

Status get_async_iterator(Agent* agent, Value iterable, IteratorRecord* record) {
  if (iterable.is_nullish()) return throw_not_async_iterable(agent, iterable);
  PropertyKey symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kAsyncIterator));
  Value method = TRY(get_method(agent, iterable, symbol));
  if (!method.is_undefined()) return get_iterator_from_method(agent, iterable, method, record);
  symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator));
  method = TRY(get_method(agent, iterable, symbol));
  if (method.is_undefined()) return throw_not_async_iterable(agent, iterable);
  IteratorRecord sync;
  TRY(get_iterator_from_method(agent, iterable, method, &sync));
  return create_async_from_sync_iterator(agent, sync, record);
}

// Our own iterators whose `next` is what they came with are stepped without a result object.
static bool step_directly(Agent* agent, const IteratorRecord& record, Value* result) {
  if (!record.next_method.is_object() || !record.iterator.is_object()) return false;
  Object* next = record.next_method.as_object();
  if (!next->is(CellKind::kNativeFunction)) return false;
  NativeCode code = static_cast<NativeFunction*>(next)->code;
  Object* iterator = record.iterator.as_object();
  switch (iterator->kind) {
    case CellKind::kArrayIterator:
      if (code != array_iterator_next) return false;
      *result = step_array_iterator(agent, static_cast<ArrayIterator*>(iterator));
      return true;
    case CellKind::kMapIterator:
      if (code != map_iterator_next) return false;
      *result = step_collection_iterator(agent, iterator);
      return true;
    case CellKind::kSetIterator:
      if (code != set_iterator_next) return false;
      *result = step_collection_iterator(agent, iterator);
      return true;
    case CellKind::kGenerator:
      if (code != generator_next || !is_resumable(static_cast<Generator*>(iterator))) return false;
      *result = step_generator(agent, static_cast<Generator*>(iterator));
      return true;
    default:
      return false;
  }
}

Generator* generator_to_step(Agent* agent, const IteratorRecord& record) {
  if (!record.next_method.is_object() || !record.iterator.is_object()) return nullptr;
  Object* next = record.next_method.as_object();
  if (!record.iterator.as_object()->is(CellKind::kGenerator) || !next->is(CellKind::kNativeFunction))
    return nullptr;
  auto* generator = static_cast<Generator*>(record.iterator.as_object());
  if (static_cast<NativeFunction*>(next)->code != generator_next || !is_resumable(generator)) return nullptr;
  // A frame of another realm is entered from C++, which puts the realm back.
  auto* function = static_cast<Function*>(generator->frame->function.as_object());
  return function->realm == agent->realm ? generator : nullptr;
}

Value iterator_step_value(Agent* agent, const IteratorRecord& record) {
  Value direct;
  if (step_directly(agent, record, &direct)) return direct;
  return iterator_result_value(agent, TRY(call(agent, record.next_method, record.iterator, nullptr, 0)));
}

Value iterator_result_value(Agent* agent, Value result) {
  if (!result.is_object()) return throw_error(agent, Message::kIteratorResultNotObject, result);
  Object* o = result.as_object();
  if (o->shape == agent->realm->iterator_result_shape && o->kind == CellKind::kPlainObject) {
    auto* plain = static_cast<PlainObject*>(o);
    if (plain->inline_slots[1] == Value::boolean(false)) return plain->inline_slots[0];
  }
  Value done = TRY(get_by_cache(agent, result, agent->names->done));
  if (to_boolean(done)) return Value::absent();
  return get_by_cache(agent, result, agent->names->value);
}

// GetMethod(iterator, "return")
static Value return_method(Agent* agent, Value iterator) {
  Value method = TRY(get_by_cache(agent, iterator, agent->names->return_));
  if (method.is_nullish()) return Value::undefined();
  if (!is_callable(method)) return throw_error(agent, Message::kNotAFunction, method);
  return method;
}

// https://tc39.es/ecma262/#sec-iteratorclose
Abrupt iterator_close_abrupt(Agent* agent, const IteratorRecord& record) {
  if (agent->pending_kind == Pending::kTermination) return {};
  Value exception = take_exception(agent);
  Value method = return_method(agent, record.iterator);
  if (!method.is_abrupt() && !method.is_undefined()) call(agent, method, record.iterator, nullptr, 0);
  return throw_value(agent, exception);  // what `return` threw is forgotten; a termination stays
}

Status iterator_close(Agent* agent, const IteratorRecord& record) {
  Value method = TRY(return_method(agent, record.iterator));
  if (method.is_undefined()) return Status::kOk;
  Value result = TRY(call(agent, method, record.iterator, nullptr, 0));
  if (!result.is_object()) return throw_error(agent, Message::kIteratorResultNotObject, result);
  return Status::kOk;
}

Value create_iter_result(Agent* agent, Value value, bool done) {
  auto* result = static_cast<PlainObject*>(new_object_with_shape(agent, agent->realm->iterator_result_shape));
  result->inline_slots[0] = value;
  result->inline_slots[1] = Value::boolean(done);
  return result;
}

}  // namespace whipsnake
