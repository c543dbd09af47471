// literal: objects, arrays, closures, template objects, regular expressions.
#include <algorithm>
#include <cstring>

#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/closure.h"
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

// The first objects of a site are looked at when the next one is made: how many properties did they come to
// have? The slot does not keep the last of them alive: when that dies, the site begins anew.
static void learn_capacity(Agent* agent, LiteralSlot* site) {
  constexpr uint32_t kMaxInlineCapacity = 16;
  if (site->last != nullptr) {
    const Shape* last = static_cast<Object*>(site->last)->shape;
    if (last->aux > last->detail && last->detail < kMaxInlineCapacity && !has_own_shape(last)) {
      uint32_t capacity = std::min((last->aux + 3) & ~3u, kMaxInlineCapacity);
      site->learnt = root_shape(agent, CellKind::kPlainObject, agent->realm->object_shape->prototype,
                                uint8_t(capacity), sizeof(Object));
    }
  }
  site->made++;
}

Value op_create_object(Agent* agent, FeedbackSlot* cache) {
  constexpr int64_t kObjectsWatched = 3;
  LiteralSlot* site = &cache->literal;
  if (site->made <= kObjectsWatched) learn_capacity(agent, site);
  Shape* shape = site->learnt ? site->learnt : agent->realm->object_shape;
  Object* made = new_object_with_shape(agent, shape);
  if (site->shape != nullptr) [[likely]]
    return made;
  if (site->made <= kObjectsWatched) {
    site->last = made;
  } else if (size_t size = size_of_instance(shape); size <= kMostOfHandlers) {
    *site = {nullptr, int64_t(size), shape, site->learnt};
  } else {
    site->last = nullptr;
  }
  write_barrier(agent, agent->fp->feedback);
  return made;
}

Value op_create_array(Agent* agent, int64_t capacity) {
  Array* array = TRY(new_array(agent, agent->realm));
  if (capacity > 0 && !ensure_elements(agent, array, uint32_t(capacity))) return Abrupt{};
  return Value(array);
}
Value op_append_element(Agent* agent, Value array, Value value) {
  EXPECT_BYTECODE(is_dense_array(array));
  TRY(array_push(agent, static_cast<Array*>(array.as_object()), value));
  return Value::undefined();
}
Value op_append_hole(Agent* agent, Value value) {
  EXPECT_BYTECODE(is_dense_array(value));
  Array* array = static_cast<Array*>(value.as_object());
  TRY(set_array_length(agent, array, array->length() + 1));
  return Value::undefined();
}
// https://tc39.es/ecma262/#sec-runtime-semantics-arrayaccumulation, SpreadElement
Value op_append_spread(Agent* agent, Value value, Value iterable) {
  EXPECT_BYTECODE(is_dense_array(value));
  Array* array = static_cast<Array*>(value.as_object());
  IteratorRecord record;
  TRY(get_iterator(agent, iterable, &record));
  for (;;) {
    Value next = TRY(iterator_step_value(agent, record));
    if (next.is_absent()) return Value::undefined();
    EXPECT_BYTECODE(is_dense_array(value));
    TRY(array_push(agent, array, next));
    TRY(poll(agent));
  }
}
Value op_create_closure(Agent* agent, Value info, Value environment) {
  auto* function = info.as<FunctionInfo>();
  Function* made = TRY(new_closure(agent, agent->realm, function,
                                   environment.is_undefined() ? nullptr : environment.as<Environment>()));
  if (made->feedback != nullptr && function->closure_shape == nullptr) {
    memcpy(&function->closure_header, made, sizeof function->closure_header);
    store(agent, function, &function->closure_shape, made->shape);
  }
  return Value(made);
}
// A site has one object in each realm: it is kept in the site's feedback.
Value op_create_template_object(Agent* agent, Value description, FeedbackSlot* site) {
  if (site->value.cell != nullptr) return Value(static_cast<Object*>(site->value.cell));
  Value made = TRY(new_template_object(agent, description.as_object()));
  store(agent, agent->fp->feedback, &site->value.cell, static_cast<Cell*>(made.as_object()));
  return made;
}
Value op_create_reg_exp(Agent* agent, Value pattern, Value flags) {
  return new_regexp(agent, pattern, flags);
}

}  // namespace whipsnake
