// iteration: the iterator protocol as loops and patterns use it. record[0] is the iterator, record[1] its
// next.
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"

namespace whipsnake {

static IteratorRecord record_at(Value* record) { return {record[0], record[1]}; }

Value op_get_iterator(Agent* agent, Value* record, Value iterable) {
  IteratorRecord made;
  TRY(get_iterator(agent, iterable, &made));
  record[0] = made.iterator;
  record[1] = made.next_method;
  return Value::undefined();
}
Value op_get_async_iterator(Agent* agent, Value* record, Value iterable) {
  IteratorRecord made;
  TRY(get_async_iterator(agent, iterable, &made));
  record[0] = made.iterator;
  record[1] = made.next_method;
  return Value::undefined();
}
Value op_iterator_step(Agent* agent, Value* record) {
  Generator* generator = generator_to_step(agent, record_at(record));
  if (generator == nullptr) return iterator_step_value(agent, record_at(record));
  TRY(enter_generator(agent, generator));
  return Value::hole();
}
Value finish_iterator_step(Agent* agent, Value* record, Value left_with) {
  EXPECT_BYTECODE(record[0].is_object() && record[0].as_object()->is(CellKind::kGenerator));
  return finish_step(agent, static_cast<Generator*>(record[0].as_object()), left_with);
}
Value op_iterator_close(Agent* agent, Value* record) {
  if (record[0].is_undefined()) return Value::undefined();
  TRY(iterator_close(agent, record_at(record)));
  return Value::undefined();
}
// The exception that is on its way stands in a register: nothing is pending here, and what `return` throws is
// dropped.
Value op_iterator_close_abrupt(Agent* agent, Value* record) {
  if (record[0].is_undefined()) return Value::undefined();
  Status status = iterator_close(agent, record_at(record));
  if (is_abrupt(status)) {
    if (!has_exception(agent)) return Abrupt{};  // a termination goes on
    take_exception(agent);
  }
  return Value::undefined();
}
Value op_create_iter_result(Agent* agent, Value value, int64_t done) {
  return create_iter_result(agent, value, done != 0);
}
// https://tc39.es/ecma262/#sec-iteratorcomplete
Value op_iterator_complete(Agent* agent, Value result) {
  if (!result.is_object()) return throw_error(agent, Message::kIteratorResultNotObject, result);
  return Value::boolean(to_boolean(TRY(get_by_cache(agent, result, agent->names->done))));
}

}  // namespace whipsnake
