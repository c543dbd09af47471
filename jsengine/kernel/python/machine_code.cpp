#include "jsengine/kernel/python/machine_code.h"

#include <cstdlib>
#include <cstring>

#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/machine/template.h"
#include "jsengine/kernel/python/reference.h"

namespace whipsnake {

namespace {

constexpr bool kMachineCodeByDefault = true;
// Compiling an instruction costs about as much as some thousand turns through it save (ARCHITECTURE.md has
// the sweep).
constexpr uint32_t kDefaultThreshold = 1000;

bool flag_in_environment(const char* name) {
  const char* value = getenv(name);
  return value != nullptr && *value != 0 && strcmp(value, "0") != 0;
}

MachineChoice with_environment(MachineChoice choice) {
  if (choice.jitless < 0 && flag_in_environment("WHIPSNAKE_JITLESS")) choice.jitless = 1;
  if (choice.jitless < 0 && choice.threshold < 0)
    if (const char* threshold = getenv("WHIPSNAKE_JIT_THRESHOLD"); threshold && *threshold)
      choice.threshold = atoll(threshold);
  if (choice.jitless < 0) choice.jitless = !(kMachineCodeByDefault || choice.threshold >= 0);
  return choice;
}

// Asks jsengine.machine.execution, once for the process.
bool start_machine() {
  static bool asked = false;
  if (asked) return true;
  Reference module(PyImport_ImportModule("jsengine.machine.execution"));
  if (!module) return false;
  Reference address(PyObject_CallMethod(module.get(), "start", nullptr));
  if (!address) return false;
  the_machine = static_cast<const Machine*>(PyLong_AsVoidPtr(address.get()));
  if (PyErr_Occurred()) return false;
  asked = true;
  return true;
}

PyObject* machine_tables_address(PyObject*, PyObject*) {
  return PyLong_FromVoidPtr(const_cast<MachineTables*>(&machine_tables()));
}

PyMethodDef functions[] = {{"machine_tables", machine_tables_address, METH_NOARGS,
                            "The address of the tables that machine code is made from."},
                           {nullptr, nullptr, 0, nullptr}};

}  // namespace

bool choose_machine(Agent* agent, MachineChoice given) {
  MachineChoice choice = with_environment(given);
  if (choice.jitless) return true;
  if (!start_machine()) return false;
  agent->machine = the_machine;
  agent->warm_threshold = choice.threshold < 0            ? kDefaultThreshold
                          : choice.threshold > UINT32_MAX ? UINT32_MAX
                                                          : uint32_t(choice.threshold);
  return true;
}

bool add_machine_functions(PyObject* module) { return PyModule_AddFunctions(module, functions) == 0; }

}  // namespace whipsnake
