// Built-ins written in JavaScript (jsengine/builtins/*.js) and what their code calls in the kernel.
//
// A function's file is told by its name: ArrayPrototype_map stands in array_prototype.js. In these files a
// name that is declared nowhere means an intrinsic of the table below, or a function of that name in one of
// the files.
#pragma once

#include "jsengine/kernel/agent.h"
#include "jsengine/kernel/source.h"

namespace whipsnake {

// S(name): `name(a, b)` in self-hosted code calls it. What each does is said in self_hosting.cpp.
// clang-format off
#define WHIPSNAKE_SELF_HOSTING(S) \
  S(self_hosted) S(intrinsic_object) S(throw_error) S(to_object) S(to_length) S(to_integer_or_infinity) \
  S(to_index) S(to_string) S(to_number) S(to_numeric) S(to_property_key) S(to_boolean) S(is_callable) \
  S(is_constructor) S(is_object) S(is_array) S(same_value) S(same_value_zero) S(length_of_array_like) \
  S(get_method) S(species_constructor) S(array_species_create) S(new_array) S(new_object) \
  S(create_data_property) S(delete_property_or_throw) \
  S(has_own_property) S(create_iter_result) S(array_push) S(define_hidden) \
  S(async_iterator_of)
// clang-format on

enum class SelfHosting : uint16_t {
#define S(name) k_##name,
  WHIPSNAKE_SELF_HOSTING(S)
#undef S
      kCount
};
const char* self_hosting_name(SelfHosting);
Value call_self_hosting(Agent*, SelfHosting, Value* arguments, int64_t count);

// The record of a function, its file read and parsed on first use. nullptr: abrupt.
FunctionInfo* self_hosted_info(Agent*, const char* name);

// Makes a source one of the library: before any function of it is compiled.
void mark_as_library(Source*);

// Puts the names, by number, into the extension module for the emitter; false with an exception.
bool add_self_hosting_names(struct _object* module);

}  // namespace whipsnake
