"""Iteration: steps that may end a loop."""

from jsengine.interpreter.values import ABSENT, HOLE, TRUE
from jsengine.machine.ir import Machine, Operand, Word


def _step(m: Machine, dst: Operand, result: Word, target: Operand) -> None:
    """`result` is the next value, or absent at the end."""
    done = m.label()
    m.branch("==", result, ABSENT, done)
    m.store(dst, result)
    m.next()
    m.bind(done)
    m.jump(target)


def iterator_step(m: Machine, dst: Operand, record: Operand, target: Operand) -> None:
    """A generator's frame is entered here; its yield or return comes back."""
    going_on = m.label()
    result = m.call("op_iterator_step", m.op("register_address", record))
    m.branch("==", result, HOLE, going_on)
    _step(m, dst, result, target)
    with m.cold(going_on):
        m.go_on(m.field(m.op("agent"), "Agent", "fp"))
    with m.resumed() as value:
        _step(m, dst, m.call("finish_iterator_step", m.op("register_address", record), value), target)


def for_in_next(m: Machine, dst: Operand, keys: Operand, target: Operand) -> None:
    _step(m, dst, m.call("op_for_in_next", m.load(keys)), target)


def jump_if_done(m: Machine, result: Operand, target: Operand) -> None:
    done = m.label()
    m.branch("==", m.call("op_iterator_complete", m.load(result)), TRUE, done)
    m.next()
    m.bind(done)
    m.jump(target)
