"""Checks the structure of a code unit: what the kernel relies on without looking.

Run over all output of the emitter in tests, and over bytecode that comes from a file before it is used.
"""

from jsengine.annotations import Final
from jsengine.bytecode.code import BigIntConstant, CodeUnit, Descriptor, FunctionReference, SymbolConstant
from jsengine.bytecode.disassembler import Instruction, decode
from jsengine.bytecode.messages import MESSAGES

# What the constants of an operand must be, by the operand's name.
_TEXT: Final = (str,)
CONSTANT_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "name": (str, SymbolConstant, type(None)),
    "pattern": _TEXT,
    "flags": _TEXT,
    "template": (Descriptor,),
    "info": (FunctionReference,),
    "scope": (int,),
    "declarations": (int,),
    "argument": _TEXT,
    "map": (Descriptor,),
    "description": _TEXT,
    "value": (float, int, str, BigIntConstant, bool, type(None)),
}

# Registers behind the first that an operand `regs` names, where it is not a window or a counted list.
_PAIRS: Final = frozenset(["record", "pair"])
_WINDOW: Final = 9


class VerificationError(Exception):
    """The bytecode is malformed."""


def verify(unit: CodeUnit, function_count: int) -> None:
    """Raise VerificationError unless the unit is well formed."""
    try:
        instructions = list(decode(unit.instructions))
    except ValueError as error:
        raise VerificationError(str(error)) from None
    if not instructions:
        raise VerificationError("there is no code")
    starts = {instruction.offset for instruction in instructions}
    heads = {instruction.offset for instruction in instructions if instruction.opcode.name == "LoopHead"}
    for instruction in instructions:
        _verify_operands(instruction, unit, function_count)
        target = instruction.target()
        if target >= 0 and target not in starts:
            raise _error(instruction, f"jumps to {target}, where no instruction starts")
        if 0 <= target <= instruction.offset and target not in heads:
            raise _error(instruction, f"jumps back to {target}, which is no LoopHead")
        if target < 0 and any(kind == "target" for _, kind in instruction.opcode.operands):
            raise _error(instruction, "jumps in front of the code")
    last = instructions[-1]
    if not last.opcode.terminator or last.opcode.name == "CreateGenerator":
        raise _error(last, "is the last instruction, but goes on")
    _verify_tables(unit, starts, last.offset + last.length())


def _verify_operands(instruction: Instruction, unit: CodeUnit, function_count: int) -> None:
    operands = instruction.operands
    names = [name for name, _ in instruction.opcode.operands]
    for (name, kind), value in zip(instruction.opcode.operands, operands, strict=True):
        if kind in ("dst", "reg") and value >= unit.register_count:
            raise _error(instruction, f"register {value} of {unit.register_count}")
        if kind == "regs":
            count = 2 if name in _PAIRS else operands[names.index("count")] if "count" in names else _WINDOW
            if name == "arguments":
                count = 0
            count += instruction.opcode.arguments
            if "argc" in names:
                count += operands[names.index("argc")]
            elif instruction.opcode.name.endswith("Spread"):
                count += 1
            if value + count > unit.register_count:
                raise _error(instruction, f"registers {value} .. {value + count - 1} of {unit.register_count}")
        if kind == "feedback" and value >= unit.feedback_count:
            raise _error(instruction, f"feedback slot {value} of {unit.feedback_count}")
        if name == "message" and not 0 <= value < len(MESSAGES):
            raise _error(instruction, f"message {value}")
        if kind == "const":
            _verify_constant(instruction, name, value, unit, function_count)


def _verify_constant(instruction: Instruction, name: str, value: int, unit: CodeUnit, function_count: int) -> None:
    if value >= len(unit.constants):
        raise _error(instruction, f"constant {value} of {len(unit.constants)}")
    constant = unit.constants[value]
    if not isinstance(constant, CONSTANT_TYPES[name]):
        raise _error(instruction, f"the constant {constant!r} cannot be its {name}")
    if isinstance(constant, FunctionReference) and not 0 <= constant.index < function_count:
        raise _error(instruction, f"function {constant.index} of {function_count}")


def _verify_tables(unit: CodeUnit, starts: set[int], end: int) -> None:
    for start, stop, target, register in unit.handlers:
        inside = start in starts and (stop in starts or stop == end) and start < stop
        if not inside or target not in starts or register >= unit.register_count:
            raise VerificationError(f"handler {start}..{stop} -> {target}, r{register}")
    offsets = unit.positions[::2]
    if offsets != sorted(set(offsets)) or not starts.issuperset(offsets):
        raise VerificationError("positions are not in order, or stand inside of instructions")
    if unit.formal_count >= unit.register_count or unit.arguments_register >= unit.register_count:
        raise VerificationError("arguments do not fit into the registers")


def _error(instruction: Instruction, text: str) -> VerificationError:
    return VerificationError(f"{instruction.offset}: {instruction.opcode.name}: {text}")
