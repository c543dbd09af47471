"""Properties and elements: the one-case inline caches of kernel/inline_cache.h, dense elements."""

from jsengine.interpreter.objects import load_element, store_element, write_barrier
from jsengine.interpreter.slow import slow
from jsengine.interpreter.typed_elements import load_typed, store_typed
from jsengine.interpreter.values import OBJECT, pointer, unless_int32, unless_tag
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word


def _cached_shape(m: Machine, object_: Word, cache: Operand, miss: Label) -> tuple[Word, Word]:
    """(object, slot) when the object's shape is the one the site has seen."""
    unless_tag(m, object_, OBJECT, miss)
    cell = pointer(m, object_, OBJECT)
    slot = m.op("feedback", cache)
    m.branch("!=", m.field(cell, "Object", "shape"), m.field(slot, "PropertySlot", "shape"), miss)
    return cell, slot


def _overflow_address(m: Machine, cell: Word, location: Word) -> Word:
    """Where a negative location stands: that far into the overflow slots."""
    return m.op("subtract", m.field(cell, "Object", "slots"), location)


def get_property(m: Machine, dst: Operand, object_: Operand, name: Operand, cache: Operand) -> None:
    miss, elsewhere, overflow = m.label(), m.label(), m.label()
    cell, slot = _cached_shape(m, m.load(object_), cache, miss)
    location = m.field(slot, "PropertySlot", "location")
    holder = m.field(slot, "PropertySlot", "holder")
    m.branch("!=", holder, 0, elsewhere)
    m.branch("<", location, 0, overflow)
    m.store(dst, m.op("load64_indexed", cell, location, 1, 0))
    m.next()
    with m.cold(overflow):
        m.store(dst, m.op("load64", _overflow_address(m, cell, location), 0))
        m.next()
    with m.cold(elsewhere):
        far = m.label()
        validity = m.field(slot, "PropertySlot", "validity")
        m.branch("==", m.op("load32", validity, Offset("Cell", "aux")), 0, miss)
        m.branch("<", location, 0, far)
        m.store(dst, m.op("load64_indexed", holder, location, 1, 0))
        m.next()
        m.bind(far)
        m.store(dst, m.op("load64", _overflow_address(m, holder, location), 0))
        m.next()
    with m.cold(miss):
        slow(m, dst, object_, name, cache)


def _store_cached(m: Machine, object_: Operand, value: Operand, cache: Operand, miss: Label) -> None:
    added, overflow = m.label(), m.label()
    cell, slot = _cached_shape(m, m.load(object_), cache, miss)
    location = m.field(slot, "PropertySlot", "location")
    holder = m.field(slot, "PropertySlot", "holder")
    m.branch("!=", holder, 0, added)
    m.branch("<", location, 0, overflow)
    m.do("store64_indexed", cell, location, 1, 0, m.load(value))
    write_barrier(m, cell)
    m.next()
    with m.cold(overflow):
        m.do("store64", _overflow_address(m, cell, location), 0, m.load(value))
        write_barrier(m, m.field(cell, "Object", "slots"))
        m.next()
    with m.cold(added):
        validity = m.field(slot, "PropertySlot", "validity")
        m.branch("==", m.op("load32", validity, Offset("Cell", "aux")), 0, miss)
        m.do("store64_indexed", cell, location, 1, 0, m.load(value))
        m.do("store64", cell, Offset("Object", "shape"), holder)
        write_barrier(m, cell)
        m.next()


def set_property(m: Machine, object_: Operand, name: Operand, value: Operand, cache: Operand) -> None:
    miss = m.label()
    _store_cached(m, object_, value, cache, miss)
    with m.cold(miss):
        slow(m, object_, name, value, cache)


define_field = set_property


def get_element(m: Machine, dst: Operand, object_: Operand, key: Operand, cache: Operand) -> None:
    general, special = m.label(), m.label()
    target, index = m.load(object_), m.load(key)
    unless_int32(m, index, general)
    m.store(dst, load_element(m, target, index, special))
    m.next()
    with m.cold(special):
        load_typed(m, dst, target, index, general)
    with m.cold(general):
        slow(m, dst, object_, key, cache)


def to_element_key(m: Machine, dst: Operand, object_: Operand, key: Operand) -> None:
    general = m.label()
    index = m.load(key)
    unless_int32(m, index, general)
    m.store(dst, index)
    m.next()
    with m.cold(general):
        slow(m, dst, object_, key)


def set_element(m: Machine, object_: Operand, key: Operand, value: Operand, cache: Operand) -> None:
    general, special = m.label(), m.label()
    target, index = m.load(object_), m.load(key)
    unless_int32(m, index, general)
    store_element(m, target, index, m.load(value), special)
    m.next()
    with m.cold(special):
        store_typed(m, target, index, m.load(value), general)
    with m.cold(general):
        slow(m, object_, key, value, cache)
