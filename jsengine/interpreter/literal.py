"""Literals and moves."""

from jsengine.interpreter.objects import append_to_array
from jsengine.interpreter.slow import slow
from jsengine.machine.ir import Machine, Operand


def load_constant(m: Machine, dst: Operand, value: Operand) -> None:
    m.store(dst, m.op("constant", value))
    m.next()


def load_int(m: Machine, dst: Operand, value: Operand) -> None:
    m.store(dst, m.op("boxed_immediate", value))
    m.next()


def load_special(m: Machine, dst: Operand, which: Operand) -> None:
    m.store(dst, m.op("special_immediate", which))
    m.next()


def move(m: Machine, dst: Operand, source: Operand) -> None:
    m.store(dst, m.load(source))
    m.next()


def append_element(m: Machine, array: Operand, value: Operand) -> None:
    general = m.label()
    append_to_array(m, m.load(array), m.load(value), general)
    m.next()
    with m.cold(general):
        slow(m, array, value)
