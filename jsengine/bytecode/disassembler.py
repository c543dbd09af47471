"""Bytecode as text: `dump --stage bytecode`, goldens, and the instructions one by one for who reads them."""

from collections.abc import Iterator, Sequence

from jsengine.annotations import Final
from jsengine.bytecode.code import CodeUnit
from jsengine.bytecode.opcodes import OPCODES, Opcode

_SPECIALS: Final = ("null", "undefined", "false", "true", "hole")
_SIGNED: Final = frozenset(["imm", "target"])


class Instruction:
    """One decoded instruction."""

    def __init__(self, offset: int, opcode: Opcode, is_wide: bool, operands: list[int]) -> None:
        self.offset = offset
        self.opcode = opcode
        self.is_wide = is_wide
        self.operands = operands

    def length(self) -> int:
        """In 16-bit units."""
        return 1 + len(self.operands) * (2 if self.is_wide else 1)

    def target(self) -> int:
        """Where a jump goes, -1 if it is none."""
        for (_, kind), value in zip(self.opcode.operands, self.operands, strict=True):
            if kind == "target":
                return self.offset + value
        return -1


def decode(units: Sequence[int]) -> Iterator[Instruction]:
    """The instructions that the units of 16 bits are, in order. ValueError if they are none."""
    offset = 0
    while offset < len(units):
        number = units[offset]
        is_wide = number >= len(OPCODES)
        if number >= 2 * len(OPCODES):
            raise ValueError(f"{offset}: there is no opcode {number}")
        opcode = OPCODES[number - len(OPCODES) if is_wide else number]
        width = 2 if is_wide else 1
        end = offset + 1 + width * len(opcode.operands)
        if end > len(units):
            raise ValueError(f"{offset}: {opcode.name} is cut off")
        operands = []
        for i, (_, kind) in enumerate(opcode.operands):
            at = offset + 1 + i * width
            value = units[at] | units[at + 1] << 16 if is_wide else units[at]
            sign = 1 << (31 if is_wide else 15)
            operands.append(value - 2 * sign if kind in _SIGNED and value & sign else value)
        yield Instruction(offset, opcode, is_wide, operands)
        offset = end


def disassemble(unit: CodeUnit) -> str:
    """The whole function."""
    lines = [
        f"registers {unit.register_count}, formals {unit.formal_count}, feedback {unit.feedback_count}, "
        f"arguments in r{unit.arguments_register}, flags {unit.function_flags}"
    ]
    positions = unit.places()
    for instruction in decode(unit.instructions):
        position = positions.get(instruction.offset)
        at = "" if position is None else f"@{position}"
        lines.append(f"{instruction.offset:5} {at:6} {_text(instruction, unit)}".rstrip())
    for start, end, target, register in unit.handlers:
        lines.append(f"  handler {start}..{end} -> {target}, exception in r{register}")
    return "\n".join(lines) + "\n"


def _text(instruction: Instruction, unit: CodeUnit) -> str:
    opcode = instruction.opcode
    words = [("Wide" if instruction.is_wide else "") + opcode.name]
    for (name, kind), value in zip(opcode.operands, instruction.operands, strict=True):
        words.append(_operand(opcode, name, kind, value, instruction, unit))
    return " ".join(words)


def _operand(opcode: Opcode, name: str, kind: str, value: int, instruction: Instruction, unit: CodeUnit) -> str:
    if kind in ("dst", "reg"):
        return "this" if value == 0 else f"r{value}"
    if kind == "regs":
        return f"r{value}.."
    if kind == "const":
        constant = unit.constants[value]
        return "undefined" if constant is None else repr(constant)
    if kind == "target":
        return f"->{instruction.offset + value}"
    if opcode.name == "LoadSpecial" and name == "which":
        return _SPECIALS[value]
    if kind in ("imm", "argc"):
        return str(value)
    return {"slot": "slot", "hops": "out", "feedback": "fb"}[kind] + str(value)
