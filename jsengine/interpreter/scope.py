"""Environments and global bindings."""

from jsengine.interpreter.cells import count_of, fill, header, new_cell_of_granules, store_fields
from jsengine.interpreter.objects import AUX, FLAGS, environment_pointer, write_barrier
from jsengine.interpreter.slow import slow
from jsengine.interpreter.values import CELL, HOLE, OBJECT, UNDEFINED, pointer
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

_SLOTS = Offset("Environment", "slots")
_MOST_SLOTS = 14
"""Of an environment that is made here."""


def _new_environment(m: Machine, count: Word, parent: Word, otherwise: Label) -> Word:
    """One with so many slots, still to be filled."""
    more = m.op("shift_right", m.op("add", count, 1), 1)
    cell = new_cell_of_granules(m, more, header(m, "kEnvironment", aux=count), otherwise)
    store_fields(m, cell, "Environment", parent=parent)
    return cell


def create_environment(m: Machine, dst: Operand, parent: Operand, size: Operand) -> None:
    general, empty, none = m.label(), m.label(), m.label()
    count = count_of(m, size, _MOST_SLOTS, general)
    outer = m.op("move", 0)
    m.branch("==", m.load(parent), UNDEFINED, none)
    m.assign(outer, environment_pointer(m, m.load(parent)))
    m.bind(none)
    cell = _new_environment(m, count, outer, general)
    m.branch("==", count, 0, empty)
    fill(m, cell, _SLOTS, count, UNDEFINED)
    m.bind(empty)
    m.store(dst, m.op("bit_or", cell, CELL << 48))
    m.next()
    with m.cold(general):
        slow(m, dst, parent, size)


def copy_environment(m: Machine, dst: Operand, source: Operand) -> None:
    """Each turn of a loop has its variables."""
    general, again = m.label(), m.label()
    original = environment_pointer(m, m.load(source))
    m.branch("!=", m.op("load8", original, FLAGS), 0, general)
    count = m.op("load32", original, AUX)
    m.branch("u>", m.op("subtract", count, 1), _MOST_SLOTS - 1, general)
    cell = _new_environment(m, count, m.field(original, "Environment", "parent"), general)
    left = m.op("shift_left", count, 3)
    m.bind(again)
    m.assign(left, m.op("subtract", left, 8))
    m.do("store64_indexed", cell, left, 1, _SLOTS, m.op("load64_indexed", original, left, 1, _SLOTS))
    m.branch("!=", left, 0, again)
    m.store(dst, m.op("bit_or", cell, CELL << 48))
    m.next()
    with m.cold(general):
        slow(m, dst, source)


def load_function_environment(m: Machine, dst: Operand) -> None:
    none = m.label()
    function = pointer(m, m.field(m.op("frame"), "Frame", "function"), OBJECT)
    environment = m.field(function, "Function", "environment")
    m.branch("==", environment, 0, none)
    m.store(dst, m.op("bit_or", environment, CELL << 48))
    m.next()
    with m.cold(none):
        m.store(dst, m.op("move", UNDEFINED))
        m.next()


def _slot_address(m: Machine, environment: Word, slot: Operand) -> Word:
    return m.op("add", environment, m.op("immediate", slot * 8))


def _outer(m: Machine, environment: Operand, hops: Operand) -> Word:
    """The environment `hops` (one or more) out."""
    again = m.label()
    current = m.op("move", environment_pointer(m, m.load(environment)))
    left = m.op("immediate", hops)
    m.bind(again)
    m.assign(current, m.field(current, "Environment", "parent"))
    m.assign(left, m.op("subtract", left, 1))
    m.branch("!=", left, 0, again)
    return current


def load_slot(m: Machine, dst: Operand, environment: Operand, slot: Operand) -> None:
    address = _slot_address(m, environment_pointer(m, m.load(environment)), slot)
    m.store(dst, m.op("load64", address, _SLOTS))
    m.next()


def load_outer_slot(m: Machine, dst: Operand, environment: Operand, hops: Operand, slot: Operand) -> None:
    m.store(dst, m.op("load64", _slot_address(m, _outer(m, environment, hops), slot), _SLOTS))
    m.next()


def store_slot(m: Machine, environment: Operand, slot: Operand, value: Operand) -> None:
    holder = environment_pointer(m, m.load(environment))
    m.do("store64", _slot_address(m, holder, slot), _SLOTS, m.load(value))
    write_barrier(m, holder)
    m.next()


def store_outer_slot(m: Machine, environment: Operand, hops: Operand, slot: Operand, value: Operand) -> None:
    holder = _outer(m, environment, hops)
    m.do("store64", _slot_address(m, holder, slot), _SLOTS, m.load(value))
    write_barrier(m, holder)
    m.next()


def throw_if_hole(m: Machine, value: Operand, name: Operand) -> None:
    dead = m.label()
    m.branch("==", m.load(value), HOLE, dead)
    m.next()
    with m.cold(dead):
        slow(m, value, name)


def throw_if_this_bound(m: Machine, value: Operand) -> None:
    bound = m.label()
    m.branch("!=", m.load(value), HOLE, bound)
    m.next()
    with m.cold(bound):
        slow(m, value)


def throw_if_this_hole(m: Machine, value: Operand) -> None:
    dead = m.label()
    m.branch("==", m.load(value), HOLE, dead)
    m.next()
    with m.cold(dead):
        slow(m, value)


def _load_global(m: Machine, dst: Operand, name: Operand, cache: Operand) -> None:
    general = m.label()
    cell = m.field(m.op("feedback", cache), "GlobalSlot", "cell")
    m.branch("==", cell, 0, general)
    value = m.field(cell, "PropertyCell", "value")
    m.branch("==", value, HOLE, general)
    m.store(dst, value)
    m.next()
    with m.cold(general):
        slow(m, dst, name, cache)


load_global = _load_global
load_global_or_undefined = _load_global


def store_global(m: Machine, name: Operand, value: Operand, cache: Operand) -> None:
    general = m.label()
    slot = m.op("feedback", cache)
    cell = m.field(slot, "GlobalSlot", "cell")
    m.branch("==", cell, 0, general)
    m.branch("==", m.field(slot, "GlobalSlot", "writes"), 0, general)
    m.branch("==", m.field(cell, "PropertyCell", "value"), HOLE, general)
    m.do("store64", cell, Offset("PropertyCell", "value"), m.load(value))
    write_barrier(m, cell)
    m.next()
    with m.cold(general):
        slow(m, name, value, cache)
