// The table of built-ins. Every file of builtins/ declares its rows with these macros and registers one
// BuiltinSet per intrinsic object; intrinsic() makes the object from its set on first use, and properties
// whose value is a function get their function object when first touched (so that a fresh realm costs
// little).
//
//   static const BuiltinRow kMathRows[] = {
//       NATIVE("abs", 1, math_abs),                       // data property, writable, configurable
//       NATIVE_SYMBOL(kIterator, "[Symbol.iterator]", 0, f),
//       GETTER("size", map_size), ACCESSOR("__proto__", get, set),
//       SELF_HOSTED("map", 1, "ArrayPrototype_map"),      // a function of jsengine/builtins/*.js
//       CONSTANT("PI", 3.141592653589793), TEXT_SYMBOL(kToStringTag, "Math"), VALUE_OF("prototype",
//       kMapPrototype, 0),
//   };
//   static const BuiltinSet kMathSet(Intrinsic::kMath, {.prototype = Intrinsic::kObjectPrototype},
//   kMathRows);
#pragma once

#include "jsengine/kernel/agent.h"

namespace whipsnake {

enum class BuiltinKind : uint8_t {
  kNative,
  kGetter,
  kAccessor,
  kSelfHosted,
  kNumber,
  kText,
  kIntrinsic,
  kAlias,
  kUndefined,
  kSymbol,
  kMade,
  kPlatform,  // a row of platform/interface.h
};

struct BuiltinRow {
  BuiltinKind kind;
  uint8_t attributes = kHiddenDefault;
  int8_t symbol = -1;  // a WellKnownSymbol, or -1: the name is a string
  uint8_t length = 0;
  const char* name = nullptr;  // property name, function name
  NativeCode code = nullptr, setter = nullptr;
  const char* text = nullptr;  // self-hosted function's name, text value, alias of
  double number = 0;
  int intrinsic = -1;  // Intrinsic
};

#define NATIVE(NAME, LENGTH, CODE)                                                          \
  ::whipsnake::BuiltinRow {                                                                 \
    .kind = ::whipsnake::BuiltinKind::kNative, .length = LENGTH, .name = NAME, .code = CODE \
  }
#define NATIVE_SYMBOL(SYMBOL, NAME, LENGTH, CODE)                                                      \
  ::whipsnake::BuiltinRow {                                                                            \
    .kind = ::whipsnake::BuiltinKind::kNative, .symbol = int8_t(::whipsnake::WellKnownSymbol::SYMBOL), \
    .length = LENGTH, .name = NAME, .code = CODE                                                       \
  }
#define GETTER(NAME, CODE)                                                                             \
  ::whipsnake::BuiltinRow {                                                                            \
    .kind = ::whipsnake::BuiltinKind::kGetter, .attributes = ::whipsnake::kConfigurable, .name = NAME, \
    .code = CODE                                                                                       \
  }
#define GETTER_SYMBOL(SYMBOL, NAME, CODE)                                                \
  ::whipsnake::BuiltinRow {                                                              \
    .kind = ::whipsnake::BuiltinKind::kGetter, .attributes = ::whipsnake::kConfigurable, \
    .symbol = int8_t(::whipsnake::WellKnownSymbol::SYMBOL), .name = NAME, .code = CODE   \
  }
#define ACCESSOR(NAME, GET, SET)                                                                         \
  ::whipsnake::BuiltinRow {                                                                              \
    .kind = ::whipsnake::BuiltinKind::kAccessor, .attributes = ::whipsnake::kConfigurable, .name = NAME, \
    .code = GET, .setter = SET                                                                           \
  }
#define SELF_HOSTED(NAME, LENGTH, FUNCTION)                                                         \
  ::whipsnake::BuiltinRow {                                                                         \
    .kind = ::whipsnake::BuiltinKind::kSelfHosted, .length = LENGTH, .name = NAME, .text = FUNCTION \
  }
#define CONSTANT(NAME, NUMBER)                                                                 \
  ::whipsnake::BuiltinRow {                                                                    \
    .kind = ::whipsnake::BuiltinKind::kNumber, .attributes = 0, .name = NAME, .number = NUMBER \
  }
#define TEXT(NAME, VALUE)                                                                             \
  ::whipsnake::BuiltinRow {                                                                           \
    .kind = ::whipsnake::BuiltinKind::kText, .attributes = ::whipsnake::kHiddenDefault, .name = NAME, \
    .text = VALUE                                                                                     \
  }
#define TEXT_SYMBOL(SYMBOL, VALUE)                                                     \
  ::whipsnake::BuiltinRow {                                                            \
    .kind = ::whipsnake::BuiltinKind::kText, .attributes = ::whipsnake::kConfigurable, \
    .symbol = int8_t(::whipsnake::WellKnownSymbol::SYMBOL), .text = VALUE              \
  }
#define VALUE_OF(NAME, INTRINSIC, ATTRIBUTES)                                             \
  ::whipsnake::BuiltinRow {                                                               \
    .kind = ::whipsnake::BuiltinKind::kIntrinsic, .attributes = ATTRIBUTES, .name = NAME, \
    .intrinsic = int(::whipsnake::Intrinsic::INTRINSIC)                                   \
  }
// The value is a well-known symbol.
#define WELL_KNOWN_SYMBOL(NAME, SYMBOL)                                       \
  ::whipsnake::BuiltinRow {                                                   \
    .kind = ::whipsnake::BuiltinKind::kSymbol, .attributes = 0, .name = NAME, \
    .number = double(::whipsnake::WellKnownSymbol::SYMBOL)                    \
  }
// The same row, neither writable nor enumerable, configurable.
constexpr BuiltinRow read_only(BuiltinRow row) {
  row.attributes = kConfigurable;
  return row;
}
#define READ_ONLY(ROW) ::whipsnake::read_only(ROW)
// The value is what CODE makes when the object is set up; it gets no frame. Configurable only.
#define MADE_SYMBOL(SYMBOL, CODE)                                                      \
  ::whipsnake::BuiltinRow {                                                            \
    .kind = ::whipsnake::BuiltinKind::kMade, .attributes = ::whipsnake::kConfigurable, \
    .symbol = int8_t(::whipsnake::WellKnownSymbol::SYMBOL), .code = CODE               \
  }
// An accessor whose getter and setter are both an intrinsic function.
#define ACCESSOR_OF(NAME, INTRINSIC)                                                                     \
  ::whipsnake::BuiltinRow {                                                                              \
    .kind = ::whipsnake::BuiltinKind::kAccessor, .attributes = ::whipsnake::kConfigurable, .name = NAME, \
    .intrinsic = int(::whipsnake::Intrinsic::INTRINSIC)                                                  \
  }
// Makes the function of a NATIVE or SELF_HOSTED row an intrinsic, so that the engine finds it even when a
// script replaced the property: AS_INTRINSIC(kArrayProto_values, NATIVE("values", 0, array_values)).
constexpr BuiltinRow as_intrinsic(Intrinsic which, BuiltinRow row) {
  row.intrinsic = int(which);
  return row;
}
#define AS_INTRINSIC(WHICH, ROW) ::whipsnake::as_intrinsic(::whipsnake::Intrinsic::WHICH, ROW)
// The same function object as another property of this set: ALIAS("trimLeft", "trimStart").
#define ALIAS(NAME, OF) \
  ::whipsnake::BuiltinRow { .kind = ::whipsnake::BuiltinKind::kAlias, .name = NAME, .text = OF }
#define ALIAS_SYMBOL(SYMBOL, OF)                                                                      \
  ::whipsnake::BuiltinRow {                                                                           \
    .kind = ::whipsnake::BuiltinKind::kAlias, .symbol = int8_t(::whipsnake::WellKnownSymbol::SYMBOL), \
    .text = OF                                                                                        \
  }

struct BuiltinShape {
  Intrinsic prototype;  // [[Prototype]]; kCount: null
  CellKind kind = CellKind::kPlainObject;
  // For constructors and functions: what calling it does. new_target tells [[Construct]] from [[Call]].
  NativeCode code = nullptr;
  const char* name = nullptr;
  uint8_t length = 0;
  bool constructor = false;
  const char* self_hosted = nullptr;  // instead of code
};

constexpr BuiltinShape a_constructor(const char* name, uint8_t length, NativeCode code) {
  return {.prototype = Intrinsic::kFunctionPrototype,
          .code = code,
          .name = name,
          .length = length,
          .constructor = true};
}

// The function of jsengine/builtins/*.js of that name in this realm.
Value self_hosted_function(Agent*, Realm*, const char* name);
// Room for `count` more properties, some of which are made on their first touch.
Status make_lazy_table(Agent*, Realm*, Object*, size_t count);
// The value of a property that is made on its first touch (is_lazy in property_lookup.h).
Value make_lazy_builtin(Agent*, Realm*, Value lazy);

class BuiltinSet {
 public:
  template <size_t N>
  BuiltinSet(Intrinsic self, BuiltinShape shape, const BuiltinRow (&rows)[N])
      : self(self), shape(shape), rows(rows), count(N) {
    add_builtin_set(this);
  }
  Intrinsic self;
  BuiltinShape shape;
  const BuiltinRow* rows;
  size_t count;
  static const BuiltinSet* of(Intrinsic);

 private:
  static void add_builtin_set(const BuiltinSet*);
};

}  // namespace whipsnake
