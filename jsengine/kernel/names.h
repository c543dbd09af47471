// The property names the engine itself uses. One table; `agent->names->length` is the key "length".
#pragma once

#include "jsengine/kernel/property_key.h"

namespace whipsnake {

// N(identifier): the text is the identifier. T(identifier, "text") where they differ.
// clang-format off
#define WHIPSNAKE_NAMES(N, T) \
  N(length) N(name) N(prototype) N(constructor) N(arguments) N(caller) N(callee) N(message) N(stack) \
  N(cause) N(errors) N(value) N(done) N(next) N(get) N(set) N(writable) N(enumerable) N(configurable) \
  N(toString) N(valueOf) N(toJSON) N(then) N(resolve) N(reject) N(raw) N(index) N(input) N(groups) \
  N(indices) N(lastIndex) N(exec) N(flags) N(source) N(global) N(ignoreCase) N(multiline) N(dotAll) \
  N(unicode) N(unicodeSets) N(sticky) N(hasIndices) N(join) N(add) N(has) N(keys) N(size) N(proxy) \
  N(revoke) N(apply) N(construct) N(getPrototypeOf) N(setPrototypeOf) N(isExtensible) \
  N(preventExtensions) N(getOwnPropertyDescriptor) N(defineProperty) N(deleteProperty) N(ownKeys) \
  N(globalThis) N(undefined) N(status) N(reason) N(promise) N(anonymous) N(stackTraceLimit) \
  T(return_, "return") T(throw_, "throw") T(default_, "default") T(proto, "__proto__") T(empty, "") \
  T(null, "null") T(true_, "true") T(false_, "false") T(nan, "NaN") T(infinity, "Infinity") \
  T(object, "object") T(function, "function") T(number, "number") T(string, "string") \
  T(boolean, "boolean") T(symbol, "symbol") T(bigint, "bigint")
// clang-format on

struct Names {
#define N(identifier) PropertyKey identifier;
#define T(identifier, text) PropertyKey identifier;
  WHIPSNAKE_NAMES(N, T)
#undef N
#undef T
};

// Interns all names; part of making an agent. The collector visits the struct as an array of values.
Names* new_names(Agent*);
constexpr size_t kNameCount = sizeof(Names) / sizeof(PropertyKey);

}  // namespace whipsnake
