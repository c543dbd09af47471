"""The general way of an opcode: its kernel function."""

import re

from jsengine.bytecode.opcodes import BY_NAME, Opcode
from jsengine.machine.ir import Machine, Operand, Word


def snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def kernel_function(opcode: Opcode) -> str:
    """What does all of the opcode."""
    return "op_" + snake_case(opcode.name)


def call_slow(m: Machine, opcode: Opcode, operands: list[Operand]) -> Word | None:
    """Call `op_<name>` with the operands but the first `dst`, and store its result there. Returns the result."""
    has_result = bool(operands) and operands[0].kind == "dst"
    rest = operands[1:] if has_result else operands
    arguments: list[Word | Operand] = []
    for operand in rest:
        if operand.kind == "reg":
            arguments.append(m.load(operand))
        elif operand.kind == "regs":
            arguments.append(m.op("register_address", operand))
        elif operand.kind == "const":
            arguments.append(m.op("constant", operand))
        elif operand.kind == "feedback":
            arguments.append(m.op("feedback", operand))
        elif operand.kind != "target":
            arguments.append(m.op("immediate", operand))
    result = m.call(kernel_function(opcode), *arguments)
    if has_result:
        m.store(operands[0], result)
    return result


def slow(m: Machine, *operands: Operand) -> None:
    """The general way of the opcode being recorded, then the next instruction."""
    call_slow(m, BY_NAME[m.template.opcode], list(operands))
    m.next()
