// Machine code in the kernel: which agents run in it, when a function is compiled, where a frame goes on.
//
// The code itself is made by the module jsengine.machine._asmjit, which is there only where asmjit is: the
// kernel hands it the tables of templates and gets a Machine back.
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

// Machine code of one function; it ends with the Code that it belongs to.
struct BaselineCode {
  struct Place {
    uint32_t pc, at;  // an instruction of the bytecode (in 16-bit units) and its code (in bytes)
  };
  const uint8_t* start;
  uint32_t size;
  uint32_t place_count, call_count;
  uint32_t generation;  // of the memory it lies in: a forked process begins another
  uint32_t number;      // in AgentExtras::compiled
  Place recent[4];      // that were looked for, by pc: resumed generators go on at the same few
  // By pc: those of all instructions, then of the calls where they go on when the frame that they entered
  // returns.
  Place places[1];
};

// What the back end provides, once for the process.
struct Machine {
  // As run_interpreter.
  Value (*run)(Agent*, Frame* entry);
  const void* function_entry;  // where Code::entry points until the function is compiled
  const void* go_on;           // goes on in the interpreter, at the pc of Agent::fp
  // By the opcode of a call: goes on in the interpreter when the frame that it entered returns.
  const void* const* resume;
  const void* table;  // what r14 points at; the interpreter lies between it and end
  const void* end;
  // nullptr: not for this function, or no memory, or over the limit of memory for code. The name is for
  // people.
  BaselineCode* (*compile)(const Code*, const char* name);
  void (*release)(BaselineCode*);
  // The machine code a function would get, as text (malloc'd), each instruction of the bytecode named by
  // `; @PC`; nullptr as above.
  char* (*list)(const Code*);
};
// The one that contexts of this process use, or nullptr. Set by jsengine.machine.execution.
extern const Machine* the_machine;

// -- Called by machine code
// Where Agent::fp goes on at its pc.
const void* where_to_go_on(Agent*);
// A function or loop has become warm: where to go on in its compiled code, or nullptr.
const void* warm(Agent*);

// Where a frame that waits at the call at its pc goes on when the call returns.
const void* where_to_return(Agent*, const Frame*);
// Runs Agent::fp the way its agent does, until the entry frame returns.
Value run_frame(Agent*, Frame* entry);
void release_baseline(Agent*, Code*);

}  // namespace whipsnake
