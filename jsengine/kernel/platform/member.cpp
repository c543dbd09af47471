// Calls of attributes, operations and constructors: brand check, conversions, the Python side, the result.
// https://webidl.spec.whatwg.org/#js-attributes and what follows it
#include <memory>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/failures.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/overloads.h"
#include "jsengine/kernel/platform/reactions.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

const PlatformRow& row_of(Frame* frame) {
  return *static_cast<const PlatformRow*>(static_cast<NativeFunction*>(frame->function.as_object())->row);
}

// -- The Python side of a member

void bind(const PlatformRow& row, PyObject* name, PyTypeObject* type) {
  BoundMember& bound = row.bound;
  bound = {};
  PyObject* descriptor = _PyType_Lookup(type, name);
  if (descriptor == nullptr) return;
  bound.type = type;
  bound.descriptor = descriptor;
  if (!Py_IS_TYPE(descriptor, &PyGetSetDescr_Type)) return;
  PyGetSetDef* definition = reinterpret_cast<PyGetSetDescrObject*>(descriptor)->d_getset;
  bound.get = definition->get;
  bound.set = definition->set;
  bound.closure = definition->closure;
}

PyObject* read_attribute(const PlatformRow& row, PyObject* self) {
  if (row.getter_function != nullptr) return PyObject_CallOneArg(row.getter_function, self);
  if (row.bound.type != Py_TYPE(self)) bind(row, row.python_name, Py_TYPE(self));
  if (row.bound.get != nullptr) return row.bound.get(self, row.bound.closure);
  return PyObject_GetAttr(self, row.python_name);
}

bool write_attribute(const PlatformRow& row, PyObject* self, PyObject* value) {
  if (row.setter_function != nullptr) {
    PyObject* arguments[] = {self, value};
    Reference result(PyObject_Vectorcall(row.setter_function, arguments, 2, nullptr));
    return bool(result);
  }
  if (row.bound.type != Py_TYPE(self)) bind(row, row.python_name, Py_TYPE(self));
  if (row.bound.set != nullptr) return row.bound.set(self, value, row.bound.closure) == 0;
  return PyObject_SetAttr(self, row.python_name, value) == 0;
}

// arguments[0] is the object; the name of a method is looked up in its type.
PyObject* call_method(const PlatformRow& row, PyObject* target, PyObject* const* arguments, size_t count) {
  if (!PyUnicode_Check(target)) return PyObject_Vectorcall(target, arguments, count, nullptr);
  PyTypeObject* type = Py_TYPE(arguments[0]);
  if (row.bound.type != type) bind(row, target, type);
  PyObject* method = row.bound.type == type ? row.bound.descriptor : nullptr;
  if (method != nullptr && (Py_IS_TYPE(method, &PyMethodDescr_Type) || PyFunction_Check(method)))
    return PyObject_Vectorcall(method, arguments, count, nullptr);
  return PyObject_VectorcallMethod(target, arguments, count, nullptr);
}

// -- Arguments

// The object, what [CallWith] puts before the arguments, the arguments.
class PythonArguments {
 public:
  explicit PythonArguments(size_t most) {
    if (most > kInline) {
      heap_.reset(new PyObject*[most]);
      items_ = heap_.get();
    }
  }
  ~PythonArguments() {
    for (size_t i = 0; i < count_; i++) Py_DECREF(items_[i]);
  }
  PythonArguments(const PythonArguments&) = delete;
  bool push(PyObject* owned) {  // false: there is none
    if (owned == nullptr) return false;
    items_[count_++] = owned;
    return true;
  }
  PyObject* const* data() const { return items_; }
  size_t size() const { return count_; }

 private:
  static constexpr size_t kInline = 12;
  PyObject* inline_[kInline];
  std::unique_ptr<PyObject*[]> heap_;
  PyObject** items_ = inline_;
  size_t count_ = 0;
};

Abrupt throw_too_few(Agent* agent, const PlatformRow& row, uint32_t given) {
  uint32_t needed = overloads_length(row.overloads);
  return throw_failure(agent, {&row},
                       std::to_string(needed) + (needed == 1 ? " argument" : " arguments") +
                           " required, but only " + std::to_string(given) + " present.");
}

Status push_arguments(Agent* agent, Frame* frame, const PlatformRow& row, const Overload& overload,
                      PythonArguments* out) {
  int place = 0;
  for (const Argument& argument : overload.arguments) {
    auto at = uint32_t(place++);
    if (argument.variadic) {
      for (uint32_t i = at; i < frame->argc; i++)
        if (!out->push(to_python(agent, frame->argument(i), *argument.type, {&row, int(i) + 1})))
          return Abrupt{};
      break;
    }
    Value given = frame->argument(at);
    if (argument.optional && given.is_undefined()) {
      if (argument.type->dictionary == nullptr) {
        PyObject* value = argument.default_value ? argument.default_value : Py_None;
        out->push(Py_NewRef(value));
        continue;
      }
    }
    if (!out->push(to_python(agent, given, *argument.type, {&row, place}))) return Abrupt{};
  }
  return Status::kOk;
}

bool push_context(Frame* frame, uint16_t flags, PythonArguments* out) {
  if (!(flags & (kCallWithAgent | kCallWithDocument | kCallWithWindow))) return true;
  auto* global = static_cast<PlatformObject*>(
      static_cast<NativeFunction*>(frame->function.as_object())->realm->global_object);
  static PyObject* const document_name = PyUnicode_InternFromString("document");
  static PyObject* const agent_name = PyUnicode_InternFromString("agent");
  if (flags & kCallWithWindow) return out->push(Py_NewRef(global->python()));
  Reference document(PyObject_GetAttr(global->python(), document_name));
  if (!document) return false;
  if (flags & kCallWithDocument) return out->push(document.release());
  return out->push(PyObject_GetAttr(document.get(), agent_name));
}

bool returns_promise(const PlatformRow& row) {
  if (row.member_kind == MemberKind::kAttribute) return row.type->is(TypeKind::kPromise);
  return !row.overloads.empty() && row.overloads[0].returns->is(TypeKind::kPromise);
}

// https://webidl.spec.whatwg.org/#dfn-create-operation-function: an exception becomes a rejected promise.
Value rejected(Agent* agent) {
  if (!has_exception(agent)) return Abrupt{};
  Promise* promise = TRY(new_promise(agent, agent->realm));
  Value reason = take_exception(agent);
  reject_promise(agent, promise, reason);
  return promise;
}

// What was dropped by the collector goes away here: Python may run now.
void safe_point(Agent* agent) {
  if (!agent->extras->dropped.empty()) [[unlikely]]
    drop_pending_references(agent);
}

Value finish(Agent* agent, ReactionScope& reactions, const PlatformRow& row, Reference result,
             const Conversion& type) {
  // Reactions run scripts: the exception stays Python's until they are over.
  if (!reactions.leave() || !result) return throw_of_member(agent, row);
  return to_js(agent, result.get(), type);
}

Value call_operation(Agent* agent, Frame* frame, const PlatformRow& row) {
  PlatformObject* self = nullptr;
  if (!(row.member_flags & kStaticMember)) self = TRY(receiver_of(agent, frame, row.interface));
  const Overload* overload = TRY(choose_overload(agent, frame, row));
  PythonArguments arguments(overload->arguments.size() + frame->argc + 2);
  if (self != nullptr) arguments.push(Py_NewRef(self->python()));
  if (!push_context(frame, row.member_flags, &arguments)) return throw_python_exception(agent);
  TRY(push_arguments(agent, frame, row, *overload, &arguments));
  ReactionScope reactions(agent, row.member_flags & kReactions);
  Reference result(call_method(row, overload->target, arguments.data(), arguments.size()));
  return finish(agent, reactions, row, std::move(result), *overload->returns);
}

// -- Constructors

// https://webidl.spec.whatwg.org/#internally-create-a-new-object-implementing-the-interface, step 3
Object* new_target_prototype(Agent* agent, Value new_target, uint32_t number) {
  Value prototype = TRY(get(agent, new_target.as_object(), agent->names->prototype));
  if (prototype.is_object()) return prototype.as_object();
  Realm* realm = TRY(function_realm(agent, new_target.as_object()));
  return interface_prototype(agent, realm, number);
}

// https://html.spec.whatwg.org/#html-element-constructors
Value html_constructor_call(Agent* agent, Frame* frame, const PlatformRow& row) {
  auto* function = static_cast<NativeFunction*>(frame->function.as_object());
  ContextObject* context = context_of(agent);
  Reference window =
      Reference::borrowed(static_cast<PlatformObject*>(function->realm->global_object)->python());
  Reference target(new_handle(context, frame->new_target));
  Reference name(PyUnicode_FromString(row.interface->name.c_str()));
  Reference is_self(PyBool_FromLong(frame->new_target == frame->function));
  if (!target || !name) return throw_python_exception(agent);
  PyObject* arguments[] = {window.get(), name.get(), target.get(), is_self.get()};
  Reference definition(PyObject_Vectorcall(platform_hooks.find_definition, arguments, 4, nullptr));
  if (!definition) return throw_of_member(agent, row);
  Object* prototype = TRY(new_target_prototype(agent, frame->new_target, row.interface->number));
  PyObject* more[] = {definition.get(), window.get()};
  Reference element(PyObject_Vectorcall(platform_hooks.html_constructor, more, 2, nullptr));
  if (!element) return throw_python_exception(agent);
  Value wrapper = TRY(wrap(agent, element.get()));
  TRY(set_prototype_of(agent, wrapper.as_object(), Value(prototype)));
  return wrapper;
}

}  // namespace

PlatformObject* receiver_of(Agent* agent, Frame* frame, const InterfaceDefinition* interface) {
  Value value = frame->registers[0];
  if (value.is_nullish())
    value = static_cast<NativeFunction*>(frame->function.as_object())->realm->global_this;
  PlatformObject* self = platform_object_of(value);
  if (self != nullptr && implements(self, interface)) [[likely]]
    return self;
  return throw_new(agent, ErrorType::kTypeError, new_string(agent, "Illegal invocation"));
}

Value attribute_getter(Agent* agent, Frame* frame) {
  const PlatformRow& row = row_of(frame);
  safe_point(agent);
  PlatformObject* self = receiver_of(agent, frame, row.interface);
  if (self == nullptr) {
    if (returns_promise(row)) return rejected(agent);
    return Abrupt{};
  }
  Reference value(read_attribute(row, self->python()));
  if (!value) {
    throw_of_member(agent, row, Access::kRead);
    return returns_promise(row) ? rejected(agent) : Value(Abrupt{});
  }
  return to_js(agent, value.get(), *row.type);
}

static Value forward_put(Agent* agent, const PlatformRow& row, PlatformObject* self, Value value) {
  String* own = TRY(string_from_utf8(agent, row.text_name));
  Value target = TRY(get(agent, self, key_from_string(agent, own)));
  if (!target.is_object()) return throw_failure(agent, {&row, 0}, "The property is not an object.");
  String* name = TRY(cached_js_string(agent, row.put_forwards));
  TRY(set(agent, target.as_object(), key_from_string(agent, name), value, false));
  return Value::undefined();
}

Value attribute_setter(Agent* agent, Frame* frame) {
  const PlatformRow& row = row_of(frame);
  safe_point(agent);
  if (frame->argc == 0) return throw_failure(agent, {&row, 0}, "1 argument required, but only 0 present.");
  PlatformObject* self = TRY(receiver_of(agent, frame, row.interface));
  Value value = frame->argument(0);
  if (row.member_flags & kReplaceable) {
    String* name = TRY(string_from_utf8(agent, row.text_name));
    TRY(create_data_property_or_throw(agent, self, key_from_string(agent, name), value));
    return Value::undefined();
  }
  if (row.put_forwards != nullptr) return forward_put(agent, row, self, value);
  Reference converted(to_python(agent, value, *row.type, {&row, 0}));
  if (!converted) return Abrupt{};
  if (row.type->is(TypeKind::kEnumeration)) {
    int known = PySet_Contains(row.type->values, converted.get());
    if (known < 0) return throw_python_exception(agent);
    if (known == 0) return Value::undefined();
  }
  ReactionScope reactions(agent, row.member_flags & kReactions);
  bool written = write_attribute(row, self->python(), converted.get());
  static const Conversion* const nothing =
      new Conversion{TypeKind::kUndefined, 0, 0, 0, {}, nullptr, nullptr, {}};
  return finish(agent, reactions, row, Reference(written ? Py_NewRef(Py_None) : nullptr), *nothing);
}

Value operation_call(Agent* agent, Frame* frame) {
  const PlatformRow& row = row_of(frame);
  safe_point(agent);
  Value result = call_operation(agent, frame, row);
  return is_abrupt(result) && returns_promise(row) ? rejected(agent) : result;
}

Value constructor_call(Agent* agent, Frame* frame) {
  const PlatformRow& row = row_of(frame);
  safe_point(agent);
  if (frame->new_target.is_undefined() && !row.overloads.empty())
    return throw_failure(agent, {&row},
                         "Please use the 'new' operator, this DOM object constructor cannot be called as a "
                         "function.");
  if (frame->new_target.is_undefined() || row.overloads.empty())
    return throw_new(agent, ErrorType::kTypeError, new_string(agent, "Illegal constructor"));
  if (row.interface->flags & kHtmlConstructor) return html_constructor_call(agent, frame, row);
  const Overload* overload = TRY(choose_overload(agent, frame, row));
  PythonArguments arguments(overload->arguments.size() + frame->argc + 2);
  if (!push_context(frame, row.member_flags, &arguments)) return throw_python_exception(agent);
  TRY(push_arguments(agent, frame, row, *overload, &arguments));
  Realm* realm = static_cast<NativeFunction*>(frame->function.as_object())->realm;
  Object* prototype = frame->new_target == frame->function
                          ? TRY(interface_prototype(agent, realm, row.interface->number))
                          : TRY(new_target_prototype(agent, frame->new_target, row.interface->number));
  Reference made(PyObject_Vectorcall(overload->target, arguments.data(), arguments.size(), nullptr));
  if (!made) return throw_of_member(agent, row);
  return wrap_with_prototype(agent, realm, made.get(), prototype);
}

Abrupt throw_too_few_arguments(Agent* agent, Frame* frame, const PlatformRow& row) {
  return throw_too_few(agent, row, frame->argc);
}

}  // namespace whipsnake
