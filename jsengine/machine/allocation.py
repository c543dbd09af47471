"""Registers for the values of a template: liveness, then colours for what must not share one.

Templates are tiny and made once, at build time, so this is the plain textbook way. A few registers of the processor
are spoken for (see lowering.h): rbx the frame, r12 the pc, r13 the agent, r14 the table, r15 the tag of an int32, and
rcx and r11 belong to the lowering itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from jsengine.machine.ir import Float, Label, Operation, Template, Word
from jsengine.machine.simplification import TERMINATORS, is_pure, label_of, simplify, words_in

RAX, RDX, RBP, RSI, RDI, R8, R9, R10 = 0, 2, 5, 6, 7, 8, 9, 10
# Where the words of a call go, after the agent in rdi. The third is rcx, which no value lives in.
ARGUMENT_REGISTERS: Final = (RSI, RDX, 1, R8, R9)
_LOST_IN_CALLS: Final = frozenset([RAX, RDX, RSI, RDI, R8, R9, R10])
_WORD_REGISTERS: Final = (RAX, RDX, RSI, RDI, R8, R9, R10, RBP)
_FLOAT_REGISTERS: Final = tuple(range(8))
_PINNED: Final = {"frame": 3, "agent": 13}
_CALLS: Final = frozenset(["call", "call_plain"])
_LOST_IN: Final = {"remainder_unsigned32": frozenset([RAX, RDX])}

Number = int


@dataclass(slots=True)
class Allocated:
    """A template, and the register of each of its values."""

    template: Template
    registers: dict[Number, int]


def allocate(template: Template) -> Allocated:
    """Assign registers to the values of a template."""
    template = _without_unused(simplify(template))
    operations = template.hot + template.cold
    live = _live_after(operations)
    return Allocated(template, _Colouring(operations, live).colours())


def _without_unused(template: Template) -> Template:
    """Leave out operations whose results are never used."""
    while True:
        operations = template.hot + template.cold
        live = _live_after(operations)
        unused = {
            i
            for i, operation in enumerate(operations)
            if operation.result is not None and is_pure(operation) and operation.result.number not in live[i]
        }
        if not unused:
            return template
        kept = [None if i in unused else operation for i, operation in enumerate(operations)]
        size = len(template.hot)
        template = Template(template.opcode, [o for o in kept[:size] if o], [o for o in kept[size:] if o])


def _live_after(operations: list[Operation]) -> list[set[Number]]:
    """The numbers of the values that are used after each operation."""
    places = _places(operations)
    after: list[set[Number]] = [set() for _ in operations]
    before: list[set[Number]] = [set() for _ in operations]
    changed = True
    while changed:
        changed = False
        for i in reversed(range(len(operations))):
            operation = operations[i]
            out: set[Number] = set()
            if operation.name not in TERMINATORS:
                out |= before[i + 1]
            label = label_of(operation)
            if label is not None:
                out |= before[places[label.number]]
            used = {value.number for value in words_in(operation)}
            defined = {operation.result.number} if operation.result is not None else set()
            into = used | (out - defined)
            if out != after[i] or into != before[i]:
                after[i], before[i], changed = out, into, True
    return after


def _places(operations: list[Operation]) -> dict[Number, int]:
    """Where each label stands."""
    places: dict[Number, int] = {}
    for i, operation in enumerate(operations):
        if operation.name == "label":
            label = operation.arguments[0]
            assert isinstance(label, Label)
            places[label.number] = i
    return places


class _Colouring:
    """Gives each value a register that no value living at the same time has."""

    def __init__(self, operations: list[Operation], live: list[set[Number]]) -> None:
        self._operations = operations
        self._live = live
        self._conflicts: dict[Number, set[Number]] = {}
        self._lost: dict[Number, set[int]] = {}
        self._floats: set[Number] = set()
        self._wishes: dict[Number, list[Number | str]] = {}
        self._colours: dict[Number, int] = {}

    def colours(self) -> dict[Number, int]:
        """The register of each value."""
        for operation, live in zip(self._operations, self._live, strict=True):
            self._note(operation, live)
        for number in self._conflicts:
            if number not in self._colours:
                self._choose(number)
        return self._colours

    def _note(self, operation: Operation, live: set[Number]) -> None:
        result = operation.result
        name = operation.name
        lost = _LOST_IN_CALLS if name in _CALLS else _LOST_IN.get(name, frozenset())
        for number in live - ({result.number} if result else set()):
            self._lost.setdefault(number, set()).update(lost)
        if result is not None:
            self._define(result, operation, live)
        if name in _CALLS:
            for register, value in zip(ARGUMENT_REGISTERS, operation.arguments[1:], strict=False):
                if isinstance(value, Word):
                    self._wishes.setdefault(value.number, []).append(f"{register}")
        elif name == "leave_frame":
            value = operation.arguments[0]
            assert isinstance(value, Word)
            self._wishes.setdefault(value.number, []).append(f"{RAX}")
        elif name == "remainder_unsigned32":
            assert result is not None
            self._wishes.setdefault(result.number, []).append(f"{RDX}")

    def _define(self, result: Word | Float, operation: Operation, live: set[Number]) -> None:
        number = result.number
        if operation.name in _PINNED:
            self._colours[number] = _PINNED[operation.name]
        if isinstance(result, Float):
            self._floats.add(number)
        self._conflicts.setdefault(number, set())
        source = operation.arguments[0] if operation.name in ("move", "move_float") else None
        for other in live:
            if other == number or (isinstance(source, Word | Float) and source.number == other):
                continue
            self._conflicts[number].add(other)
            self._conflicts.setdefault(other, set()).add(number)
        wishes = self._wishes.setdefault(number, [])
        if operation.name in _CALLS or operation.name == "resumed_value":
            wishes.append(f"{RAX}")
        for argument in words_in(operation)[:1]:
            wishes.append(argument.number)
            self._wishes.setdefault(argument.number, []).append(number)

    def _choose(self, number: Number) -> None:
        is_float = number in self._floats
        taken = {
            self._colours[other]
            for other in self._conflicts[number]
            if other in self._colours and (other in self._floats) == is_float
        }
        free = [r for r in (_FLOAT_REGISTERS if is_float else _WORD_REGISTERS) if r not in taken]
        if is_float:
            assert not self._lost.get(number), f"a float lives across a call ({self._operations})"
        else:
            free = [r for r in free if r not in self._lost.get(number, ())]
        assert free, f"too few registers: {self._operations}"
        self._colours[number] = next((r for r in self._wished(number) if r in free), free[0])

    def _wished(self, number: Number) -> Iterable[int]:
        for wish in self._wishes.get(number, ()):
            if isinstance(wish, str):
                yield int(wish)
            elif wish in self._colours and (wish in self._floats) == (number in self._floats):
                yield self._colours[wish]
