// Functions and what they run.
#pragma once

#include "jsengine/kernel/frame.h"
#include "jsengine/kernel/object.h"

namespace whipsnake {

namespace syntax {
struct ParsedSource;  // jsengine/kernel/syntax: text, tree
}
using syntax::ParsedSource;

// One script, module, eval text or function text with its parse; several realms share it.
struct Source : Cell {              // aux: number of functions
  ParsedSource* parsed;             // owned
  Value name;                       // file name for stack traces
  Value host_defined;               // its Module; of texts that a script compiled, that script's referrer
  struct FunctionInfo** functions;  // by index in the source's function table; filled on demand
  uint32_t* line_starts;            // byte offsets; made when a place is asked for (source_text.cpp)
  uint32_t line_count;
  uint32_t lines_before, columns_before;  // of what it is a part of, as a script of a page
  uint32_t charged;                       // KB of the parse, as charged to the heap
  class CodeFile* code_file;  // owned, may be nullptr: where bytecode of its functions stands (portable/)
  uint32_t code_charged;      // KB of it
};

enum class FunctionKind : uint8_t {
  kNormal,
  kArrow,
  kMethod,
  kGetter,
  kSetter,
  kClassConstructor,
  kDerivedConstructor,
  kFieldInitialiser,
  kStaticBlock,
  kScript,
  kModule,
  kEval,
};
enum FunctionFlags : uint16_t {
  kStrict = 1,
  kGeneratorFunction = 2,
  kAsyncFunction = 4,
  kUsesArgumentsArray = 8,  // on entry all arguments are put into an Array in register arguments_register
  kUsesRestArray = 16,      // on entry the arguments beyond the formals are put into an Array there
  kHasPrototypeProperty = 32,
  kSelfHosted = 64,      // ours: not shown in stack traces
  kThisIsSloppy = 128,   // `this` is coerced on entry (OrdinaryCallBindThis, sloppy)
  kEagerCallPath = 256,  // the quick call path of machine code may be used: nothing but kThisIsSloppy needs
                         // work on entry
  kEagerConstructPath = 512,  // the same of [[Construct]]
  kOfPlatform = 1024,         // a host's own: not shown either
};

constexpr uint16_t kNotShown = kSelfHosted | kOfPlatform;

// SharedFunctionInfo: immutable but for `code`, which is made on the first call (lazy compilation).
struct FunctionInfo : Cell {
  Source* source;
  uint32_t index;  // in the source's function table
  FunctionKind function_kind;
  uint8_t unused;
  uint16_t function_flags;
  uint32_t length;           // the `length` property
  uint32_t start, end;       // source text for toString, in bytes
  Value name;                // string
  Code* code;                // nullptr until compiled
  FeedbackVector* feedback;  // the latest realm's: closures of that realm share it
  Shape* closure_shape;      // how that realm's closures begin; nullptr: none was made since the first call
  uint64_t closure_header;
};

// A range of bytecode and where a throw in it goes. Inner ranges come first.
struct Handler {
  uint32_t from, to;  // in 16-bit units
  uint32_t target;
  uint32_t exception_register;
};
struct CodePosition {  // sorted by offset: the source position (byte offset) of what starts there
  uint32_t offset, position;
};

struct Code : Cell {
  FunctionInfo* info;
  const uint16_t* instructions;  // owned, with all tables below, by one malloc'd block
  Value* constants;
  Handler* handlers;
  CodePosition* positions;
  uint32_t instruction_count, constant_count, handler_count, position_count;
  uint32_t register_count;        // including this and formals
  uint32_t formal_count;          // parameters in registers 1 ..
  uint32_t feedback_count;        // slots
  uint32_t arguments_register;    // see kUsesArgumentsArray, kUsesRestArray
  uint32_t function_flags;        // copy of the info's
  uint32_t setbacks;              // how often its machine code was refused or evicted
  const void* entry;              // where it starts in machine code (so that calls are jumps in any tier)
  struct BaselineCode* baseline;  // owned; nullptr while it is not compiled (machine/machine.h)
};

struct Environment : Cell {  // aux: slot count
  Environment* parent;
  Value slots[1];
};

struct Function : Object {  // a closure; detail is the FunctionKind
  FunctionInfo* info;
  Environment* environment;  // may be nullptr
  Realm* realm;
  Value home_object;         // for super
  Value constructor_data;    // ConstructorData as a cell, or undefined
  FeedbackVector* feedback;  // shared by closures of one info in one realm
  Value inline_slots[2];     // length, name stay virtual until touched; prototype made on demand
};

static_assert(sizeof(Function) == 96);  // interpreter/literal.py makes them

// What a constructor's instances are like; made when there is something to tell.
struct ConstructorData : Cell {  // aux: how many instances were looked at
  Value fields;                  // of classes: an Array of the initialiser and private methods; or undefined
  // Where `prototype` stands while the function's shape is this one and the validity (if there is one) holds,
  // as in PropertySlot; and the shape and size of instances while its value is that shape's prototype.
  Shape* function_shape;  // nullptr: not known
  int64_t location;
  Validity* validity;
  Shape* instance_shape;
  uint64_t instance_size;
};
ConstructorData* constructor_data(Agent*, Function*);

struct NativeFunction : Object {
  NativeCode code;
  Realm* realm;
  Value data[3];  // captured by native closures (promise resolvers and the like)
  const struct BuiltinRow* row;
  Value inline_slots[2];
};

// [[Call]] and [[Construct]] from C++. Arguments are copied to a new window on the JS stack.
Value call(Agent*, Value callee, Value this_value, const Value* arguments, uint32_t count);
Value construct(Agent*, Value constructor, const Value* arguments, uint32_t count, Value new_target);
inline Value construct(Agent* agent, Value constructor, const Value* arguments, uint32_t count) {
  return construct(agent, constructor, arguments, count, constructor);
}
template <typename... Args>
Value call_with(Agent* agent, Value callee, Value this_value, Args... args) {
  Value list[] = {args..., Value::undefined()};
  return call(agent, callee, this_value, list, sizeof...(args));
}
Value invoke(Agent*, Value object, PropertyKey method, const Value* arguments, uint32_t count);
NativeFunction* new_native_function(Agent*, Realm*, NativeCode, PropertyKey name, uint32_t length);

}  // namespace whipsnake
