"""Write the table of opcodes for the kernel and the emitter: `python -m jsengine.bytecode.render HEADER PYTHON`."""

import sys
from pathlib import Path

from jsengine.annotations import Final
from jsengine.bytecode.known_calls import KNOWN_CALLS
from jsengine.bytecode.messages import MESSAGES
from jsengine.bytecode.opcodes import BY_NAME, OPCODES

_HEAD: Final = """\
// Made by jsengine/bytecode/render.py from the table of opcodes. Do not edit.
#pragma once

#include <cstdint>

#include "jsengine/kernel/messages.h"

namespace whipsnake {
"""

# Letters of the operand types in kOpcodeFormats.
FORMAT_LETTERS: Final = {
    "dst": "d",
    "reg": "r",
    "regs": "R",
    "const": "c",
    "imm": "i",
    "slot": "s",
    "hops": "h",
    "feedback": "f",
    "target": "t",
    "argc": "a",
}


def render() -> str:
    """The header's text."""
    count = len(OPCODES)
    parts = [_HEAD]
    parts.append("// Operands of 16 bits; the wide form, of 32 bits (low half first), is `opcode + kOpcodeCount`.")
    parts.append("enum class Opcode : uint16_t {")
    parts += [f"  k{opcode.name} = {opcode.number}," for opcode in OPCODES]
    parts += [f"  kWide{opcode.name} = {opcode.number + count}," for opcode in OPCODES]
    parts.append("};")
    parts.append(f"constexpr uint32_t kOpcodeCount = {count};")
    parts.append("")
    parts.append("// Length in 16-bit units, the opcode included; the wide forms follow the narrow ones.")
    parts.append(_array("uint8_t", "kOpcodeLengths", _lengths()))
    parts.append("// A letter per operand: " + ", ".join(f"{v} {k}" for k, v in FORMAT_LETTERS.items()) + ".")
    parts.append(_array("const char*", "kOpcodeFormats", [f'"{_format(o.operands)}"' for o in OPCODES], 8))
    parts.append(_array("const char*", "kOpcodeNames", [f'"{o.name}"' for o in OPCODES], 6))
    parts.append("// Calls of functions that the engine knows have opcodes that say how many arguments the window has.")
    first = min(o.number for o in OPCODES if o.family == "known")
    parts.append(f"constexpr uint32_t kFirstKnownCall = {first};")
    parts.append(_array("uint8_t", "kOpcodeArguments", [str(o.arguments) for o in OPCODES]))
    parts.append("// Operands called `message` are indices into this.")
    parts.append(_array("Message", "kBytecodeMessages", [f"Message::k{name}" for name in MESSAGES], 4))
    parts.append("}  // namespace whipsnake")
    return "\n".join(parts) + "\n"


def _lengths() -> list[str]:
    narrow = [str(1 + len(opcode.operands)) for opcode in OPCODES]
    wide = [str(1 + 2 * len(opcode.operands)) for opcode in OPCODES]
    return narrow + wide


def _format(operands: tuple[tuple[str, str], ...]) -> str:
    return "".join(FORMAT_LETTERS[kind] for _, kind in operands)


def _array(element: str, name: str, values: list[str], per_line: int = 24) -> str:
    lines = [", ".join(values[i : i + per_line]) for i in range(0, len(values), per_line)]
    body = ",\n    ".join(lines)
    return f"inline constexpr {element} {name}[] = {{\n    {body},\n}};\n"


def render_numbers() -> str:
    """The Python module with the numbers as names: LOAD_CONSTANT, literals that mypyc folds into the emitter."""
    known = {known.name: (known.arguments, BY_NAME[known.opcode].number) for known in KNOWN_CALLS}
    return "\n".join(
        [
            '"""Made by jsengine/bytecode/render.py from the table of opcodes. Do not edit."""',
            "",
            "from jsengine.annotations import Final",
            "",
            *(f"{_constant_name(opcode.name)}: Final = {opcode.number}" for opcode in OPCODES),
            "",
            f"WIDE: Final = {len(OPCODES)}",
            '"""What is added to the number of an opcode whose operands have 32 bits."""',
            "",
            f"CALL_KNOWN: Final = {known}",
            '"""(number of arguments, opcode) of calls that the engine knows, by the function\'s name."""',
            "",
        ]
    )


def _constant_name(name: str) -> str:
    return "".join("_" + c if c.isupper() and i > 0 else c.upper() for i, c in enumerate(name))


def main(header: str, numbers: str) -> None:
    """Write both."""
    Path(header).write_text(render())
    Path(numbers).write_text(render_numbers())


if __name__ == "__main__":
    main(*sys.argv[1:])
