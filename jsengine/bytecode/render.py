"""Write the table of opcodes for the kernel: `python -m jsengine.bytecode.render OUTPUT` makes opcodes.h."""

import sys
from pathlib import Path
from typing import Final

from jsengine.bytecode.messages import MESSAGES
from jsengine.bytecode.opcodes import OPCODES

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


def main(output: str) -> None:
    """Write the header."""
    Path(output).write_text(render())


if __name__ == "__main__":
    main(*sys.argv[1:])
