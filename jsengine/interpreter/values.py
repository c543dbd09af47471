"""Values as handlers see them: tags and the tests on them. The numbers are those of kernel/value.h (a test compares)."""

from typing import Final

from jsengine.machine.ir import Float, Label, Machine, Word

INT32: Final = 0xFFF9
SPECIAL: Final = 0xFFFA
SYMBOL: Final = 0xFFFB
STRING: Final = 0xFFFC
BIGINT: Final = 0xFFFD
OBJECT: Final = 0xFFFE
CELL: Final = 0xFFFF


def special(n: int) -> int:
    return SPECIAL << 48 | n


NULL: Final = special(0)
UNDEFINED: Final = special(1)
FALSE: Final = special(2)
TRUE: Final = special(3)
HOLE: Final = special(4)
ABRUPT: Final = special(5)
ABSENT: Final = special(6)


def unless_tag(m: Machine, value: Word, tag: int, label: Label) -> None:
    """Go to label unless value has the tag."""
    m.branch("!=", m.op("shift_right", value, 48), tag, label)


def unless_int32(m: Machine, value: Word, label: Label) -> None:
    unless_tag(m, value, INT32, label)


def pointer(m: Machine, value: Word, tag: int) -> Word:
    """The address in a value known to have the tag."""
    return m.op("bit_xor", value, tag << 48)


def box_int32(m: Machine, number: Word) -> Word:
    """A value of the lower 32 bits; the upper must be zero, as all 32-bit macro-ops leave them."""
    return m.op("bit_or", number, INT32 << 48)


def to_float(m: Machine, value: Word, otherwise: Label) -> Float:
    """The number of a value, or go to `otherwise` if it is none."""
    result = m.float()
    done, boxed = m.label(), m.label()
    m.branch("u<", value, INT32 << 48, boxed)
    unless_int32(m, value, otherwise)
    m.assign_float(result, m.float_op("float_of_int32", value))
    m.goto(done)
    m.bind(boxed)
    m.assign_float(result, m.float_op("float_of_bits", value))
    m.bind(done)
    return result
