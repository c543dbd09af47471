"""Handlers: what each opcode does, in macro-IR, a module for each family of the table.

A handler is a function of its family's module, named after its opcode in snake case, called with a `Machine` and the
operands in the order of the table. An opcode without one is `default`: a call of the kernel function `op_<name>` with
all its operands (jsengine/kernel/interpreter). Handlers hold quick paths; what they do not cover goes there too.
"""

from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword

from jsengine.bytecode.opcodes import Opcode
from jsengine.interpreter.known import HANDLERS
from jsengine.interpreter.slow import call_slow, kernel_function, snake_case
from jsengine.machine.ir import Machine, Operand, Template


def operands_of(opcode: Opcode) -> list[Operand]:
    return [Operand(name, kind, index) for index, (name, kind) in enumerate(opcode.operands)]


def default(m: Machine, opcode: Opcode, operands: list[Operand]) -> None:
    """Call the kernel for all of it."""
    call_slow(m, opcode, operands)
    if not opcode.terminator:
        m.next()


def handler_of(opcode: Opcode) -> Callable[..., None] | None:
    if opcode.family == "known":
        return HANDLERS[opcode.name]
    module = import_module(f"jsengine.interpreter.{opcode.family}")
    name = snake_case(opcode.name)
    found: Callable[..., None] | None = getattr(module, name + "_" if iskeyword(name) else name, None)
    return found


def trace(opcode: Opcode) -> Template:
    """The macro-ops of one opcode."""
    m = Machine(opcode.name)
    operands = operands_of(opcode)
    handler = handler_of(opcode)
    if handler is None:
        default(m, opcode, operands)
    else:
        handler(m, *operands)
    return m.template


def calls_kernel_function(opcode: Opcode) -> bool:
    """Whether some way through the handler calls `op_<name>`."""
    template = trace(opcode)
    called = (o.arguments[0] for o in template.hot + template.cold if o.name in ("call", "call_plain"))
    return any(function == kernel_function(opcode) for function in called)
