"""Jumps, returns and throws."""

from collections.abc import Callable

from jsengine.interpreter.slow import slow
from jsengine.interpreter.values import FALSE, HOLE, NULL, OBJECT, TRUE, UNDEFINED, unless_tag
from jsengine.machine.ir import Machine, Offset, Operand

_CONSTRUCT_CALL = 1


def jump(m: Machine, target: Operand) -> None:
    m.jump(target)


def _by_truth(when: int, otherwise: int) -> Callable[[Machine, Operand, Operand], None]:
    def handler(m: Machine, value: Operand, target: Operand) -> None:
        go, general, stay = m.label(), m.label(), m.label()
        x = m.load(value)
        m.branch("==", x, when, go)
        m.branch("!=", x, otherwise, general)
        m.bind(stay)
        m.next()
        m.bind(go)
        m.jump(target)
        with m.cold(general):
            m.branch("==", m.call_plain("boolean_of", x), when, go)
            m.goto(stay)

    return handler


jump_if_true = _by_truth(TRUE, FALSE)
jump_if_false = _by_truth(FALSE, TRUE)


def _by_bits(condition: str, bits: int, mask: int = 0) -> Callable[[Machine, Operand, Operand], None]:
    def handler(m: Machine, value: Operand, target: Operand) -> None:
        go = m.label()
        x = m.load(value)
        m.branch(condition, m.op("bit_and", x, ~mask) if mask else x, bits, go)
        m.next()
        m.bind(go)
        m.jump(target)

    return handler


jump_if_undefined = _by_bits("==", UNDEFINED)
jump_if_not_undefined = _by_bits("!=", UNDEFINED)
jump_if_nullish = _by_bits("==", NULL, mask=1)
jump_if_not_nullish = _by_bits("!=", NULL, mask=1)
jump_if_hole = _by_bits("==", HOLE)


def jump_if_int(m: Machine, value: Operand, number: Operand, target: Operand) -> None:
    go = m.label()
    m.branch("==", m.load(value), m.op("boxed_immediate", number), go)
    m.next()
    m.bind(go)
    m.jump(target)


def loop_head(m: Machine) -> None:
    stop = m.label()
    m.count_turn()
    m.branch("!=", m.op("load32", m.op("agent"), Offset("Agent", "poll_flag")), 0, stop)
    m.next()
    with m.cold(stop):
        slow(m)


def return_(m: Machine, value: Operand) -> None:
    construct = m.label()
    x = m.load(value)
    flags = m.op("load32", m.op("frame"), Offset("Frame", "flags"))
    m.branch("!=", m.op("bit_and", flags, _CONSTRUCT_CALL), 0, construct)
    m.leave_frame(x)
    with m.cold(construct):
        keep = m.label()
        result = m.op("move", x)
        m.branch("==", m.op("shift_right", x, 48), OBJECT, keep)
        m.assign(result, m.field(m.op("frame"), "Frame", "registers"))
        m.bind(keep)
        m.leave_frame(result)


def throw_if_not_object(m: Machine, value: Operand, message: Operand) -> None:
    general = m.label()
    unless_tag(m, m.load(value), OBJECT, general)
    m.next()
    with m.cold(general):
        slow(m, value, message)


def throw_if_nullish(m: Machine, value: Operand, name: Operand) -> None:
    general = m.label()
    m.branch("==", m.op("bit_and", m.load(value), ~1), NULL, general)
    m.next()
    with m.cold(general):
        slow(m, value, name)


def debugger(m: Machine) -> None:
    m.next()
