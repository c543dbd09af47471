"""Iteration: steps that may end a loop."""

from jsengine.interpreter.values import ABSENT, TRUE
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
    _step(m, dst, m.call("op_iterator_step", m.op("register_address", record)), target)


def for_in_next(m: Machine, dst: Operand, keys: Operand, target: Operand) -> None:
    _step(m, dst, m.call("op_for_in_next", m.load(keys)), target)


def jump_if_done(m: Machine, result: Operand, target: Operand) -> None:
    done = m.label()
    m.branch("==", m.call("op_iterator_complete", m.load(result)), TRUE, done)
    m.next()
    m.bind(done)
    m.jump(target)
