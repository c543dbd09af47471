// %TypedArray%.prototype: its table, its accessors, and what calls nothing back.
// https://tc39.es/ecma262/#sec-properties-of-the-%typedarrayprototype%-object
#include "jsengine/kernel/typed_array.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "jsengine/kernel/array_iterator.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/builtins/typed_array_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

namespace {

#define METHOD(name) "%TypedArray%.prototype." name

// -- Accessors: they work on arrays out of bounds too.

TypedArray* this_array(Agent* agent, Frame* f, const char* method) {
  if (TypedArray* array = typed_array_of(f->this_value())) return array;
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), f->this_value());
}

Value get_buffer(Agent* agent, Frame* f) {
  return Value(TRY(this_array(agent, f, "get TypedArray.prototype.buffer"))->buffer);
}
Value get_byte_length(Agent* agent, Frame* f) {
  TypedArray* array = TRY(this_array(agent, f, "get TypedArray.prototype.byteLength"));
  return Value::normalised(double(array->length * array->element_size()));
}
Value get_byte_offset(Agent* agent, Frame* f) {
  TypedArray* array = TRY(this_array(agent, f, "get TypedArray.prototype.byteOffset"));
  return array->is_out_of_bounds() ? Value::int32(0) : Value::normalised(double(array->byte_offset));
}
Value get_length(Agent* agent, Frame* f) {
  return Value::normalised(double(TRY(this_array(agent, f, "get TypedArray.prototype.length"))->length));
}
Value get_tag(Agent* agent, Frame* f) {
  TypedArray* array = typed_array_of(f->this_value());
  return array ? Value(TRY(new_string(agent, name_of_type(array->type())))) : Value::undefined();
}

// The length that is left when user code has run since `length` was read.
double current(TypedArray* array, double length) { return std::min(length, double(array->length)); }

}  // namespace

Value typed_array_at(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("at")));
  auto length = double(array->length);
  double k;
  TRY(to_integer_or_infinity(agent, f->argument(0), &k));
  if (k < 0) k += length;
  return k >= length ? Value::undefined() : element_or_undefined(agent, array, k);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.copywithin
Value typed_array_copy_within(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("copyWithin")));
  auto length = double(array->length);
  double to, from, end;
  TRY(relative_index(agent, f->argument(0), length, 0, &to));
  TRY(relative_index(agent, f->argument(1), length, 0, &from));
  TRY(relative_index(agent, f->argument(2), length, length, &end));
  double count = std::min(end - from, length - to);
  if (count <= 0) return array;
  TRY(validate_typed_array(agent, array, METHOD("copyWithin")));
  length = current(array, length);
  if (from >= length || to >= length) return array;
  count = std::min({count, length - from, length - to});
  TRY(move_in_pieces(agent, array->element(uint64_t(to)), array->element(uint64_t(from)),
                     uint64_t(count) * array->element_size()));
  return array;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.fill
Value typed_array_fill(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("fill")));
  auto length = double(array->length);
  Value v = TRY(to_element(agent, array->type(), f->argument(0)));
  double k, end;
  TRY(relative_index(agent, f->argument(1), length, 0, &k));
  TRY(relative_index(agent, f->argument(2), length, length, &end));
  TRY(validate_typed_array(agent, array, METHOD("fill")));
  end = current(array, end);
  if (k >= end) return array;
  uint64_t size = array->element_size(), first = uint64_t(k), count = uint64_t(end) - first;
  uint8_t element[8];
  store_element(array->type(), element, v);
  uint8_t* p = array->element(first);
  TRY(in_pieces(agent, count, [&](size_t i, size_t end) {
    if (size == 1) return void(memset(p + i, element[0], end - i));
    for (; i < end; i++) memcpy(p + i * size, element, size);
  }));
  return array;
}

// -- Searching

namespace {
enum class Equality { kStrict, kSameValueZero };
bool is_equal(Agent* agent, Value a, Value b, Equality how) {
  return how == Equality::kStrict ? is_strictly_equal(agent, a, b) : same_value_zero(agent, a, b);
}
}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.includes
Value typed_array_includes(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("includes")));
  auto length = double(array->length);
  if (length == 0) return Value::boolean(false);
  double k;
  TRY(relative_index(agent, f->argument(1), length, 0, &k));
  // Elements that have gone meanwhile read as undefined.
  if (f->argument(0).is_undefined()) return Value::boolean(k < length && length > double(array->length));
  for (length = current(array, length); k < length; k++) {
    TRY(poll(agent));
    Value v = TRY(element_or_undefined(agent, array, k));
    if (is_equal(agent, v, f->argument(0), Equality::kSameValueZero)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.indexof
Value typed_array_index_of(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("indexOf")));
  auto length = double(array->length);
  if (length == 0) return Value::int32(-1);
  double k;
  TRY(relative_index(agent, f->argument(1), length, 0, &k));
  for (length = current(array, length); k < length; k++) {
    TRY(poll(agent));
    Value v = TRY(element_or_undefined(agent, array, k));
    if (is_equal(agent, v, f->argument(0), Equality::kStrict)) return Value::normalised(k);
  }
  return Value::int32(-1);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.lastindexof
Value typed_array_last_index_of(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("lastIndexOf")));
  auto length = double(array->length);
  if (length == 0) return Value::int32(-1);
  double k = length - 1;
  if (f->argc > 1) {
    double from;
    TRY(to_integer_or_infinity(agent, f->argument(1), &from));
    k = from < 0 ? length + from : std::min(from, k);
  }
  for (k = std::min(k, double(array->length) - 1); k >= 0; k--) {
    TRY(poll(agent));
    Value v = TRY(element_or_undefined(agent, array, k));
    if (is_equal(agent, v, f->argument(0), Equality::kStrict)) return Value::normalised(k);
  }
  return Value::int32(-1);
}

// -- Text

Value typed_array_join(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("join")));
  auto length = double(array->length);
  String* separator = f->argument(0).is_undefined()
                          ? TRY(new_string(agent, ","))
                          : TRY(flatten(agent, TRY(to_string(agent, f->argument(0)))));
  return join_elements(agent, array, length, separator);
}

Value typed_array_to_locale_string(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("toLocaleString")));
  return join_locale_texts(agent, array, double(array->length));
}

// -- Copies

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.slice
Value typed_array_slice(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("slice")));
  auto length = double(array->length);
  double k, end;
  TRY(relative_index(agent, f->argument(0), length, 0, &k));
  TRY(relative_index(agent, f->argument(1), length, length, &end));
  double count = std::max(end - k, 0.0);
  TypedArray* made = TRY(species_create(agent, array, count, METHOD("slice")));
  if (count == 0) return made;
  TRY(validate_typed_array(agent, array, METHOD("slice")));
  end = current(array, end);
  count = std::min({count, end - k, double(made->length)});
  if (count <= 0) return made;
  const uint8_t* from = array->element(uint64_t(k));
  if (made->type() == array->type()) {  // bytes one after the other, even when they overlap
    uint8_t* to = made->data;
    uint64_t bytes = uint64_t(count) * array->element_size();
    if (to + bytes <= from || from + bytes <= to || to <= from) {
      TRY(move_in_pieces(agent, to, from, bytes));
    } else {
      TRY(in_pieces(agent, bytes, [&](size_t i, size_t end) {
        for (; i < end; i++) to[i] = from[i];
      }));
    }
    return made;
  }
  TRY(copy_elements(agent, made->type(), made->data, array->type(), from, uint64_t(count)));
  return made;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.subarray
Value typed_array_subarray(Agent* agent, Frame* f) {
  TypedArray* array = TRY(this_array(agent, f, METHOD("subarray")));
  auto length = double(array->length);
  double begin, end;
  TRY(relative_index(agent, f->argument(0), length, 0, &begin));
  bool tracks = (array->aux & kLengthTracking) && f->argument(1).is_undefined();
  if (!tracks) TRY(relative_index(agent, f->argument(1), length, length, &end));
  Value constructor = TRY(species_constructor_of(agent, array));
  double offset = double(array->byte_offset) + begin * double(array->element_size());
  double count = tracks ? 0 : std::max(end - begin, 0.0);
  Value arguments[] = {array->buffer, Value::normalised(offset), Value::normalised(count)};
  Value made = TRY(construct(agent, constructor, arguments, tracks ? 2 : 3));
  TypedArray* view = TRY(validate_created(agent, made, nullptr, METHOD("subarray")));
  if (is_bigint_type(view->type()) != is_bigint_type(array->type()))
    return throw_error(agent, Message::kContentTypeMismatch);
  return view;
}

Value typed_array_to_reversed(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("toReversed")));
  TypedArray* made = TRY(create_same_type(agent, array, double(array->length)));
  uint64_t size = array->element_size(), length = array->length;
  TRY(in_pieces(agent, length, [&](size_t i, size_t end) {
    for (; i < end; i++) memcpy(made->element(i), array->element(length - 1 - i), size);
  }));
  return made;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.with
Value typed_array_with(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("with")));
  auto length = double(array->length);
  double at;
  TRY(to_integer_or_infinity(agent, f->argument(0), &at));
  if (at < 0) at += length;
  Value v = TRY(to_element(agent, array->type(), f->argument(1)));
  if (!(at >= 0 && at < double(array->length))) return throw_error(agent, Message::kInvalidTypedArrayIndex);
  TypedArray* made = TRY(create_same_type(agent, array, length));
  TRY(copy_elements(agent, made->type(), made->data, array->type(), array->data,
                    uint64_t(current(array, length))));
  for (double k = current(array, length); k < length; k++)  // what has gone meanwhile reads as undefined
    TRY(set_typed_element(agent, made, k, Value::undefined()));
  store_element(made->type(), made->element(uint64_t(at)), v);
  return made;
}

// -- Changes

Value typed_array_reverse(Agent* agent, Frame* f) {
  TypedArray* array = TRY(validate_typed_array(agent, f->this_value(), METHOD("reverse")));
  uint64_t size = array->element_size(), length = array->length;
  TRY(in_pieces(agent, length / 2, [&](size_t low, size_t end) {
    for (; low < end; low++)
      std::swap_ranges(array->element(low), array->element(low) + size, array->element(length - 1 - low));
  }));
  return array;
}

// https://tc39.es/ecma262/#sec-settypedarrayfromtypedarray
static Status set_from_typed_array(Agent* agent, TypedArray* target, double offset, TypedArray* source) {
  if (target->is_out_of_bounds() || source->is_out_of_bounds())
    return throw_error(agent, Message::kBufferDetached, new_string(agent, METHOD("set")));
  if (is_bigint_type(target->type()) != is_bigint_type(source->type()))
    return throw_error(agent, Message::kContentTypeMismatch);
  if (offset + double(source->length) > double(target->length))
    return throw_error(agent, Message::kOffsetTooLarge);
  uint8_t* to = target->element(uint64_t(offset));
  uint64_t bytes = source->length * source->element_size();
  if (target->buffer->data != source->buffer->data || target->type() == source->type())
    return copy_elements(agent, target->type(), to, source->type(), source->data, source->length);
  ArrayBuffer* copy = TRY(allocate_array_buffer(
      agent, CellKind::kArrayBuffer, TRY(intrinsic(agent->realm, Intrinsic::kArrayBufferPrototype)),
      double(bytes), false, 0));
  TRY(copy_in_pieces(agent, copy->data, source->data, bytes));
  return copy_elements(agent, target->type(), to, source->type(), copy->data, source->length);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.set
Value typed_array_set(Agent* agent, Frame* f) {
  TypedArray* target = TRY(this_array(agent, f, METHOD("set")));
  double offset;
  TRY(to_integer_or_infinity(agent, f->argument(1), &offset));
  if (offset < 0) return throw_error(agent, Message::kOffsetTooLarge);
  if (TypedArray* source = typed_array_of(f->argument(0))) {
    TRY(set_from_typed_array(agent, target, offset, source));
    return Value::undefined();
  }
  if (target->is_out_of_bounds())
    return throw_error(agent, Message::kBufferDetached, new_string(agent, METHOD("set")));
  auto length = double(target->length);
  double count;
  Object* source = TRY(array_like(agent, f->argument(0), &count));
  if (offset + count > length) return throw_error(agent, Message::kOffsetTooLarge);
  for (double i = 0; i < count; i++) {
    TRY(poll(agent));
    TRY(set_typed_element(agent, target, offset + i, TRY(get_at(agent, source, i))));
  }
  return Value::undefined();
}

// -- Iterators

static Value iterator_over(Agent* agent, Frame* f, ArrayIteratorKind kind, const char* method) {
  return create_array_iterator(agent, TRY(validate_typed_array(agent, f->this_value(), method)), kind);
}
Value typed_array_keys(Agent* agent, Frame* f) {
  return iterator_over(agent, f, ArrayIteratorKind::kKeys, METHOD("keys"));
}
Value typed_array_values(Agent* agent, Frame* f) {
  return iterator_over(agent, f, ArrayIteratorKind::kValues, METHOD("values"));
}
Value typed_array_entries(Agent* agent, Frame* f) {
  return iterator_over(agent, f, ArrayIteratorKind::kEntries, METHOD("entries"));
}

namespace {

const BuiltinRow kTypedArrayPrototypeRows[] = {
    VALUE_OF("constructor", kTypedArray, kHiddenDefault),
    GETTER("buffer", get_buffer),
    GETTER("byteLength", get_byte_length),
    GETTER("byteOffset", get_byte_offset),
    GETTER("length", get_length),
    NATIVE("entries", 0, typed_array_entries),
    NATIVE("keys", 0, typed_array_keys),
    NATIVE("values", 0, typed_array_values),
    ALIAS_SYMBOL(kIterator, "values"),
    NATIVE("at", 1, typed_array_at),
    NATIVE("copyWithin", 2, typed_array_copy_within),
    NATIVE("every", 1, typed_array_every),
    NATIVE("fill", 1, typed_array_fill),
    NATIVE("filter", 1, typed_array_filter),
    NATIVE("find", 1, typed_array_find),
    NATIVE("findIndex", 1, typed_array_find_index),
    NATIVE("findLast", 1, typed_array_find_last),
    NATIVE("findLastIndex", 1, typed_array_find_last_index),
    NATIVE("forEach", 1, typed_array_for_each),
    NATIVE("includes", 1, typed_array_includes),
    NATIVE("indexOf", 1, typed_array_index_of),
    NATIVE("join", 1, typed_array_join),
    NATIVE("lastIndexOf", 1, typed_array_last_index_of),
    NATIVE("map", 1, typed_array_map),
    NATIVE("reverse", 0, typed_array_reverse),
    NATIVE("reduce", 1, typed_array_reduce),
    NATIVE("reduceRight", 1, typed_array_reduce_right),
    NATIVE("set", 1, typed_array_set),
    NATIVE("slice", 2, typed_array_slice),
    NATIVE("some", 1, typed_array_some),
    NATIVE("sort", 1, typed_array_sort),
    NATIVE("subarray", 2, typed_array_subarray),
    NATIVE("toReversed", 0, typed_array_to_reversed),
    NATIVE("toSorted", 1, typed_array_to_sorted),
    NATIVE("with", 2, typed_array_with),
    NATIVE("toLocaleString", 0, typed_array_to_locale_string),
    VALUE_OF("toString", kArrayProto_toString, kHiddenDefault),
    GETTER_SYMBOL(kToStringTag, "get [Symbol.toStringTag]", get_tag),
};
const BuiltinSet kTypedArrayPrototypeSet(Intrinsic::kTypedArrayPrototype,
                                         {.prototype = Intrinsic::kObjectPrototype},
                                         kTypedArrayPrototypeRows);

}  // namespace

}  // namespace whipsnake
