// Async-from-Sync Iterator Objects. https://tc39.es/ecma262/#sec-async-from-sync-iterator-objects
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/promise.h"

namespace whipsnake {

// No script ever sees one: they stand in iterator records of for-await and yield*.
struct AsyncFromSyncIterator : Object {
  Value sync_iterator, sync_next;
};
VISIT_OBJECT(IteratorRecord, AsyncFromSyncIterator, &AsyncFromSyncIterator::sync_iterator,
             &AsyncFromSyncIterator::sync_next)

Status create_async_from_sync_iterator(Agent* agent, const IteratorRecord& sync, IteratorRecord* record) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kAsyncFromSyncIteratorPrototype));
  auto* iterator = TRY(new_object_of<AsyncFromSyncIterator>(agent, CellKind::kIteratorRecord, prototype));
  iterator->sync_iterator = sync.iterator;
  iterator->sync_next = sync.next_method;
  record->iterator = iterator;
  record->next_method = TRY(get(agent, iterator, agent->names->next));
  return Status::kOk;
}

namespace {

// IfAbruptRejectPromise: a thrown value goes to the promise, a termination goes on.
Value reject_with_pending(Agent* agent, Promise* promise) {
  if (!has_exception(agent)) return Abrupt{};
  reject_promise(agent, promise, take_exception(agent));
  return promise;
}

Value unwrap_value(Agent* agent, Frame* f) {
  bool done = static_cast<NativeFunction*>(f->function.as_object())->data[0].is_true();
  return create_iter_result(agent, f->argument(0), done);
}

Value close_sync_iterator(Agent* agent, Frame* f) {
  Value iterator = static_cast<NativeFunction*>(f->function.as_object())->data[0];
  throw_value(agent, f->argument(0));
  return iterator_close_abrupt(agent, {iterator, Value::undefined()});
}

NativeFunction* new_reaction(Agent* agent, NativeCode code, Value data) {
  NativeFunction* f = TRY(new_native_function(agent, agent->realm, code, agent->names->empty, 1));
  f->data[0] = data;
  return f;
}

// https://tc39.es/ecma262/#sec-asyncfromsynciteratorcontinuation
Status continue_with(Agent* agent, Promise* promise, Value result, Value sync_iterator, bool closes) {
  if (!result.is_object()) return throw_error(agent, Message::kIteratorResultNotObject, result);
  bool done = to_boolean(TRY(get(agent, result.as_object(), agent->names->done)));
  Value value = TRY(get(agent, result.as_object(), agent->names->value));
  Value constructor = TRY(intrinsic(agent->realm, Intrinsic::kPromise));
  Value wrapper = promise_resolve(agent, constructor, value);
  if (wrapper.is_abrupt()) {
    if (!done && closes) iterator_close_abrupt(agent, {sync_iterator, Value::undefined()});
    return Status::kAbrupt;
  }
  Value on_fulfilled = TRY(new_reaction(agent, unwrap_value, Value::boolean(done)));
  Value on_rejected = Value::undefined();
  if (!done && closes) on_rejected = TRY(new_reaction(agent, close_sync_iterator, sync_iterator));
  PromiseCapability capability = {promise, Value::undefined(), Value::undefined()};
  return perform_promise_then(agent, static_cast<Promise*>(wrapper.as_object()), on_fulfilled, on_rejected,
                              capability);
}

// Scripts never see such an iterator; bytecode of a file can call its methods on anything.
AsyncFromSyncIterator* receiver(Agent* agent, Frame* f) {
  Value v = f->this_value();
  if (v.is_object() && v.as_object()->is(CellKind::kIteratorRecord))
    return static_cast<AsyncFromSyncIterator*>(v.as_object());
  return throw_error(agent, Message::kMalformedBytecode);
}

Value async_next(Agent* agent, Frame* f) {
  AsyncFromSyncIterator* iterator = TRY(receiver(agent, f));
  Promise* promise = TRY(new_promise(agent, agent->realm));
  Value result = call(agent, iterator->sync_next, iterator->sync_iterator, f->registers + 1, f->argc ? 1 : 0);
  if (result.is_abrupt() || is_abrupt(continue_with(agent, promise, result, iterator->sync_iterator, true)))
    return reject_with_pending(agent, promise);
  return promise;
}

Value async_return(Agent* agent, Frame* f) {
  AsyncFromSyncIterator* iterator = TRY(receiver(agent, f));
  Promise* promise = TRY(new_promise(agent, agent->realm));
  Value method = get_method(agent, iterator->sync_iterator, agent->names->return_);
  if (method.is_abrupt()) return reject_with_pending(agent, promise);
  if (method.is_undefined()) {
    resolve_promise(agent, promise, create_iter_result(agent, f->argument(0), true));
    return promise;
  }
  Value result = call(agent, method, iterator->sync_iterator, f->registers + 1, f->argc ? 1 : 0);
  if (result.is_abrupt() || is_abrupt(continue_with(agent, promise, result, iterator->sync_iterator, false)))
    return reject_with_pending(agent, promise);
  return promise;
}

Value async_throw(Agent* agent, Frame* f) {
  AsyncFromSyncIterator* iterator = TRY(receiver(agent, f));
  Promise* promise = TRY(new_promise(agent, agent->realm));
  Value method = get_method(agent, iterator->sync_iterator, agent->names->throw_);
  if (method.is_abrupt()) return reject_with_pending(agent, promise);
  if (method.is_undefined()) {
    if (iterator_close(agent, {iterator->sync_iterator, Value::undefined()}) == Status::kOk)
      throw_error(agent, Message::kNoThrowMethod);
    return reject_with_pending(agent, promise);
  }
  Value result = call(agent, method, iterator->sync_iterator, f->registers + 1, f->argc ? 1 : 0);
  if (result.is_abrupt() || is_abrupt(continue_with(agent, promise, result, iterator->sync_iterator, true)))
    return reject_with_pending(agent, promise);
  return promise;
}

const BuiltinRow kAsyncFromSyncIteratorPrototypeRows[] = {
    NATIVE("next", 1, async_next),
    NATIVE("return", 1, async_return),
    NATIVE("throw", 1, async_throw),
};
const BuiltinSet kAsyncFromSyncIteratorPrototypeSet(Intrinsic::kAsyncFromSyncIteratorPrototype,
                                                    {.prototype = Intrinsic::kAsyncIteratorPrototype},
                                                    kAsyncFromSyncIteratorPrototypeRows);

}  // namespace

}  // namespace whipsnake
