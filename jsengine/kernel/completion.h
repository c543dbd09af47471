// How kernel functions report an abrupt completion: the value is in Agent::pending, the result says "abrupt".
//
// Every fallible function returns one of: Value (abrupt() sentinel), Truth, Status, or a pointer (nullptr).
// `TRY(expr)` yields the ordinary result or returns abrupt from the enclosing function, whatever it returns:
//   String* s = TRY(to_string(agent, v));
// `must(expr)` is the standard's `!`: an abrupt result is a bug of ours.
#pragma once

#include "jsengine/kernel/value.h"

namespace whipsnake {

[[noreturn]] void engine_bug(const char* what, const char* file, int line);
#define ENGINE_BUG(what) ::whipsnake::engine_bug(what, __FILE__, __LINE__)

enum class Status : int8_t { kOk = 0, kAbrupt = -1 };
enum class Truth : int8_t { kFalse = 0, kTrue = 1, kAbrupt = -1 };
inline Truth truth(bool b) { return b ? Truth::kTrue : Truth::kFalse; }

// Converts to the abrupt result of any of the types above.
struct Abrupt {
  operator Value() const { return Value::abrupt(); }
  operator Truth() const { return Truth::kAbrupt; }
  operator Status() const { return Status::kAbrupt; }
  template <typename T>
  operator T*() const {
    return nullptr;
  }
};

inline bool is_abrupt(Value v) { return v.is_abrupt(); }
inline bool is_abrupt(Truth t) { return t == Truth::kAbrupt; }
inline bool is_abrupt(Status s) { return s == Status::kAbrupt; }
template <typename T>
inline bool is_abrupt(T* p) {
  return p == nullptr;
}

inline Value unwrap(Value v) { return v; }
inline bool unwrap(Truth t) { return t == Truth::kTrue; }
inline void unwrap(Status) {}
template <typename T>
inline T* unwrap(T* p) {
  return p;
}

#define TRY(expression)                                   \
  ({                                                      \
    auto try_result_ = (expression);                      \
    if (::whipsnake::is_abrupt(try_result_)) [[unlikely]] \
      return ::whipsnake::Abrupt{};                       \
    ::whipsnake::unwrap(try_result_);                     \
  })

template <typename T>
inline auto must(T result) {
  if (is_abrupt(result)) ENGINE_BUG("an operation that cannot fail completed abruptly");
  return unwrap(result);
}

}  // namespace whipsnake
