// Every message the engine throws, by name. %s is replaced by what the caller passes (shown as V8 shows it).
#pragma once

#include <cstdint>

namespace whipsnake {

// M(Id, ErrorType, text)
#define WHIPSNAKE_MESSAGES(M)                                                                             \
  M(NotDefined, ReferenceError, "%s is not defined")                                                      \
  M(DeadZone, ReferenceError, "Cannot access '%s' before initialization")                                 \
  M(ThisUninitialised, ReferenceError,                                                                    \
    "Must call super constructor in derived class before accessing 'this' or returning from derived "     \
    "constructor")                                                                                        \
  M(SuperCalledTwice, ReferenceError, "Super constructor may only be called once")                        \
  M(AssignToConstant, TypeError, "Assignment to constant variable.")                                      \
  M(NotAFunction, TypeError, "%s is not a function")                                                      \
  M(NotAConstructor, TypeError, "%s is not a constructor")                                                \
  M(NotASuperConstructor, TypeError, "Super constructor %s of %s is not a constructor")                   \
  M(NotAnObject, TypeError, "%s is not an object")                                                        \
  M(NotIterable, TypeError, "%s is not iterable")                                                         \
  M(ResultNotIterable, TypeError, "%s is not a function or its return value is not iterable")             \
  M(ValueNotIterable, TypeError, "%s is not iterable (cannot read property Symbol(Symbol.iterator))")     \
  M(ClassCalled, TypeError, "Class constructor %s cannot be invoked without 'new'")                       \
  M(ReadOfNullish, TypeError, "Cannot read properties of %s (reading '%s')")                              \
  M(SetOfNullish, TypeError, "Cannot set properties of %s (setting '%s')")                                \
  M(DestructureNullish, TypeError, "Cannot destructure '%s' as it is %s.")                                \
  M(DestructureProperty, TypeError, "Cannot destructure property '%s' of '%s' as it is %s.")              \
  M(ReadOnly, TypeError, "Cannot assign to read only property '%s' of object '%s'")                       \
  M(NoSetter, TypeError, "Cannot set property %s of %s which has only a getter")                          \
  M(NotExtensible, TypeError, "Cannot add property %s, object is not extensible")                         \
  M(CannotDefine, TypeError, "Cannot define property %s, object is not extensible")                       \
  M(ProxyRevoked, TypeError, "Cannot perform '%s' on a proxy that has been revoked")                      \
  M(ProxyInvariant, TypeError, "'%s' on proxy: the trap's result breaks an invariant of the target")      \
  M(AlreadyDeclared, SyntaxError, "Identifier '%s' has already been declared")                            \
  M(PrivateSetMissing, TypeError,                                                                         \
    "Cannot write private member %s to an object whose class did not declare it")                         \
  M(PrivateNoGetter, TypeError, "'%s' was defined without a getter")                                      \
  M(PrivateNoSetter, TypeError, "'%s' was defined without a setter")                                      \
  M(PrivateMethodWrite, TypeError, "Private method '%s' is not writable")                                 \
  M(ClassHeritage, TypeError, "Class extends value %s is not a constructor or null")                      \
  M(ClassPrototype, TypeError, "Class extends value does not have valid prototype property %s")           \
  M(InvalidRadix, RangeError, "toString() radix argument must be between 2 and 36")                       \
  M(NotADate, TypeError, "this is not a Date object.")                                                    \
  M(InvalidTime, RangeError, "Invalid time value")                                                        \
  M(InvalidHint, TypeError, "Invalid hint: %s")                                                           \
  M(CyclicJson, TypeError, "Converting circular structure to JSON%s")                                     \
  M(BigIntJson, TypeError, "Do not know how to serialize a BigInt")                                       \
  M(ToISOStringMissing, TypeError, "toISOString is not a function")                                       \
  M(InvalidIndex, RangeError, "Invalid index")                                                            \
  M(BigIntFraction, RangeError,                                                                           \
    "The number %s cannot be converted to a BigInt because it is not an integer")                         \
  M(ToBigInt, TypeError, "Cannot convert %s to a BigInt")                                                 \
  M(BigIntSyntax, SyntaxError, "Cannot convert %s to a BigInt")                                           \
  M(BigIntShiftUnsigned, TypeError, "BigInts have no unsigned right shift, use >> instead")               \
  M(BigIntNegativeExponent, RangeError, "Exponent must be non-negative")                                  \
  M(BigIntDivisionByZero, RangeError, "Division by zero")                                                 \
  M(BadDescriptor, TypeError, "Property description must be an object: %s")                               \
  M(GetterNotCallable, TypeError, "Getter must be a function: %s")                                        \
  M(SetterNotCallable, TypeError, "Setter must be a function: %s")                                        \
  M(MixedDescriptor, TypeError,                                                                           \
    "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute")       \
  M(ListFromNonObject, TypeError, "CreateListFromArrayLike called on non-object")                         \
  M(MissingIntrinsic, TypeError, "%s is not implemented")                                                 \
  M(MalformedBytecode, TypeError, "The bytecode is malformed")                                            \
  M(InstanceOfPrototype, TypeError, "Function has non-object prototype '%s' in instanceof check")         \
  M(ConstructorNotObject, TypeError, "The .constructor property is not an object")                        \
  M(SpeciesNotConstructor, TypeError, "object.constructor[Symbol.species] is not a constructor")          \
  M(NotAsyncIterable, TypeError, "%s is not async iterable")                                              \
  M(ResultNotAsyncIterable, TypeError, "%s is not a function or its return value is not async iterable")  \
  M(IteratorNotObject, TypeError, "Result of the Symbol.iterator method is not an object")                \
  M(IteratorResultNotObject, TypeError, "Iterator result %s is not an object")                            \
  M(PromiseFunctionNotCallable, TypeError, "Promise resolve or reject function is not callable")          \
  M(PromiseExecutorTwice, TypeError,                                                                      \
    "Promise executor has already been invoked with non-undefined arguments")                             \
  M(PromiseCycle, TypeError, "Chaining cycle detected for promise #<Promise>")                            \
  M(ProxyOfNonObject, TypeError, "Cannot create proxy with a non-object as target or handler")            \
  M(DerivedReturn, TypeError, "Derived constructors may only return object or undefined")                 \
  M(CalledOnNonObject, TypeError, "%s called on non-object")                                              \
  M(IteratorValueNotEntry, TypeError, "Iterator value %s is not an entry object")                         \
  M(PrototypeOfNonExtensible, TypeError, "%s is not extensible")                                          \
  M(CannotFreeze, TypeError, "Cannot freeze")                                                             \
  M(CannotSeal, TypeError, "Cannot seal")                                                                 \
  M(CannotPreventExtensions, TypeError, "Cannot prevent extensions")                                      \
  M(BindOfNonFunction, TypeError, "Bind must be called on a function")                                    \
  M(RestrictedProperty, TypeError,                                                                        \
    "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or "     \
    "the arguments objects for calls to them")                                                            \
  M(NotANumber, TypeError, "%s is not a number")                                                          \
  M(ArrayTooLong, TypeError, "Pushing elements past 2^53 - 1")                                            \
  M(NoThrowMethod, TypeError, "The iterator does not provide a 'throw' method")                           \
  M(ReduceOfEmpty, TypeError, "Reduce of empty array with no initial value")                              \
  M(NotASymbol, TypeError, "%s is not a symbol")                                                          \
  M(DigitsRange, RangeError, "%s argument must be between 0 and 100")                                     \
  M(PrecisionRange, RangeError, "toPrecision() argument must be between 1 and 100")                       \
  M(InvalidCodePoint, RangeError, "Invalid code point %s")                                                \
  M(CalledOnNullish, TypeError, "%s called on null or undefined")                                         \
  M(InvalidCount, RangeError, "Invalid count value: %s")                                                  \
  M(NormalizationForm, RangeError, "The normalization form should be one of NFC, NFD, NFKC, NFKD.")       \
  M(CannotDelete, TypeError, "Cannot delete property '%s' of %s")                                         \
  M(CannotRedefine, TypeError, "Cannot redefine property: %s")                                            \
  M(CannotConvertToObject, TypeError, "Cannot convert undefined or null to object")                       \
  M(CannotConvertToPrimitive, TypeError, "Cannot convert object to primitive value")                      \
  M(SymbolToString, TypeError, "Cannot convert a Symbol value to a string")                               \
  M(SymbolToNumber, TypeError, "Cannot convert a Symbol value to a number")                               \
  M(BigIntToNumber, TypeError, "Cannot convert a BigInt value to a number")                               \
  M(MixedBigInt, TypeError, "Cannot mix BigInt and other types, use explicit conversions")                \
  M(InOfNonObject, TypeError, "Cannot use 'in' operator to search for '%s' in %s")                        \
  M(InstanceOfNotCallable, TypeError, "Right-hand side of 'instanceof' is not callable")                  \
  M(InstanceOfNotObject, TypeError, "Right-hand side of 'instanceof' is not an object")                   \
  M(BadReceiver, TypeError, "Method %s called on incompatible receiver %s")                               \
  M(CyclicPrototype, TypeError, "Cyclic __proto__ value")                                                 \
  M(PrototypeNotObject, TypeError, "Object prototype may only be an Object or null: %s")                  \
  M(GeneratorRunning, TypeError, "Generator is already running")                                          \
  M(PrivateMissing, TypeError,                                                                            \
    "Cannot read private member %s from an object whose class did not declare it")                        \
  M(PrivateTwice, TypeError, "Cannot initialize %s twice on the same object")                             \
  M(ConstructorRequiresNew, TypeError, "Constructor %s requires 'new'")                                   \
  M(CollectionTooLarge, RangeError, "Map maximum size exceeded")                                          \
  M(SetSizeNotANumber, TypeError, "The 'size' property must be a number")                                 \
  M(SetSizeNegative, RangeError, "'%s' is an invalid size")                                               \
  M(MapperNotCallable, TypeError, "flatMap mapper function is not callable")                              \
  M(BadComparator, TypeError, "The comparison function must be either a function or undefined")           \
  M(InvalidIndexOf, RangeError, "Invalid index : %s")                                                     \
  M(InvalidArrayLength, RangeError, "Invalid array length")                                               \
  M(InvalidWeakKey, TypeError, "Invalid value used as weak map key")                                      \
  M(InvalidWeakItem, TypeError, "Invalid value used in weak set")                                         \
  M(InvalidWeakRef, TypeError, "WeakRef: invalid target")                                                 \
  M(InvalidRegistration, TypeError, "FinalizationRegistry.prototype.register: invalid target")            \
  M(InvalidUnregisterToken, TypeError, "Invalid unregisterToken ('%s')")                                  \
  M(TargetIsHeld, TypeError,                                                                              \
    "FinalizationRegistry.prototype.register: target and holdings must not be same")                      \
  M(CleanupNotCallable, TypeError, "FinalizationRegistry: cleanup must be callable")                      \
  M(AbstractIterator, TypeError, "Abstract class Iterator not directly constructable")                    \
  M(InvalidLimit, RangeError, "%s must be positive")                                                      \
  M(ReduceOfDoneIterator, TypeError, "Reduce of a done iterator with no initial value")                   \
  M(BufferDetached, TypeError, "Cannot perform %s on a detached ArrayBuffer")                             \
  M(BufferPinned, TypeError, "Cannot perform %s on an ArrayBuffer whose bytes the host looks at")         \
  M(BufferNotResizable, TypeError, "Method %s called on a buffer that is not resizable")                  \
  M(InvalidBufferLength, RangeError, "Invalid array buffer length")                                       \
  M(InvalidBufferMaximum, RangeError, "Invalid array buffer max length")                                  \
  M(BufferAllocation, RangeError, "Array buffer allocation failed")                                       \
  M(InvalidTypedArrayLength, RangeError, "Invalid typed array length: %s")                                \
  M(StartOffsetUnaligned, RangeError, "start offset of %s should be a multiple of %s")                    \
  M(ByteLengthUnaligned, RangeError, "byte length of %s should be a multiple of %s")                      \
  M(StartOffsetOutside, RangeError, "Start offset %s is outside the bounds of the buffer")                \
  M(OffsetOutside, RangeError, "Offset is outside the bounds of the DataView")                            \
  M(OffsetTooLarge, RangeError, "offset is out of bounds")                                                \
  M(InvalidViewLength, RangeError, "Invalid DataView length %s")                                          \
  M(NotATypedArray, TypeError, "this is not a typed array.")                                              \
  M(NotABuffer, TypeError, "First argument to DataView constructor must be an ArrayBuffer")               \
  M(AbstractTypedArray, TypeError, "Abstract class TypedArray not directly constructable")                \
  M(TypedArrayTooShort, TypeError, "Derived TypedArray constructor created an array which was too small") \
  M(ContentTypeMismatch, TypeError, "Content type of source and target typed arrays differ")              \
  M(SpeciesBuffer, TypeError, "Species constructor did not give a buffer that can be used")               \
  M(NotAnIntegerArray, TypeError, "[object Array] is not an integer typed array.")                        \
  M(NotASharedArray, TypeError, "Atomics.wait needs an Int32Array or a BigInt64Array on shared memory")   \
  M(InvalidTypedArrayIndex, RangeError, "Invalid typed array index")                                      \
  M(InvalidAtomicIndex, RangeError, "Invalid atomic access index")                                        \
  M(InvalidStringLength, RangeError, "Invalid string length")                                             \
  M(StackOverflow, RangeError, "Maximum call stack size exceeded")                                        \
  M(BigIntTooBig, RangeError, "Maximum BigInt size exceeded")                                             \
  M(InvalidSyntax, SyntaxError, "%s")                                                                     \
  M(TypeErrorText, TypeError, "%s")                                                                       \
  M(ReferenceErrorText, ReferenceError, "%s")                                                             \
  M(RegExpExecResult, TypeError, "RegExp exec method returned something other than an Object or null")    \
  M(RegExpGlobalRequired, TypeError, "%s called with a non-global RegExp argument")                       \
  M(RegExpArgument, TypeError, "First argument to %s must not be a regular expression")                   \
  M(RegExpFlagsWithRegExp, TypeError, "Invalid flags supplied to RegExp constructor")                     \
  M(RegExpEscapeNotString, TypeError, "%s is not a string")                                               \
  M(UriMalformed, URIError, "URI malformed")

enum class Message : uint16_t {
#define M(id, type, text) k##id,
  WHIPSNAKE_MESSAGES(M)
#undef M
      kCount
};

}  // namespace whipsnake
