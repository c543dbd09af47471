#include "jsengine/kernel/platform/failures.h"

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/platform/conversion.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

std::string head(const PlatformRow& row, Access access) {
  const std::string& interface = row.interface->name;
  if (row.member_kind == MemberKind::kInterfaceObject) return "Failed to construct '" + interface + "': ";
  if (row.member_kind != MemberKind::kAttribute)
    return "Failed to execute '" + row.text_name + "' on '" + interface + "': ";
  const bool is_read = access == Access::kRead;
  return (is_read ? "Failed to read the '" : "Failed to set the '") + row.text_name + "' property " +
         (is_read ? "from '" : "on '") + interface + "': ";
}

// One of the standards' exceptions that scripts have not seen: a simple one, or a DOMException without a
// wrapper.
bool is_fresh(PyObject* exception) {
  if (PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject*>(platform_hooks.simple_exception)))
    return true;
  if (!PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject*>(platform_hooks.dom_exception)))
    return false;
  Reference wrapper(PyObject_GetAttrString(exception, "wrapper"));
  return wrapper.get() == Py_None;
}

void tell(PyObject* exception, const PlatformRow& row, Access access) {
  Reference message(PyObject_GetAttrString(exception, "message"));
  if (!message || !PyUnicode_Check(message.get()) || PyUnicode_GET_LENGTH(message.get()) == 0) return;
  Reference text(PyUnicode_FromFormat("%s%U", head(row, access).c_str(), message.get()));
  if (text) PyObject_SetAttrString(exception, "message", text.get());
}

}  // namespace

Abrupt throw_of_member(Agent* agent, const PlatformRow& row, Access access) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (value != nullptr && is_fresh(value)) tell(value, row, access);
  PyErr_Clear();
  PyErr_Restore(type, value, traceback);
  return throw_python_exception(agent);
}

Abrupt throw_failure(Agent* agent, const Place& place, const std::string& what) {
  std::string text = place.row == nullptr ? what : head(*place.row, Access::kUse) + what;
  return throw_new(agent, ErrorType::kTypeError, string_from_utf8(agent, text));
}

}  // namespace whipsnake
