"""Suspension: the kernel copies the window out, then the value goes to whoever called or resumed the frame."""

from jsengine.machine.ir import Machine, Operand, Word


def _leave(m: Machine, function: str, *arguments: Word) -> None:
    m.leave_frame(m.call(function, *arguments))


def create_generator(m: Machine, dst: Operand) -> None:
    _leave(m, "op_create_generator", m.op("immediate", dst))


def yield_(m: Machine, dst: Operand, value: Operand, mode: Operand) -> None:
    _leave(m, "op_yield", m.load(value), m.op("immediate", dst), m.op("immediate", mode))


def yield_result(m: Machine, dst: Operand, result: Operand, mode: Operand) -> None:
    _leave(m, "op_yield_result", m.load(result), m.op("immediate", dst), m.op("immediate", mode))


def await_(m: Machine, dst: Operand, value: Operand) -> None:
    _leave(m, "op_await", m.load(value), m.op("immediate", dst))


def async_return(m: Machine, value: Operand) -> None:
    _leave(m, "op_async_return", m.load(value))


def async_throw(m: Machine, value: Operand) -> None:
    _leave(m, "op_async_throw", m.load(value))


def async_generator_return(m: Machine, value: Operand) -> None:
    _leave(m, "op_async_generator_return", m.load(value))


def async_generator_throw(m: Machine, value: Operand) -> None:
    _leave(m, "op_async_generator_throw", m.load(value))
