// An agent: one heap, one JS stack, one job queue, the realms that live on them. Python's Context owns one.
#pragma once

#include "jsengine/kernel/function.h"
#include "jsengine/kernel/interruption.h"
#include "jsengine/kernel/intrinsics.h"

namespace whipsnake {

class Heap;
struct Names;  // the property names the engine itself uses, interned (names.h)

// Why JS is unwinding. Termination is neither a value nor an exception: no handler sees it (invariant 16).
enum class Pending : uint8_t { kNone, kException, kTermination };
enum class TerminationReason : uint8_t { kNone, kTimeLimit, kMemoryLimit, kInterrupt, kHostError };

enum class Intrinsic : uint16_t {
#define I(name) k##name,
  WHIPSNAKE_INTRINSICS(I)
#undef I
      kCount
};

// A global binding, on the global object or lexical. Inline caches point at the cell and test it for the
// hole.
struct PropertyCell : Cell {  // aux: attributes; flags 1: lexical, 2: const
  Value value;                // hole: not initialised, or deleted
};

struct Realm : Cell {
  Agent* agent;
  Object* global_object;
  Value global_this;         // the WindowProxy in a page, else the global object
  Value lexical_names;       // table of script-level let, const, class: name -> PropertyCell
  Value modules;             // loaded modules by type and key (modules/loading.cpp)
  Value kept;                // the wrapper of a window's document
  struct Slots* interfaces;  // platform objects: what there is of each interface (platform/interface.h)
  Value self_hosted;         // object that holds this realm's self-hosted functions
  Shape* object_shape;       // root shape of %Object.prototype%'s ordinary objects
  Shape* array_shape;
  Shape* function_shape;            // closures, whose own properties are made on the first touch
  Shape* native_function_shape;     // length, name
  Shape* iterator_result_shape;     // value, done
  Shape* arguments_shape;           // mapped ones: length, iterator, callee; made on the first use
  Shape* regexp_shape;              // lastIndex; made on the first use, like match_shape
  Shape* match_shape;               // of the arrays that tell of a match: index, input, groups
  struct Accessor* stack_accessor;  // of errors' `stack`; made on first use (stack_trace.cpp)
  Value intrinsics[size_t(Intrinsic::kCount)];  // absent until made: use intrinsic()
};
Value intrinsic(Realm*, Intrinsic);  // an object; makes it on first use

enum class WellKnownSymbol : uint8_t {
  kAsyncIterator,
  kHasInstance,
  kIsConcatSpreadable,
  kIterator,
  kMatch,
  kMatchAll,
  kReplace,
  kSearch,
  kSpecies,
  kSplit,
  kToPrimitive,
  kToStringTag,
  kUnscopables,
  kCount
};

// What compiled code reaches through one pinned register. Field offsets are exported by layout.h.
struct Agent {
  volatile uint32_t poll_flag;  // set by the watchdog: loop heads and calls test it (invariant 15)
  uint32_t native_depth;
  Frame* fp;           // current frame; its top is fp->registers + code->register_count
  Value* stack_limit;  // frames must end below
  Value* stack_base;
  uint8_t* native_stack_limit;  // C++ recursion must stay above
  Value pending;                // the thrown value while pending_kind is kException
  Pending pending_kind;
  TerminationReason termination;
  Heap* heap;
  Realm* realm;  // of the running function; entry sets and restores it
  Names* names;
  Value well_known_symbols[size_t(WellKnownSymbol::kCount)];
  struct MegamorphicCache* megamorphic_cache;  // global cache of property look-ups (inline_cache.h)
  Cell* null_prototype_roots;     // WeakCellList of the root shapes of objects without a prototype
  const struct Machine* machine;  // what runs its frames; nullptr: the C rendering (machine/machine.h)
  uint32_t warm_threshold;        // calls or turns of a loop before a function is compiled at first
  uint64_t random_state[2];       // Math.random; seeded by the embedder, never both zero
  struct JobQueue* jobs;
  struct StringTable* strings;  // interned strings, twins
  struct Profile* profile;      // what operators are given, while that is looked at (profile.h); or nullptr
  struct AgentExtras*
      extras;  // what no machine code touches: watchdog, limits, tables of weak things, statistics
};

inline Symbol* well_known(Agent* a, WellKnownSymbol which) {
  return a->well_known_symbols[size_t(which)].as_symbol();
}
inline bool has_exception(Agent* a) { return a->pending_kind == Pending::kException; }
// Takes the thrown value and clears the state; only when has_exception.
Value take_exception(Agent*);

// -- Throwing. Messages live in one table (messages.h: M(Id, ErrorType, "text with %s")).
enum class Message : uint16_t;
Abrupt throw_error(Agent*, Message, Value a = Value::absent(), Value b = Value::absent(),
                   Value c = Value::absent());
Abrupt throw_value(Agent*, Value);
Abrupt throw_out_of_memory(Agent*);  // sets a termination
// What was asked of CPython failed: for want of memory, or because a signal's handler raised (Ctrl-C).
Abrupt fail_in_python(Agent*);
Abrupt throw_stack_overflow(Agent*);  // RangeError
// Runs what the watchdog asked for; abrupt when JS must end. Kernel loops over input call it every few
// thousand steps.
Status poll_slow(Agent*);
inline Status poll(Agent* agent) { return agent->poll_flag ? poll_slow(agent) : Status::kOk; }
// The same for passes that know no agent: where they were interrupted, the agent is terminated.
Interruption interruption_of(Agent*);
// C++ that recurses by the depth of data calls this first.
inline bool native_stack_left(Agent* agent) {
  return static_cast<uint8_t*>(__builtin_frame_address(0)) > agent->native_stack_limit;
}

}  // namespace whipsnake
