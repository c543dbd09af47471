// What each kind of cell refers to. One visitor per row of the table in cell.h; the table at the end refuses
// to link when one is missing.
#include <algorithm>

#include "jsengine/kernel/error.h"
#include "jsengine/kernel/generator.h"
#include "jsengine/kernel/inline_cache.h"
#include "jsengine/kernel/marker.h"

namespace whipsnake {

void visit_Free(Marker&, Cell*) { ENGINE_BUG("a free cell is reachable"); }

void visit_String(Marker& m, Cell* c) {
  auto* s = static_cast<String*>(c);
  if (s->flags & kRope) {
    m.cell(s->rope.left);
    m.cell(s->rope.right);
  } else if (s->flags & kIndirect) {
    m.cell(s->base);
  }
}

void visit_BigInt(Marker&, Cell*) {}

static bool visit_slots_from(Marker& m, Cell* c, uint32_t from) {
  auto* slots = static_cast<Slots*>(c);
  if (from >= slots->aux) return false;
  m.values(slots->values + from, std::min(kPart, slots->aux - from));
  return slots->aux - from > kPart;
}

void visit_Slots(Marker& m, Cell* c) {
  if (c->aux > kPart)
    m.in_parts(c, visit_slots_from);
  else
    visit_slots_from(m, c, 0);
}

VISIT_CELL(Symbol, Symbol, &Symbol::description)
VISIT_CELL(Validity, Validity, &Validity::dependents)
VISIT_CELL(PropertyCell, PropertyCell, &PropertyCell::value)
VISIT_CELL(Accessor, Accessor, &Accessor::getter, &Accessor::setter)
VISIT_CELL(FunctionInfo, FunctionInfo, &FunctionInfo::source, &FunctionInfo::name, &FunctionInfo::code,
           &FunctionInfo::feedback, &FunctionInfo::closure_shape)
VISIT_CELL(Realm, Realm, &Realm::global_object, &Realm::global_this, &Realm::lexical_names, &Realm::modules,
           &Realm::self_hosted, &Realm::object_shape, &Realm::array_shape, &Realm::function_shape,
           &Realm::native_function_shape, &Realm::iterator_result_shape, &Realm::arguments_shape,
           &Realm::regexp_shape, &Realm::match_shape, &Realm::stack_accessor, &Realm::interfaces,
           &Realm::kept, &Realm::intrinsics)

void visit_Environment(Marker& m, Cell* c) {
  auto* environment = static_cast<Environment*>(c);
  m.cell(environment->parent);
  m.values(environment->slots, environment->aux);
}

void visit_Code(Marker& m, Cell* c) {
  auto* code = static_cast<Code*>(c);
  m.cell(code->info);
  m.values(code->constants, code->constant_count);
}

void visit_SuspendedFrame(Marker& m, Cell* c) {
  auto* frame = static_cast<SuspendedFrame*>(c);
  visit_fields(m, frame, &SuspendedFrame::function, &SuspendedFrame::code, &SuspendedFrame::owner,
               &SuspendedFrame::feedback);
  m.values(frame->registers, frame->aux);
}

void visit_Function(Marker& m, Cell* c) {
  auto* function = static_cast<Function*>(c);
  m.object_head(function);
  visit_fields(m, function, &Function::info, &Function::environment, &Function::realm, &Function::home_object,
               &Function::constructor_data, &Function::feedback);
}

VISIT_CELL(ConstructorData, ConstructorData, &ConstructorData::fields, &ConstructorData::function_shape,
           &ConstructorData::validity, &ConstructorData::instance_shape)
VISIT_OBJECT(NativeFunction, NativeFunction, &NativeFunction::realm, &NativeFunction::data)
VISIT_OBJECT(Error, Error, &Error::position, &Error::trace, &Error::stack_text)
VISIT_OBJECT(Boolean, WrapperObject, &WrapperObject::primitive)
VISIT_OBJECT(Number, WrapperObject, &WrapperObject::primitive)
VISIT_OBJECT(StringObject, WrapperObject, &WrapperObject::primitive)
VISIT_OBJECT(SymbolObject, WrapperObject, &WrapperObject::primitive)
VISIT_OBJECT(BigIntObject, WrapperObject, &WrapperObject::primitive)
VISIT_OBJECT(Generator, Generator, &Generator::frame)

extern const CellVisitor kCellVisitors[size_t(CellKind::kCount)];
const CellVisitor kCellVisitors[] = {
#define K(name, what) visit_##name,
    WHIPSNAKE_INTERNAL_CELLS(K) WHIPSNAKE_OBJECT_CELLS(K)
#undef K
};

}  // namespace whipsnake
