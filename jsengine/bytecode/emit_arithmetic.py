"""Operators: unary, update, binary, logical, conditional (13.4 - 13.14)."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_comparison, emit_references, emit_scopes
from jsengine.bytecode.assembler import Label
from jsengine.bytecode.emitter import UNDEFINED, Emitter, int_of

BINARY: Final[list[int]] = [-1] * len(k.OPERATOR_NAMES)
"""Opcode of a binary operator."""
for _operator, _opcode in (
    (k.OP_BITWISE_OR, op.BITWISE_OR),
    (k.OP_BITWISE_XOR, op.BITWISE_XOR),
    (k.OP_BITWISE_AND, op.BITWISE_AND),
    (k.OP_STRICT_EQUAL, op.STRICT_EQUAL),
    (k.OP_STRICT_NOT_EQUAL, op.STRICT_NOT_EQUAL),
    (k.OP_EQUAL, op.EQUAL),
    (k.OP_NOT_EQUAL, op.NOT_EQUAL),
    (k.OP_LESS_EQUAL, op.LESS_THAN_OR_EQUAL),
    (k.OP_GREATER_EQUAL, op.GREATER_THAN_OR_EQUAL),
    (k.OP_LESS, op.LESS_THAN),
    (k.OP_GREATER, op.GREATER_THAN),
    (k.OP_INSTANCEOF, op.INSTANCE_OF),
    (k.OP_IN, op.IN),
    (k.OP_LEFT_SHIFT, op.SHIFT_LEFT),
    (k.OP_UNSIGNED_RIGHT_SHIFT, op.SHIFT_RIGHT_UNSIGNED),
    (k.OP_RIGHT_SHIFT, op.SHIFT_RIGHT),
    (k.OP_ADD, op.ADD),
    (k.OP_SUBTRACT, op.SUBTRACT),
    (k.OP_MULTIPLY, op.MULTIPLY),
    (k.OP_DIVIDE, op.DIVIDE),
    (k.OP_REMAINDER, op.REMAINDER),
    (k.OP_EXPONENT, op.EXPONENTIATE),
):
    BINARY[_operator] = _opcode


def small_int(e: Emitter, node: int) -> int | None:
    """The literal's value if it is an integer of 16 bits (a minus may stand in front)."""
    kind = e.kind(node)
    if kind == k.NUMBER:
        value = int_of(e.source.numbers[e.atoms[node]])
        return value if value is not None and value <= 0x7FFF else None
    if kind == k.UNARY and e.operator(node) == k.OP_MINUS and e.kind(node - 1) == k.NUMBER:
        value = int_of(-e.source.numbers[e.atoms[node - 1]])
        return value if value is not None and value >= -0x8000 else None
    return None


# -------------------------------------------------------------------------------------------------------- binary


def spine(e: Emitter, node: int, kind: int) -> list[int]:
    """Nodes of one kind nested on the left, the innermost first: long chains must not recurse."""
    nodes = [node]
    left = e.before(node - 1)
    while e.kind(left) == kind:
        nodes.append(left)
        left = e.before(left - 1)
    nodes.reverse()
    return nodes


def emit_binary(e: Emitter, node: int, dst: int) -> None:
    """A chain `a + b + c` of binary operators."""
    nodes = spine(e, node, k.BINARY)
    innermost = nodes[0]
    result = e.safe_destination(dst) if len(nodes) > 1 else dst
    left_node = e.before(innermost - 1)
    if e.kind(left_node) == k.PRIVATE_NAME:
        emit_private_in(e, innermost, left_node, result)
        left = result
        nodes = nodes[1:]
    else:
        left = e.operand_before(left_node, innermost - 1)
    for current in nodes:
        top = e.a.top
        emit_operator(e, current, e.operator(current), dst if current == node else result, left, current - 1)
        left = result
        e.a.top = top


def emit_private_in(e: Emitter, node: int, name_node: int, dst: int) -> None:
    """`#name in object`."""
    value = e.operand(node - 1)
    name = emit_references.private_name(e, name_node)
    e.at_node(node - 1)
    e.a.emit3(op.PRIVATE_IN, dst, name, value)


def emit_operator(e: Emitter, node: int, operator: int, dst: int, left: int, right_node: int) -> None:
    """dst := left operator right."""
    number = small_int(e, right_node)
    if number is not None:
        opcode = int_form(operator, number)
        if opcode >= 0:
            e.at_node(node)
            e.a.emit3(opcode, dst, left, number)
            return
    right = e.operand(right_node)
    e.at_node(node)
    e.a.emit3(BINARY[operator], dst, left, right)


def int_form(operator: int, number: int) -> int:
    """The opcode that takes the small integer as an immediate; -1 if there is none."""
    if operator == k.OP_ADD:
        return op.ADD_INT
    if operator == k.OP_SUBTRACT:
        return op.SUBTRACT_INT
    if operator == k.OP_BITWISE_AND:
        return op.BITWISE_AND_INT
    if operator == k.OP_BITWISE_OR:
        return op.BITWISE_OR_INT
    if 0 <= number < 32:
        if operator == k.OP_LEFT_SHIFT:
            return op.SHIFT_LEFT_INT
        if operator == k.OP_RIGHT_SHIFT:
            return op.SHIFT_RIGHT_INT
        if operator == k.OP_UNSIGNED_RIGHT_SHIFT:
            return op.SHIFT_RIGHT_UNSIGNED_INT
    return -1


# --------------------------------------------------------------------------------------- logical and conditional


def emit_logical(e: Emitter, node: int, dst: int) -> None:
    """A chain of `&&`, `||` or `??`."""
    result = e.safe_destination(dst)
    nodes = spine(e, node, k.LOGICAL)
    e.expression(e.before(nodes[0] - 1), result)
    waiting: list[Label] = []
    operator = -1
    for current in nodes:
        now = e.operator(current)
        if now != operator:  # (a && b) || c: the ways out of a && b meet here
            for label in waiting:
                e.a.bind(label)
            waiting = [Label()]
            operator = now
        e.a.jump(short_circuit(now), [result], waiting[0])
        e.expression(current - 1, result)
    for label in waiting:
        e.a.bind(label)
    e.move(dst, result)


def short_circuit(operator: int) -> int:
    """The jump that leaves a logical operation with its left value."""
    if operator == k.OP_AND:
        return op.JUMP_IF_FALSE
    if operator == k.OP_OR:
        return op.JUMP_IF_TRUE
    return op.JUMP_IF_NOT_NULLISH


def effect_logical(e: Emitter, node: int) -> None:
    """`a && f()` as a statement."""
    right = node - 1
    end = Label()
    if e.operator(node) == k.OP_COALESCE:
        e.a.jump(op.JUMP_IF_NOT_NULLISH, [e.operand(e.before(right))], end)
    else:
        emit_comparison.condition(e, e.before(right), end, e.operator(node) == k.OP_OR)
    e.effect(right)
    e.a.bind(end)


def emit_conditional(e: Emitter, node: int, dst: int) -> None:
    """ConditionalExpression; a chain of them on the right does not recurse."""
    end = Label()
    while e.kind(node) == k.CONDITIONAL:
        alternative = node - 1
        consequent = e.before(alternative)
        otherwise = Label()
        emit_comparison.condition(e, e.before(consequent), otherwise, False)
        e.expression(consequent, dst)
        e.a.jump(op.JUMP, [], end)
        e.a.bind(otherwise)
        node = alternative
    e.expression(node, dst)
    e.a.bind(end)


def effect_conditional(e: Emitter, node: int) -> None:
    """A conditional whose value nobody needs."""
    end = Label()
    while e.kind(node) == k.CONDITIONAL:
        alternative = node - 1
        consequent = e.before(alternative)
        otherwise = Label()
        emit_comparison.condition(e, e.before(consequent), otherwise, False)
        e.effect(consequent)
        e.a.jump(op.JUMP, [], end)
        e.a.bind(otherwise)
        node = alternative
    e.effect(node)
    e.a.bind(end)


def emit_sequence(e: Emitter, node: int, dst: int) -> None:
    """The comma operator."""
    children = e.children(node)
    for child in children[:-1]:
        e.effect(child)
    e.expression(children[-1], dst)


def effect_sequence(e: Emitter, node: int) -> None:
    """The comma operator as a statement."""
    for child in e.children(node):
        e.effect(child)


def emit_parenthesized(e: Emitter, node: int, dst: int) -> None:
    """An expression in parentheses."""
    e.expression(e.strip(node), dst)


def effect_parenthesized(e: Emitter, node: int) -> None:
    """An expression in parentheses as a statement."""
    e.effect(e.strip(node))


def local_parenthesized(e: Emitter, node: int) -> int:
    """A variable in parentheses."""
    return e.local(e.strip(node))


# --------------------------------------------------------------------------------------------------------- unary

UNARY: Final = {
    k.OP_BITWISE_NOT: op.BITWISE_NOT,
    k.OP_PLUS: op.TO_NUMBER,
    k.OP_MINUS: op.NEGATE,
}

OPPOSITE: Final = {
    k.OP_EQUAL: k.OP_NOT_EQUAL,
    k.OP_NOT_EQUAL: k.OP_EQUAL,
    k.OP_STRICT_EQUAL: k.OP_STRICT_NOT_EQUAL,
    k.OP_STRICT_NOT_EQUAL: k.OP_STRICT_EQUAL,
}


def emit_unary(e: Emitter, node: int, dst: int) -> None:
    """UnaryExpression."""
    operator = e.operator(node)
    operand = node - 1
    if operator == k.OP_VOID:
        e.effect(operand)
        e.load_special(dst, UNDEFINED)
    elif operator == k.OP_TYPEOF:
        emit_typeof(e, operand, dst)
    elif operator == k.OP_DELETE:
        emit_references.emit_delete(e, operand, dst)
    elif operator == k.OP_NOT:
        emit_not(e, operand, dst)
    elif operator == k.OP_MINUS and e.kind(operand) == k.NUMBER:
        e.load_number(dst, -e.source.numbers[e.atoms[operand]])
    else:
        value = e.operand(operand)
        e.at_node(node)
        e.a.emit2(UNARY[operator], dst, value)


def emit_not(e: Emitter, operand: int, dst: int) -> None:
    """`!x`; of an equality it is the opposite."""
    inner = e.strip(operand)
    opposite = OPPOSITE.get(e.operator(inner), -1) if e.kind(inner) == k.BINARY else -1
    if opposite < 0:
        e.a.emit2(op.LOGICAL_NOT, dst, e.operand(inner))
        return
    left = e.operand_before(e.before(inner - 1), inner - 1)
    emit_operator(e, inner, opposite, dst, left, inner - 1)


def emit_typeof(e: Emitter, operand: int, dst: int) -> None:
    """Typeof; its operand may be unresolvable."""
    inner = e.strip(operand)
    if e.kind(inner) == k.IDENTIFIER and e.local(inner) < 0:
        value = e.a.register()
        emit_scopes.emit_typeof_identifier(e, inner, value)
    else:
        value = e.operand(inner)
    e.a.emit2(op.TYPE_OF, dst, value)


def effect_unary(e: Emitter, node: int) -> None:
    """`!f()` or `void f()` as a statement needs only the operand; conversions can be seen."""
    operator = e.operator(node)
    if operator in (k.OP_NOT, k.OP_VOID):
        e.effect(node - 1)
    else:
        e.expression(node, e.a.register())


# -------------------------------------------------------------------------------------------------------- update


def emit_prefix_update(e: Emitter, node: int, dst: int) -> None:
    """++x and --x."""
    target = e.strip(node - 1)
    local = update_in_place(e, node, target)
    if local >= 0:
        e.move(dst, local)
        return
    reference = emit_references.reference(e, target)
    value = e.safe_destination(dst)
    emit_references.load_for_update(e, reference, value)
    e.at_node(node)
    e.a.emit2(step(e, node), value, value)
    emit_references.store(e, reference, value, emit_scopes.ASSIGN)
    e.move(dst, value)


def emit_postfix_update(e: Emitter, node: int, dst: int) -> None:
    """x++ and x--: the value is the old one, as a number."""
    target = e.strip(node - 1)
    if e.kind(target) == k.IDENTIFIER:
        local = emit_scopes.assignable_register(e, target, emit_scopes.ASSIGN)
        if local >= 0:
            if dst == local:  # x = x++
                e.a.emit2(op.TO_NUMERIC, local, local)
                return
            e.at_node(node)
            e.a.emit2(op.TO_NUMERIC, dst, local)
            e.a.emit2(step(e, node), local, dst)
            return
    reference = emit_references.reference(e, target)
    old = e.safe_destination(dst)
    emit_references.load_for_update(e, reference, old)
    e.at_node(node)
    e.a.emit2(op.TO_NUMERIC, old, old)
    value = e.a.register()
    e.a.emit2(step(e, node), value, old)
    emit_references.store(e, reference, value, emit_scopes.ASSIGN)
    e.move(dst, old)


def effect_update(e: Emitter, node: int) -> None:
    """An update whose value nobody needs."""
    target = e.strip(node - 1)
    if update_in_place(e, node, target) < 0:
        emit_prefix_update(e, node, e.a.register())


def update_in_place(e: Emitter, node: int, target: int) -> int:
    """Update a local variable in its register; -1 if the target is none."""
    if e.kind(target) != k.IDENTIFIER:
        return -1
    local = emit_scopes.assignable_register(e, target, emit_scopes.ASSIGN)
    if local >= 0:
        e.at_node(node)
        e.a.emit2(step(e, node), local, local)
    return local


def step(e: Emitter, node: int) -> int:
    """Increment or Decrement."""
    return op.INCREMENT if e.operator(node) == k.OP_INCREMENT else op.DECREMENT


EXPRESSION_HANDLERS: Final = {
    k.BINARY: emit_binary,
    k.LOGICAL: emit_logical,
    k.CONDITIONAL: emit_conditional,
    k.SEQUENCE: emit_sequence,
    k.PARENTHESIZED: emit_parenthesized,
    k.UNARY: emit_unary,
    k.PREFIX_UPDATE: emit_prefix_update,
    k.POSTFIX_UPDATE: emit_postfix_update,
}
LOCAL_HANDLERS: Final = {k.PARENTHESIZED: local_parenthesized}
EFFECT_HANDLERS: Final = {
    k.LOGICAL: effect_logical,
    k.CONDITIONAL: effect_conditional,
    k.SEQUENCE: effect_sequence,
    k.PARENTHESIZED: effect_parenthesized,
    k.UNARY: effect_unary,
    k.PREFIX_UPDATE: effect_update,
    k.POSTFIX_UPDATE: effect_update,
}
