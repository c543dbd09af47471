// StructuredSerializeInternal and StructuredDeserialize in one walk: the copy is made at once, in the realm
// of the window that gets it. https://html.spec.whatwg.org/#structured-cloning
#include "jsengine/kernel/platform/structured_clone.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "jsengine/kernel/agent_extras.h"
#include "jsengine/kernel/array.h"
#include "jsengine/kernel/builtins/collection_making.h"
#include "jsengine/kernel/builtins/date_time.h"
#include "jsengine/kernel/builtins/regexp_object.h"
#include "jsengine/kernel/data_view.h"
#include "jsengine/kernel/elements.h"
#include "jsengine/kernel/error.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/names.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/platform/conversion.h"
#include "jsengine/kernel/platform/interface.h"
#include "jsengine/kernel/platform/realm_entry.h"
#include "jsengine/kernel/property_lookup.h"
#include "jsengine/kernel/python/reference.h"
#include "jsengine/kernel/shape.h"

namespace whipsnake {

namespace {

class Cloner {
 public:
  Cloner(Agent* agent, PyObject* window, PyObject* copy_platform_object)
      : agent_(agent), window_(window), copy_platform_object_(copy_platform_object), kept_(agent) {}

  Value clone(Value);
  // What stands in the place of an object.
  Status remember(Value original, Value copy);
  Abrupt refuse(Value, const char* why = " could not be cloned.");

 private:
  Value known(Object*) const;
  Value clone_object(Object*);
  Value clone_wrapper(Object*);
  Value clone_date(Object*);
  Value clone_regexp(Object*);
  Value clone_collection(Collection*, Intrinsic prototype_name);
  Value clone_buffer(ArrayBuffer*);
  Value clone_typed_array(TypedArray*);
  Value clone_data_view(DataView*);
  Value clone_error(Object*);
  Value clone_array(Array*);
  Value clone_plain(Object*);
  Value clone_platform_object(PlatformObject*);
  Status copy_members(Object* from, Object* to);
  Status copy_slots(Object* from, Object* to);
  Status copy_elements(Array* from, Array* to);

  Agent* agent_;
  PyObject* window_;
  PyObject* copy_platform_object_;
  // Originals and copies, in turn; the map has their places.
  RootedVector kept_;
  std::unordered_map<const Object*, size_t> places_;
};

Abrupt Cloner::refuse(Value v, const char* why) {
  String* shown = TRY(display(agent_, v));
  Reference text(cached_python_string(agent_, shown));
  raise_dom_exception("DataCloneError", text ? PyUnicode_FromFormat("%U%s", text.get(), why) : nullptr);
  return throw_python_exception(agent_);
}

Status Cloner::remember(Value original, Value copy) {
  places_[original.as_object()] = kept_.size() + 1;
  if (!kept_.push(original) || !kept_.push(copy)) return Abrupt{};
  return Status::kOk;
}

Value Cloner::known(Object* o) const {
  auto found = places_.find(o);
  return found == places_.end() ? Value::absent() : const_cast<RootedVector&>(kept_)[found->second];
}

// Steps 1 to 4 of https://html.spec.whatwg.org/#structuredserializeinternal
Value Cloner::clone(Value v) {
  if (v.is_symbol()) return refuse(v);
  if (!v.is_object()) return v;
  TRY(poll(agent_));
  if (Value copy = known(v.as_object()); !copy.is_absent()) return copy;
  if (!native_stack_left(agent_)) return throw_stack_overflow(agent_);
  return clone_object(v.as_object());
}

// Steps 5 to 25: by what kind of object it is.
Value Cloner::clone_object(Object* o) {
  switch (o->kind) {
    case CellKind::kBoolean:
    case CellKind::kNumber:
    case CellKind::kStringObject:
    case CellKind::kBigIntObject:
      return clone_wrapper(o);
    case CellKind::kDate:
      return clone_date(o);
    case CellKind::kRegExp:
      return clone_regexp(o);
    case CellKind::kArrayBuffer:
      return clone_buffer(static_cast<ArrayBuffer*>(o));
    case CellKind::kTypedArray:
      return clone_typed_array(static_cast<TypedArray*>(o));
    case CellKind::kDataView:
      return clone_data_view(static_cast<DataView*>(o));
    case CellKind::kMap:
      return clone_collection(static_cast<Collection*>(o), Intrinsic::kMapPrototype);
    case CellKind::kSet:
      return clone_collection(static_cast<Collection*>(o), Intrinsic::kSetPrototype);
    case CellKind::kError:
      return clone_error(o);
    case CellKind::kArray:
      return clone_array(static_cast<Array*>(o));
    case CellKind::kPlatformObject:
    case CellKind::kLegacyPlatformObject:
      return clone_platform_object(static_cast<PlatformObject*>(o));
    case CellKind::kPlainObject:
    case CellKind::kArguments:
      return clone_plain(o);
    default:  // functions, proxies, promises, weak collections, iterators, shared memory
      return refuse(o);
  }
}

Value Cloner::clone_wrapper(Object* o) {
  Value copy = TRY(to_object(agent_, static_cast<WrapperObject*>(o)->primitive));
  TRY(remember(o, copy));
  return copy;
}

Value Cloner::clone_date(Object* o) {
  Value prototype = TRY(intrinsic(agent_->realm, Intrinsic::kDatePrototype));
  auto* copy = TRY(new_object_of<DateObject>(agent_, CellKind::kDate, prototype));
  copy->time = static_cast<DateObject*>(o)->time;
  TRY(remember(o, copy));
  return copy;
}

Value Cloner::clone_regexp(Object* o) {
  Value prototype = TRY(intrinsic(agent_->realm, Intrinsic::kRegExpPrototype));
  auto* copy = TRY(new_regexp_object(agent_, prototype, static_cast<RegExpObject*>(o)->code));
  TRY(remember(o, copy));
  return copy;
}

Value Cloner::clone_collection(Collection* o, Intrinsic prototype_name) {
  Value prototype = TRY(intrinsic(agent_->realm, prototype_name));
  Collection* copy = TRY(new_collection_with_prototype(agent_, prototype, o->kind));
  TRY(remember(o, copy));
  // Copied first: getters may change the collection. A member of a set is its key and its value.
  RootedVector entries(agent_);
  TableCursor cursor{o->table};
  while (HashTable::Entry* entry = cursor.next())
    if (!entries.push(entry->key) || !entries.push(entry->value)) return Abrupt{};
  for (size_t i = 0; i < entries.size(); i += 2) {
    Value key = TRY(clone(entries[i]));
    Value v = TRY(clone(entries[i + 1]));
    TRY(collection_put(agent_, copy, TRY(normalised_key(agent_, key)), v));
  }
  return copy;
}

Value Cloner::clone_buffer(ArrayBuffer* o) {
  if (o->is_detached()) return refuse(o, " is detached and could not be cloned.");
  Value prototype = TRY(intrinsic(agent_->realm, Intrinsic::kArrayBufferPrototype));
  ArrayBuffer* copy =
      TRY(allocate_array_buffer(agent_, CellKind::kArrayBuffer, prototype, double(o->byte_length),
                                o->is_resizable(), double(o->maximum)));
  TRY(copy_in_pieces(agent_, copy->data, o->data, size_t(o->byte_length)));
  TRY(remember(o, copy));
  return copy;
}

Value Cloner::clone_typed_array(TypedArray* o) {
  if (o->is_out_of_bounds()) return refuse(o);
  Value buffer = TRY(clone(o->buffer));
  Value prototype = TRY(intrinsic(agent_->realm, prototype_of_type(o->type())));
  bool tracks = o->aux & kLengthTracking;
  TypedArray* copy = TRY(new_view(agent_, o->type(), prototype, buffer_of(buffer), o->byte_offset,
                                  tracks ? nullptr : &o->fixed_length));
  TRY(remember(o, copy));
  return copy;
}

Value Cloner::clone_data_view(DataView* o) {
  uint64_t length;
  if (!o->find_length(&length)) return refuse(o);
  Value buffer = TRY(clone(o->buffer));
  Value prototype = TRY(intrinsic(agent_->realm, Intrinsic::kDataViewPrototype));
  auto* copy = TRY(new_object_of<DataView>(agent_, CellKind::kDataView, prototype));
  copy->aux = o->aux;
  copy->byte_offset = o->byte_offset;
  copy->fixed_length = o->fixed_length;
  store(agent_, copy, &copy->buffer, buffer_of(buffer));
  TRY(remember(o, copy));
  return copy;
}

// The prototype that an Error of this name gets.
Intrinsic error_prototype(String* name) {
  struct Row {
    const char* name;
    Intrinsic prototype;
  };
  constexpr Row kRows[] = {
      {"EvalError", Intrinsic::kEvalErrorPrototype},
      {"RangeError", Intrinsic::kRangeErrorPrototype},
      {"SyntaxError", Intrinsic::kSyntaxErrorPrototype},
      {"ReferenceError", Intrinsic::kReferenceErrorPrototype},
      {"TypeError", Intrinsic::kTypeErrorPrototype},
      {"URIError", Intrinsic::kURIErrorPrototype},
  };
  for (const Row& row : kRows) {
    size_t length = strlen(row.name);
    bool same = name->length() == length;
    for (uint32_t i = 0; same && i < length; i++) same = name->unit(i) == char16_t(row.name[i]);
    if (same) return row.prototype;
  }
  return Intrinsic::kErrorPrototype;
}

// Step 17; the stack comes along, as in browsers.
Value Cloner::clone_error(Object* o) {
  Names* names = agent_->names;
  String* name = TRY(to_string(agent_, TRY(get(agent_, o, names->name))));
  TRY(flatten(agent_, name));
  PropertyDescriptor described;
  bool has_message =
      TRY(methods_of(o).get_own_property(agent_, o, names->message, &described)) && described.is_data();
  Value message = has_message ? Value(TRY(to_string(agent_, described.value))) : Value::absent();
  Value stack = TRY(get(agent_, o, names->stack));
  Value prototype = TRY(intrinsic(agent_->realm, error_prototype(name)));
  auto* copy = TRY(new_object_of<Error>(agent_, CellKind::kError, prototype));
  copy->position = copy->trace = copy->stack_text = Value::undefined();
  if (stack.is_string()) put_fresh(agent_, copy, names->stack, stack, kHiddenDefault);
  if (!message.is_absent()) put_fresh(agent_, copy, names->message, message, kHiddenDefault);
  TRY(remember(o, copy));
  return copy;
}

Value Cloner::clone_array(Array* o) {
  Array* copy = TRY(new_array(agent_, agent_->realm, o->length()));
  TRY(remember(o, copy));
  if (is_dense_array(o) && o->shape->aux == 0)
    TRY(copy_elements(o, copy));
  else
    TRY(copy_members(o, copy));
  return copy;
}

Value Cloner::clone_plain(Object* o) {
  Object* copy = TRY(new_object(agent_, agent_->realm));
  TRY(remember(o, copy));
  bool in_slots = o->is(CellKind::kPlainObject) && o->elements == nullptr && !(o->flags & kExotic) &&
                  !has_own_shape(o->shape) && !(o->shape->flags & kLazyFunction);
  if (in_slots)
    TRY(copy_slots(o, copy));
  else
    TRY(copy_members(o, copy));
  return copy;
}

// Serializable platform objects are Python's to copy.
Value Cloner::clone_platform_object(PlatformObject* o) {
  Reference made(PyObject_CallFunctionObjArgs(copy_platform_object_, window_, o->python(), nullptr));
  if (!made) return throw_python_exception(agent_);
  if (made.get() == Py_None) return refuse(o);
  Value copy = TRY(any_to_js(agent_, made.get()));
  TRY(remember(o, copy));
  return copy;
}

// -- Members, step 26

// Elements of an array that is dense at the start; getters of what is in it may change that.
Status Cloner::copy_elements(Array* from, Array* to) {
  uint32_t length = from->length();
  for (uint32_t i = 0; i < length; i++) {
    Value v = Value::hole();
    if (is_dense_array(from)) {
      v = own_dense_element(from, i);
    } else if (TRY(has_own_property(agent_, from, PropertyKey::index(i)))) {
      v = TRY(get(agent_, from, PropertyKey::index(i)));
    }
    if (v.is_hole()) continue;
    v = TRY(clone(v));
    TRY(create_data_property(agent_, to, PropertyKey::index(i), v));
  }
  return Status::kOk;
}

// An object whose properties stand in slots told by a shared shape.
Status Cloner::copy_slots(Object* from, Object* to) {
  Shape* volatile held = from->shape;  // also when the object gets another
  Shape* shape = held;
  for (uint32_t i = 0; i < shape->aux; i++) {
    const PropertyTable::Entry& entry = shape->table->entries[i];
    PropertyKey key = entry.property_key();
    if (!key.is_string() || !(entry.attributes & kEnumerable)) continue;
    Value v;
    if (from->shape == shape && !(entry.attributes & kAccessorProperty)) {
      v = *slot_address(from, i);
    } else {
      if (!TRY(has_own_property(agent_, from, key))) continue;
      v = TRY(get(agent_, from, key));
    }
    v = TRY(clone(v));
    put_fresh(agent_, to, key, v);
  }
  return Status::kOk;
}

Status Cloner::copy_members(Object* from, Object* to) {
  KeyList keys(agent_), enumerable(agent_);
  TRY(methods_of(from).own_property_keys(agent_, from, &keys));
  for (uint32_t i = 0; i < keys.size(); i++) {
    PropertyDescriptor d;
    if (!keys[i].is_string() && !keys[i].is_index()) continue;
    if (TRY(methods_of(from).get_own_property(agent_, from, keys[i], &d)) && (d.attributes & kEnumerable))
      TRY(enumerable.add(keys[i]));
  }
  for (uint32_t i = 0; i < enumerable.size(); i++) {
    if (!TRY(has_own_property(agent_, from, enumerable[i]))) continue;
    Value v = TRY(get(agent_, from, enumerable[i]));
    v = TRY(clone(v));
    TRY(create_data_property(agent_, to, enumerable[i], v));
  }
  return Status::kOk;
}

// -- Transfer

// Whether a buffer can be transferred.
Status check_transferable(Cloner& cloner, Value v) {
  ArrayBuffer* buffer = buffer_of(v);
  if (buffer == nullptr || buffer->is_shared()) return cloner.refuse(v, " could not be transferred.");
  if (buffer->is_detached()) return cloner.refuse(v, " is detached and could not be transferred.");
  if (buffer->is_pinned()) return cloner.refuse(v, " is in use and could not be transferred.");
  return Status::kOk;
}

// https://html.spec.whatwg.org/#structuredserializewithtransfer, for buffers: they are detached when
// everything has gone well; the bytes are those of then.
Value clone_with_transfer(Agent* agent, Cloner& cloner, Value v, RootedVector& transferred) {
  RootedVector copies(agent);
  for (size_t i = 0; i < transferred.size(); i++) {
    TRY(check_transferable(cloner, transferred[i]));
    for (size_t j = 0; j < i; j++)
      if (transferred[j] == transferred[i])
        return cloner.refuse(transferred[i], " is in the transfer list twice.");
    if (!copies.push(TRY(cloner.clone(transferred[i])))) return Abrupt{};
  }
  Value copy = TRY(cloner.clone(v));
  for (size_t i = 0; i < transferred.size(); i++) TRY(check_transferable(cloner, transferred[i]));
  for (size_t i = 0; i < transferred.size(); i++) {
    ArrayBuffer *from = buffer_of(transferred[i]), *to = buffer_of(copies[i]);
    size_t size = size_t(std::min(from->byte_length, to->byte_length));
    TRY(copy_in_pieces(agent, to->data, from->data, size));
    detach_buffer(agent, from);
  }
  return copy;
}

Status read_list(Agent* agent, PyObject* list, RootedVector* values) {
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    Value v = TRY(any_to_js(agent, PyList_GET_ITEM(list, i)));
    if (!values->push(v)) return Abrupt{};
  }
  return Status::kOk;
}

Value run(Agent* agent, PyObject* window, PyObject* value, PyObject* transfer, PyObject* replaced,
          PyObject* copy_platform_object) {
  Cloner cloner(agent, window, copy_platform_object);
  RootedVector pairs(agent), transferred(agent);
  TRY(read_list(agent, replaced, &pairs));
  TRY(read_list(agent, transfer, &transferred));
  Value v = TRY(any_to_js(agent, value));
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) TRY(cloner.remember(pairs[i], pairs[i + 1]));
  return clone_with_transfer(agent, cloner, v, transferred);
}

}  // namespace

PyObject* structured_clone(PyObject*, PyObject* arguments) {
  PyObject *window, *value, *transfer, *replaced, *copy_platform_object;
  if (!PyArg_ParseTuple(arguments, "OOO!O!O", &window, &value, &PyList_Type, &transfer, &PyList_Type,
                        &replaced, &copy_platform_object))
    return nullptr;
  PlatformObject* cell = cell_of_window(window);
  if (cell == nullptr) return nullptr;
  ContextObject* context = context_of_cell(cell);
  RealmEntry entry(context, cell->realm);
  if (!entry.ok()) return nullptr;
  Value copy = run(context->agent, window, value, transfer, replaced, copy_platform_object);
  PyObject* result = is_abrupt(copy) ? nullptr : any_to_python(context->agent, copy);
  return result ? result : raise_pending(context);
}

}  // namespace whipsnake
