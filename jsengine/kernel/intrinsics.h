// Well-known intrinsic objects: I(Name). The order does not matter: they are made on first use (builtin.h).
// https://tc39.es/ecma262/#sec-well-known-intrinsic-objects
#pragma once

// clang-format off
#define WHIPSNAKE_INTRINSICS(I)                                                                              \
  I(ObjectPrototype) I(FunctionPrototype) I(Object) I(Function) I(ArrayPrototype) I(Array)                   \
  I(ErrorPrototype) I(Error) I(EvalErrorPrototype) I(EvalError) I(RangeErrorPrototype) I(RangeError)         \
  I(ReferenceErrorPrototype) I(ReferenceError) I(SyntaxErrorPrototype) I(SyntaxError)                        \
  I(TypeErrorPrototype) I(TypeError) I(URIErrorPrototype) I(URIError) I(AggregateErrorPrototype)             \
  I(AggregateError) I(StringPrototype) I(String) I(NumberPrototype) I(Number) I(BooleanPrototype)            \
  I(Boolean) I(SymbolPrototype) I(Symbol) I(BigIntPrototype) I(BigInt) I(Math) I(JSON) I(Reflect)            \
  I(DatePrototype) I(Date) I(RegExpPrototype) I(RegExp) I(RegExpStringIteratorPrototype) I(MapPrototype)     \
  I(Map) I(MapIteratorPrototype) I(SetPrototype) I(Set) I(SetIteratorPrototype) I(WeakMapPrototype)          \
  I(WeakMap) I(WeakSetPrototype) I(WeakSet) I(WeakRefPrototype) I(WeakRef)                                   \
  I(FinalizationRegistryPrototype) I(FinalizationRegistry) I(IteratorPrototype) I(Iterator)                  \
  I(ArrayIteratorPrototype) I(StringIteratorPrototype) I(IteratorHelperPrototype)                            \
  I(WrapForValidIteratorPrototype) I(AsyncIteratorPrototype) I(AsyncFromSyncIteratorPrototype)               \
  I(GeneratorFunction) I(GeneratorFunctionPrototype) I(GeneratorPrototype) I(AsyncFunction)                  \
  I(AsyncFunctionPrototype) I(AsyncGeneratorFunction) I(AsyncGeneratorFunctionPrototype)                     \
  I(AsyncGeneratorPrototype) I(PromisePrototype) I(Promise) I(Proxy) I(ArrayBufferPrototype)                 \
  I(ArrayBuffer) I(SharedArrayBufferPrototype) I(SharedArrayBuffer) I(Atomics) I(DataViewPrototype)          \
  I(DataView) I(TypedArrayPrototype) I(TypedArray) I(Int8ArrayPrototype) I(Int8Array)                        \
  I(Uint8ArrayPrototype) I(Uint8Array) I(Uint8ClampedArrayPrototype) I(Uint8ClampedArray)                    \
  I(Int16ArrayPrototype) I(Int16Array) I(Uint16ArrayPrototype) I(Uint16Array) I(Int32ArrayPrototype)         \
  I(Int32Array) I(Uint32ArrayPrototype) I(Uint32Array) I(Float16ArrayPrototype) I(Float16Array)              \
  I(Float32ArrayPrototype) I(Float32Array) I(Float64ArrayPrototype) I(Float64Array)                          \
  I(BigInt64ArrayPrototype) I(BigInt64Array) I(BigUint64ArrayPrototype) I(BigUint64Array)                    \
  I(ThrowTypeError) I(eval) I(ArrayProto_values) I(ArrayProto_toString) I(ObjectProto_toString)              \
  I(Console) I(Global) I(parseInt) I(parseFloat)         \
  I(Math_floor) I(Math_ceil) I(Math_round) I(Math_abs) I(Math_sqrt) I(Math_min) I(Math_max) I(Math_imul)     \
  I(ArrayProto_push) I(ArrayProto_pop) I(Array_isArray) I(StringProto_charCodeAt) I(StringProto_charAt)      \
  I(String_fromCharCode) I(MapProto_get) I(MapProto_has) I(MapProto_set) I(SetProto_has) I(SetProto_add)
// clang-format on
