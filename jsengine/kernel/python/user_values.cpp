#include "jsengine/kernel/python/user_values.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/python/callable.h"
#include "jsengine/kernel/python/context.h"
#include "jsengine/kernel/python/handle.h"
#include "jsengine/kernel/python/python_object.h"
#include "jsengine/kernel/python/python_part.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

PyTypeObject* bigint_type = nullptr;
PyObject* null = nullptr;

// What came from Python goes back as what it was.
PyObject* original_of(Object* object) {
  switch (object->kind) {
    case CellKind::kPythonFunction:
    case CellKind::kPythonObject:
      return owned_python_object(object);
    case CellKind::kError: {
      auto* exception = static_cast<PyObject*>(static_cast<Error*>(object)->host_exception);
      return exception == nullptr || is_js_error(exception) ? nullptr : exception;
    }
    default:
      return nullptr;
  }
}

bool is_awaitable(PyObject* object) {
  PyAsyncMethods* methods = Py_TYPE(object)->tp_as_async;
  return methods != nullptr && methods->am_await != nullptr;
}

Value wrapped(ContextObject* context, PyObject* object) {
  Agent* agent = context->agent;
  if (Cell* known = find_wrapper(agent, object)) return static_cast<Object*>(known);
  bool is_container = PyDict_Check(object) || PyList_Check(object) || PyTuple_Check(object);
  Object* made = is_container ? new_python_container(agent, object) : new_python_function(agent, object);
  if (made == nullptr) return raise_pending(context), Abrupt{};
  register_wrapper(agent, object, made);
  return made;
}

// What Python code makes of it: a JSObject.
Value adapted(ContextObject* context, PyObject* object) {
  PythonPart part = is_awaitable(object) ? PythonPart::kPromise : PythonPart::kAdapt;
  Reference made(call_python_part(part, reinterpret_cast<PyObject*>(context), object));
  if (!made) return Abrupt{};
  if (is_handle(made.get())) return value_of_handle(context, made.get());
  PyErr_Format(PyExc_TypeError,
               "a %s cannot be handed to JavaScript: see Context.expose and Context.by_value",
               Py_TYPE(object)->tp_name);
  return Abrupt{};
}

}  // namespace

PyObject* user_object(ContextObject* context, Value v) {
  PyObject* original = original_of(v.as_object());
  return original ? Py_NewRef(original) : new_handle(context, v);
}

PyObject* python_from_method(ContextObject* context, Value function, Value receiver) {
  PyObject* original = original_of(function.as_object());
  return original ? Py_NewRef(original) : new_handle(context, function, receiver);
}

Value value_from_user(ContextObject* context, PyObject* object) {
  if (object == null) return Value::null();
  if (PyExceptionInstance_Check(object)) {
    Value thrown;
    if (thrown_value_of(context, object, &thrown)) return thrown;
    Object* error = error_from_exception(context, object);
    if (error == nullptr) return raise_pending(context), Abrupt{};
    return error;
  }
  if (is_awaitable(object)) return adapted(context, object);
  if (PyCallable_Check(object) || PyDict_Check(object) || PyList_Check(object) || PyTuple_Check(object))
    return wrapped(context, object);
  return adapted(context, object);
}

bool is_python_bigint(PyObject* object) { return Py_IS_TYPE(object, bigint_type); }

namespace {

PyObject* represent_null(PyObject*) { return PyUnicode_FromString("null"); }
int null_is_false(PyObject*) { return 0; }

PyType_Slot null_slots[] = {{Py_tp_repr, reinterpret_cast<void*>(represent_null)},
                            {Py_nb_bool, reinterpret_cast<void*>(null_is_false)},
                            {Py_tp_doc, const_cast<char*>("The type of jsengine.null.")},
                            {0, nullptr}};
PyType_Spec null_spec = {"jsengine.Null", sizeof(PyObject), 0,
                         Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, null_slots};

PyType_Slot bigint_slots[] = {
    {Py_tp_doc, const_cast<char*>("An int that is a BigInt in JavaScript, whatever its size.")},
    {0, nullptr}};
PyType_Spec bigint_spec = {"jsengine.BigInt", 0, 0, Py_TPFLAGS_DEFAULT, bigint_slots};

}  // namespace

bool add_user_values(PyObject* module) {
  Reference null_type(PyType_FromSpec(&null_spec));
  if (!null_type) return false;
  null = PyObject_New(PyObject, reinterpret_cast<PyTypeObject*>(null_type.get()));
  Reference bases(PyTuple_Pack(1, &PyLong_Type));
  bigint_type =
      bases ? reinterpret_cast<PyTypeObject*>(PyType_FromSpecWithBases(&bigint_spec, bases.get())) : nullptr;
  return null && bigint_type && PyModule_AddObjectRef(module, "null", null) == 0 &&
         PyModule_AddType(module, bigint_type) == 0;
}

}  // namespace whipsnake
