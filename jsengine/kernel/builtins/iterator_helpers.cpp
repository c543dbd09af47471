// Iterator.prototype's functions that give another iterator, and %IteratorHelperPrototype%.
// https://tc39.es/ecma262/#sec-iterator-helper-objects
#include "jsengine/kernel/builtins/iterator_helpers.h"

#include <cmath>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/names.h"

namespace whipsnake {

VISIT_OBJECT(IteratorHelper, IteratorHelper, &IteratorHelper::iterator, &IteratorHelper::next_method,
             &IteratorHelper::function, &IteratorHelper::inner, &IteratorHelper::inner_next)

namespace {

Value new_helper(Agent* agent, HelperKind kind, const IteratorRecord& underlying, Value function,
                 double counter) {
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kIteratorHelperPrototype));
  auto* helper = TRY(new_object_of<IteratorHelper>(agent, CellKind::kIteratorHelper, prototype));
  helper->detail = uint8_t(kind);
  helper->iterator = underlying.iterator;
  helper->next_method = underlying.next_method;
  helper->function = function;
  helper->inner = helper->inner_next = Value::undefined();
  helper->counter = counter;
  write_barrier(agent, helper);
  return helper;
}

Value make_calling(Agent* agent, Frame* f, HelperKind kind) {
  Object* o = TRY(this_iterator(agent, f));
  if (!is_callable(f->argument(0))) {
    throw_error(agent, Message::kNotAFunction, f->argument(0));
    return close_and_throw(agent, o);
  }
  IteratorRecord record;
  TRY(get_iterator_direct(agent, o, &record));
  return new_helper(agent, kind, record, f->argument(0), 0);
}

// The limit of take and drop: a number from 0 to infinity.
Status to_limit(Agent* agent, Value v, double* limit) {
  Value number = TRY(to_number(agent, v));
  if (std::isnan(number.as_number())) return throw_error(agent, Message::kInvalidLimit, v);
  TRY(to_integer_or_infinity(agent, number, limit));
  constexpr double kMaxSafeInteger = 9007199254740991.0;
  bool outside = *limit < 0 || (*limit > kMaxSafeInteger && std::isfinite(*limit));
  return outside ? Status(throw_error(agent, Message::kInvalidLimit, v)) : Status::kOk;
}

Value make_limiting(Agent* agent, Frame* f, HelperKind kind) {
  Object* o = TRY(this_iterator(agent, f));
  double limit;
  if (is_abrupt(to_limit(agent, f->argument(0), &limit))) return close_and_throw(agent, o);
  IteratorRecord record;
  TRY(get_iterator_direct(agent, o, &record));
  return new_helper(agent, kind, record, Value::undefined(), limit);
}

// -- Steps: the next value, or absent at the end. When they complete abruptly the iterator is closed already.

Value call_function(Agent* agent, IteratorHelper* helper, Value v) {
  Value result =
      call_with(agent, helper->function, Value::undefined(), v, Value::normalised(helper->counter++));
  if (result.is_abrupt()) return iterator_close_abrupt(agent, helper->underlying());
  return result;
}

Value step_map(Agent* agent, IteratorHelper* helper) {
  Value v = TRY(iterator_step_value(agent, helper->underlying()));
  return v.is_absent() ? v : call_function(agent, helper, v);
}

Value step_filter(Agent* agent, IteratorHelper* helper) {
  for (;;) {
    TRY(poll(agent));
    Value v = TRY(iterator_step_value(agent, helper->underlying()));
    if (v.is_absent() || to_boolean(TRY(call_function(agent, helper, v)))) return v;
  }
}

Value step_take(Agent* agent, IteratorHelper* helper) {
  if (helper->counter == 0) {
    TRY(iterator_close(agent, helper->underlying()));
    return Value::absent();
  }
  helper->counter--;
  return iterator_step_value(agent, helper->underlying());
}

Value step_drop(Agent* agent, IteratorHelper* helper) {
  for (; helper->counter > 0; helper->counter--) {
    TRY(poll(agent));
    Value result = TRY(call(agent, helper->next_method, helper->iterator, nullptr, 0));
    if (!result.is_object()) return throw_error(agent, Message::kIteratorResultNotObject, result);
    if (to_boolean(TRY(get(agent, result.as_object(), agent->names->done)))) return Value::absent();
  }
  return iterator_step_value(agent, helper->underlying());
}

Value step_flat_map(Agent* agent, IteratorHelper* helper) {
  for (;;) {
    TRY(poll(agent));
    if (helper->inner.is_undefined()) {
      Value v = TRY(iterator_step_value(agent, helper->underlying()));
      if (v.is_absent()) return v;
      Value mapped = TRY(call_function(agent, helper, v));
      IteratorRecord inner;
      if (is_abrupt(get_iterator_flattenable(agent, mapped, FlattenStrings::kReject, &inner)))
        return iterator_close_abrupt(agent, helper->underlying());
      store(agent, helper, &helper->inner_next, inner.next_method);
      store(agent, helper, &helper->inner, inner.iterator);
    }
    Value v = iterator_step_value(agent, helper->inner_record());
    if (v.is_abrupt()) return iterator_close_abrupt(agent, helper->underlying());
    if (!v.is_absent()) return v;
    helper->inner = helper->inner_next = Value::undefined();
  }
}

Value step(Agent* agent, IteratorHelper* helper) {
  switch (HelperKind(helper->detail)) {
    case HelperKind::kMap:
      return step_map(agent, helper);
    case HelperKind::kFilter:
      return step_filter(agent, helper);
    case HelperKind::kTake:
      return step_take(agent, helper);
    case HelperKind::kDrop:
      return step_drop(agent, helper);
    case HelperKind::kFlatMap:
      return step_flat_map(agent, helper);
    case HelperKind::kWrapper:
      break;
  }
  ENGINE_BUG("a wrapper is no helper");
}

// -- %IteratorHelperPrototype%: generators' states, without a generator

IteratorHelper* this_helper(Agent* agent, Frame* f, const char* method) {
  Value v = f->this_value();
  if (!v.is_object() || !v.as_object()->is(CellKind::kIteratorHelper) ||
      HelperKind(v.as_object()->detail) == HelperKind::kWrapper)
    return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
  auto* helper = static_cast<IteratorHelper*>(v.as_object());
  if (helper->state() == HelperState::kRunning) return throw_error(agent, Message::kGeneratorRunning);
  return helper;
}

Value helper_next(Agent* agent, Frame* f) {
  IteratorHelper* helper = TRY(this_helper(agent, f, "Iterator Helper.prototype.next"));
  if (helper->state() == HelperState::kDone) return create_iter_result(agent, Value::undefined(), true);
  helper->set_state(HelperState::kRunning);
  Value v = step(agent, helper);
  bool goes_on = !v.is_abrupt() && !v.is_absent();
  helper->set_state(goes_on ? HelperState::kSuspended : HelperState::kDone);
  if (v.is_abrupt()) return v;
  return create_iter_result(agent, goes_on ? v : Value::undefined(), !goes_on);
}

// https://tc39.es/ecma262/#sec-%iteratorhelperprototype%.return
Value helper_return(Agent* agent, Frame* f) {
  IteratorHelper* helper = TRY(this_helper(agent, f, "Iterator Helper.prototype.return"));
  HelperState state = helper->state();
  if (state != HelperState::kDone) {
    // A body that has begun is running while it closes what it iterates.
    helper->set_state(state == HelperState::kStart ? HelperState::kDone : HelperState::kRunning);
    Status closed = Status::kOk;
    if (!helper->inner.is_undefined()) {
      closed = iterator_close(agent, helper->inner_record());
      helper->inner = Value::undefined();
    }
    if (is_abrupt(closed))
      iterator_close_abrupt(agent, helper->underlying());
    else
      closed = iterator_close(agent, helper->underlying());
    helper->set_state(HelperState::kDone);
    TRY(closed);
  }
  return create_iter_result(agent, Value::undefined(), true);
}

const BuiltinRow kHelperRows[] = {
    NATIVE("next", 0, helper_next),
    NATIVE("return", 0, helper_return),
    TEXT_SYMBOL(kToStringTag, "Iterator Helper"),
};
const BuiltinSet kHelperSet(Intrinsic::kIteratorHelperPrototype, {.prototype = Intrinsic::kIteratorPrototype},
                            kHelperRows);

}  // namespace

Value iterator_map(Agent* agent, Frame* f) { return make_calling(agent, f, HelperKind::kMap); }
Value iterator_filter(Agent* agent, Frame* f) { return make_calling(agent, f, HelperKind::kFilter); }
Value iterator_flat_map(Agent* agent, Frame* f) { return make_calling(agent, f, HelperKind::kFlatMap); }
Value iterator_take(Agent* agent, Frame* f) { return make_limiting(agent, f, HelperKind::kTake); }
Value iterator_drop(Agent* agent, Frame* f) { return make_limiting(agent, f, HelperKind::kDrop); }

}  // namespace whipsnake
