"""Arithmetic and bitwise operators: int32 hot, doubles cold, everything else in the kernel."""

from collections.abc import Callable

from jsengine.interpreter.slow import slow
from jsengine.interpreter.values import (
    ABSENT,
    FALSE,
    INT32,
    SPECIAL,
    STRING,
    box_int32,
    to_float,
    unless_int32,
    unless_tag,
)
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

Handler = Callable[[Machine, Operand, Operand, Operand], None]


def _loaded_for_floats(m: Machine, *operands: Operand) -> list[Word]:
    """The values of operands, which are told to the profile, if one is made (kernel/profile.h)."""
    values = [m.op("move", m.load(operand)) for operand in operands]
    profiled, done = m.label(), m.label()
    m.branch("!=", m.op("load64", m.op("agent"), Offset("Agent", "profile")), 0, profiled)
    m.bind(done)
    with m.cold(profiled):
        m.call("profile_operands", values[0], values[1] if len(values) > 1 else m.op("move", ABSENT))
        for value, operand in zip(values, operands, strict=True):
            m.assign(value, m.load(operand))
        m.goto(done)
    return values


def _floats(m: Machine, dst: Operand, left: Operand, right: Operand, operation: str, general: Label) -> None:
    x, y = _loaded_for_floats(m, left, right)
    result = m.float_op(operation, to_float(m, x, general), to_float(m, y, general))
    m.store(dst, m.op("bits_of_float", result))
    m.next()


def _arithmetic(integer: str, floating: str, zero_is_cold: bool = False) -> Handler:
    """`zero_is_cold`: an int32 result of 0 may stand for -0, which the floating way knows."""

    def handler(m: Machine, dst: Operand, left: Operand, right: Operand) -> None:
        general, floats = m.label(), m.label()
        x, y = m.load(left), m.load(right)
        unless_int32(m, x, floats)
        unless_int32(m, y, floats)
        result = m.overflow(integer, x, y, floats)
        if zero_is_cold:
            m.branch("==", result, 0, floats)
        m.store(dst, box_int32(m, result))
        m.next()
        with m.cold(floats):
            _floats(m, dst, left, right, floating, general)
        with m.cold(general):
            slow(m, dst, left, right)

    return handler


add = _arithmetic("add", "float_add")
subtract = _arithmetic("subtract", "float_subtract")
multiply = _arithmetic("multiply", "float_multiply", zero_is_cold=True)


def divide(m: Machine, dst: Operand, left: Operand, right: Operand) -> None:
    general, fraction = m.label(), m.label()
    x, y = _loaded_for_floats(m, left, right)
    result = m.float_op("float_divide", to_float(m, x, general), to_float(m, y, general))
    m.store(dst, box_int32(m, m.float_to_int32(result, fraction)))
    m.next()
    with m.cold(fraction):
        m.store(dst, m.op("bits_of_float", result))
        m.next()
    with m.cold(general):
        slow(m, dst, left, right)


def remainder(m: Machine, dst: Operand, left: Operand, right: Operand) -> None:
    general = m.label()
    x, y = m.load(left), m.load(right)
    unless_int32(m, x, general)
    unless_int32(m, y, general)
    m.branch32("<", x, 0, general)
    m.branch32("<=", y, 0, general)
    m.store(dst, box_int32(m, m.op("remainder_unsigned32", x, y)))
    m.next()
    with m.cold(general):
        slow(m, dst, left, right)


def _integer_bits(m: Machine, value: Word, otherwise: Label) -> Word:
    """ToInt32 of a number, in the lower 32 bits; `otherwise` for what is none, and numbers beyond 64 bits."""
    result = m.op("move", value)
    whole = m.label()
    m.branch("==", m.op("shift_right", value, 48), INT32, whole)
    m.branch("u>", value, INT32 << 48, otherwise)
    m.assign(result, m.op("truncated_int64", m.float_op("float_of_bits", value)))
    m.branch("==", result, -1 << 63, otherwise)
    m.bind(whole)
    return m.op("and32", result, 0xFFFFFFFF)


def _bitwise(operation: str, unsigned: bool = False, with_int: bool = False) -> Handler:
    """`with_int`: the right operand is a number of the instruction, not a register."""

    def handler(m: Machine, dst: Operand, left: Operand, right: Operand) -> None:
        numbers, general = m.label(), m.label()

        def give(x: Word, y: Word) -> None:
            large = m.label()
            result = m.op(operation, x, y)
            if unsigned:
                m.branch32("<", result, 0, large)
            m.store(dst, box_int32(m, result))
            m.next()
            if unsigned:
                with m.cold(large):
                    m.store(dst, m.op("bits_of_float", m.float_op("float_of_uint32", result)))
                    m.next()

        x = m.load(left)
        y = m.op("immediate", right) if with_int else m.load(right)
        unless_int32(m, x, numbers)
        if not with_int:
            unless_int32(m, y, numbers)
        give(x, y)
        with m.cold(numbers):
            bits = _integer_bits(m, m.load(left), general)
            y = m.op("immediate", right) if with_int else _integer_bits(m, m.load(right), general)
            give(bits, y)
        with m.cold(general):
            slow(m, dst, left, right)

    return handler


bitwise_and = _bitwise("and32")
bitwise_or = _bitwise("or32")
bitwise_xor = _bitwise("xor32")
shift_left = _bitwise("shift_left32")
shift_right = _bitwise("shift_right_signed32")
shift_right_unsigned = _bitwise("shift_right32", unsigned=True)
bitwise_and_int = _bitwise("and32", with_int=True)
bitwise_or_int = _bitwise("or32", with_int=True)
shift_left_int = _bitwise("shift_left32", with_int=True)
shift_right_int = _bitwise("shift_right_signed32", with_int=True)
shift_right_unsigned_int = _bitwise("shift_right32", unsigned=True, with_int=True)


def _add_int(operation: str, float_operation: str) -> Handler:
    def handler(m: Machine, dst: Operand, left: Operand, right: Operand) -> None:
        general, floats = m.label(), m.label()
        x = m.load(left)
        unless_int32(m, x, floats)
        m.store(dst, box_int32(m, m.overflow(operation, x, m.op("immediate", right), general)))
        m.next()
        with m.cold(floats):
            (y,) = _loaded_for_floats(m, left)
            m.branch("u>=", y, INT32 << 48, general)
            number = m.float_op("float_of_int32", m.op("immediate", right))
            result = m.float_op(float_operation, m.float_op("float_of_bits", y), number)
            m.store(dst, m.op("bits_of_float", result))
            m.next()
        with m.cold(general):
            slow(m, dst, left, right)

    return handler


add_int = _add_int("add", "float_add")
subtract_int = _add_int("subtract", "float_subtract")


def _step(operation: str) -> Callable[[Machine, Operand, Operand], None]:
    def handler(m: Machine, dst: Operand, value: Operand) -> None:
        general = m.label()
        x = m.load(value)
        unless_int32(m, x, general)
        m.store(dst, box_int32(m, m.overflow(operation, x, 1, general)))
        m.next()
        with m.cold(general):
            slow(m, dst, value)

    return handler


increment = _step("add")
decrement = _step("subtract")


def negate(m: Machine, dst: Operand, value: Operand) -> None:
    general, floats = m.label(), m.label()
    x = m.load(value)
    unless_int32(m, x, floats)
    m.branch32("==", x, 0, floats)
    zero = m.op("move", 0)
    m.store(dst, box_int32(m, m.overflow("subtract", zero, x, floats)))
    m.next()
    with m.cold(floats):
        (y,) = _loaded_for_floats(m, value)
        m.store(dst, m.op("bits_of_float", m.float_op("float_negate", to_float(m, y, general))))
        m.next()
    with m.cold(general):
        slow(m, dst, value)


def bitwise_not(m: Machine, dst: Operand, value: Operand) -> None:
    general = m.label()
    x = m.load(value)
    unless_int32(m, x, general)
    m.store(dst, box_int32(m, m.op("xor32", x, 0xFFFFFFFF)))
    m.next()
    with m.cold(general):
        slow(m, dst, value)


def logical_not(m: Machine, dst: Operand, value: Operand) -> None:
    general = m.label()
    x = m.load(value)
    flipped = m.op("bit_xor", x, 1)
    m.branch("u<", m.op("subtract", x, FALSE), 2, boolean := m.label())
    m.goto(general)
    m.bind(boolean)
    m.store(dst, flipped)
    m.next()
    with m.cold(general):
        truth = m.call_plain("boolean_of", x)
        m.store(dst, m.op("bit_xor", truth, 1))
        m.next()


def _number(m: Machine, dst: Operand, value: Operand) -> None:
    general = m.label()
    x = m.load(value)
    m.branch("u>=", x, SPECIAL << 48, general)
    m.store(dst, x)
    m.next()
    with m.cold(general):
        slow(m, dst, value)


to_number = _number
to_numeric = _number


def to_string(m: Machine, dst: Operand, value: Operand) -> None:
    general = m.label()
    x = m.load(value)
    unless_tag(m, x, STRING, general)
    m.store(dst, x)
    m.next()
    with m.cold(general):
        slow(m, dst, value)
