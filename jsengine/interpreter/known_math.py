"""Functions of Math: https://tc39.es/ecma262/#sec-function-properties-of-the-math-object

Integral results come out as int32, as far as they fit; -0 is left to the kernel.
"""

from collections.abc import Callable
from typing import Final

from jsengine.interpreter.values import INT32, box_int32, to_float, unless_int32
from jsengine.machine.ir import Float, Label, Machine, Operand, Word

_Body = Callable[[Machine, Operand, Label], Word]

_NO_INT32: Final = -0x80000000  # what comes of truncating a number that does not fit, too
_HALF: Final = 0x3FE0_0000_0000_0000
_ALL_BUT_SIGN: Final = (1 << 63) - 1


def _to_integer(adjust: Callable[[Machine, Float, Word, Label], None]) -> _Body:
    """A function that gives an int32 back as it is; `adjust` changes the truncated number to what another becomes."""

    def body(m: Machine, this: Operand, general: Label) -> Word:
        result = m.op("move", m.load(this + 1))
        number, not_zero, done = m.label(), m.label(), m.label()
        m.branch("!=", m.op("shift_right", result, 48), INT32, number)
        m.bind(done)
        with m.cold(number):
            m.branch("u>=", result, INT32 << 48, general)
            x = m.float_op("float_of_bits", result)
            whole = m.op("truncated_int32", x)
            m.branch32("==", whole, _NO_INT32, general)
            adjust(m, x, whole, general)
            m.branch32("!=", whole, 0, not_zero)
            m.branch("<", result, 0, general)  # it may be -0
            m.bind(not_zero)
            m.assign(result, box_int32(m, whole))
            m.goto(done)
        return result

    return body


def _down(m: Machine, x: Float, whole: Word, general: Label) -> None:
    done = m.label()
    m.branch_float("<=", m.float_op("float_of_int32", whole), x, done)
    m.assign(whole, m.overflow("subtract", whole, 1, general))
    m.bind(done)


def _up(m: Machine, x: Float, whole: Word, general: Label) -> None:
    done = m.label()
    m.branch_float(">=", m.float_op("float_of_int32", whole), x, done)
    m.assign(whole, m.overflow("add", whole, 1, general))
    m.bind(done)


def _nearest(m: Machine, x: Float, whole: Word, general: Label) -> None:
    """Halves go up. Adding one half first would round what lies just below it."""
    done = m.label()
    _down(m, x, whole, general)
    rest = m.float_op("float_subtract", x, m.float_op("float_of_int32", whole))
    m.branch_float("<", rest, m.float_op("float_of_bits", m.op("move", _HALF)), done)
    m.assign(whole, m.overflow("add", whole, 1, general))
    m.bind(done)


floor: Final = _to_integer(_down)
ceil: Final = _to_integer(_up)
round_: Final = _to_integer(_nearest)


def absolute(m: Machine, this: Operand, general: Label) -> Word:
    result = m.op("move", m.load(this + 1))
    number, negative, done = m.label(), m.label(), m.label()
    m.branch("!=", m.op("shift_right", result, 48), INT32, number)
    m.branch32("<", result, 0, negative)
    m.bind(done)
    with m.cold(negative):
        zero = m.op("move", 0)
        m.assign(result, box_int32(m, m.overflow("subtract", zero, result, general)))
        m.goto(done)
    with m.cold(number):
        m.branch("u>=", result, INT32 << 48, general)
        m.assign(result, m.op("bit_and", result, _ALL_BUT_SIGN))
        m.goto(done)
    return result


def square_root(m: Machine, this: Operand, general: Label) -> Word:
    fraction, done = m.label(), m.label()
    root = m.float_op("float_square_root", to_float(m, m.load(this + 1), general))
    result = m.op("move", box_int32(m, m.float_to_int32(root, fraction)))
    m.bind(done)
    with m.cold(fraction):
        m.assign(result, m.op("bits_of_float", root))
        m.goto(done)
    return result


def extreme(condition: str) -> _Body:
    """Math.min for "<", Math.max for ">"."""

    def body(m: Machine, this: Operand, general: Label) -> Word:
        first, second = m.load(this + 1), m.load(this + 2)
        result = m.op("move", first)
        numbers, take_second, done = m.label(), m.label(), m.label()
        unless_int32(m, first, numbers)
        unless_int32(m, second, numbers)
        m.branch32(condition, first, second, done)
        m.bind(take_second)
        m.assign(result, second)
        m.bind(done)
        with m.cold(numbers):
            x, y = to_float(m, first, general), to_float(m, second, general)
            m.branch_float(condition, x, y, done)
            m.branch_float(condition, y, x, take_second)
            m.goto(general)  # NaN, or zeros of either sign
        return result

    return body


def imul(m: Machine, this: Operand, general: Label) -> Word:
    x, y = m.load(this + 1), m.load(this + 2)
    unless_int32(m, x, general)
    unless_int32(m, y, general)
    return box_int32(m, m.op("and32", m.op("multiply", x, y), 0xFFFFFFFF))
