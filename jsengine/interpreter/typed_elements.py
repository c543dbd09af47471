"""Elements of typed arrays, and characters of strings by index. Filled in with the library's typed arrays."""

from jsengine.machine.ir import Label, Machine, Operand, Word


def load_typed_or_character(m: Machine, dst: Operand, target: Word, index: Word, otherwise: Label) -> None:
    m.goto(otherwise)


def store_typed(m: Machine, target: Word, index: Word, value: Word, otherwise: Label) -> None:
    m.goto(otherwise)
