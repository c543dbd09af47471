"""What back ends in machine code may do better when they know more of a template than one operation."""

from collections import Counter
from typing import Final

from jsengine.machine.ir import Float, Offset, Operand, Operation, Word

_BYTE_ENUMERATIONS: Final = frozenset(["CellKind", "ElementType", "FunctionKind"])


def feedback_words(operations: list[Operation]) -> dict[int, int]:
    """Words that point at a slot of the feedback vector wherever they are defined, and the operand that names it: who
    knows the operand needs no instruction to add it to the vector's address."""
    slots: dict[int, int | None] = {}
    while True:
        before = dict(slots)
        for operation in operations:
            if isinstance(operation.result, Word):
                number, slot = operation.result.number, _slot_of(operation, slots)
                slots[number] = slot if slots.get(number, slot) == slot else None
        if slots == before:
            return {number: slot for number, slot in slots.items() if slot is not None}


def _slot_of(operation: Operation, slots: dict[int, int | None]) -> int | None:
    source = operation.arguments[0] if operation.arguments else None
    if operation.name == "feedback" and isinstance(source, Operand):
        return source.index
    if operation.name == "move" and isinstance(source, Word):
        return slots.get(source.number)
    return None


def joined_loads(operations: list[Operation]) -> set[int]:
    """Loads (by position, in all of a template) that only the comparison behind them uses: it can read the memory
    itself."""
    uses = Counter(a.number for o in operations for a in o.arguments if isinstance(a, Word | Float))
    return {
        i
        for i, (load, branch) in enumerate(zip(operations, operations[1:], strict=False))
        if isinstance(load.result, Word) and uses[load.result.number] == 1 and _joins(load, load.result, branch)
    }


def _joins(load: Operation, result: Word, branch: Operation) -> bool:
    if branch.name not in ("branch", "branch32") or result not in branch.arguments[1:3]:
        return False
    if (load.name, branch.name) in (("load64", "branch"), ("load32", "branch32")):
        return True
    second = branch.arguments[2]
    if branch.arguments[0] not in ("==", "!=") or branch.arguments[1] != result:
        return False
    if load.name == "load32":
        return isinstance(second, int) and 0 <= second < 1 << 31
    if load.name == "load8":
        is_byte = isinstance(second, int) and 0 <= second < 1 << 7
        return is_byte or (isinstance(second, Offset) and second.structure in _BYTE_ENUMERATIONS)
    return False
