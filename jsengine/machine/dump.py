"""`whipsnake dump --stage macro`: the macro-IR of the opcodes that a source uses, each once, in the order of its first use.

What is printed is the template as the handler recorded it: operands are still symbolic, every function replays the same. The
cold stream stands behind the hot one.
"""

from collections.abc import Iterator

from jsengine.bytecode.compile import compile_function
from jsengine.bytecode.disassembler import decode
from jsengine.bytecode.dump import called
from jsengine.bytecode.opcodes import Opcode
from jsengine.bytecode.source import source_of
from jsengine.interpreter import handler_of, trace
from jsengine.machine.ir import Argument, Float, Label, Offset, Operand, Operation, Template, Word
from jsengine.syntax.scopes import MODULE_GOAL, SCRIPT_GOAL, analyse
from jsengine.syntax.tree import parse


def dump_macro(text: str, module: bool = False) -> str:
    """The templates."""
    return "\n".join(template_text(opcode, trace(opcode)) for opcode in opcodes_used(text, module))


def opcodes_used(text: str, module: bool) -> list[Opcode]:
    """Opcodes of all functions that can be called."""
    parsed = parse(text, module)
    analyse(parsed, MODULE_GOAL if module else SCRIPT_GOAL)
    used: dict[int, Opcode] = {}
    for index in called(source_of(parsed.handle)):
        for instruction in decode(compile_function(parsed.handle, index).instructions):
            used.setdefault(instruction.opcode.number, instruction.opcode)
    return list(used.values())


def template_text(opcode: Opcode, template: Template) -> str:
    """One template: its opcode, its hot and its cold stream."""
    operands = " ".join(name if name == kind else f"{name}:{kind}" for name, kind in opcode.operands)
    lines = [f"{opcode.name} {operands}".rstrip() + ("" if handler_of(opcode) else "  (the kernel does all of it)")]
    lines += stream_lines(template.hot)
    if template.cold:
        lines += ["  cold", *stream_lines(template.cold)]
    return "\n".join(lines) + "\n"


def stream_lines(operations: list[Operation]) -> Iterator[str]:
    """A line for each operation; labels stand out."""
    for operation in operations:
        words = [argument_text(argument) for argument in operation.arguments]
        if operation.name == "label":
            yield f"  {words[0]}:"
            continue
        result = "" if operation.result is None else f"{argument_text(operation.result)} = "
        yield f"    {result}{operation.name} {', '.join(words)}".rstrip()


def argument_text(argument: Argument) -> str:
    """Words are w1, floats f1, labels L1; operands stand by their names."""
    if isinstance(argument, Word):
        return f"w{argument.number}"
    if isinstance(argument, Float):
        return f"f{argument.number}"
    if isinstance(argument, Label):
        return f"L{argument.number}"
    if isinstance(argument, Operand):
        scaled = argument.name if argument.scale == 1 else f"{argument.name}*{argument.scale}"
        return "{" + scaled + (f"{argument.offset:+}" if argument.offset else "") + "}"
    if isinstance(argument, Offset):
        return f"{argument.structure}.{argument.member}" + (f"{argument.add:+}" if argument.add else "")
    if isinstance(argument, int) and not -0x10000 < argument < 0x10000:
        return f"{argument & 0xFFFFFFFFFFFFFFFF:#x}"
    return str(argument)
