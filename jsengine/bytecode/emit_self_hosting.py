"""Names of self-hosted code that are declared nowhere: intrinsics of the kernel, and functions of the other files.

to_length(x)                            the kernel's intrinsic of that name (kernel/self_hosting.h)
call_function(f, this, a, b)            a call of f, as fast as any other
create_data_property_or_throw(o, k, x)  an instruction
ArrayPrototype_map                      the self-hosted function of that name
"""

from jsengine import _kernel
from jsengine._generated import node_kinds as k, opcode_numbers as op
from jsengine.annotations import Final
from jsengine.bytecode import emit_literals
from jsengine.bytecode.assembler import CALL_HEADER
from jsengine.bytecode.emitter import Emitter
from jsengine.bytecode.scope_names import GLOBAL

CALL_FUNCTION: Final = "call_function"
DEFINE_ELEMENT: Final = "create_data_property_or_throw"
"""Its value is not used."""
INSTRUCTIONS: Final = frozenset([CALL_FUNCTION, DEFINE_ELEMENT])
NUMBERS: Final = {name: number for number, name in enumerate(_kernel.SELF_HOSTING)}


def is_intrinsic(e: Emitter, node: int) -> bool:
    """Whether an identifier that is called means an intrinsic."""
    if not e.source.self_hosted or e.kind(node) != k.IDENTIFIER or e.annotations[node] != GLOBAL:
        return False
    name = e.name(node)
    return name in INSTRUCTIONS or name in NUMBERS


def emit_function_name(e: Emitter, name: str, dst: int) -> None:
    """dst := the self-hosted function."""
    argument = e.a.register()
    e.a.emit2(op.LOAD_CONSTANT, argument, e.a.constant(name))
    e.a.emit4(op.CALL_INTRINSIC, dst, NUMBERS["self_hosted"], argument, 1)
    e.a.top = argument


def emit_intrinsic_call(e: Emitter, node: int, dst: int) -> None:
    """A call whose callee `is_intrinsic`."""
    callee, *arguments = e.children(node)
    top = e.a.top
    e.at_node(node)
    if e.name(callee) == CALL_FUNCTION:
        emit_call_function(e, node, arguments, dst)
    else:
        first = e.a.reserve(len(arguments))
        for i in range(len(arguments)):
            e.expression(arguments[i], first + i)
        e.at_node(node)
        if e.name(callee) == DEFINE_ELEMENT:
            e.a.emit3(op.DEFINE_ELEMENT, first, first + 1, first + 2)
        else:
            e.a.emit4(op.CALL_INTRINSIC, dst, NUMBERS[e.name(callee)], first, len(arguments))
    e.a.top = top


def emit_call_function(e: Emitter, node: int, arguments: list[int], dst: int) -> None:
    """call_function(f, this, ...arguments)."""
    window = e.a.reserve(CALL_HEADER + 1)
    e.expression(arguments[0], window)
    e.expression(arguments[1], window + CALL_HEADER)
    given = arguments[2:]
    if any(e.kind(argument) == k.SPREAD for argument in given):
        emit_literals.emit_array_of(e, given, e.a.register())
        e.at_node(node)
        e.a.emit2(op.CALL_SPREAD, dst, window)
        return
    for argument in given:
        e.expression(argument, e.a.register())
    e.at_node(node)
    e.a.emit4(op.CALL, dst, window, len(given), e.a.feedback())
