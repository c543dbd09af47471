"""Properties and elements: the one-case inline caches of kernel/inline_cache.h, dense elements."""

from typing import Final

from jsengine.interpreter.known_arrays import simple_array
from jsengine.interpreter.known_strings import code_unit, string_of_unit
from jsengine.interpreter.objects import (
    AUX,
    append_to_array,
    element_barrier,
    kind_test,
    load_element,
    plain_elements,
    store_element,
    write_barrier,
)
from jsengine.interpreter.slow import slow
from jsengine.interpreter.typed_elements import load_typed, store_typed
from jsengine.interpreter.values import OBJECT, STRING, box_int32, pointer, unless_int32, unless_tag
from jsengine.machine.ir import Label, Machine, Offset, Operand, Word

# Of kernel/inline_cache.h, which asserts the size.
CASE_SIZE: Final = 40
MAX_CASES: Final = 8
PLAIN_SLOT: Final = 0


# String.prototype in a realm, once it is made.
_STRING_PROTOTYPE: Final = Offset("Realm", "intrinsics[size_t(Intrinsic::kStringPrototype)]")


def _cached_shape(
    m: Machine, object_: Word, cache: Operand, miss: Label, primitive: Label | None = None
) -> tuple[Word, Word]:
    """(object, slot) when the object's shape is the one the site has seen; `primitive`: it is no object."""
    unless_tag(m, object_, OBJECT, primitive or miss)
    cell = pointer(m, object_, OBJECT)
    slot = m.op("feedback", cache)
    m.branch("!=", m.field(cell, "Object", "shape"), m.field(slot, "PropertySlot", "shape"), miss)
    return cell, slot


def _overflow_address(m: Machine, cell: Word, location: Word) -> Word:
    """Where a negative location stands: that far into the overflow slots."""
    return m.op("subtract", m.field(cell, "Object", "slots"), location)


def get_property(m: Machine, dst: Operand, object_: Operand, name: Operand, cache: Operand) -> None:
    miss, elsewhere, overflow, primitive = m.label(), m.label(), m.label(), m.label()
    value = m.load(object_)
    cell, slot = _cached_shape(m, value, cache, miss, primitive)
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
    general = m.label()
    with m.cold(primitive):  # a string's methods stand in its prototype
        unless_tag(m, value, STRING, general)
        prototype = m.op("load64", m.field(m.op("agent"), "Agent", "realm"), _STRING_PROTOTYPE)
        unless_tag(m, prototype, OBJECT, general)
        m.assign(slot, m.op("feedback", cache))
        shape = m.field(pointer(m, prototype, OBJECT), "Object", "shape")
        m.branch("!=", shape, m.field(slot, "PropertySlot", "shape"), general)
        m.assign(location, m.field(slot, "PropertySlot", "location"))
        m.assign(holder, m.field(slot, "PropertySlot", "holder"))
        m.branch("!=", holder, 0, elsewhere)
        m.goto(general)
    with m.cold(miss):
        found = _polymorphic_case(m, m.load(object_), cache, general)
        m.store(dst, _value_of_case(m, found, general))
        m.next()
    with m.cold(general):
        slow(m, dst, object_, name, cache)


def _polymorphic_case(m: Machine, object_: Word, cache: Operand, otherwise: Label) -> tuple[Word, Word]:
    """(object, CacheCase) of a site that has seen several shapes; only cases of plain slots."""
    again, found = m.label(), m.label()
    unless_tag(m, object_, OBJECT, otherwise)
    cell = pointer(m, object_, OBJECT)
    shape = m.field(cell, "Object", "shape")
    slot = m.op("feedback", cache)
    m.branch("!=", m.field(slot, "PropertySlot", "shape"), 0, otherwise)
    cases = m.field(slot, "PropertySlot", "holder")
    m.branch("==", cases, 0, otherwise)
    case = m.op("add", cases, Offset("PolymorphicCache", "cases"))
    end = m.op("add", case, MAX_CASES * CASE_SIZE)
    m.bind(again)
    m.branch("==", m.field(case, "CacheCase", "shape"), shape, found)
    m.assign(case, m.op("add", case, CASE_SIZE))
    m.branch("u<", case, end, again)
    m.goto(otherwise)
    m.bind(found)
    m.branch("!=", m.op("load8", case, Offset("CacheCase", "kind")), PLAIN_SLOT, otherwise)
    return cell, case


def _value_of_case(m: Machine, found: tuple[Word, Word], otherwise: Label) -> Word:
    cell, case = found
    own, far, done = m.label(), m.label(), m.label()
    source = m.op("move", cell)
    holder = m.field(case, "CacheCase", "holder")
    m.branch("==", holder, 0, own)
    validity = m.field(case, "CacheCase", "validity")
    m.branch("==", validity, 0, otherwise)
    m.branch("==", m.op("load32", validity, AUX), 0, otherwise)
    m.assign(source, holder)
    m.bind(own)
    location = m.field(case, "CacheCase", "location")
    value = m.op("move", 0)
    m.branch("<", location, 0, far)
    m.assign(value, m.op("load64_indexed", source, location, 1, 0))
    m.goto(done)
    m.bind(far)
    m.assign(value, m.op("load64", _overflow_address(m, source, location), 0))
    m.bind(done)
    return value


def get_length(m: Machine, dst: Operand, object_: Operand, name: Operand, cache: Operand) -> None:
    """Lengths of arrays and strings are no slots: they are read where they stand."""
    other, text, general = m.label(), m.label(), m.label()
    value = m.load(object_)
    unless_tag(m, value, OBJECT, text)
    cell = pointer(m, value, OBJECT)
    kind_test(m, cell, "kArray", other)
    length = m.op("load32", cell, AUX)
    m.branch32("<", length, 0, other)
    m.store(dst, box_int32(m, length))
    m.next()
    with m.cold(text):
        unless_tag(m, value, STRING, general)
        m.store(dst, box_int32(m, m.op("load32", pointer(m, value, STRING), AUX)))
        m.next()
    with m.cold(other):
        get_property(m, dst, object_, name, cache)
    with m.cold(general):
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
    miss, general = m.label(), m.label()
    _store_cached(m, object_, value, cache, miss)
    with m.cold(miss):
        cell, case = _polymorphic_case(m, m.load(object_), cache, general)
        location = m.field(case, "CacheCase", "location")
        m.branch("!=", m.field(case, "CacheCase", "holder"), 0, general)
        m.branch("<", location, 0, general)
        m.do("store64_indexed", cell, location, 1, 0, m.load(value))
        write_barrier(m, cell)
        m.next()
    with m.cold(general):
        slow(m, object_, name, value, cache)


define_field = set_property


def get_element(m: Machine, dst: Operand, object_: Operand, key: Operand, cache: Operand) -> None:
    general, special, text = m.label(), m.label(), m.label()
    target, index = m.load(object_), m.load(key)
    unless_int32(m, index, general)
    m.store(dst, load_element(m, target, index, special))
    m.next()
    with m.cold(special):
        load_typed(m, dst, target, index, text)
    with m.cold(text):
        m.store(dst, string_of_unit(m, code_unit(m, target, index, general), general))
        m.next()
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
    general, special, typed = m.label(), m.label(), m.label()
    target, index = m.load(object_), m.load(key)
    unless_int32(m, index, general)
    store_element(m, target, index, m.load(value), special)
    m.next()
    with m.cold(special):
        array, _ = simple_array(m, object_, typed)
        m.branch32("!=", m.load(key), m.op("load32", array, AUX), typed)
        append_to_array(m, m.load(object_), m.load(value), general)
        m.next()
    with m.cold(typed):
        store_typed(m, m.load(object_), m.load(key), m.load(value), general)
    with m.cold(general):
        slow(m, object_, key, value, cache)


def define_element(m: Machine, object_: Operand, key: Operand, value: Operand) -> None:
    """An element of an Array, or the next one behind its end, where its vector has room."""
    general, last = m.label(), m.label()
    index = m.load(key)
    unless_int32(m, index, general)
    cell, elements = plain_elements(m, m.load(object_), general)
    kind_test(m, cell, "kArray", general)
    m.branch32("u>=", index, m.op("load32", elements, AUX), general)
    position = m.op("and32", index, 0xFFFFFFFF)
    length = m.op("load32", cell, AUX)
    m.branch32("u>=", position, length, last)
    new = m.load(value)
    m.do("store64_indexed", elements, position, 8, Offset("Slots", "values"), new)
    element_barrier(m, elements, position, new)
    m.next()
    with m.cold(last):
        m.branch32("!=", position, length, general)
        append_to_array(m, m.load(object_), m.load(value), general)
        m.next()
    with m.cold(general):
        slow(m, object_, key, value)
