// ArrayBuffer and SharedArrayBuffer. https://tc39.es/ecma262/#sec-arraybuffer-objects
#include "jsengine/kernel/array_buffer.h"

#include <algorithm>
#include <cstring>

#include "jsengine/kernel/array.h"
#include "jsengine/kernel/builtin.h"
#include "jsengine/kernel/builtins/array_methods.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

namespace {

// -- Making buffers

// https://tc39.es/ecma262/#sec-getarraybuffermaxbytelengthoption; false: there is none.
Truth maximum_option(Agent* agent, Value options, double* maximum) {
  if (!options.is_object()) return Truth::kFalse;
  Value v = TRY(get(agent, options.as_object(), PropertyKey::name(intern(agent, "maxByteLength"))));
  if (v.is_undefined()) return Truth::kFalse;
  TRY(to_index(agent, v, maximum));
  return Truth::kTrue;
}

Value make_buffer(Agent* agent, Frame* f, CellKind kind, Intrinsic prototype_intrinsic, const char* name) {
  if (f->new_target.is_undefined())
    return throw_error(agent, Message::kConstructorRequiresNew, new_string(agent, name));
  double length, maximum = 0;
  TRY(to_index(agent, f->argument(0), &length));
  bool resizable = TRY(maximum_option(agent, f->argument(1), &maximum));
  if (resizable && length > maximum) return throw_error(agent, Message::kInvalidBufferMaximum);
  Value prototype = TRY(prototype_from_constructor(agent, f->new_target, int(prototype_intrinsic)));
  return TRY(allocate_array_buffer(agent, kind, prototype, length, resizable, maximum));
}

// https://tc39.es/ecma262/#sec-arraybuffer-length
Value array_buffer_constructor(Agent* agent, Frame* f) {
  return make_buffer(agent, f, CellKind::kArrayBuffer, Intrinsic::kArrayBufferPrototype, "ArrayBuffer");
}
// https://tc39.es/ecma262/#sec-sharedarraybuffer-length
Value shared_constructor(Agent* agent, Frame* f) {
  return make_buffer(agent, f, CellKind::kSharedArrayBuffer, Intrinsic::kSharedArrayBufferPrototype,
                     "SharedArrayBuffer");
}

Value is_view(Agent*, Frame* f) {
  Value v = f->argument(0);
  return Value::boolean(v.is_object() &&
                        (v.as_object()->is(CellKind::kTypedArray) || v.as_object()->is(CellKind::kDataView)));
}

// -- Receivers

ArrayBuffer* this_buffer(Agent* agent, Frame* f, CellKind kind, const char* method) {
  Value v = f->this_value();
  if (v.is_object() && v.as_object()->is(kind)) return static_cast<ArrayBuffer*>(v.as_object());
  return throw_error(agent, Message::kBadReceiver, new_string(agent, method), v);
}
ArrayBuffer* this_unshared(Agent* agent, Frame* f, const char* method) {
  return this_buffer(agent, f, CellKind::kArrayBuffer, method);
}
ArrayBuffer* this_shared(Agent* agent, Frame* f, const char* method) {
  return this_buffer(agent, f, CellKind::kSharedArrayBuffer, method);
}

Value get_byte_length(Agent* agent, Frame* f) {
  return Value::normalised(
      double(TRY(this_unshared(agent, f, "get ArrayBuffer.prototype.byteLength"))->byte_length));
}
Value get_maximum(Agent* agent, Frame* f) {
  return Value::normalised(
      double(TRY(this_unshared(agent, f, "get ArrayBuffer.prototype.maxByteLength"))->maximum));
}
Value get_resizable(Agent* agent, Frame* f) {
  return Value::boolean(TRY(this_unshared(agent, f, "get ArrayBuffer.prototype.resizable"))->is_resizable());
}
Value get_detached(Agent* agent, Frame* f) {
  return Value::boolean(TRY(this_unshared(agent, f, "get ArrayBuffer.prototype.detached"))->is_detached());
}

Abrupt throw_detached(Agent* agent, const char* method) {
  return throw_error(agent, Message::kBufferDetached, new_string(agent, method));
}

// -- slice

// The buffer a slice is copied to: made by the species constructor.
ArrayBuffer* slice_target(Agent* agent, ArrayBuffer* buffer, double length) {
  bool shared = buffer->is_shared();
  Value standard =
      TRY(intrinsic(agent->realm, shared ? Intrinsic::kSharedArrayBuffer : Intrinsic::kArrayBuffer));
  Value constructor = TRY(species_constructor(agent, buffer, standard));
  Value argument = Value::normalised(length);
  Value made = TRY(construct(agent, constructor, &argument, 1));
  ArrayBuffer* target = buffer_of(made);
  bool fits = target != nullptr && target->is_shared() == shared && !target->is_detached() &&
              target != buffer && double(target->byte_length) >= length;
  if (!fits) return throw_error(agent, Message::kSpeciesBuffer);
  return target;
}

Value slice(Agent* agent, Frame* f, ArrayBuffer* buffer, const char* method) {
  if (buffer->is_detached()) return throw_detached(agent, method);
  double length = double(buffer->byte_length), first, last;
  TRY(relative_index(agent, f->argument(0), length, 0, &first));
  TRY(relative_index(agent, f->argument(1), length, length, &last));
  double count = std::max(last - first, 0.0);
  ArrayBuffer* target = TRY(slice_target(agent, buffer, count));
  if (buffer->is_detached()) return throw_detached(agent, method);
  double available = double(buffer->byte_length);
  if (first < available)
    TRY(copy_in_pieces(agent, target->data, buffer->data + size_t(first),
                       size_t(std::min(count, available - first))));
  return target;
}

// https://tc39.es/ecma262/#sec-arraybuffer.prototype.slice
Value unshared_slice(Agent* agent, Frame* f) {
  return slice(agent, f, TRY(this_unshared(agent, f, "ArrayBuffer.prototype.slice")),
               "ArrayBuffer.prototype.slice");
}
// https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.slice
Value shared_slice(Agent* agent, Frame* f) {
  const char* name = "SharedArrayBuffer.prototype.slice";
  return slice(agent, f, TRY(this_shared(agent, f, name)), name);
}

// -- resize, transfer

// https://tc39.es/ecma262/#sec-arraybuffer.prototype.resize
Value resize(Agent* agent, Frame* f) {
  const char* name = "ArrayBuffer.prototype.resize";
  ArrayBuffer* buffer = TRY(this_unshared(agent, f, name));
  if (!buffer->is_resizable())
    return throw_error(agent, Message::kBufferNotResizable, new_string(agent, name));
  double length;
  TRY(to_index(agent, f->argument(0), &length));
  if (buffer->is_detached()) return throw_detached(agent, name);
  if (buffer->is_pinned()) return throw_error(agent, Message::kBufferPinned, new_string(agent, name));
  if (length > double(buffer->maximum)) return throw_error(agent, Message::kInvalidBufferLength);
  TRY(resize_array_buffer(agent, buffer, length));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-arraybuffercopyanddetach
Value copy_and_detach(Agent* agent, Frame* f, bool keeps_resizability, const char* name) {
  ArrayBuffer* buffer = TRY(this_unshared(agent, f, name));
  double length = double(buffer->byte_length);
  if (!f->argument(0).is_undefined()) TRY(to_index(agent, f->argument(0), &length));
  if (buffer->is_detached()) return throw_detached(agent, name);
  if (buffer->is_pinned()) return throw_error(agent, Message::kBufferPinned, new_string(agent, name));
  bool resizable = keeps_resizability && buffer->is_resizable();
  double maximum = double(buffer->maximum);
  if (resizable && length > maximum) return throw_error(agent, Message::kInvalidBufferMaximum);
  Value prototype = TRY(intrinsic(agent->realm, Intrinsic::kArrayBufferPrototype));
  bool moves = resizable || (!buffer->is_resizable() && length == double(buffer->byte_length));
  if (buffer->owner != nullptr) moves = false;
  ArrayBuffer* made = TRY(allocate_array_buffer(agent, CellKind::kArrayBuffer, prototype, moves ? 0 : length,
                                                resizable && !moves, maximum));
  if (moves) {  // the memory itself changes hands
    std::swap(made->data, buffer->data);
    std::swap(made->maximum, buffer->maximum);
    made->byte_length = uint64_t(length);
    made->detail = resizable ? kResizableBuffer : 0;
    if (length < double(buffer->byte_length))
      TRY(clear_in_pieces(agent, made->data + size_t(length), size_t(double(buffer->byte_length) - length)));
  } else {
    TRY(copy_in_pieces(agent, made->data, buffer->data,
                       size_t(std::min(length, double(buffer->byte_length)))));
  }
  detach_buffer(agent, buffer);
  return made;
}
Value transfer(Agent* agent, Frame* f) {
  return copy_and_detach(agent, f, true, "ArrayBuffer.prototype.transfer");
}
Value transfer_to_fixed_length(Agent* agent, Frame* f) {
  return copy_and_detach(agent, f, false, "ArrayBuffer.prototype.transferToFixedLength");
}

const BuiltinRow kArrayBufferRows[] = {
    VALUE_OF("prototype", kArrayBufferPrototype, 0),
    NATIVE("isView", 1, is_view),
    GETTER_SYMBOL(kSpecies, "get [Symbol.species]", species_getter),
};
const BuiltinSet kArrayBufferSet(Intrinsic::kArrayBuffer,
                                 a_constructor("ArrayBuffer", 1, array_buffer_constructor), kArrayBufferRows);

const BuiltinRow kArrayBufferPrototypeRows[] = {
    VALUE_OF("constructor", kArrayBuffer, kHiddenDefault),
    GETTER("byteLength", get_byte_length),
    NATIVE("slice", 2, unshared_slice),
    GETTER("maxByteLength", get_maximum),
    GETTER("resizable", get_resizable),
    NATIVE("resize", 1, resize),
    NATIVE("transfer", 0, transfer),
    NATIVE("transferToFixedLength", 0, transfer_to_fixed_length),
    GETTER("detached", get_detached),
    TEXT_SYMBOL(kToStringTag, "ArrayBuffer"),
};
const BuiltinSet kArrayBufferPrototypeSet(Intrinsic::kArrayBufferPrototype,
                                          {.prototype = Intrinsic::kObjectPrototype},
                                          kArrayBufferPrototypeRows);

// -- SharedArrayBuffer

Value get_shared_byte_length(Agent* agent, Frame* f) {
  return Value::normalised(
      double(TRY(this_shared(agent, f, "get SharedArrayBuffer.prototype.byteLength"))->byte_length));
}
Value get_shared_maximum(Agent* agent, Frame* f) {
  return Value::normalised(
      double(TRY(this_shared(agent, f, "get SharedArrayBuffer.prototype.maxByteLength"))->maximum));
}
Value get_growable(Agent* agent, Frame* f) {
  return Value::boolean(
      TRY(this_shared(agent, f, "get SharedArrayBuffer.prototype.growable"))->is_resizable());
}

// https://tc39.es/ecma262/#sec-sharedarraybuffer.prototype.grow
Value grow(Agent* agent, Frame* f) {
  const char* name = "SharedArrayBuffer.prototype.grow";
  ArrayBuffer* buffer = TRY(this_shared(agent, f, name));
  if (!buffer->is_resizable())
    return throw_error(agent, Message::kBufferNotResizable, new_string(agent, name));
  double length;
  TRY(to_index(agent, f->argument(0), &length));
  if (length > double(buffer->maximum) || length < double(buffer->byte_length))
    return throw_error(agent, Message::kInvalidBufferLength);
  TRY(resize_array_buffer(agent, buffer, length));
  return Value::undefined();
}

const BuiltinRow kSharedArrayBufferRows[] = {
    VALUE_OF("prototype", kSharedArrayBufferPrototype, 0),
    GETTER_SYMBOL(kSpecies, "get [Symbol.species]", species_getter),
};
const BuiltinSet kSharedArrayBufferSet(Intrinsic::kSharedArrayBuffer,
                                       a_constructor("SharedArrayBuffer", 1, shared_constructor),
                                       kSharedArrayBufferRows);

const BuiltinRow kSharedArrayBufferPrototypeRows[] = {
    VALUE_OF("constructor", kSharedArrayBuffer, kHiddenDefault),
    GETTER("byteLength", get_shared_byte_length),
    NATIVE("slice", 2, shared_slice),
    GETTER("maxByteLength", get_shared_maximum),
    GETTER("growable", get_growable),
    NATIVE("grow", 1, grow),
    TEXT_SYMBOL(kToStringTag, "SharedArrayBuffer"),
};
const BuiltinSet kSharedArrayBufferPrototypeSet(Intrinsic::kSharedArrayBufferPrototype,
                                                {.prototype = Intrinsic::kObjectPrototype},
                                                kSharedArrayBufferPrototypeRows);

}  // namespace

}  // namespace whipsnake
