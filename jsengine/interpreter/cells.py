"""New cells: taken from the run of free cells that the space of their size has at hand (kernel/heap.h).

When the run is used up the kernel's function makes the cell, and looks whether a collection is due. So a handler takes all
its cells before it does anything that shows, and fills each at once: one that is given up again is garbage like any other.
"""

from typing import Final

from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

# Of kernel/heap.h, which asserts them.
GRANULE: Final = 16
SPACE_SIZE: Final = 40
LARGEST: Final = 128
"""Up to this size each multiple of a granule has a space of its own."""


def header(m: Machine, kind: str, flags: int = 0, aux: Word | None = None) -> Word:
    """The first word of a cell."""
    word = m.op("move", Offset("CellKind", kind))
    if flags:
        word = m.op("bit_or", word, flags << 16)
    return word if aux is None else m.op("bit_or", word, m.op("shift_left", aux, 32))


def new_cell(m: Machine, size: int, first: Word, otherwise: Label) -> Word:
    """A cell of so many bytes, all but the first word still to be filled."""
    assert size <= LARGEST
    space = m.op(
        "add", m.field(m.op("agent"), "Agent", "heap"), (size + GRANULE - 1) // GRANULE * SPACE_SIZE - SPACE_SIZE
    )
    return _taken(m, space, (size + GRANULE - 1) // GRANULE * GRANULE, first, otherwise)


def new_cell_of_granules(m: Machine, more: Word, first: Word, otherwise: Label) -> Word:
    """The same where the number of granules is known when the handler runs: `more` than one, at most 7."""
    space = m.op("add", m.field(m.op("agent"), "Agent", "heap"), m.op("multiply", more, SPACE_SIZE))
    size = m.op("add", m.op("shift_left", more, 4), GRANULE)
    return _taken(m, space, size, first, otherwise)


def _taken(m: Machine, space: Word, size: Word | int, first: Word, otherwise: Label) -> Word:
    cell = m.field(space, "Space", "cursor")
    m.branch("==", cell, m.field(space, "Space", "limit"), otherwise)
    m.do("store64", space, Offset("Space", "cursor"), m.op("add", cell, size))
    m.do("store64", cell, 0, first)
    return cell


def fill(m: Machine, cell: Word, start: Offset, count: Word, value: int) -> None:
    """So many words of a cell, one at least."""
    again = m.label()
    at = m.op("add", cell, m.op("shift_left", count, 3))
    word = m.op("move", value)
    m.bind(again)
    m.assign(at, m.op("subtract", at, 8))
    m.do("store64", at, start, word)
    m.branch("!=", at, cell, again)


def store_fields(m: Machine, cell: Word, structure: str, **values: Word | int) -> None:
    """Members of a new cell."""
    for member, value in values.items():
        m.do("store64", cell, Offset(structure, member), value)


def count_of(m: Machine, operand: Operand, most: int, otherwise: Label) -> Word:
    """An operand that says how many; `otherwise` where that is too many for a cell from here."""
    count = m.op("immediate", operand)
    m.branch("u>", count, most, otherwise)
    return count
