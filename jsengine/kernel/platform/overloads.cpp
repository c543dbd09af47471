#include "jsengine/kernel/platform/overloads.h"

#include "jsengine/kernel/operations.h"
#include "jsengine/kernel/typed_array.h"

namespace whipsnake {

namespace {

// In the order of the algorithm's step 12: what comes first wins.
enum Rank : int {
  kNone = 0,
  kAnything,
  kFallbackBoolean,
  kFallbackNumber,
  kFallbackString,
  kExactNumber,
  kExactBoolean,
  kExactBigInt,
  kConvertibleObject,  // callback interface, dictionary, record, object
  kIterable,
  kCallable,
  kPlatform,
  kNullish,
  kAbsent,
};

int rank_of_object(Agent*, Value v, const Conversion& type) {
  switch (type.kind) {
    case TypeKind::kInterface: {
      PlatformObject* o = platform_object_of(v);
      return o != nullptr && implements(o, interface_definition(type.number)) ? kPlatform : kNone;
    }
    case TypeKind::kCallback:
      if (type.flags & (kCallbackInterface | kNonObjectIsNull)) return kConvertibleObject;
      return is_callable(v) ? kCallable : kNone;
    case TypeKind::kBuffer: {
      CellKind kind = v.as_object()->kind;
      TypedArray* array = typed_array_of(v);
      if (type.name == "Uint8Array")
        return array != nullptr && array->type() == ElementType::kUint8 ? kPlatform : kNone;
      bool view = array != nullptr || kind == CellKind::kDataView;
      bool buffer = kind == CellKind::kArrayBuffer && type.name != "ArrayBufferView";
      return view || buffer ? kPlatform : kNone;
    }
    case TypeKind::kDictionary:
    case TypeKind::kRecord:
    case TypeKind::kObject:
    case TypeKind::kPromise:
      return kConvertibleObject;
    default:
      return kNone;
  }
}

int rank_of_primitive(Value v, const Conversion& type) {
  switch (type.kind) {
    case TypeKind::kAny:
      return kAnything;
    case TypeKind::kBoolean:
      return v.is_boolean() ? kExactBoolean : kFallbackBoolean;
    case TypeKind::kInteger:
    case TypeKind::kFloat:
      return v.is_number() ? kExactNumber : kFallbackNumber;
    case TypeKind::kBigInt:
      return v.is_bigint() ? kExactBigInt : kNone;
    case TypeKind::kSymbol:
      return v.is_symbol() ? kExactNumber : kNone;
    case TypeKind::kDOMString:
    case TypeKind::kByteString:
    case TypeKind::kUSVString:
    case TypeKind::kEnumeration:
      return kFallbackString;
    default:
      return kNone;
  }
}

}  // namespace

Status fitness(Agent* agent, Value v, const Conversion& type, int* rank) {
  *rank = kNone;
  if (type.is(TypeKind::kUnion)) {
    if (v.is_nullish() && type.nullable()) *rank = kNullish;
    for (const Conversion* member : type.parameters) {
      int own;
      TRY(fitness(agent, v, *member, &own));
      *rank = std::max(*rank, own);
    }
    return Status::kOk;
  }
  if (v.is_nullish() && (type.nullable() || type.is(TypeKind::kDictionary))) {
    *rank = kNullish;
    return Status::kOk;
  }
  if (v.is_object()) {
    if (type.is(TypeKind::kSequence)) {
      PropertyKey iterator = PropertyKey::symbol(well_known(agent, WellKnownSymbol::kIterator));
      Value method = TRY(get_method(agent, v, iterator));
      *rank = method.is_undefined() ? kNone : kIterable;
      return Status::kOk;
    }
    *rank = rank_of_object(agent, v, type);
    if (*rank != kNone) return Status::kOk;
  }
  *rank = rank_of_primitive(v, type);
  if (v.is_object() && (*rank == kExactBoolean || *rank == kExactNumber)) *rank = kNone;
  return Status::kOk;
}

const Overload* choose_overload(Agent* agent, Frame* frame, const PlatformRow& row) {
  const auto& overloads = row.overloads;
  if (overloads.size() == 1) {
    if (frame->argc >= overloads[0].required) [[likely]]
      return &overloads[0];
    return throw_too_few_arguments(agent, frame, row);
  }
  // 1-5. Those that take so many arguments.
  std::vector<const Overload*> fitting;
  size_t longest = 0;
  for (const Overload& overload : overloads) longest = std::max(longest, overload.arguments.size());
  uint32_t count = std::min(frame->argc, uint32_t(longest));
  for (const Overload& overload : overloads)
    if (count >= overload.required && (count <= overload.arguments.size() || overload.variadic()))
      fitting.push_back(&overload);
  if (fitting.empty()) return throw_too_few_arguments(agent, frame, row);
  // 6-12. The first argument that tells them apart decides.
  for (uint32_t i = 0; i < count && fitting.size() > 1; i++) {
    std::vector<const Overload*> best;
    int best_rank = -1;
    for (const Overload* overload : fitting) {
      const Argument& argument = overload->arguments[std::min(size_t(i), overload->arguments.size() - 1)];
      int rank = kAbsent;
      if (!(frame->argument(i).is_undefined() && argument.optional))
        TRY(fitness(agent, frame->argument(i), *argument.type, &rank));
      if (rank > best_rank) {
        best.clear();
        best_rank = rank;
      }
      if (rank == best_rank) best.push_back(overload);
    }
    if (best_rank == kNone) return throw_failure(agent, {&row}, "Overload resolution failed.");
    fitting = best;
  }
  return fitting[0];
}

}  // namespace whipsnake
