"""`whipsnake dump --stage asm` and `profile`: the machine code of scripts, and what was seen while they ran."""

import re
from collections.abc import Iterator

import jsengine.bytecode.compile  # noqa: F401  (contexts find the compiler by it)
from jsengine._kernel import Context
from jsengine.bytecode.code import CodeUnit
from jsengine.bytecode.compile import compile_function
from jsengine.bytecode.disassembler import Instruction, decode
from jsengine.bytecode.dump import called
from jsengine.bytecode.source import source_of
from jsengine.options import CommandError
from jsengine.syntax.scopes import MODULE_GOAL, SCRIPT_GOAL, analyse
from jsengine.syntax.tree import parse

_SCRIPT = "<script>"


def _units(text: str, module: bool) -> dict[int, CodeUnit]:
    """The bytecode of every function, by number."""
    parsed = parse(text, module)
    analyse(parsed, MODULE_GOAL if module else SCRIPT_GOAL)
    return {index: compile_function(parsed.handle, index) for index in called(source_of(parsed.handle))}


def _script_only(stage: str, module: bool) -> None:
    if module:
        raise CommandError(f"the stage {stage} is for scripts")


def dump_asm(text: str, module: bool = False) -> str:
    """The machine code of every function, with the bytecode and the lines of the source that it stands for."""
    _script_only("asm", module)
    units = _units(text, module)
    lines: list[str] = []
    for function in Context(jit_threshold=0).inspect_functions(text, _SCRIPT, False):
        listing = function["listing"]
        if not isinstance(listing, str):
            raise CommandError("there is no machine code in this build (asmjit was not found)")
        lines.append(_heading(function))
        lines += _asm_lines(listing, units[_number(function, "index")], text)
    return "\n".join(lines) + "\n"


class _SourceLines:
    """The lines of the source, each shown when code of another comes."""

    def __init__(self, unit: CodeUnit, text: str) -> None:
        self._positions = unit.places()
        self._source = text.encode("utf-8", "surrogatepass")
        self._shown = self._source.split(b"\n")
        self._last = 0

    def entered(self, instruction: Instruction) -> Iterator[str]:
        """The line of an instruction, if it is another than that of the one before."""
        position = self._positions.get(instruction.offset)
        if position is None:
            return
        number = self._source.count(b"\n", 0, position) + 1
        if number != self._last:
            self._last = number
            yield f"{number}: {self._shown[number - 1].decode('utf-8', 'replace').strip()}"


def _asm_lines(listing: str, unit: CodeUnit, text: str) -> Iterator[str]:
    instructions = {i.offset: i for i in decode(unit.instructions)}
    lines = _SourceLines(unit, text)
    for line in listing.splitlines():
        found = re.match(r"; @(\d+) (.*)", line)
        if found is None:
            yield f"      {line}"
            continue
        instruction = instructions[int(found[1])]
        if "seldom" not in found[2]:
            yield from lines.entered(instruction)
        yield f"  {instruction.offset:5} {found[2]} {_operands(instruction)}"


def _operands(instruction: Instruction) -> str:
    named = zip(instruction.opcode.operands, instruction.operands, strict=True)
    return " ".join(f"{name}={value}" for (name, _), value in named)


def _number(function: dict[str, object], name: str) -> int:
    value = function[name]
    assert isinstance(value, int)
    return value


def _heading(function: dict[str, object]) -> str:
    return f"function {function['index']} {function['name'] or '(anonymous)'}, line {function['line']}"


def dump_profile(text: str, module: bool = False) -> str:
    """Run a script; for each function that ran its tier, calls and turns of loops counted until it was compiled, and
    what the sites of its bytecode have seen. Operators are named that were given anything else than int32."""
    _script_only("profile", module)
    units = _units(text, module)
    lines: list[str] = []
    for function in Context(jit_threshold=1000).inspect_functions(text, _SCRIPT, True):
        size = f", {function['bytes']} bytes of machine code" if function["bytes"] else ""
        counts = f"calls {function['calls']}, turns of loops {function['loops']}"
        lines.append(f"{_heading(function)}: {function['tier']}, {counts}{size}")
        lines += _site_lines(function, units[_number(function, "index")], text)
    return "\n".join(lines) + "\n"


def _site_lines(function: dict[str, object], unit: CodeUnit, text: str) -> Iterator[str]:
    """The sites under the lines of the source that they stand in."""
    states, operands = function["slots"], function["operands"]
    assert isinstance(states, list) and isinstance(operands, dict)
    lines = _SourceLines(unit, text)
    for instruction in decode(unit.instructions):
        if instruction.offset in operands:
            yield from lines.entered(instruction)
            types = ", ".join(filter(None, operands[instruction.offset]))
            yield f"  {instruction.offset:5} {instruction.opcode.name}: {types}"
        for (_, kind), value in zip(instruction.opcode.operands, instruction.operands, strict=True):
            if kind == "feedback" and value < len(states):
                yield from lines.entered(instruction)
                yield f"  {instruction.offset:5} {instruction.opcode.name}: {states[value]}"
