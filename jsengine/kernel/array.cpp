// Array exotic objects. https://tc39.es/ecma262/#sec-array-exotic-objects
#include "jsengine/kernel/array.h"

#include "jsengine/kernel/function_object.h"
#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/messages.h"
#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/pieces.h"
#include "jsengine/kernel/property_lookup.h"

namespace whipsnake {

// -- Making arrays

// Up to this length `new Array(n)` has its vector at once.
constexpr uint32_t kMaxPreallocated = 1u << 16;

static Array* new_empty_array(Agent* agent, Realm* realm) {
  Array* array = TRY(allocate<Array>(agent, CellKind::kArray));
  array->flags = kExtensible;
  array->shape = realm->array_shape;
  return array;
}

Array* new_array(Agent* agent, Realm* realm, uint32_t length) {
  Array* array = TRY(new_empty_array(agent, realm));
  if (length != 0 && length <= kMaxPreallocated && !ensure_elements(agent, array, length)) return nullptr;
  array->aux = length;
  return array;
}

Array* new_array_from(Agent* agent, Realm* realm, const Value* values, uint32_t count) {
  Array* array = TRY(new_empty_array(agent, realm));
  if (count == 0) return array;
  if (!ensure_elements(agent, array, count)) return nullptr;
  TRY(copy_in_pieces(agent, dense_elements(array)->values, values, count));
  write_barrier(agent, array->elements);
  array->aux = count;
  return array;
}

// https://tc39.es/ecma262/#sec-arraycreate with a prototype of one's own
Array* new_array_with_prototype(Agent* agent, Value prototype, uint32_t length) {
  Array* array = TRY(new_array(agent, agent->realm, length));
  if (prototype != array->shape->prototype) {
    Shape* shape = TRY(root_shape(agent, CellKind::kArray, prototype, 0, 0));
    store(agent, array, &array->shape, shape);
  }
  return array;
}

// https://tc39.es/ecma262/#sec-arraycreate
static Value array_create(Agent* agent, double length) {
  if (length > 4294967295.0) return throw_error(agent, Message::kInvalidArrayLength);
  return TRY(new_array(agent, agent->realm, uint32_t(length)));
}

Value species_getter(Agent*, Frame* f) { return f->this_value(); }

bool has_default_species(Agent* agent, Object* original) {
  Realm* realm = agent->realm;
  if (original->shape != realm->array_shape) return false;
  OwnProperty p;
  Object* prototype = original->shape->prototype.as_object();
  if (find_own_named(agent, prototype, agent->names->constructor, &p) != Truth::kTrue) return false;
  if (p.value != realm->intrinsics[size_t(Intrinsic::kArray)]) return false;
  PropertyKey species = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kSpecies));
  if (find_own_named(agent, p.value.as_object(), species, &p) != Truth::kTrue || !p.is_accessor())
    return false;
  Value getter = p.accessor()->getter;
  return getter.is_object() && getter.as_object()->is(CellKind::kNativeFunction) &&
         static_cast<NativeFunction*>(getter.as_object())->code == species_getter;
}

// Constructors named by `constructor` and @@species; undefined: an Array of this realm.
static Value array_species(Agent* agent, Object* original) {
  Value constructor = TRY(get(agent, original, agent->names->constructor));
  if (is_constructor(constructor)) {
    Realm* other = TRY(function_realm(agent, constructor.as_object()));
    if (other != agent->realm && constructor == TRY(intrinsic(other, Intrinsic::kArray)))
      return Value::undefined();
  }
  if (!constructor.is_object()) return constructor;
  PropertyKey symbol = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kSpecies));
  Value species = TRY(get(agent, constructor.as_object(), symbol));
  return species.is_null() ? Value::undefined() : species;
}

Value array_species_create(Agent* agent, Object* original, double length) {
  if (has_default_species(agent, original)) return array_create(agent, length);
  if (!TRY(is_array(agent, original))) return array_create(agent, length);
  Value constructor = TRY(array_species(agent, original));
  if (constructor.is_undefined()) return array_create(agent, length);
  if (!is_constructor(constructor)) return throw_error(agent, Message::kSpeciesNotConstructor);
  Value argument = Value::normalised(length);
  return construct(agent, constructor, &argument, 1);
}

// -- length

static uint32_t shrink_dense(Array* array, uint32_t length) {
  if (Slots* vector = dense_elements(array)) {
    uint32_t end = vector->aux < array->aux ? vector->aux : array->aux;
    for (uint32_t i = length; i < end; i++) vector->values[i] = Value::hole();
    if (length == 0 && vector->aux > 64) array->elements = nullptr;
  }
  return length;
}

// The length that can be reached: elements that cannot be deleted stay.
static uint32_t shrink_sparse(Array* array, uint32_t length) {
  SparseElements* table = sparse_elements(array);
  uint32_t stop = length;
  for (uint32_t i = 0; i < table->aux; i++) {
    const SparseElements::Entry& entry = table->entries[i];
    if (entry.state == SparseElements::kUsed && entry.index >= stop && !(entry.attributes & kConfigurable))
      stop = entry.index + 1;
  }
  for (uint32_t i = 0; i < table->aux; i++) {
    SparseElements::Entry& entry = table->entries[i];
    if (entry.state == SparseElements::kUsed && entry.index >= stop) remove_element(table, &entry);
  }
  return stop;
}

Truth set_array_length(Agent* agent, Array* array, uint32_t length) {
  if (array->detail & kLengthReadOnly) return truth(length == array->aux);
  uint32_t reached = length;
  if (length < array->aux)
    reached = array->flags & kSparse ? shrink_sparse(array, length) : shrink_dense(array, length);
  array->aux = reached;
  return truth(reached == length);
}

// A vector may always be appended to, so such an array has none.
Status make_length_read_only(Agent* agent, Array* array) {
  TRY(make_sparse(agent, array));
  sparse_elements(array)->has_attributes = true;
  array->detail |= kLengthReadOnly;
  return Status::kOk;
}

// https://tc39.es/ecma262/#sec-arraysetlength
static Truth define_length(Agent* agent, Array* array, const PropertyDescriptor& d) {
  uint32_t length = array->aux;
  if (!d.value.is_absent()) {
    TRY(to_uint32(agent, d.value, &length));
    double number = TRY(to_number(agent, d.value)).as_number();
    if (double(length) != number) return throw_error(agent, Message::kInvalidArrayLength);
  }
  bool writable = !(array->detail & kLengthReadOnly);
  if ((d.has & d.attributes & (kConfigurable | kEnumerable)) || d.is_accessor()) return Truth::kFalse;
  if (!writable && (d.has & d.attributes & kWritable)) return Truth::kFalse;
  if (!writable && length != array->aux) return Truth::kFalse;
  Truth reached = set_array_length(agent, array, length);
  if ((d.has & kWritable) && !(d.attributes & kWritable)) TRY(make_length_read_only(agent, array));
  return reached;
}

// https://tc39.es/ecma262/#sec-array-exotic-objects-defineownproperty-p-desc
static Truth array_define_own_property(Agent* agent, Object* o, PropertyKey key,
                                       const PropertyDescriptor& d) {
  auto* array = static_cast<Array*>(o);
  if (key == agent->names->length) return define_length(agent, array, d);
  if (key.is_index() && key.as_index() >= array->aux && (array->detail & kLengthReadOnly))
    return Truth::kFalse;
  return ordinary_define_own_property(agent, o, key, d);  // a new element moves the length on
}

const ObjectMethods kArrayMethods = {
    ordinary_get_prototype_of,
    ordinary_set_prototype_of,
    ordinary_is_extensible,
    ordinary_prevent_extensions,
    ordinary_get_own_property,
    array_define_own_property,
    ordinary_has_property,
    ordinary_get,
    ordinary_set,
    ordinary_delete,
    ordinary_own_property_keys,
};

// -- Fast ways

Status array_push(Agent* agent, Array* array, Value v) {
  uint32_t n = array->aux;
  if (n == 0xFFFF'FFFF) return throw_error(agent, Message::kInvalidArrayLength);
  Slots* vector = dense_elements(array);
  if ((array->flags & kSparse) || vector == nullptr || n >= vector->aux) {
    TRY(append_element(agent, array, n, v, kDataDefault));
  } else {
    store_slot(agent, vector, n, v);
  }
  array->aux = n + 1;
  return Status::kOk;
}

}  // namespace whipsnake
