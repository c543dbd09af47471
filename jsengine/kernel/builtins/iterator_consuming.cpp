// Iterator.prototype's functions that run through the iterator.
// https://tc39.es/ecma262/#sec-iterator.prototype
#include "jsengine/kernel/builtins/iterator_helpers.h"
#include "jsengine/kernel/messages.h"

namespace whipsnake {

namespace {

// The receiver, opened, and a callable first argument.
Status open(Agent* agent, Frame* f, IteratorRecord* record) {
  Object* o = TRY(this_iterator(agent, f));
  if (!is_callable(f->argument(0))) {
    throw_error(agent, Message::kNotAFunction, f->argument(0));
    return close_and_throw(agent, o);
  }
  return get_iterator_direct(agent, o, record);
}

// Calls the function for each value until `stop(result)`; the value at which it stopped, or absent.
template <typename Stop>
Value run_until(Agent* agent, Frame* f, Stop stop) {
  IteratorRecord record;
  TRY(open(agent, f, &record));
  for (double counter = 0;; counter++) {
    TRY(poll(agent));
    Value v = TRY(iterator_step_value(agent, record));
    if (v.is_absent()) return v;
    Value result = call_with(agent, f->argument(0), Value::undefined(), v, Value::normalised(counter));
    if (result.is_abrupt()) return iterator_close_abrupt(agent, record);
    if (!stop(result)) continue;
    TRY(iterator_close(agent, record));
    return v;
  }
}

}  // namespace

Value iterator_for_each(Agent* agent, Frame* f) {
  TRY(run_until(agent, f, [](Value) { return false; }));
  return Value::undefined();
}

Value iterator_some(Agent* agent, Frame* f) {
  return Value::boolean(!TRY(run_until(agent, f, to_boolean)).is_absent());
}

Value iterator_every(Agent* agent, Frame* f) {
  return Value::boolean(TRY(run_until(agent, f, [](Value v) { return !to_boolean(v); })).is_absent());
}

Value iterator_find(Agent* agent, Frame* f) {
  Value found = TRY(run_until(agent, f, to_boolean));
  return found.is_absent() ? Value::undefined() : found;
}

Value iterator_to_array(Agent* agent, Frame* f) {
  IteratorRecord record;
  TRY(get_iterator_direct(agent, TRY(this_iterator(agent, f)), &record));
  Array* array = TRY(new_array(agent, agent->realm));
  for (;;) {
    TRY(poll(agent));
    Value v = TRY(iterator_step_value(agent, record));
    if (v.is_absent()) return array;
    TRY(array_push(agent, array, v));
  }
}

// https://tc39.es/ecma262/#sec-iterator.prototype.reduce
Value iterator_reduce(Agent* agent, Frame* f) {
  IteratorRecord record;
  TRY(open(agent, f, &record));
  double counter = 0;
  Value accumulator = f->argument(1);
  if (f->argc < 2) {
    accumulator = TRY(iterator_step_value(agent, record));
    if (accumulator.is_absent()) return throw_error(agent, Message::kReduceOfDoneIterator);
    counter = 1;
  }
  for (;; counter++) {
    TRY(poll(agent));
    Value v = TRY(iterator_step_value(agent, record));
    if (v.is_absent()) return accumulator;
    accumulator =
        call_with(agent, f->argument(0), Value::undefined(), accumulator, v, Value::normalised(counter));
    if (accumulator.is_abrupt()) return iterator_close_abrupt(agent, record);
  }
}

}  // namespace whipsnake
