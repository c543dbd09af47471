// %GeneratorPrototype%. https://tc39.es/ecma262/#sec-properties-of-generator-prototype
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/messages.h"

namespace whipsnake {

namespace {

Value resume_receiver(Agent* agent, Frame* frame, ResumeMode mode, const char* method) {
  Value receiver = frame->this_value();
  if (!receiver.is_object() || !receiver.as_object()->is(CellKind::kGenerator))
    return throw_error(agent, Message::kBadReceiver, new_string(agent, method), receiver);
  return generator_resume(agent, static_cast<Generator*>(receiver.as_object()), mode, frame->argument(0));
}

Value generator_return(Agent* agent, Frame* frame) {
  return resume_receiver(agent, frame, ResumeMode::kReturn, "[Generator].prototype.return");
}
Value generator_throw(Agent* agent, Frame* frame) {
  return resume_receiver(agent, frame, ResumeMode::kThrow, "[Generator].prototype.throw");
}

const BuiltinRow kRows[] = {
    VALUE_OF("constructor", kGeneratorFunctionPrototype, kConfigurable),
    NATIVE("next", 1, generator_next),
    NATIVE("return", 1, generator_return),
    NATIVE("throw", 1, generator_throw),
    TEXT_SYMBOL(kToStringTag, "Generator"),
};
const BuiltinSet kSet(Intrinsic::kGeneratorPrototype, {.prototype = Intrinsic::kIteratorPrototype}, kRows);

}  // namespace

Value generator_next(Agent* agent, Frame* frame) {
  return resume_receiver(agent, frame, ResumeMode::kNext, "[Generator].prototype.next");
}

}  // namespace whipsnake
