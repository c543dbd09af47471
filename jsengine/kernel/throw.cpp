// Throwing: exceptions, terminations, and the texts of messages.
#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/interpreter.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/source_text.h"

namespace whipsnake {

namespace {

struct MessageRow {
  ErrorType type;
  const char* text;
};
constexpr MessageRow kMessages[] = {
#define M(id, type, text) {ErrorType::k##type, text},
    WHIPSNAKE_MESSAGES(M)
#undef M
};

constexpr Intrinsic kErrorPrototypes[] = {
    Intrinsic::kErrorPrototype,          Intrinsic::kEvalErrorPrototype,     Intrinsic::kRangeErrorPrototype,
    Intrinsic::kReferenceErrorPrototype, Intrinsic::kSyntaxErrorPrototype,   Intrinsic::kTypeErrorPrototype,
    Intrinsic::kURIErrorPrototype,       Intrinsic::kAggregateErrorPrototype};
static_assert(sizeof(kErrorPrototypes) / sizeof(*kErrorPrototypes) == size_t(ErrorType::kCount));

}  // namespace

Value peek_data(Agent* agent, Object* object, PropertyKey key) {
  constexpr int kMostSteps = 100;
  for (int i = 0; i < kMostSteps; i++) {
    if (&methods_of(object) != &kOrdinaryMethods && !object->is_callable()) return Value::undefined();
    if (object->is(CellKind::kProxy)) return Value::undefined();
    PropertyDescriptor descriptor;
    Truth found = methods_of(object).get_own_property(agent, object, key, &descriptor);
    if (found == Truth::kAbrupt) return Value::undefined();
    if (found == Truth::kTrue) return descriptor.is_data() ? descriptor.value : Value::undefined();
    Value prototype = object->prototype();
    if (!prototype.is_object()) return Value::undefined();
    object = prototype.as_object();
  }
  return Value::undefined();
}

void append_error_header(Agent* agent, StringBuilder& builder, Value name, Value message) {
  // As in Error.prototype.toString an error without a name is an Error; one whose name is "" shows its
  // message alone.
  bool unnamed = name.is_string() && name.as_string()->length() == 0;
  bool told = message.is_string() && message.as_string()->length() > 0;
  if (unnamed && told) return builder.append(message.as_string());
  if (name.is_string() && !unnamed)
    builder.append(name.as_string());
  else
    builder.append_ascii("Error");
  if (!told) return;
  builder.append_ascii(": ");
  builder.append(message.as_string());
}

namespace {

// The text of a script's function.
std::string_view function_source(Object* function) {
  if (!function->is(CellKind::kFunction)) return {};
  FunctionInfo* info = static_cast<Function*>(function)->info;
  if ((info->function_flags & kSelfHosted) || info->source == nullptr) return {};
  return text_of(info->source->parsed).substr(info->start, info->end - info->start);
}

String* display_object(Agent* agent, Object* object) {
  if (object->is_callable()) {
    constexpr size_t kShort = 60;
    std::string_view source = function_source(object);
    if (!source.empty() && source.size() <= kShort) return string_from_utf8(agent, source);
    Value name = peek_data(agent, object, agent->names->name);
    StringBuilder builder(agent);
    builder.append_ascii("function ");
    if (name.is_string()) builder.append(name.as_string());
    return builder.finish();
  }
  if (object->is(CellKind::kArray)) return new_string(agent, "[object Array]");
  if (object->is(CellKind::kError)) {
    StringBuilder builder(agent);
    append_error_header(agent, builder, peek_data(agent, object, agent->names->name),
                        peek_data(agent, object, agent->names->message));
    return builder.finish();
  }
  Value constructor = peek_data(agent, object, agent->names->constructor);
  Value name = constructor.is_object() ? peek_data(agent, constructor.as_object(), agent->names->name)
                                       : Value::undefined();
  StringBuilder builder(agent);
  builder.append_ascii("#<");
  if (name.is_string() && name.as_string()->length())
    builder.append(name.as_string());
  else
    builder.append_ascii("Object");
  builder.append_ascii(">");
  return builder.finish();
}

String* display_symbol(Agent* agent, Symbol* symbol) {
  if (symbol->is_private()) return symbol->description.as_string();
  StringBuilder builder(agent);
  builder.append_ascii("Symbol(");
  if (symbol->description.is_string()) builder.append(symbol->description.as_string());
  builder.append_ascii(")");
  return builder.finish();
}

}  // namespace

String* display(Agent* agent, Value v) {
  if (v.is_string()) return v.as_string();
  if (v.is_number()) return number_to_string(agent, v.as_number());
  if (v.is_symbol()) return display_symbol(agent, v.as_symbol());
  if (v.is_bigint()) return bigint_to_string(agent, v.as_bigint());
  if (v.is_object()) return display_object(agent, v.as_object());
  if (v.is_null()) return new_string(agent, "null");
  if (v.is_boolean()) return new_string(agent, v.is_true() ? "true" : "false");
  return new_string(agent, "undefined");
}

String* format_message(Agent* agent, Message message, Value a, Value b, Value c) {
  const char* text = kMessages[size_t(message)].text;
  Value arguments[] = {a, b, c};
  size_t next = 0;
  StringBuilder builder(agent);
  for (const char* p = text; *p; p++) {
    if (p[0] == '%' && p[1] == 's') {
      p++;
      Value argument = next < 3 ? arguments[next++] : Value::absent();
      if (argument.is_absent()) continue;
      builder.append(TRY(display(agent, argument)));
    } else {
      builder.append_unit(char16_t(*p));
    }
  }
  return builder.finish();
}

// -- Exceptions

Abrupt throw_value(Agent* agent, Value v) {
  if (agent->pending_kind == Pending::kTermination) return {};
  agent->pending = v;
  agent->pending_kind = Pending::kException;
  return {};
}

Value take_exception(Agent* agent) {
  Value v = agent->pending;
  agent->pending = Value::undefined();
  agent->pending_kind = Pending::kNone;
  return v;
}

Error* new_error(Agent* agent, ErrorType type, Value message) {
  Value prototype = intrinsic(agent->realm, kErrorPrototypes[size_t(type)]);
  auto* error = TRY(new_object_of<Error>(agent, CellKind::kError, prototype));
  error->position = error->trace = error->stack_text = Value::undefined();
  if (!message.is_absent()) put_fresh(agent, error, agent->names->message, message, kHiddenDefault);
  TRY(install_stack(agent, error));
  return error;
}

Abrupt throw_new(Agent* agent, ErrorType type, String* message) {
  if (message == nullptr) return {};
  Error* error = new_error(agent, type, message);
  if (error == nullptr) return {};
  return throw_value(agent, error);
}

Abrupt throw_error(Agent* agent, Message message, Value a, Value b, Value c) {
  if (agent->pending_kind == Pending::kTermination) return {};
  return throw_new(agent, kMessages[size_t(message)].type, format_message(agent, message, a, b, c));
}

Abrupt throw_stack_overflow(Agent* agent) { return throw_error(agent, Message::kStackOverflow); }

// -- Terminations

Abrupt terminate(Agent* agent, TerminationReason reason) {
  agent->pending_kind = Pending::kTermination;
  agent->pending = Value::undefined();
  agent->termination = reason;
  return {};
}

Abrupt throw_out_of_memory(Agent* agent) { return terminate(agent, TerminationReason::kMemoryLimit); }

void clear_termination(Agent* agent) {
  agent->pending_kind = Pending::kNone;
  agent->termination = TerminationReason::kNone;
}

}  // namespace whipsnake
