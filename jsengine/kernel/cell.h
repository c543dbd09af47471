// What every thing on the heap starts with, and the one table of what there is.
#pragma once

#include <cstdint>

#include "jsengine/kernel/value.h"

namespace whipsnake {

// Kinds of cell: K(Name, what it is). Kinds from kPlainObject on are JS objects: `struct Object` is their
// head. The collector (heap.cpp) has one visitor per row and refuses to compile when one is missing.
#define WHIPSNAKE_INTERNAL_CELLS(K)                                              \
  K(Free, "a free slot of a block")                                              \
  K(String, "a JS string: flat, rope, slice or external")                        \
  K(Symbol, "a symbol, or a private name")                                       \
  K(BigInt, "a BigInt: holds a CPython int")                                     \
  K(Slots, "a vector of values: overflow slots, elements, environments' tail")   \
  K(SparseElements, "elements by hash: sparse, or with attributes")              \
  K(Shape, "layout of an object: keys, attributes, prototype")                   \
  K(PropertyTable, "hash index of a shape, or a dictionary's keys")              \
  K(PropertyCell, "one global binding")                                          \
  K(Validity, "a promise that a prototype chain has not changed")                \
  K(Accessor, "a getter and a setter")                                           \
  K(Environment, "captured variables of one scope instance")                     \
  K(Source, "a script's text with its parse tree and scopes")                    \
  K(FunctionInfo, "what all closures of one function share; code once compiled") \
  K(Code, "bytecode with constants, handlers and positions")                     \
  K(ConstructorData, "what instances of a constructor are like")                 \
  K(FeedbackVector, "inline caches and profile of a function in one realm")      \
  K(PolymorphicCache, "several cases of one inline cache")                       \
  K(SuspendedFrame, "the window of a suspended generator or async function")     \
  K(Realm, "intrinsics and global environment")                                  \
  K(Module, "a module record")                                                   \
  K(Job, "a microtask")                                                          \
  K(PromiseReaction, "what happens once a promise settles")                      \
  K(HashIndex, "buckets of a Map or a Set")                                      \
  K(RegExpCode, "a compiled regular expression")                                 \
  K(Buffer, "bytes of an ArrayBuffer")                                           \
  K(Registration, "what a FinalizationRegistry holds for one target")            \
  K(WeakCellList, "weak references to cells")

#define WHIPSNAKE_OBJECT_CELLS(K)                                                \
  K(PlainObject, "Object")                                                       \
  K(Array, "Array")                                                              \
  K(Function, "a closure over bytecode")                                         \
  K(NativeFunction, "a built-in function in C++")                                \
  K(BoundFunction, "Function.prototype.bind's result")                           \
  K(PythonFunction, "a Python callable as a JS function")                        \
  K(Error, "Error")                                                              \
  K(Boolean, "Boolean wrapper")                                                  \
  K(Number, "Number wrapper")                                                    \
  K(StringObject, "String wrapper")                                              \
  K(SymbolObject, "Symbol wrapper")                                              \
  K(BigIntObject, "BigInt wrapper")                                              \
  K(Date, "Date")                                                                \
  K(RegExp, "RegExp")                                                            \
  K(Map, "Map")                                                                  \
  K(Set, "Set")                                                                  \
  K(WeakMap, "WeakMap")                                                          \
  K(WeakSet, "WeakSet")                                                          \
  K(WeakRef, "WeakRef")                                                          \
  K(FinalizationRegistry, "FinalizationRegistry")                                \
  K(Promise, "Promise")                                                          \
  K(Proxy, "Proxy")                                                              \
  K(Generator, "Generator")                                                      \
  K(AsyncGenerator, "AsyncGenerator")                                            \
  K(Arguments, "arguments object")                                               \
  K(ArrayBuffer, "ArrayBuffer")                                                  \
  K(SharedArrayBuffer, "SharedArrayBuffer")                                      \
  K(TypedArray, "any of the typed arrays")                                       \
  K(DataView, "DataView")                                                        \
  K(ArrayIterator, "Array iterator")                                             \
  K(MapIterator, "Map iterator")                                                 \
  K(SetIterator, "Set iterator")                                                 \
  K(StringIterator, "String iterator")                                           \
  K(RegExpStringIterator, "matchAll's iterator")                                 \
  K(ForInIterator, "keys of a for-in loop; never seen by scripts")               \
  K(IteratorRecord, "an async iterator made from a sync one")                    \
  K(IteratorHelper, "what Iterator.prototype.map and the like give")             \
  K(ModuleNamespace, "module namespace exotic object")                           \
  K(GlobalObject, "a realm's global object")                                     \
  K(WindowProxy, "stands for whatever global is behind it")                      \
  K(PlatformObject, "wrapper of a Python object declared in an interface table") \
  K(LegacyPlatformObject, "the same with indexed or named properties")           \
  K(PlatformIterator, "iterator of a platform object's pairs")                   \
  K(PythonObject, "proxy of a Python object exposed by allow-list")

enum class CellKind : uint8_t {
#define K(name, what) k##name,
  WHIPSNAKE_INTERNAL_CELLS(K) WHIPSNAKE_OBJECT_CELLS(K)
#undef K
      kCount
};

struct Cell {
  CellKind kind;
  uint8_t gc;      // GcState; the write barrier reads it
  uint8_t flags;   // by kind: StringFlags, ObjectFlags, ...
  uint8_t detail;  // by kind: a typed array's element type, a function's kind, ...
  uint32_t aux;    // by kind: a string's length, an Array's length, a vector's capacity, ...

  bool is(CellKind k) const { return kind == k; }
};
static_assert(sizeof(Cell) == 8);

// Sticky mark bits: what survived one collection is old and keeps its mark until the next major collection.
enum GcState : uint8_t {
  kYoung = 0,
  kOld = 1,         // marked: a store into it must be remembered
  kRemembered = 2,  // old, and already in the remembered set
};

}  // namespace whipsnake
