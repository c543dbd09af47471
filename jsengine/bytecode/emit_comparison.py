"""Conditions: expressions of which only the truth matters are compiled to jumps."""

from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode.assembler import Label
from jsengine.bytecode.emitter import Emitter

# The jump that is taken when the comparison holds, and when it does not.
_JUMPS: Final = {
    k.OP_LESS: (op.JUMP_IF_LESS_THAN, op.JUMP_IF_NOT_LESS_THAN),
    k.OP_LESS_EQUAL: (op.JUMP_IF_LESS_THAN_OR_EQUAL, op.JUMP_IF_NOT_LESS_THAN_OR_EQUAL),
    k.OP_GREATER: (op.JUMP_IF_GREATER_THAN, op.JUMP_IF_NOT_GREATER_THAN),
    k.OP_GREATER_EQUAL: (op.JUMP_IF_GREATER_THAN_OR_EQUAL, op.JUMP_IF_NOT_GREATER_THAN_OR_EQUAL),
    k.OP_EQUAL: (op.JUMP_IF_EQUAL, op.JUMP_IF_NOT_EQUAL),
    k.OP_NOT_EQUAL: (op.JUMP_IF_NOT_EQUAL, op.JUMP_IF_EQUAL),
    k.OP_STRICT_EQUAL: (op.JUMP_IF_STRICT_EQUAL, op.JUMP_IF_STRICT_NOT_EQUAL),
    k.OP_STRICT_NOT_EQUAL: (op.JUMP_IF_STRICT_NOT_EQUAL, op.JUMP_IF_STRICT_EQUAL),
}


def condition(e: Emitter, node: int, target: Label, jump_if: bool) -> None:
    """Go to target if ToBoolean of the expression is jump_if, else fall through."""
    negated = False
    node = e.strip(node)
    while e.kind(node) == k.UNARY and e.operator(node) == k.OP_NOT:
        negated = not negated
        node = e.strip(node - 1)
    if negated:
        jump_if = not jump_if
    top = e.a.top
    e.enter()
    kind = e.kind(node)
    if kind == k.LOGICAL and e.operator(node) != k.OP_COALESCE:
        _logical(e, node, target, jump_if)
    elif kind == k.BINARY and e.operator(node) in _JUMPS:
        _comparison(e, node, target, jump_if)
    elif kind in (k.TRUE, k.FALSE):
        if (kind == k.TRUE) == jump_if:
            e.a.jump(op.JUMP, [], target)
            e.a.terminate()
    else:
        value = e.operand(node)
        e.a.jump(op.JUMP_IF_TRUE if jump_if else op.JUMP_IF_FALSE, [value], target)
    e.depth -= 1
    e.a.top = top


def _logical(e: Emitter, node: int, target: Label, jump_if: bool) -> None:
    """`a && b && c` or `a || b || c`: all but the last leave by the same way."""
    operator = e.operator(node)
    parts = [node - 1]
    left = e.before(node - 1)
    while e.kind(left) == k.LOGICAL and e.operator(left) == operator:
        parts.append(left - 1)
        left = e.before(left - 1)
    parts.append(left)
    parts.reverse()
    leaves_if = operator == k.OP_OR
    if leaves_if == jump_if:
        for part in parts:
            condition(e, part, target, jump_if)
        return
    through = Label()
    for part in parts[:-1]:
        condition(e, part, through, leaves_if)
    condition(e, parts[-1], target, jump_if)
    e.a.bind(through)


def _comparison(e: Emitter, node: int, target: Label, jump_if: bool) -> None:
    """A comparison and a jump in one."""
    right_node = node - 1
    left_node = e.before(right_node)
    operator = e.operator(node)
    if operator in (k.OP_EQUAL, k.OP_NOT_EQUAL) and e.kind(right_node) == k.NULL:
        value = e.operand(left_node)
        nullish = (operator == k.OP_EQUAL) == jump_if
        e.a.jump(op.JUMP_IF_NULLISH if nullish else op.JUMP_IF_NOT_NULLISH, [value], target)
        return
    left = e.operand_before(left_node, right_node)
    right = e.operand(right_node)
    taken, not_taken = _JUMPS[operator]
    e.at_node(node)
    e.a.jump(taken if jump_if else not_taken, [left, right], target)
