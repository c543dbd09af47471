"""The templates of all handlers as tables in C++: `python -m jsengine.machine.template_tables TABLES.cpp OPS.h`.

Machine code is made from these at run time, by C++ alone. Where members stand is left to the C++ compiler (offsetof),
and so are the addresses of the kernel's functions.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from jsengine.bytecode.opcodes import OPCODES, Opcode
from jsengine.interpreter import trace
from jsengine.machine.allocation import Allocated, allocate
from jsengine.machine.ir import (
    CONDITIONS,
    CONTROL,
    FLOAT_CONDITIONS,
    OPS,
    Argument,
    Float,
    Label,
    Offset,
    Operand,
    Operation,
    Word,
)
from jsengine.machine.peepholes import feedback_words, joined_loads

_OPS_PROLOGUE: Final = """\
// Made by jsengine/machine/template_tables.py from the table of macro-ops. Do not edit.
#pragma once

#include <cstdint>

namespace whipsnake {
"""
_TABLES_PROLOGUE: Final = """\
// Made by jsengine/machine/template_tables.py from the handlers in jsengine/interpreter. Do not edit.
#include "jsengine/kernel/interpreter/calls.h"
#include "jsengine/kernel/machine/machine.h"
#include "jsengine/kernel/machine/template.h"

namespace whipsnake {

using K = ArgumentKind;

template <typename Result, typename... Words>
static const void* address_of(Result (*function)(Agent*, Words...)) {
  static_assert(sizeof(Result) == 8 && ((sizeof(Words) == 8) && ...));
  return reinterpret_cast<const void*>(function);
}
"""
# Called by what surrounds the templates (kernel/machine/machine.h).
_OWN_CALLS: Final = ("unwind", "where_to_go_on", "warm")
_ENUMERATIONS: Final = frozenset(["CellKind", "ElementType", "FunctionKind"])
_SIGNED: Final = frozenset(["imm", "target"])
_CONDITION_NAMES: Final = {
    "==": "Equal", "!=": "NotEqual", "<": "Less", "<=": "LessOrEqual", ">": "Greater", ">=": "GreaterOrEqual",
    "u<": "Below", "u<=": "BelowOrEqual", "u>": "Above", "u>=": "AboveOrEqual",
    "not <": "NotLess", "not <=": "NotLessOrEqual", "not >": "NotGreater", "not >=": "NotGreaterOrEqual",
}  # fmt: skip


def _enumerator(name: str) -> str:
    return "k" + "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _enumeration(name: str, underlying: str, members: Iterable[str]) -> list[str]:
    return [f"enum class {name} : {underlying} {{", *(f"  {member}," for member in members), "};"]


def render_ops() -> str:
    """The enumerations of macro-ops and conditions."""
    assert set(_CONDITION_NAMES) == {*CONDITIONS, *FLOAT_CONDITIONS}
    names = [_enumerator(name) for name in (*OPS, *sorted(CONTROL))]
    return "\n".join(
        [
            _OPS_PROLOGUE,
            *_enumeration("MacroOp", "uint8_t", names),
            *_enumeration("Condition", "uint8_t", ("k" + name for name in _CONDITION_NAMES.values())),
            "",
            "}  // namespace whipsnake",
            "",
        ]
    )


class _Tables:
    """Collects the rows."""

    def __init__(self) -> None:
        self.templates: list[str] = []
        self.operations: list[str] = []
        self.arguments: list[str] = []
        self.functions: list[str] = list(_OWN_CALLS)
        self._slots: dict[int, int] = {}

    def add(self, opcode: Opcode) -> None:
        """The template of one opcode."""
        allocated = allocate(trace(opcode))
        template = allocated.template
        operations = template.hot + template.cold
        labels = [o.arguments[0] for o in operations if o.name == "label"]
        count = max((label.number for label in labels if isinstance(label, Label)), default=0) + 1
        ends = not any(o.name == "next" for o in operations)
        self.templates.append(
            f'{{"{opcode.name}", {len(self.operations)}, {len(template.hot)}, {len(template.cold)}, {count}, '
            f"{len(opcode.operands)}, {str(ends).lower()}}}"
        )
        self._slots = feedback_words(operations)
        joined = joined_loads(operations)
        for i, operation in enumerate(operations):
            self._add_operation(operation, allocated, i in joined)

    def _add_operation(self, operation: Operation, allocated: Allocated, joins_next: bool) -> None:
        first = len(self.arguments)
        is_call = operation.name in ("call", "call_plain")
        for position, argument in enumerate(operation.arguments):
            text = self._argument(argument, allocated, is_call and position == 0)
            if isinstance(argument, Word) and argument.number in self._slots and not self._stays_slot(operation):
                text = f"K::kWord, {allocated.registers[argument.number]}, false, {1 + self._slots[argument.number]}, 0"
            self.arguments.append("{" + text + "}")
        result = "kNoResult" if operation.result is None else str(allocated.registers[operation.result.number])
        count = len(operation.arguments)
        self.operations.append(
            f"{{MacroOp::{_enumerator(operation.name)}, {result}, {count}, {str(joins_next).lower()}, {first}}}"
        )

    def _stays_slot(self, operation: Operation) -> bool:
        """Whether an operation moves the address of a slot to where one is expected."""
        result = operation.result
        return operation.name == "move" and isinstance(result, Word) and result.number in self._slots

    def _argument(self, argument: Argument, allocated: Allocated, is_function: bool) -> str:
        match argument:
            case Word(number):
                return f"K::kWord, {allocated.registers[number]}, false, 0, 0"
            case Float(number):
                return f"K::kFloat, {allocated.registers[number]}, false, 0, 0"
            case Label(number):
                return f"K::kLabel, 0, false, 0, {number}"
            case Operand():
                signed = str(argument.kind in _SIGNED).lower()
                return f"K::kOperand, {argument.index}, {signed}, {argument.scale}, {argument.offset}"
            case Offset(structure, member, add):
                return f"K::kNumber, 0, false, 0, {_number_of(structure, member, add)}"
            case str():
                return self._named(argument, is_function)
            case int():
                return f"K::kNumber, 0, false, 0, int64_t({argument & 0xFFFF_FFFF_FFFF_FFFF:#x}ull)"

    def _named(self, name: str, is_function: bool) -> str:
        if not is_function:
            return f"K::kCondition, 0, false, 0, int64_t(Condition::k{_CONDITION_NAMES[name]})"
        if name not in self.functions:
            self.functions.append(name)
        return f"K::kFunction, 0, false, 0, {self.functions.index(name)}"


def _number_of(structure: str, member: str, add: int) -> str:
    if structure in _ENUMERATIONS:
        return f"int64_t({structure}::{member}) + {add}"
    return f"int64_t(offsetof({structure}, {member})) + {add}"


def _array(declaration: str, rows: Iterable[str]) -> list[str]:
    return [f"{declaration} = {{", *(f"    {row}," for row in rows), "};"]


def render_tables() -> str:
    """The tables."""
    tables = _Tables()
    for opcode in OPCODES:
        tables.add(opcode)
    own = ", ".join(str(tables.functions.index(name)) for name in _OWN_CALLS)
    return "\n".join(
        [
            _TABLES_PROLOGUE,
            *_array("static const Template kTemplates[]", tables.templates),
            *_array("static const TemplateOperation kOperations[]", tables.operations),
            *_array("static const TemplateArgument kArguments[]", tables.arguments),
            *_array("static const void* const kFunctions[]", (f"address_of({name})" for name in tables.functions)),
            "",
            "const MachineTables& machine_tables() {",
            "  static const MachineTables tables = {kTemplates, kOperations, kArguments, kFunctions,",
            f"                                       {len(tables.templates)}, {len(tables.functions)}, {own}}};",
            "  return tables;",
            "}",
            "",
            "}  // namespace whipsnake",
            "",
        ]
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_tables())
    Path(sys.argv[2]).write_text(render_ops())
