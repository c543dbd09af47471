// iteration and call: keys of for-in loops, arguments objects, what self-hosted code calls.
#include "jsengine/kernel/arguments.h"
#include "jsengine/kernel/for_in.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/self_hosting.h"

namespace whipsnake {

Value op_for_in_prepare(Agent* agent, Value object) { return new_for_in_iterator(agent, object); }
Value op_for_in_next(Agent* agent, Value keys) {
  EXPECT_BYTECODE(keys.is_object() && keys.as_object()->kind == CellKind::kForInIterator);
  return for_in_next(agent, keys);
}

Value op_create_mapped_arguments(Agent* agent, Value array, Value environment, Value map) {
  EXPECT_BYTECODE(is_dense_array(array));
  return create_mapped_arguments(agent, static_cast<Array*>(array.as_object()), environment.as<Environment>(),
                                 static_cast<Array*>(map.as_object()), agent->fp->function);
}
Value op_create_unmapped_arguments(Agent* agent, Value array) {
  EXPECT_BYTECODE(is_dense_array(array));
  return create_unmapped_arguments(agent, static_cast<Array*>(array.as_object()));
}

Value op_call_intrinsic(Agent* agent, int64_t which, Value* arguments, int64_t count) {
  return call_self_hosting(agent, SelfHosting(which), arguments, count);
}

}  // namespace whipsnake
