"""Literals and moves."""

from typing import Final

from jsengine.interpreter.cells import count_of, fill, header, new_cell, new_cell_of_granules, store_fields
from jsengine.interpreter.objects import append_to_array
from jsengine.interpreter.slow import slow
from jsengine.interpreter.values import CELL, HOLE, OBJECT, UNDEFINED, pointer
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

# Of kernel/object.h and function.h, which assert the sizes.
EXTENSIBLE: Final = 1
OBJECT_SIZE: Final = 32
FUNCTION_SIZE: Final = 96
MOST_ELEMENTS: Final = 15
"""Of a vector that is made here."""


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


def new_object(m: Machine, shape: Word, size: Word, otherwise: Label) -> Word:
    """A plain object of a shape. Its size is one that instances have: room for 4, 8 or 12 properties."""
    again = m.label()
    first = header(m, "kPlainObject", EXTENSIBLE)
    cell = new_cell_of_granules(m, m.op("subtract", m.op("shift_right", size, 4), 1), first, otherwise)
    store_fields(m, cell, "Object", shape=shape, slots=0, elements=0)
    end = m.op("add", cell, size)
    nothing = m.op("move", 0)
    m.bind(again)
    m.assign(end, m.op("subtract", end, 32))
    for i in range(4):
        m.do("store64", end, 8 * i, nothing)
    m.branch("!=", end, m.op("add", cell, OBJECT_SIZE), again)
    return m.op("bit_or", cell, OBJECT << 48)


def create_object(m: Machine, dst: Operand, shape: Operand) -> None:
    """The site has its shape when the first objects have been looked at."""
    general = m.label()
    slot = m.op("feedback", shape)
    settled = m.field(slot, "LiteralSlot", "shape")
    m.branch("==", settled, 0, general)
    m.store(dst, new_object(m, settled, m.field(slot, "LiteralSlot", "made"), general))
    m.next()
    with m.cold(general):
        slow(m, dst, shape)


def create_array(m: Machine, dst: Operand, capacity: Operand) -> None:
    general, made = m.label(), m.label()
    count = count_of(m, capacity, MOST_ELEMENTS, general)
    elements = m.op("move", 0)
    m.branch("==", count, 0, made)
    first = header(m, "kSlots", aux=count)
    m.assign(elements, new_cell_of_granules(m, m.op("shift_right", count, 1), first, general))
    fill(m, elements, Offset("Slots", "values"), count, HOLE)
    m.bind(made)
    array = new_cell(m, OBJECT_SIZE, header(m, "kArray", EXTENSIBLE), general)
    shape = m.field(m.field(m.op("agent"), "Agent", "realm"), "Realm", "array_shape")
    store_fields(m, array, "Object", shape=shape, slots=0, elements=elements)
    m.store(dst, m.op("bit_or", array, OBJECT << 48))
    m.next()
    with m.cold(general):
        slow(m, dst, capacity)


def create_closure(m: Machine, dst: Operand, info: Operand, environment: Operand) -> None:
    """Closures of a function that was called in this realm are alike."""
    general, none = m.label(), m.label()
    function = pointer(m, m.op("constant", info), CELL)
    shape = m.field(function, "FunctionInfo", "closure_shape")
    m.branch("==", shape, 0, general)
    realm = m.field(m.op("agent"), "Agent", "realm")
    feedback = m.field(function, "FunctionInfo", "feedback")
    m.branch("!=", m.field(feedback, "FeedbackVector", "realm"), realm, general)
    cell = new_cell(m, FUNCTION_SIZE, m.field(function, "FunctionInfo", "closure_header"), general)
    store_fields(m, cell, "Object", shape=shape, slots=0, elements=0)
    store_fields(m, cell, "Function", info=function, feedback=feedback)
    store_fields(m, cell, "Function", realm=m.field(m.op("agent"), "Agent", "realm"))
    undefined = m.op("move", UNDEFINED)
    store_fields(m, cell, "Function", home_object=undefined, constructor_data=undefined)
    for i in range(2):
        m.do("store64", cell, Offset("Function", "inline_slots", 8 * i), undefined)
    outer = m.op("move", 0)
    m.branch("==", m.load(environment), UNDEFINED, none)
    m.assign(outer, pointer(m, m.load(environment), CELL))
    m.bind(none)
    store_fields(m, cell, "Function", environment=outer)
    m.store(dst, m.op("bit_or", cell, OBJECT << 48))
    m.next()
    with m.cold(general):
        slow(m, dst, info, environment)
