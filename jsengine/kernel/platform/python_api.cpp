#include "jsengine/kernel/platform/python_api.h"

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/modules/loading.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/buffers.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/realm_entry.h"
#include "jsengine/kernel/platform/structured_clone.h"
#include "jsengine/kernel/platform/window_proxy.h"
#include "jsengine/kernel/portable/code_cache.h"
#include "jsengine/kernel/promise.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/proxy.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/console.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/convert.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/portable_bytecode.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/realm.h"
#include "jsengine/kernel/shape.h"
#include "jsengine/kernel/source.h"

namespace whipsnake {

namespace {

ContextObject* context_argument(PyObject* o) {
  if (is_context(o)) return reinterpret_cast<ContextObject*>(o);
  PyErr_SetString(PyExc_TypeError, "a Context of the kernel is expected");
  return nullptr;
}

// -- Windows

Status add_interface_objects(Agent* agent, Realm* realm, Object* global) {
  (void)realm;
  for (uint32_t n = 0; n < interface_count(); n++) {
    InterfaceDefinition* interface = interface_definition(n);
    if (interface->flags & (kNoInterfaceObject | kNotExposed)) continue;
    PropertyKey key = PropertyKey::name(intern(agent, interface->name));
    Value lazy = Value::from_bits(tag_bits(Tag::kSpecial) |
                                  uint64_t(uintptr_t(static_cast<BuiltinRow*>(&interface->constructor))));
    TRY(add_own(agent, global, key, lazy, kHiddenDefault));
  }
  return Status::kOk;
}

Status add_global_members(Agent* agent, Object* global, const InterfaceDefinition* interface) {
  for (const PlatformRow& row : interface->members) {
    if (row.member_kind == MemberKind::kConstant || row.member_flags & kStaticMember) continue;
    Value lazy =
        Value::from_bits(tag_bits(Tag::kSpecial) | uint64_t(uintptr_t(static_cast<const BuiltinRow*>(&row))));
    bool fixed = row.member_flags & kUnforgeable;
    uint8_t attributes = row.member_kind == MemberKind::kAttribute
                             ? uint8_t(kAccessorProperty | kEnumerable | (fixed ? 0 : kConfigurable))
                             : uint8_t(fixed ? kEnumerable : kDataDefault);
    PropertyKey key = PropertyKey::name(intern(agent, row.text_name));
    OwnProperty existing;
    if (TRY(find_own_named(agent, global, key, &existing))) TRY(ordinary_delete(agent, global, key));
    TRY(add_own(agent, global, key, lazy, attributes));
  }
  return Status::kOk;
}

// The realm for one more window: the context's first, as long as no window has it.
Realm* realm_for_window(Agent* agent) {
  Realm* main = agent->extras->main_realm;
  if (static_cast<PlatformObject*>(main->global_object)->object == nullptr) return main;
  Realm* realm = TRY(new_realm(agent));
  Realm* running = agent->realm;
  agent->realm = realm;
  Status installed = install_console(agent);
  agent->realm = running;
  TRY(installed);
  return realm;
}

Status make_window(Agent* agent, PyObject* window, uint32_t number) {
  Realm* realm = TRY(realm_for_window(agent));
  auto* global = static_cast<PlatformObject*>(realm->global_object);
  global->realm = realm;
  global->interface_number = number;
  Object* prototype = TRY(interface_prototype(agent, realm, number));
  TRY(change_prototype(agent, global, prototype));
  global->shape->flags |= kImmutablePrototype;
  TRY(add_interface_objects(agent, realm, global));
  InterfaceDefinition* interface = described_interface(number);
  if (interface == nullptr) return throw_python_exception(agent);
  TRY(add_global_members(agent, global, interface));
  agent->extras->window_realms++;
  TRY(give_window_proxy(agent, realm));
  if (!tie(agent, global, window)) return throw_python_exception(agent);
  return Status::kOk;
}

// replace_window(window, by): the WindowProxy of the one goes over to the other.
PyObject* replace_window_object(PyObject*, PyObject* arguments) {
  PyObject *window, *by;
  if (!PyArg_ParseTuple(arguments, "OO", &window, &by)) return nullptr;
  PlatformObject* old_cell = cell_of_window(window);
  PlatformObject* new_cell = old_cell ? cell_of_window(by) : nullptr;
  if (new_cell == nullptr) return nullptr;
  ContextObject* context = context_of_cell(new_cell);
  RealmEntry entry(context, new_cell->realm);
  if (!entry.ok()) return nullptr;
  if (is_abrupt(replace_window(context->agent, old_cell, new_cell))) return raise_pending(context);
  Py_RETURN_NONE;
}

// install_window(context, window, interface number, list of element queues)
PyObject* install_window(PyObject*, PyObject* arguments) {
  PyObject *given, *window, *stack;
  unsigned number;
  if (!PyArg_ParseTuple(arguments, "OOIO!", &given, &window, &number, &PyList_Type, &stack)) return nullptr;
  ContextObject* context = context_argument(given);
  if (context == nullptr) return nullptr;
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  context->agent->extras->reaction_stack = stack;
  if (is_abrupt(make_window(context->agent, window, number))) return raise_pending(context);
  Py_RETURN_NONE;
}

// keep(window, object): the object's wrapper lives as long as the window's realm.
PyObject* keep(PyObject*, PyObject* arguments) {
  PyObject *window, *object;
  if (!PyArg_ParseTuple(arguments, "OO", &window, &object)) return nullptr;
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  RealmEntry entry(context_of_cell(cell), cell->realm);
  if (!entry.ok()) return nullptr;
  Value value = wrap(cell->realm->agent, object);
  if (is_abrupt(value)) return raise_pending(context_of_cell(cell));
  store(cell->realm->agent, cell->realm, &cell->realm->kept, value);
  Py_RETURN_NONE;
}

// name_properties(object): named properties of an interface with [NamedOnDemand] show from now on. Until then
// an object is as quick as any other. False: it has no wrapper.
PyObject* name_properties(PyObject*, PyObject* object) {
  WrapperLink* link = known_link(object);
  if (link == nullptr || link->cell == nullptr) Py_RETURN_FALSE;
  PlatformObject* cell = link->cell;
  if (cell->is(CellKind::kLegacyPlatformObject)) Py_RETURN_TRUE;
  ContextObject* context = context_of_cell(cell);
  RealmEntry entry(context, cell->realm);
  if (!entry.ok()) return nullptr;
  // What caches know of the shape it had is not true for it any more.
  if (is_abrupt(make_dictionary(context->agent, cell))) return raise_pending(context);
  break_validity(context->agent, cell->shape);
  cell->kind = cell->shape->object_kind = CellKind::kLegacyPlatformObject;
  cell->flags |= exotic_flags(CellKind::kLegacyPlatformObject);
  Py_RETURN_TRUE;
}

// -- Scripts and jobs

// https://html.spec.whatwg.org/#perform-a-microtask-checkpoint; what callbacks throw is reported.
bool checkpoint(ContextObject* context) {
  Agent* agent = context->agent;
  if (agent->fp != nullptr || agent->jobs->is_held) return true;
  while (is_abrupt(run_jobs(agent))) {
    bool exception = has_exception(agent);
    raise_pending(context);
    Realm* failed = agent->jobs->failed_realm;
    auto* global = static_cast<PlatformObject*>((failed ? failed : agent->realm)->global_object);
    if (!exception || global->object == nullptr) return false;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject* arguments[] = {global->python(), value};
    agent->jobs->is_held = true;  // listeners that it is reported to are within this checkpoint
    Reference result(value ? PyObject_Vectorcall(platform_hooks.report, arguments, 2, nullptr) : nullptr);
    agent->jobs->is_held = false;
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    if (!result) return false;
  }
  return true;
}

// https://html.spec.whatwg.org/#clean-up-after-running-script, around what the script gave or raised. Whoever
// ends a script does not wait for microtasks.
PyObject* clean_up(ContextObject* context, PyObject* result) {
  if (context->agent->fp != nullptr) return result;
  if (result == nullptr && !PyErr_ExceptionMatches(PyExc_Exception)) return nullptr;
  Reference held(result);
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (checkpoint(context)) {
    PyErr_Restore(type, value, traceback);
    return held.release();
  }
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return nullptr;
}

PyObject* microtask_checkpoint(PyObject*, PyObject* given) {
  ContextObject* context = context_argument(given);
  if (context == nullptr) return nullptr;
  ContextEntry entry(context);
  if (!entry.ok() || !checkpoint(context)) return nullptr;
  Py_RETURN_NONE;
}

// hold_checkpoints(context, held): whether there are none, as while a script runs.
PyObject* hold_checkpoints(PyObject*, PyObject* arguments) {
  PyObject* given;
  int held;
  if (!PyArg_ParseTuple(arguments, "Op", &given, &held)) return nullptr;
  ContextObject* context = context_argument(given);
  if (context == nullptr) return nullptr;
  context->agent->jobs->is_held = held != 0;
  Py_RETURN_NONE;
}

// queue_microtask(context, callable)
PyObject* queue_microtask(PyObject*, PyObject* arguments) {
  PyObject *given, *steps;
  if (!PyArg_ParseTuple(arguments, "OO", &given, &steps)) return nullptr;
  ContextObject* context = context_argument(given);
  if (context == nullptr) return nullptr;
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Object* function = new_python_function(context->agent, steps);
  if (function == nullptr) return raise_pending(context);
  enqueue_callback(context->agent, function, context->agent->realm);
  Py_RETURN_NONE;
}

// evaluate(window, text, name, line, column): a classic script and where it begins; its completion value as
// an `any`. What it throws is the host's to report before it cleans up:
// https://html.spec.whatwg.org/#run-a-classic-script
PyObject* evaluate(PyObject*, PyObject* arguments) {
  PyObject *window, *text, *name;
  TextPlace place;
  if (!PyArg_ParseTuple(arguments, "OUU|II", &window, &text, &name, &place.line, &place.column))
    return nullptr;
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  ContextObject* context = context_of_cell(cell);
  RealmEntry entry(context, cell->realm);
  if (!entry.ok()) return nullptr;
  Agent* agent = context->agent;
  std::string utf8;
  if (!utf8_of_python(text, &utf8)) return nullptr;
  String* file = string_from_python(agent, name);
  if (file == nullptr) return raise_pending(context);
  Source* source = new_source(agent, std::move(utf8), Goal{}, nullptr, file, Value::undefined());
  if (source == nullptr) return raise_pending(context);
  place_source(source, place);
  if (CodeCache* cache = agent->extras->code_cache) cache->found(source, PortableKind::kScript);
  Value result = run_script(agent, cell->realm, source);
  PyObject* converted = is_abrupt(result) ? nullptr : any_to_python(agent, result);
  return converted ? clean_up(context, converted) : raise_pending(context);
}

// run_bytecode(window, data, name): the host's own script, which Context.compile made, in the window's realm;
// an `any`. Its functions are not shown in stacks.
PyObject* run_bytecode(PyObject*, PyObject* arguments) {
  PyObject *window, *data, *name;
  if (!PyArg_ParseTuple(arguments, "OSU", &window, &data, &name)) return nullptr;
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  ContextObject* context = context_of_cell(cell);
  RealmEntry entry(context, cell->realm);
  if (!entry.ok()) return nullptr;
  Source* source = open_source(context, data, name);
  if (source == nullptr) return nullptr;
  source->flags |= kPlatformSource;
  Value result = run_script(context->agent, cell->realm, source);
  PyObject* converted = is_abrupt(result) ? nullptr : any_to_python(context->agent, result);
  return converted ? converted : raise_pending(context);
}

// import_module(window, key, text, name, line, column): a module whose text is there, what it is a part of
// and where it begins there; the promise of its evaluation.
PyObject* import_module(PyObject*, PyObject* arguments) {
  PyObject *window, *key, *text, *name;
  TextPlace place;
  if (!PyArg_ParseTuple(arguments, "OUUUII", &window, &key, &text, &name, &place.line, &place.column))
    return nullptr;
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  ContextObject* context = context_of_cell(cell);
  RealmEntry entry(context, cell->realm);
  if (!entry.ok()) return nullptr;
  ModuleText module_text;
  module_text.place = place;
  if (!utf8_of_python(key, &module_text.key) || !utf8_of_python(text, &module_text.text) ||
      !utf8_of_python(name, &module_text.name))
    return nullptr;
  Module* module = load_module_text(context->agent, cell->realm, std::move(module_text));
  Value result = module ? run_module(context->agent, module) : Value::abrupt();
  PyObject* converted = is_abrupt(result) ? nullptr : any_to_python(context->agent, result);
  return converted ? converted : raise_pending(context);
}

// -- Values

PyObject* wrap_value(PyObject*, PyObject* arguments) {
  PyObject *window, *value;
  if (!PyArg_ParseTuple(arguments, "OO", &window, &value)) return nullptr;
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  RealmEntry entry(context_of_cell(cell), cell->realm);
  if (!entry.ok()) return nullptr;
  Value v = any_to_js(cell->realm->agent, value);
  return is_abrupt(v) ? raise_pending(context_of_cell(cell)) : python_from_value(context_of_cell(cell), v);
}

HandleObject* handle_argument(PyObject* o) {
  if (is_handle(o) && reinterpret_cast<HandleObject*>(o)->context != nullptr)
    return reinterpret_cast<HandleObject*>(o);
  PyErr_SetString(PyExc_TypeError, "a Handle is expected");
  return nullptr;
}

PyObject* unwrap_handle(PyObject*, PyObject* o) {
  HandleObject* handle = handle_argument(o);
  if (handle == nullptr) return nullptr;
  PlatformObject* cell = platform_object_of(handle->value);
  return Py_NewRef(cell ? cell->python() : Py_None);
}

PyObject* is_same_object(PyObject*, PyObject* arguments) {
  PyObject *a, *b;
  if (!PyArg_ParseTuple(arguments, "OO", &a, &b)) return nullptr;
  if (!is_handle(a) || !is_handle(b)) Py_RETURN_FALSE;
  return PyBool_FromLong(reinterpret_cast<HandleObject*>(a)->value ==
                         reinterpret_cast<HandleObject*>(b)->value);
}

// https://webidl.spec.whatwg.org/#dfn-callable and IsConstructor
PyObject* is_constructor_handle(PyObject*, PyObject* o) {
  HandleObject* handle = handle_argument(o);
  return handle ? PyBool_FromLong(is_constructor(handle->value)) : nullptr;
}

// IsObject of a value of type any.
PyObject* is_object_value(PyObject*, PyObject* o) {
  if (is_handle(o)) return PyBool_FromLong(reinterpret_cast<HandleObject*>(o)->value.is_object());
  return PyBool_FromLong(known_link(o) != nullptr);
}

PyObject* is_callable_handle(PyObject*, PyObject* o) {
  return PyBool_FromLong(is_handle(o) && is_callable(reinterpret_cast<HandleObject*>(o)->value));
}

// get_any(handle, name): a property as an `any`.
PyObject* get_any(PyObject*, PyObject* arguments) {
  PyObject *o, *name;
  if (!PyArg_ParseTuple(arguments, "OU", &o, &name)) return nullptr;
  WrapperLink* link = is_handle(o) ? nullptr : known_link(o);
  PlatformObject* cell = link != nullptr ? link->cell : nullptr;
  HandleObject* handle = cell == nullptr ? handle_argument(o) : nullptr;
  if (cell == nullptr && handle == nullptr) return nullptr;
  ContextObject* context = handle ? handle->context : context_of_cell(cell);
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Value base = handle ? handle->value : Value(cell);
  String* text = string_from_python(context->agent, name);
  Value v = text ? get_v(context->agent, base, key_from_string(context->agent, text)) : Value::abrupt();
  PyObject* result = is_abrupt(v) ? nullptr : any_to_python(context->agent, v);
  return result ? result : raise_pending(context);
}

// any_of(handle): the same value as those of type any stand in Python.
PyObject* any_of(PyObject*, PyObject* o) {
  if (!is_handle(o)) return Py_NewRef(o);
  HandleObject* handle = handle_argument(o);
  if (handle == nullptr) return nullptr;
  ContextEntry entry(handle->context);
  return entry.ok() ? any_to_python(handle->context->agent, handle->value) : nullptr;
}

// convert(handle or any value, type code, window): by a declared type.
PyObject* convert(PyObject*, PyObject* arguments) {
  PyObject *window, *value, *code;
  if (!PyArg_ParseTuple(arguments, "OOO", &window, &value, &code)) return nullptr;
  PlatformObject* cell = cell_of_window(window);
  const Conversion* type = cell ? read_conversion(code) : nullptr;
  if (type == nullptr) return nullptr;
  ContextObject* context = context_of_cell(cell);
  // What it throws belongs to the running function's realm.
  RealmEntry entry(context, context->agent->fp == nullptr ? cell->realm : nullptr);
  if (!entry.ok()) return nullptr;
  Value v = any_to_js(context->agent, value);
  PyObject* result = is_abrupt(v) ? nullptr : to_python(context->agent, v, *type, {});
  return result ? result : raise_pending(context);
}

// https://webidl.spec.whatwg.org/#dfn-associated-realm of a callback: where its object was made, as far as it
// shows. A plain object knows the last of its prototypes, and that its constructor. Runs no script.
Realm* associated_realm(Agent* agent, Object* o) {
  while (!o->is_callable() && !o->is(CellKind::kProxy) && o->prototype().is_object()) {
    if (o->is(CellKind::kPlatformObject) || o->is(CellKind::kLegacyPlatformObject))
      return static_cast<PlatformObject*>(o)->realm;
    o = o->prototype().as_object();
  }
  if (!o->is_callable() && !o->is(CellKind::kProxy)) {
    PropertyDescriptor constructor;
    Truth found = methods_of(o).get_own_property(agent, o, agent->names->constructor, &constructor);
    if (found != Truth::kTrue || !constructor.value.is_object()) return agent->realm;
    o = constructor.value.as_object();
  }
  if (o->is(CellKind::kProxy) && static_cast<ProxyObject*>(o)->handler.is_null())
    return static_cast<ProxyObject*>(o)->realm;
  Realm* realm = function_realm(agent, o);
  if (realm != nullptr) return realm;
  take_exception(agent);  // a proxy of a proxy that was revoked
  return agent->realm;
}

// window_of(handle): the window of a callback's realm, or None.
PyObject* window_of(PyObject*, PyObject* o) {
  HandleObject* handle = handle_argument(o);
  if (handle == nullptr) return nullptr;
  if (!handle->value.is_object()) Py_RETURN_NONE;
  ContextEntry entry(handle->context);
  if (!entry.ok()) return nullptr;
  Realm* realm = associated_realm(handle->context->agent, handle->value.as_object());
  auto* global = static_cast<PlatformObject*>(realm->global_object);
  return Py_NewRef(global->object ? global->python() : Py_None);
}

// incumbent_window(context): the window of the realm whose script is calling, or None.
PyObject* incumbent_window(PyObject*, PyObject* given) {
  ContextObject* context = context_argument(given);
  if (context == nullptr) return nullptr;
  for (Frame* frame = context->agent->fp; frame != nullptr; frame = frame->caller) {
    if (frame->code == nullptr || (frame->code->info->function_flags & kSelfHosted)) continue;
    Realm* realm = associated_realm(context->agent, frame->function.as_object());
    auto* global = static_cast<PlatformObject*>(realm->global_object);
    if (global->object != nullptr) return Py_NewRef(global->python());
  }
  Py_RETURN_NONE;
}

// construct(handle, window): new C(), an `any`.
PyObject* construct_handle(PyObject*, PyObject* o) {
  HandleObject* handle = handle_argument(o);
  if (handle == nullptr) return nullptr;
  ContextObject* context = handle->context;
  ContextEntry entry(context);
  if (!entry.ok()) return nullptr;
  Value v = construct(context->agent, handle->value, nullptr, 0);
  PyObject* result = is_abrupt(v) ? nullptr : any_to_python(context->agent, v);
  return clean_up(context, result ? result : raise_pending(context));
}

// -- Callbacks: https://webidl.spec.whatwg.org/#js-invoking-callback-functions

Value call_callback(Agent* agent, const CallbackDefinition* definition, Value target, Value this_value,
                    RootedVector& values) {
  Value function = target;
  if (definition->operation != nullptr && !is_callable(target)) {
    String* name = TRY(cached_js_string(agent, definition->operation));
    function = TRY(get(agent, target.as_object(), key_from_string(agent, name)));
    if (!is_callable(function)) return throw_error(agent, Message::kNotAFunction, function);
    this_value = target;
  }
  if (!is_callable(function)) return Value::undefined();  // [LegacyTreatNonObjectAsNull]
  return call(agent, function, this_value, values.data(), uint32_t(values.size()));
}

// invoke_callback(handle, number, this, [argument, ...])
PyObject* invoke_callback(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (count != 4 || !PyList_Check(arguments[3])) return PyErr_Format(PyExc_TypeError, "invoke_callback");
  HandleObject* handle = handle_argument(arguments[0]);
  if (handle == nullptr) return nullptr;
  const CallbackDefinition* definition = callback_definition(uint32_t(PyLong_AsUnsignedLong(arguments[1])));
  ContextObject* context = handle->context;
  if (definition == nullptr) return PyErr_Format(PyExc_ValueError, "no such callback");
  RealmEntry entry(context, nullptr);
  if (!entry.ok()) return nullptr;
  Agent* agent = context->agent;
  if (handle->value.is_object()) agent->realm = associated_realm(agent, handle->value.as_object());
  Value this_value = any_to_js(agent, arguments[2]);
  if (is_abrupt(this_value)) return raise_pending(context);
  RootedVector values(agent);
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(arguments[3]); i++) {
    Value v = any_to_js(agent, PyList_GET_ITEM(arguments[3], i), true);
    if (is_abrupt(v) || !values.push(v)) return raise_pending(context);
  }
  Value result = call_callback(agent, definition, handle->value, this_value, values);
  PyObject* converted = is_abrupt(result) ? nullptr : to_python(agent, result, *definition->returns, {});
  return clean_up(context, converted ? converted : raise_pending(context));
}

// reactions_wanted(window): from now on calls with [CEReactions] keep queues.
PyObject* reactions_wanted(PyObject*, PyObject* window) {
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  cell->realm->agent->extras->has_reactions = true;
  Py_RETURN_NONE;
}

// new_promise(window): (promise, function that resolves it)
PyObject* new_promise_pair(PyObject*, PyObject* window) {
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  ContextObject* context = context_of_cell(cell);
  RealmEntry entry(context, cell->realm);
  if (!entry.ok()) return nullptr;
  Promise* promise = new_promise(context->agent, cell->realm);
  if (promise == nullptr) return raise_pending(context);
  ResolvingFunctions functions = create_resolving_functions(context->agent, promise);
  Reference handle(new_handle(context, Value(promise))), resolve(new_handle(context, functions.resolve));
  return handle && resolve ? PyTuple_Pack(2, handle.get(), resolve.get()) : nullptr;
}

PyMethodDef methods[] = {
    {"declare_interfaces", declare_interfaces, METH_VARARGS, "Once in a process: the declared interfaces."},
    {"install_window", install_window, METH_VARARGS, "Make an object the global object of a realm."},
    {"replace_window", replace_window_object, METH_VARARGS, "Put another window behind a WindowProxy."},
    {"keep", keep, METH_VARARGS, "Keep an object's wrapper for as long as the window's realm lives."},
    {"name_properties", name_properties, METH_O, "Named properties of an object show from now on."},
    {"microtask_checkpoint", microtask_checkpoint, METH_O, "Run jobs unless a script is running."},
    {"hold_checkpoints", hold_checkpoints, METH_VARARGS, "No checkpoint from now on, or again."},
    {"queue_microtask", queue_microtask, METH_VARARGS, "Put a callable into the queue of jobs."},
    {"evaluate", evaluate, METH_VARARGS, "Run a classic script in the window's realm."},
    {"run_bytecode", run_bytecode, METH_VARARGS, "Run a compiled script in the window's realm."},
    {"import_module", import_module, METH_VARARGS, "Run a module in the window's realm; a promise."},
    {"wrap", wrap_value, METH_VARARGS, "What a script gets for a value."},
    {"unwrap", unwrap_handle, METH_O, "The platform object behind a handle, or None."},
    {"is_same", is_same_object, METH_VARARGS, "Whether two handles are of the same object."},
    {"is_constructor", is_constructor_handle, METH_O, "IsConstructor."},
    {"is_object", is_object_value, METH_O, "IsObject of a value of type any."},
    {"is_callable", is_callable_handle, METH_O, "IsCallable."},
    {"get_any", get_any, METH_VARARGS, "A property, as a value of type any."},
    {"any_of", any_of, METH_O, "A value as those of type any stand in Python."},
    {"convert", convert, METH_VARARGS, "Convert by a declared type."},
    {"window_of", window_of, METH_O, "The window of a function's realm, or None."},
    {"incumbent_window", incumbent_window, METH_O, "The window whose script is calling, or None."},
    {"construct", construct_handle, METH_O, "new, without arguments."},
    {"invoke_callback", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(invoke_callback)),
     METH_FASTCALL, "Call a callback function or a callback interface's operation."},
    {"new_promise", new_promise_pair, METH_O, "A promise and what resolves it."},
    {"buffer_bytes", buffer_bytes, METH_O, "A copy of the bytes of a buffer or a view."},
    {"buffer_length", buffer_length, METH_O, "How many bytes a buffer or a view has."},
    {"make_array_buffer", make_array_buffer, METH_VARARGS, "A new ArrayBuffer with these bytes."},
    {"make_byte_array", make_byte_array, METH_VARARGS, "A new Uint8Array with these bytes."},
    {"write_bytes", write_bytes, METH_VARARGS, "Write to the beginning of a view."},
    {"structured_clone", structured_clone, METH_VARARGS, "A copy of a value, into the window's realm."},
    {"reactions_wanted", reactions_wanted, METH_O, "There are custom elements."},
    {nullptr, nullptr, 0, nullptr}};

}  // namespace

bool add_platform_api(PyObject* module) {
  null_object = PyObject_GetAttrString(module, "null");  // of user_values.cpp
  return null_object != nullptr && add_wrapper_type(module) && PyModule_AddFunctions(module, methods) == 0;
}

}  // namespace whipsnake
