// Every message the engine throws, by name. %s is replaced by what the caller passes (shown as V8 shows it).
#pragma once

#include <cstdint>

namespace whipsnake {

// M(Id, ErrorType, text)
#define WHIPSNAKE_MESSAGES(M)                                                                         \
  M(NotDefined, ReferenceError, "%s is not defined")                                                  \
  M(DeadZone, ReferenceError, "Cannot access '%s' before initialization")                             \
  M(ThisUninitialised, ReferenceError,                                                                \
    "Must call super constructor in derived class before accessing 'this' or returning from derived " \
    "constructor")                                                                                    \
  M(SuperCalledTwice, ReferenceError, "Super constructor may only be called once")                    \
  M(AssignToConstant, TypeError, "Assignment to constant variable.")                                  \
  M(NotAFunction, TypeError, "%s is not a function")                                                  \
  M(NotAConstructor, TypeError, "%s is not a constructor")                                            \
  M(NotAnObject, TypeError, "%s is not an object")                                                    \
  M(NotIterable, TypeError, "%s is not iterable")                                                     \
  M(ClassCalled, TypeError, "Class constructor %s cannot be invoked without 'new'")                   \
  M(ReadOfNullish, TypeError, "Cannot read properties of %s (reading '%s')")                          \
  M(SetOfNullish, TypeError, "Cannot set properties of %s (setting '%s')")                            \
  M(DestructureNullish, TypeError, "Cannot destructure '%s' as it is %s.")                            \
  M(ReadOnly, TypeError, "Cannot assign to read only property '%s' of object '%s'")                   \
  M(NoSetter, TypeError, "Cannot set property %s of %s which has only a getter")                      \
  M(NotExtensible, TypeError, "Cannot add property %s, object is not extensible")                     \
  M(CannotDelete, TypeError, "Cannot delete property '%s' of %s")                                     \
  M(CannotRedefine, TypeError, "Cannot redefine property: %s")                                        \
  M(CannotConvertToObject, TypeError, "Cannot convert undefined or null to object")                   \
  M(CannotConvertToPrimitive, TypeError, "Cannot convert object to primitive value")                  \
  M(SymbolToString, TypeError, "Cannot convert a Symbol value to a string")                           \
  M(SymbolToNumber, TypeError, "Cannot convert a Symbol value to a number")                           \
  M(BigIntToNumber, TypeError, "Cannot convert a BigInt value to a number")                           \
  M(MixedBigInt, TypeError, "Cannot mix BigInt and other types, use explicit conversions")            \
  M(InOfNonObject, TypeError, "Cannot use 'in' operator to search for '%s' in %s")                    \
  M(InstanceOfNotCallable, TypeError, "Right-hand side of 'instanceof' is not callable")              \
  M(InstanceOfNotObject, TypeError, "Right-hand side of 'instanceof' is not an object")               \
  M(BadReceiver, TypeError, "Method %s called on incompatible receiver %s")                           \
  M(CyclicPrototype, TypeError, "Cyclic __proto__ value")                                             \
  M(PrototypeNotObject, TypeError, "Object prototype may only be an Object or null: %s")              \
  M(GeneratorRunning, TypeError, "Generator is already running")                                      \
  M(PrivateMissing, TypeError,                                                                        \
    "Cannot read private member %s from an object whose class did not declare it")                    \
  M(PrivateTwice, TypeError, "Cannot initialize %s twice on the same object")                         \
  M(ConstructorRequiresNew, TypeError, "Constructor %s requires 'new'")                               \
  M(InvalidArrayLength, RangeError, "Invalid array length")                                           \
  M(InvalidStringLength, RangeError, "Invalid string length")                                         \
  M(StackOverflow, RangeError, "Maximum call stack size exceeded")                                    \
  M(BigIntTooBig, RangeError, "Maximum BigInt size exceeded")                                         \
  M(InvalidSyntax, SyntaxError, "%s")                                                                 \
  M(TypeErrorText, TypeError, "%s")                                                                   \
  M(RangeErrorText, RangeError, "%s")                                                                 \
  M(ReferenceErrorText, ReferenceError, "%s")                                                         \
  M(UriMalformed, URIError, "URI malformed")

enum class Message : uint16_t {
#define M(id, type, text) k##id,
  WHIPSNAKE_MESSAGES(M)
#undef M
      kCount
};

}  // namespace whipsnake
