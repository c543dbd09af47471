"""Comparisons, giving a boolean or jumping."""

from collections.abc import Callable

from jsengine.interpreter.objects import load_element
from jsengine.interpreter.slow import slow
from jsengine.interpreter.values import (
    BIGINT,
    FALSE,
    INT32,
    SPECIAL,
    STRING,
    TRUE,
    to_float,
    unless_int32,
)
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word


def _relation(m: Machine, left: Word, right: Word, condition: str, yes: Label, no: Label, general: Label) -> None:
    """Go to yes, no or general by a relation of two values."""
    floats = m.label()
    unless_int32(m, left, floats)
    unless_int32(m, right, floats)
    m.branch32(condition, left, right, yes)
    m.goto(no)
    with m.cold(floats):
        m.branch("!=", m.op("load64", m.op("agent"), Offset("Agent", "profile")), 0, general)
        m.branch_float(condition, to_float(m, left, general), to_float(m, right, general), yes)
        m.goto(no)


def _strict_equality(m: Machine, left: Word, right: Word, yes: Label, no: Label, general: Label) -> None:
    same, cold = m.label(), m.label()
    m.branch("==", left, right, same)
    tag = m.op("shift_right", left, 48)
    m.branch("u<=", tag, INT32, cold)  # numbers
    m.branch("==", tag, STRING, general)
    m.branch("!=", tag, BIGINT, no)
    m.goto(general)
    m.bind(same)
    m.branch("u>=", left, INT32 << 48, yes)
    m.goto(general)  # perhaps NaN
    with m.cold(cold):
        unless_int32(m, left, general)
        m.branch("==", m.op("shift_right", right, 48), INT32, no)
        m.branch("u>=", right, SPECIAL << 48, no)
        m.goto(general)


def _loose_equality(m: Machine, left: Word, right: Word, yes: Label, no: Label, general: Label) -> None:
    unless_int32(m, left, general)
    unless_int32(m, right, general)
    m.branch("==", left, right, yes)
    m.goto(no)


Test = Callable[[Machine, Word, Word, Label, Label, Label], None]


def _relational(condition: str) -> Test:
    def test(m: Machine, left: Word, right: Word, yes: Label, no: Label, general: Label) -> None:
        _relation(m, left, right, condition, yes, no, general)

    return test


def _giving(test: Test, negated: bool = False) -> Callable[[Machine, Operand, Operand, Operand], None]:
    def handler(m: Machine, dst: Operand, left: Operand, right: Operand) -> None:
        yes, no, general = m.label(), m.label(), m.label()
        test(m, m.load(left), m.load(right), yes, no, general)
        m.bind(yes)
        m.store(dst, m.op("move", FALSE if negated else TRUE))
        m.next()
        m.bind(no)
        m.store(dst, m.op("move", TRUE if negated else FALSE))
        m.next()
        with m.cold(general):
            slow(m, dst, left, right)

    return handler


def _jumping(test: Test, function: str, negated: bool = False) -> Callable[[Machine, Operand, Operand, Operand], None]:
    """`function`: the opcode whose kernel function decides what the test leaves open."""

    def handler(m: Machine, left: Operand, right: Operand, target: Operand) -> None:
        yes, no, general = m.label(), m.label(), m.label()
        x, y = m.load(left), m.load(right)
        test(m, x, y, yes, no, general)
        m.bind(no if negated else yes)
        m.jump(target)
        m.bind(yes if negated else no)
        m.next()
        with m.cold(general):
            m.branch("==", m.call(function, x, y), TRUE, yes)
            m.goto(no)

    return handler


less_than = _giving(_relational("<"))
less_than_or_equal = _giving(_relational("<="))
greater_than = _giving(_relational(">"))
greater_than_or_equal = _giving(_relational(">="))
strict_equal = _giving(_strict_equality)
strict_not_equal = _giving(_strict_equality, negated=True)
equal = _giving(_loose_equality)
not_equal = _giving(_loose_equality, negated=True)
jump_if_less_than = _jumping(_relational("<"), "op_less_than")
jump_if_not_less_than = _jumping(_relational("<"), "op_less_than", negated=True)
jump_if_less_than_or_equal = _jumping(_relational("<="), "op_less_than_or_equal")
jump_if_not_less_than_or_equal = _jumping(_relational("<="), "op_less_than_or_equal", negated=True)
jump_if_greater_than = _jumping(_relational(">"), "op_greater_than")
jump_if_not_greater_than = _jumping(_relational(">"), "op_greater_than", negated=True)
jump_if_greater_than_or_equal = _jumping(_relational(">="), "op_greater_than_or_equal")
jump_if_not_greater_than_or_equal = _jumping(_relational(">="), "op_greater_than_or_equal", negated=True)
jump_if_equal = _jumping(_loose_equality, "op_equal")
jump_if_not_equal = _jumping(_loose_equality, "op_equal", negated=True)
jump_if_strict_equal = _jumping(_strict_equality, "op_strict_equal")
jump_if_strict_not_equal = _jumping(_strict_equality, "op_strict_equal", negated=True)


def in_(m: Machine, dst: Operand, key: Operand, object_: Operand) -> None:
    """An element that is there; the rest of `in` is the kernel's."""
    general = m.label()
    index = m.load(key)
    unless_int32(m, index, general)
    load_element(m, m.load(object_), index, general)
    m.store(dst, TRUE)
    m.next()
    with m.cold(general):
        slow(m, dst, key, object_)
