// Making typed arrays. https://tc39.es/ecma262/#sec-typedarray-constructors
#include <cstring>

#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/builtins/typed_array_methods.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/pieces.h"

namespace whipsnake {

Status copy_elements(Agent* agent, ElementType to_type, uint8_t* to, ElementType from_type,
                     const uint8_t* from, uint64_t count) {
  uint64_t to_size = kElementSizes[size_t(to_type)], from_size = kElementSizes[size_t(from_type)];
  bool integers =
      !is_float_type(to_type) && !is_float_type(from_type) && to_type != ElementType::kUint8Clamped;
  if (to_type == from_type || (integers && to_size == from_size))
    return move_in_pieces(agent, to, from, count * to_size);
  return in_pieces(agent, count, [&](size_t i, size_t end) {
    for (; i < end; i++)  // of different sizes: no BigInts, nothing is allocated
      store_element(to_type, to + i * to_size, load_element(nullptr, from_type, from + i * from_size));
  });
}

Value element_or_undefined(Agent* agent, TypedArray* array, double index) {
  if (!(index >= 0 && index < double(array->length))) return Value::undefined();
  return load_element(agent, array->type(), array->element(uint64_t(index)));
}

Status set_typed_element(Agent* agent, TypedArray* array, double index, Value v) {
  Value numeric = TRY(to_element(agent, array->type(), v));
  if (index >= 0 && index < double(array->length))
    store_element(array->type(), array->element(uint64_t(index)), numeric);
  return Status::kOk;
}

TypedArray* allocate_typed_array(Agent* agent, ElementType type, Value prototype, double length) {
  double bytes = length * kElementSizes[size_t(type)];
  if (bytes > kMaxBufferBytes)
    return throw_error(agent, Message::kInvalidTypedArrayLength, Value::normalised(length));
  Value buffer_prototype = TRY(intrinsic(agent->realm, Intrinsic::kArrayBufferPrototype));
  ArrayBuffer* buffer =
      TRY(allocate_array_buffer(agent, CellKind::kArrayBuffer, buffer_prototype, bytes, false, 0));
  auto count = uint64_t(length);
  return new_view(agent, type, prototype, buffer, 0, &count);
}

TypedArray* create_same_type(Agent* agent, TypedArray* exemplar, double length) {
  Value prototype = TRY(intrinsic(agent->realm, prototype_of_type(exemplar->type())));
  return allocate_typed_array(agent, exemplar->type(), prototype, length);
}

TypedArray* validate_created(Agent* agent, Value made, const double* length, const char* method) {
  TypedArray* array = TRY(validate_typed_array(agent, made, method));
  if (length != nullptr && double(array->length) < *length)
    return throw_error(agent, Message::kTypedArrayTooShort);
  return array;
}

TypedArray* create_typed_array(Agent* agent, Value constructor, double length, const char* method) {
  Value argument = Value::normalised(length);
  return validate_created(agent, TRY(construct(agent, constructor, &argument, 1)), &length, method);
}

Value species_constructor_of(Agent* agent, TypedArray* exemplar) {
  return species_constructor(agent, exemplar,
                             TRY(intrinsic(agent->realm, constructor_of_type(exemplar->type()))));
}

TypedArray* species_create(Agent* agent, TypedArray* exemplar, double length, const char* method) {
  Value constructor = TRY(species_constructor_of(agent, exemplar));
  TypedArray* made = TRY(create_typed_array(agent, constructor, length, method));
  if (is_bigint_type(made->type()) != is_bigint_type(exemplar->type()))
    return throw_error(agent, Message::kContentTypeMismatch);
  return made;
}

namespace {

// https://tc39.es/ecma262/#sec-initializetypedarrayfromtypedarray
Value from_typed_array(Agent* agent, ElementType type, Value prototype, TypedArray* source) {
  if (source->is_out_of_bounds())
    return throw_error(agent, Message::kBufferDetached, new_string(agent, name_of_type(type)));
  TypedArray* made = TRY(allocate_typed_array(agent, type, prototype, double(source->length)));
  if (is_bigint_type(type) != is_bigint_type(source->type()))
    return throw_error(agent, Message::kContentTypeMismatch);
  TRY(copy_elements(agent, type, made->data, source->type(), source->data, source->length));
  return made;
}

// https://tc39.es/ecma262/#sec-initializetypedarrayfromarraybuffer
Value from_buffer(Agent* agent, ElementType type, Value prototype, ArrayBuffer* buffer, Frame* f) {
  const char* name = name_of_type(type);
  double size = kElementSizes[size_t(type)], offset, length = 0;
  TRY(to_index(agent, f->argument(1), &offset));
  if (uint64_t(offset) % uint64_t(size) != 0)
    return throw_error(agent, Message::kStartOffsetUnaligned, new_string(agent, name),
                       Value::normalised(size));
  bool has_length = !f->argument(2).is_undefined();
  if (has_length) TRY(to_index(agent, f->argument(2), &length));
  if (buffer->is_detached()) return throw_error(agent, Message::kBufferDetached, new_string(agent, name));
  auto available = double(buffer->byte_length);
  if (!has_length && buffer->is_resizable()) {
    if (offset > available)
      return throw_error(agent, Message::kStartOffsetOutside, Value::normalised(offset));
    return TRY(new_view(agent, type, prototype, buffer, uint64_t(offset), nullptr));
  }
  if (!has_length) {
    if (buffer->byte_length % uint64_t(size) != 0)
      return throw_error(agent, Message::kByteLengthUnaligned, new_string(agent, name),
                         Value::normalised(size));
    if (offset > available)
      return throw_error(agent, Message::kStartOffsetOutside, Value::normalised(offset));
    length = (available - offset) / size;
  } else if (offset + length * size > available) {
    return throw_error(agent, Message::kInvalidTypedArrayLength, Value::normalised(length));
  }
  auto count = uint64_t(length);
  return TRY(new_view(agent, type, prototype, buffer, uint64_t(offset), &count));
}

// https://tc39.es/ecma262/#sec-initializetypedarrayfromlist
Value from_list(Agent* agent, ElementType type, Value prototype, RootedVector& list) {
  TypedArray* made = TRY(allocate_typed_array(agent, type, prototype, double(list.size())));
  for (size_t i = 0; i < list.size(); i++) {
    TRY(poll(agent));
    TRY(set_typed_element(agent, made, double(i), list[i]));
  }
  return made;
}

// https://tc39.es/ecma262/#sec-initializetypedarrayfromarraylike
Value from_array_like(Agent* agent, ElementType type, Value prototype, Object* source) {
  double length;
  TRY(length_of_array_like(agent, source, &length));
  TypedArray* made = TRY(allocate_typed_array(agent, type, prototype, length));
  for (double i = 0; i < length; i++) {
    TRY(poll(agent));
    TRY(set_typed_element(agent, made, i, TRY(get_at(agent, source, i))));
  }
  return made;
}

Status list_of(Agent* agent, Value iterable, Value method, RootedVector* list) {
  IteratorRecord record;
  TRY(get_iterator_from_method(agent, iterable, method, &record));
  for (;;) {
    TRY(poll(agent));
    Value v = TRY(iterator_step_value(agent, record));
    if (v.is_absent()) return Status::kOk;
    if (!list->push(v)) return Abrupt{};
  }
}

Value iterator_method(Agent* agent, Value v) {
  return get_method(agent, v, PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator)));
}

// https://tc39.es/ecma262/#sec-typedarray
Value construct_of_type(Agent* agent, Frame* f, ElementType type) {
  const char* name = name_of_type(type);
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, name));
  Value first = f->argument(0);
  double length = 0;
  if (!first.is_object()) TRY(to_index(agent, first, &length));
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(prototype_of_type(type))));
  if (!first.is_object()) return TRY(allocate_typed_array(agent, type, prototype, length));
  if (TypedArray* source = typed_array_of(first)) return from_typed_array(agent, type, prototype, source);
  if (ArrayBuffer* buffer = buffer_of(first)) return from_buffer(agent, type, prototype, buffer, f);
  Value method = TRY(iterator_method(agent, first));
  if (method.is_undefined()) return from_array_like(agent, type, prototype, first.as_object());
  RootedVector list(agent);
  TRY(list_of(agent, first, method, &list));
  return from_list(agent, type, prototype, list);
}

template <ElementType kType>
Value constructor_of(Agent* agent, Frame* f) {
  return construct_of_type(agent, f, kType);
}

// -- %TypedArray%

Value abstract_constructor(Agent* agent, Frame*) { return throw_error(agent, Message::kAbstractTypedArray); }

Value mapped(Agent* agent, Frame* f, Value v, double k) {
  if (f->argument(1).is_undefined()) return v;
  return call_with(agent, f->argument(1), f->argument(2), v, Value::normalised(k));
}

// https://tc39.es/ecma262/#sec-%typedarray%.from
Value typed_array_from(Agent* agent, Frame* f) {
  const char* name = "%TypedArray%.from";
  Value constructor = f->this_value(), source = f->argument(0);
  if (!is_constructor(constructor)) return throw_error(agent, Message::kNotAConstructor, constructor);
  if (!f->argument(1).is_undefined() && !is_callable(f->argument(1)))
    return throw_error(agent, Message::kNotAFunction, f->argument(1));
  Value method = TRY(iterator_method(agent, source));
  if (!method.is_undefined()) {
    RootedVector list(agent);
    TRY(list_of(agent, source, method, &list));
    TypedArray* made = TRY(create_typed_array(agent, constructor, double(list.size()), name));
    for (size_t k = 0; k < list.size(); k++)
      TRY(set_at(agent, made, double(k), TRY(mapped(agent, f, list[k], double(k)))));
    return made;
  }
  double length;
  Object* o = TRY(array_like(agent, source, &length));
  TypedArray* made = TRY(create_typed_array(agent, constructor, length, name));
  for (double k = 0; k < length; k++) {
    TRY(poll(agent));
    Value v = TRY(get_at(agent, o, k));
    TRY(set_at(agent, made, k, TRY(mapped(agent, f, v, k))));
  }
  return made;
}

// https://tc39.es/ecma262/#sec-%typedarray%.of
Value typed_array_of_items(Agent* agent, Frame* f) {
  Value constructor = f->this_value();
  if (!is_constructor(constructor)) return throw_error(agent, Message::kNotAConstructor, constructor);
  TypedArray* made = TRY(create_typed_array(agent, constructor, f->argc, "%TypedArray%.of"));
  for (uint32_t k = 0; k < f->argc; k++) TRY(set_at(agent, made, k, f->argument(k)));
  return made;
}

const BuiltinRow kTypedArrayRows[] = {
    VALUE_OF("prototype", kTypedArrayPrototype, 0),
    NATIVE("from", 1, typed_array_from),
    NATIVE("of", 0, typed_array_of_items),
    GETTER_SYMBOL(kSpecies, "get [Symbol.species]", species_getter),
};
const BuiltinSet kTypedArraySet(Intrinsic::kTypedArray, a_constructor("TypedArray", 0, abstract_constructor),
                                kTypedArrayRows);

// -- Int8Array and its like
#define T(NAME, type, content)                                                           \
  const BuiltinRow k##NAME##Rows[] = {                                                   \
      VALUE_OF("prototype", k##NAME##ArrayPrototype, 0),                                 \
      CONSTANT("BYTES_PER_ELEMENT", sizeof(type)),                                       \
  };                                                                                     \
  const BuiltinSet k##NAME##Set(Intrinsic::k##NAME##Array,                               \
                                {.prototype = Intrinsic::kTypedArray,                    \
                                 .code = constructor_of<ElementType::k##NAME>,           \
                                 .name = #NAME "Array",                                  \
                                 .length = 3,                                            \
                                 .constructor = true},                                   \
                                k##NAME##Rows);                                          \
  const BuiltinRow k##NAME##PrototypeRows[] = {                                          \
      VALUE_OF("constructor", k##NAME##Array, kHiddenDefault),                           \
      CONSTANT("BYTES_PER_ELEMENT", sizeof(type)),                                       \
  };                                                                                     \
  const BuiltinSet k##NAME##PrototypeSet(Intrinsic::k##NAME##ArrayPrototype,             \
                                         {.prototype = Intrinsic::kTypedArrayPrototype}, \
                                         k##NAME##PrototypeRows);
WHIPSNAKE_ELEMENT_TYPES(T)
#undef T

}  // namespace

}  // namespace whipsnake
