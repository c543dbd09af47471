"""References: what is assigned, updated or deleted (6.2.5), and the assignment operators (13.15)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_arithmetic, emit_calls, emit_functions, emit_patterns, emit_scopes
from jsengine.bytecode.assembler import Label
from jsengine.bytecode.emitter import FALSE, TRUE, Emitter, array_index
from jsengine.bytecode.messages import REFERENCE_ERROR
from jsengine.bytecode.references import ELEMENT, INVALID, NAME, PRIVATE, PROPERTY, SUPER, Reference
from jsengine.bytecode.scope_names import CHECK, FUNCTION_DERIVED_CONSTRUCTOR, GLOBAL


def reference(e: Emitter, node: int, later: int = -1) -> Reference:
    """Evaluate the parts of a reference; `later` is evaluated before it is used."""
    node = e.strip(node)
    kind = e.kind(node)
    if kind in (k.IDENTIFIER, k.BINDING_IDENTIFIER):
        result = Reference(NAME, node)
        if emit_scopes.is_dynamic(e, node):
            result.object = emit_scopes.resolve_binding(e, node)
        return result
    if kind == k.CALL:
        e.effect(node)
        return Reference(INVALID, node)
    if kind == k.MEMBER:
        if e.kind(node - 1) == k.SUPER:
            return super_reference(e, node)
        result = Reference(PROPERTY, node)
        result.object = part(e, node - 1, later)
        result.name = e.name(node)
        return result
    if kind == k.PRIVATE_MEMBER:
        result = Reference(PRIVATE, node)
        result.object = part(e, node - 1, later)
        result.key = private_name(e, node)
        return result
    assert kind == k.INDEX, f"a node of kind {kind} is no reference"
    key = node - 1
    target = e.before(key)
    if e.kind(target) == k.SUPER:
        return super_reference(e, node)
    if is_name_key(e, key):
        result = Reference(PROPERTY, node)
        result.object = part(e, target, later)
        result.name = e.name(key)
        return result
    result = Reference(ELEMENT, node)
    result.object = part(e, target, later)
    if result.object in e.variables and e.may_assign(key, target):
        copy = e.a.register()
        e.move(copy, result.object)
        result.object = copy
    result.key = part(e, key, later)
    return result


def part(e: Emitter, node: int, later: int) -> int:
    """An operand that stands until `later` has been evaluated."""
    return e.operand(node) if later < 0 else e.operand_before(node, later)


def is_name_key(e: Emitter, key: int) -> bool:
    """Whether `o["key"]` is the same as `o.key`."""
    return e.kind(key) == k.STRING and array_index(e.name(key)) is None


def super_reference(e: Emitter, node: int) -> Reference:
    """`super.x` or `super[x]`: `this` is looked up first, then the key is evaluated."""
    result = Reference(SUPER, node)
    result.object = e.a.register()
    load_super_this(e, node, result.object)
    result.key = e.a.register()
    if e.kind(node) == k.MEMBER:
        e.load_string(result.key, e.name(node))
        super_node = node - 1
    else:
        e.expression(node - 1, result.key)
        super_node = e.before(node - 1)
    result.home = e.a.register()
    emit_scopes.load_pseudo(e, super_node, result.home, 2)
    return result


def load_super_this(e: Emitter, node: int, dst: int) -> None:
    """dst := `this` as super properties see it."""
    functions = e.source.functions
    if e.this_function < 0:
        emit_scopes.load_dynamic_this(e, dst)
        return
    derived = functions.kind[e.this_function] == FUNCTION_DERIVED_CONSTRUCTOR
    e.at_node(node)
    emit_scopes.load_variable(e, functions.this_variable[e.this_function], derived, dst)


def private_name(e: Emitter, node: int) -> int:
    """Register of the private name that a PrivateName or PrivateMember mentions."""
    annotation = e.annotations[node]
    if annotation >= 0:
        variable = annotation & ~CHECK
        register = e.registers.get(variable, -1)
        if register < 0:
            register = e.a.register()
            emit_scopes.load_variable(e, variable, False, register)
        return register
    register = e.a.register()
    name = e.a.constant("#" + e.name(node))
    e.a.emit3(op.RESOLVE_BINDING, register, emit_scopes.current_environment(e), name)
    e.a.emit4(op.LOAD_BINDING, register, register, name, 0)
    return register


def load(e: Emitter, r: Reference, dst: int) -> None:
    """GetValue."""
    if r.kind == NAME:
        if emit_scopes.is_dynamic(e, r.node):
            e.at_node(r.node)
            e.a.emit4(op.LOAD_BINDING, dst, r.object, e.a.text(e.name(r.node)), 0)
        else:
            emit_scopes.emit_identifier(e, r.node, dst)
        return
    e.at_node(r.node)
    if r.kind == PROPERTY:
        get = op.GET_LENGTH if r.name == "length" else op.GET_PROPERTY
        e.a.emit4(get, dst, r.object, e.a.text(r.name), e.a.feedback())
    elif r.kind == ELEMENT:
        e.a.emit4(op.GET_ELEMENT, dst, r.object, r.key, e.a.feedback())
    elif r.kind == SUPER:
        e.a.emit4(op.GET_SUPER, dst, r.object, r.home, r.key)
    elif r.kind == PRIVATE:
        e.a.emit3(op.GET_PRIVATE, dst, r.object, r.key)
    else:
        e.throw_invalid_target()


def load_for_update(e: Emitter, r: Reference, dst: int) -> None:
    """GetValue, after which the key is a property key for PutValue too."""
    if r.kind in (ELEMENT, SUPER) and needs_property_key(e, r):
        key = e.a.register()
        e.at_node(r.node)
        if r.kind == ELEMENT:
            e.a.emit3(op.TO_ELEMENT_KEY, key, r.object, r.key)
        else:
            e.a.emit2(op.TO_PROPERTY_KEY, key, r.key)
        r.key = key
    load(e, r, dst)


def needs_property_key(e: Emitter, r: Reference) -> bool:
    """Whether the key may be an object, whose conversion can be seen."""
    return e.kind(r.node) == k.INDEX and e.kind(r.node - 1) not in (k.NUMBER, k.STRING, k.TEMPLATE)


def store(e: Emitter, r: Reference, value: int, mode: int) -> None:
    """PutValue, or the initialisation of a binding."""
    if r.kind == NAME:
        emit_scopes.store_name(e, r.node, value, mode, r.object)
        return
    e.at_node(r.node)
    if r.kind == PROPERTY:
        e.a.emit4(op.SET_PROPERTY, r.object, e.a.text(r.name), value, e.a.feedback())
    elif r.kind == ELEMENT:
        e.a.emit4(op.SET_ELEMENT, r.object, r.key, value, e.a.feedback())
    elif r.kind == SUPER:
        e.a.emit4(op.SET_SUPER, r.object, r.home, r.key, value)
    elif r.kind == PRIVATE:
        e.a.emit3(op.SET_PRIVATE, r.object, r.key, value)
    else:
        e.throw_invalid_target()


# ---------------------------------------------------------------------------------------------------- assignment


def emit_assign(e: Emitter, node: int, dst: int) -> None:
    """`target = value`; dst -1: for the effect alone."""
    value_node = node - 1
    target = e.before(value_node)
    if e.kind(target) in (k.ARRAY_PATTERN, k.OBJECT_PATTERN):
        value = e.value(value_node, dst)
        if value in e.variables:
            copy = e.a.register()
            e.move(copy, value)
            value = copy
        emit_patterns.emit_pattern(e, target, value, emit_scopes.ASSIGN)
        e.deliver(dst, value)
        return
    local = assign_local(e, node)
    if local >= 0:
        e.deliver(dst, local)
        return
    r = reference(e, target, value_node)
    value = named_value(e, target, value_node, dst)
    store(e, r, value, emit_scopes.ASSIGN)
    e.deliver(dst, value)


def assign_local(e: Emitter, node: int) -> int:
    """Assign a local variable in its register; -1 if the target is none."""
    value_node = node - 1
    target = e.before(value_node)
    name = e.strip(target)
    if e.kind(name) != k.IDENTIFIER:
        return -1
    register = emit_scopes.assignable_register(e, name, emit_scopes.ASSIGN)
    if register >= 0:
        if name == target and emit_functions.is_anonymous_function(e, value_node):
            emit_functions.emit_named(e, value_node, register, e.name(name))
        else:
            e.expression(value_node, register)
    return register


def named_value(e: Emitter, target: int, value_node: int, dst: int) -> int:
    """The value of an assignment; an anonymous function is named after an identifier."""
    if e.kind(target) == k.IDENTIFIER and emit_functions.is_anonymous_function(e, value_node):
        register = e.result(dst)
        emit_functions.emit_named(e, value_node, register, e.name(target))
        return register
    return e.value(value_node, dst)


def effect_assign(e: Emitter, node: int) -> None:
    """An assignment as a statement."""
    emit_assign(e, node, -1)


def emit_compound_assign(e: Emitter, node: int, dst: int) -> None:
    """`target op= value`."""
    value_node = node - 1
    target = e.strip(e.before(value_node))
    local = compound_local(e, node)
    if local >= 0:
        e.deliver(dst, local)
        return
    r = reference(e, target, value_node)
    old = e.a.register()
    load_for_update(e, r, old)
    result = e.result(dst)
    emit_arithmetic.emit_operator(e, node, e.operator(node), result, old, value_node)
    store(e, r, result, emit_scopes.ASSIGN)
    e.deliver(dst, result)


def compound_local(e: Emitter, node: int) -> int:
    """A compound assignment to a local variable in its register; -1 if the target is none."""
    value_node = node - 1
    target = e.strip(e.before(value_node))
    if e.kind(target) != k.IDENTIFIER:
        return -1
    register = emit_scopes.assignable_register(e, target, emit_scopes.ASSIGN)
    if register >= 0:
        left = e.operand_before(target, value_node)
        emit_arithmetic.emit_operator(e, node, e.operator(node), register, left, value_node)
    return register


def effect_compound_assign(e: Emitter, node: int) -> None:
    """A compound assignment as a statement."""
    emit_compound_assign(e, node, -1)


def emit_logical_assign(e: Emitter, node: int, dst: int) -> None:
    """`target &&= value`, `||=`, `??=`."""
    value_node = node - 1
    covered = e.before(value_node)
    target = e.strip(covered)
    jump = emit_arithmetic.short_circuit(e.operator(node))
    end = Label()
    r = reference(e, target, value_node)
    old = e.result(dst)
    load_for_update(e, r, old)
    e.a.jump(jump, [old], end)
    if covered == target and r.kind == NAME and emit_functions.is_anonymous_function(e, value_node):
        emit_functions.emit_named(e, value_node, old, e.name(target))
    else:
        e.expression(value_node, old)
    store(e, r, old, emit_scopes.ASSIGN)
    e.a.bind(end)
    e.deliver(dst, old)


def effect_logical_assign(e: Emitter, node: int) -> None:
    """A logical assignment as a statement."""
    emit_logical_assign(e, node, -1)


# -------------------------------------------------------------------------------------------------------- delete


def emit_delete(e: Emitter, operand: int, dst: int) -> None:
    """https://tc39.es/ecma262/2025/#sec-delete-operator."""
    node = e.strip(operand)
    kind = e.kind(node)
    if kind == k.CHAIN:
        end = Label()
        short = Label()
        e.chain_ends.append(short)
        emit_delete_of(e, node - 1, dst)
        e.chain_ends.pop()
        e.a.jump(op.JUMP, [], end)
        e.a.bind(short)
        e.load_special(dst, TRUE)
        e.a.bind(end)
    else:
        emit_delete_of(e, node, dst)


def emit_delete_of(e: Emitter, node: int, dst: int) -> None:
    """Delete a reference; of what is none, the effect and true."""
    kind = e.kind(node)
    if kind == k.IDENTIFIER:
        delete_name(e, node, dst)
    elif kind == k.MEMBER and e.kind(node - 1) != k.SUPER:
        object_register = emit_calls.link_object(e, node, node - 1)
        e.at_node(node)
        e.a.emit3(op.DELETE_PROPERTY, dst, object_register, e.a.text(e.name(node)))
    elif kind == k.INDEX and e.kind(e.before(node - 1)) != k.SUPER:
        target = e.before(node - 1)
        object_register = emit_calls.link_object(e, node, target)
        if object_register in e.variables and e.may_assign(node - 1, target):
            copy = e.a.register()
            e.move(copy, object_register)
            object_register = copy
        key = e.operand(node - 1)
        e.at_node(node)
        e.a.emit3(op.DELETE_ELEMENT, dst, object_register, key)
    elif kind in (k.MEMBER, k.INDEX):
        super_reference(e, node)
        e.throw_message(REFERENCE_ERROR, "Unsupported reference to 'super'")
    else:
        e.effect(node)
        e.load_special(dst, TRUE)


def delete_name(e: Emitter, node: int, dst: int) -> None:
    """`delete name` in sloppy code."""
    annotation = e.annotations[node]
    if annotation >= 0:
        e.load_special(dst, FALSE)
        return
    base = e.a.register()
    name = e.a.text(e.name(node))
    environment = emit_scopes.current_environment(e)
    if annotation == GLOBAL:
        e.function_environment_used = True
        environment = e.function_environment
    e.a.emit3(op.RESOLVE_BINDING, base, environment, name)
    e.a.emit3(op.DELETE_BINDING, dst, base, name)


EXPRESSION_HANDLERS: Final = {
    k.ASSIGN: emit_assign,
    k.COMPOUND_ASSIGN: emit_compound_assign,
    k.LOGICAL_ASSIGN: emit_logical_assign,
}
LOCAL_HANDLERS: Final = {k.ASSIGN: assign_local, k.COMPOUND_ASSIGN: compound_local}
EFFECT_HANDLERS: Final = {
    k.ASSIGN: effect_assign,
    k.COMPOUND_ASSIGN: effect_compound_assign,
    k.LOGICAL_ASSIGN: effect_logical_assign,
}
