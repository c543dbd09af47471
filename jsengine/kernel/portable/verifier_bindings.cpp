// The part of the verifier that knows environments, bindings and their dead zones.
#include "jsengine/kernel/portable/verifier_flow.h"

namespace whipsnake {

bool FunctionFlow::step_environment(const Instruction& instruction) {
  const int64_t* o = instruction.operands;
  if (instruction.opcode == Opcode::kCopyEnvironment) {
    if (!is_environment(type(o[1])) || file_.environments[type(o[1])].kind == EnvironmentType::kModule)
      return refuse(instruction, "has no environment");
    set(o[0], type(o[1]));
    return true;
  }
  if (instruction.opcode == Opcode::kDeclareGlobals) {
    double row = code_.constant(o[0]).value.number;
    if (row >= double(file_.tables.scopes.size()) || !no_environment_or_one(o[1]))
      return refuse(instruction, "has no scope");
    const syntax::Scope& scope = file_.tables.scopes[size_t(row)];
    for (uint32_t i = 0; i < scope.hoisted_count; i++)
      if (!file_.make_closure(file_.tables.hoisted[scope.first_hoisted + i], type(o[1])))
        return refuse(instruction, "closes over the wrong environment");
    return true;
  }
  if (!no_environment_or_one(o[1])) return refuse(instruction, "has no environment");
  EnvironmentType made = {EnvironmentType::kPlain, -1, uint32_t(o[2]), type(o[1])};
  if (instruction.opcode == Opcode::kCreateWithEnvironment) {
    if (!is_value(type(o[2]))) return refuse(instruction, "has no object");
    made = {EnvironmentType::kWith, -1, 0, type(o[1])};
  } else if (instruction.opcode == Opcode::kCreateNamedEnvironment) {
    double row = code_.constant(o[3]).value.number;
    if (row >= double(file_.tables.scopes.size())) return refuse(instruction, "has no scope");
    // Look-ups by name find slots by the scope's table.
    const syntax::Scope& scope = file_.tables.scopes[size_t(row)];
    if (scope.kind == syntax::ScopeKind::MODULE || scope.environment_size != uint32_t(o[2]))
      return refuse(instruction, "is not like its scope");
    made.kind = EnvironmentType::kNamed;
    made.scope = int32_t(row);
  }
  RegisterType environment = file_.environments.intern(made);
  if (environment == kGarbage) return refuse(instruction, "is one too many");
  set(o[0], environment);
  return true;
}

RegisterType FunctionFlow::slot_environment(int64_t reg, int64_t hops, int64_t slot) const {
  if (!is_environment(type(reg))) return kGarbage;
  RegisterType environment = file_.environments.outer(type(reg), uint32_t(hops));
  if (environment == kGarbage || slot >= int64_t(file_.environments[environment].size)) return kGarbage;
  return environment;
}

bool FunctionFlow::step_slot(const Instruction& instruction) {
  const int64_t* o = instruction.operands;
  bool loads = instruction.opcode == Opcode::kLoadSlot || instruction.opcode == Opcode::kLoadOuterSlot;
  bool outer = instruction.opcode == Opcode::kLoadOuterSlot || instruction.opcode == Opcode::kStoreOuterSlot;
  const int64_t* place = loads ? o + 1 : o;  // environment, hops if outer, slot
  int64_t hops = outer ? place[1] : 0, slot = place[outer ? 2 : 1];
  RegisterType environment = slot_environment(place[0], hops, slot);
  if (environment == kGarbage || (outer && hops < 1)) return refuse(instruction, "names no slot");
  uint8_t flags = file_.environments.slot_flags(environment, uint32_t(slot));
  if (flags & kSlotIsImport) return refuse(instruction, "names an import");
  if (loads) {
    set(o[0], flags & kSlotMayBeHole ? kMaybeHole : kValue);
    return true;
  }
  RegisterType value = type(place[outer ? 3 : 2]);
  if (!is_value(value) && !may_be_hole(value)) return refuse(instruction, "stores what is no value");
  if (may_be_hole(value)) {
    if (flags & kSlotIsMapped) return refuse(instruction, "empties a slot that arguments refer to");
    file_.environments.add_slot_flags(environment, uint32_t(slot), kSlotMayBeHole);
  }
  return true;
}

bool FunctionFlow::step_import(const Instruction& instruction) {  // dst, environment, hops, slot, name
  const int64_t* o = instruction.operands;
  RegisterType environment = slot_environment(o[1], o[2], o[3]);
  if (environment == kGarbage ||
      !(file_.environments.slot_flags(environment, uint32_t(o[3])) & kSlotIsImport))
    return refuse(instruction, "names no import");
  set(o[0], kValue);
  return true;
}

bool FunctionFlow::step_mapped_arguments(const Instruction& instruction) {  // dst, array, environment, map
  const int64_t* o = instruction.operands;
  RegisterType environment = type(o[2]);
  bool maps_nothing = code_.constant(o[3]).list.empty();
  if (!is_value(type(o[1])) || (!is_environment(environment) && !maps_nothing))
    return refuse(instruction, "has no environment");
  for (const PortableConstant& item : code_.constant(o[3]).list) {
    if (item.number < 0) continue;
    if (item.number >= file_.environments[environment].size) return refuse(instruction, "names no slot");
    auto slot = uint32_t(item.number);
    uint8_t flags = file_.environments.slot_flags(environment, slot);
    if (flags & (kSlotMayBeHole | kSlotIsImport)) return refuse(instruction, "maps a slot that may be empty");
    file_.environments.add_slot_flags(environment, slot, kSlotIsMapped);
  }
  set(o[0], kValue);
  return true;
}

bool FunctionFlow::step_hole(const Instruction& instruction) {
  const int64_t* o = instruction.operands;
  bool checks_return = instruction.opcode == Opcode::kCheckDerivedReturn;  // dst, value, this
  int64_t checked = checks_return ? o[2] : o[0];
  if (!is_value(type(checked)) && !may_be_hole(type(checked)))
    return refuse(instruction, "reads what is no value");
  switch (instruction.opcode) {
    case Opcode::kCheckDerivedReturn:
      if (!is_value(type(o[1]))) return refuse(instruction, "reads what is no value");
      set(o[0], kValue);
      return true;
    case Opcode::kJumpIfHole: {
      RegisterType before = type(checked);
      if (may_be_hole(before)) set(checked, kHole);
      if (!merge_into(uint32_t(int64_t(instruction.offset) + o[1]), state_)) return false;
      set(checked, is_value(before) ? before : RegisterType(kValue));
      return true;
    }
    case Opcode::kThrowIfThisBound:
      return true;
    default:
      if (may_be_hole(type(checked))) set(checked, kValue);
      return true;
  }
}

// Names at run time. A base comes from ResolveBinding alone.
bool FunctionFlow::step_binding(const Instruction& instruction) {
  const int64_t* o = instruction.operands;
  auto is_base = [&](int64_t reg) { return type(reg) == kBindingBase || type(reg) == kUndefined; };
  switch (instruction.opcode) {
    case Opcode::kResolveBinding:  // dst, environment, name
      if (!no_environment_or_one(o[1])) return refuse(instruction, "has no environment");
      set(o[0], kBindingBase);
      return true;
    case Opcode::kLoadBinding:  // dst, base
    case Opcode::kLoadBindingThis:
    case Opcode::kDeleteBinding:
      if (!is_base(o[1])) return refuse(instruction, "has no base");
      set(o[0], kValue);
      return true;
    case Opcode::kStoreBinding:  // base, name, value
    case Opcode::kInitialiseBinding:
      return (is_base(o[0]) && is_value(type(o[2]))) || refuse(instruction, "has no base or value");
    case Opcode::kLoadDynamicThis:  // dst, environment, which
      if (!no_environment_or_one(o[1])) return refuse(instruction, "has no environment");
      set(o[0], kMaybeHole);
      return true;
    case Opcode::kBindDynamicThis:  // environment, value
      return (no_environment_or_one(o[0]) && is_value(type(o[1]))) ||
             refuse(instruction, "has no environment");
    default:  // JumpIfUndefined, JumpIfNotUndefined
      if (!is_value(type(o[0])) && type(o[0]) != kBindingBase)
        return refuse(instruction, "reads what is no value");
      return merge_into(uint32_t(int64_t(instruction.offset) + o[1]), state_);
  }
}

}  // namespace whipsnake
